"""The live table: any number of recipients, only the visible ones in the model."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from alphasms_desktop.app import open_workspace
from alphasms_desktop.domain.attempt import State, Step, Why
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.hours import AllowedHours
from alphasms_desktop.domain.live import LiveRow, View
from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.store import open_store
from alphasms_desktop.ui import style
from alphasms_desktop.ui.bridge import Bridge
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.runs import Runs
from alphasms_desktop.ui.tables.live_cells import Terms, texts_of
from alphasms_desktop.ui.tables.live_table import LiveTable
from alphasms_desktop.wording import KYIV, day_and_time
from tests.fakes import make_campaign, phone

MANY = 20_000


@pytest.fixture
def many(qapp: QApplication, tmp_path: Path) -> Iterator[tuple[Context, int]]:
    """Give a context whose store has a campaign of many recipients, two of them in doubt."""
    style.use(qapp)
    store = open_store(tmp_path / "data")
    campaign_id = make_campaign(store, MANY)
    journal = store.take_over(campaign_id)
    claims, _ = journal.claim(2)
    journal.keep([Step(one.attempt_id, State.UNCONFIRMED, Why.ANSWER_LOST) for one in claims])
    journal.release()
    store.close()
    workspace = open_workspace(tmp_path / "data", Mode.TRAINING)
    bridge = Bridge()
    yield Context(workspace, bridge, Runs(workspace, bridge)), campaign_id
    bridge.close()
    workspace.close()


@pytest.fixture
def table(qtbot: QtBot, many: tuple[Context, int]) -> LiveTable:
    context, campaign_id = many
    made = LiveTable(context)
    qtbot.addWidget(made)
    made.resize(1000, 500)
    made.show()
    made.show_campaign(campaign_id)
    qtbot.waitUntil(lambda: text(made, 0, 2) != "")
    return made


def text(table: LiveTable, row: int, column: int) -> str:
    item = table.model.item(row, column)
    return item.text() if item else ""


def press(qtbot: QtBot, table: LiveTable, key: Qt.Key) -> None:
    qtbot.keyClick(table.table, key)


def test_only_the_rows_one_can_see_are_in_the_model(table: LiveTable) -> None:
    assert table.count() == MANY
    assert 5 < table.model.rowCount() < 30


def test_it_scrolls_from_the_first_to_the_last(qtbot: QtBot, table: LiveTable) -> None:
    press(qtbot, table, Qt.Key.Key_End)
    last = f"Person {MANY + 1}"
    rows = range(table.model.rowCount())
    qtbot.waitUntil(lambda: any(text(table, row, 1) == last for row in rows))
    assert table.bar.value() == table.bar.maximum()

    press(qtbot, table, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: text(table, 0, 1) == "Person 2")


def test_the_chosen_row_stays_chosen_wherever_one_scrolls(qtbot: QtBot, table: LiveTable) -> None:
    for _ in range(3):
        press(qtbot, table, Qt.Key.Key_Down)
    chosen = table.chosen
    table.scroll_by(5000)
    assert not table.table.selectionModel().hasSelection()
    table.scroll_by(-5000)
    assert table.chosen == chosen
    assert [one.row() for one in table.table.selectionModel().selectedRows()] == [2]


def test_enter_opens_the_chosen_row(qtbot: QtBot, table: LiveTable) -> None:
    press(qtbot, table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.row_chosen) as chosen:
        press(qtbot, table, Qt.Key.Key_Return)
    assert chosen.args == [table.chosen]


def test_a_filter_shows_only_its_rows(qtbot: QtBot, table: LiveTable) -> None:
    with qtbot.waitSignal(table.filtered) as filtered:
        table.show_view(View(states=frozenset({State.UNCONFIRMED})))
    assert filtered.args == [2]
    qtbot.waitUntil(lambda: text(table, 0, 3) == "In doubt")
    assert table.model.rowCount() == 2


def test_a_search_finds_by_any_part_of_the_phone(qtbot: QtBot, table: LiveTable) -> None:
    wanted = phone(12345)[-5:]
    with qtbot.waitSignal(table.filtered) as filtered:
        table.show_view(View(search=wanted))
    assert filtered.args == [1]
    qtbot.waitUntil(lambda: text(table, 0, 1) == "Person 12345")


def test_a_click_on_a_header_sorts_and_another_turns_the_order(
    qtbot: QtBot, table: LiveTable
) -> None:
    header = table.table.horizontalHeader()
    header.sectionClicked.emit(2)
    header.sectionClicked.emit(2)
    qtbot.waitUntil(lambda: text(table, 0, 1) == f"Person {MANY + 1}")


def test_a_row_pastes_into_excel(qtbot: QtBot, table: LiveTable) -> None:
    press(qtbot, table, Qt.Key.Key_Down)
    qtbot.keyClick(table.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QApplication.clipboard().text().split("\t")
    assert copied[:2] == ["2", "Person 2"]


def test_each_row_is_one_sentence_for_a_screen_reader(table: LiveTable) -> None:
    (said,) = {table.model.item(0, at).accessibleText() for at in range(table.model.columnCount())}
    assert said == "Row 2, Person 2, +380 50 000 00 02, In doubt"


def test_columns_step_aside_where_it_is_narrow(qtbot: QtBot, table: LiveTable) -> None:
    assert not table.table.isColumnHidden(5)
    table.resize(640, 500)
    qtbot.waitUntil(lambda: table.table.isColumnHidden(8))
    assert not table.table.isColumnHidden(3)
    # Beside the panel of a call, which tells the phone, there is room for the state at least.
    table.resize(392, 400)
    qtbot.waitUntil(lambda: table.table.isColumnHidden(2))
    assert table.table.columnViewportPosition(3) + 140 < 392


def test_what_is_left_of_the_width_goes_to_the_meanings_of_keys_and_to_the_notes(
    table: LiveTable,
) -> None:
    table.resize(1004, 500)
    assert table.table.columnWidth(4) == 114
    table.resize(1104, 500)
    assert table.table.columnWidth(4) == 164
    table.table.setColumnWidth(4, 120)
    table.resize(1204, 500)
    assert table.table.columnWidth(4) == 120, "the user's own width stays"
    table.table.setColumnWidth(4, 300)
    table.resize(1010, 500)
    assert table.table.columnWidth(4) == 117, "as long as the notes keep theirs"


def test_what_was_not_told_is_a_dash_and_neither_free_nor_no_key() -> None:
    untold = LiveRow(1, 1, 2, "", phone(2), State.ANSWERED, "", None, None, None, None, 1)
    assert texts_of(untold, Terms())[4:7] == ("—", "—", "—")
    told = replace(untold, duration_s=24.0, price=Decimal("0.48"))
    assert texts_of(told, Terms())[4:7] == ("", "0:24", "0.48")
    waits = replace(untold, state=State.QUEUED)
    assert texts_of(waits, Terms())[4:7] == ("", "", "")


def test_who_is_called_again_says_when_by_the_allowed_hours_too() -> None:
    waits = LiveRow(1, 2, 2, "", phone(2), State.QUEUED, "", None, None, None, None, 2)
    night = datetime.now(ZoneInfo(KYIV)).replace(hour=3, minute=0) + timedelta(days=3)
    again = replace(waits, not_before=night)
    assert texts_of(again, Terms())[8] == f"again {day_and_time(night)}"
    rules = Rules(hours=AllowedHours(time(9), time(20), frozenset(range(7))))
    assert texts_of(again, Terms(rules=rules))[8] == f"again {day_and_time(night.replace(hour=9))}"
    over = replace(waits, not_before=night - timedelta(days=9))
    assert texts_of(over, Terms())[8] == "", "a free line is all that is waited for"
