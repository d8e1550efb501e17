"""The menus of the live table: copied for Excel, opted out with undo, columns remembered."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from alphasms_desktop.domain.attempt import State, Step, Why
from alphasms_desktop.domain.live import LiveRow
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.live import LivePage
from alphasms_desktop.ui.tables.table_menus import TableMenus
from tests.fakes import phone
from tests.ui.test_live import make


@pytest.fixture
def page(qtbot: QtBot, context: Context, tmp_path: Path) -> LivePage:
    """Give the live page of thirty recipients, nobody called yet."""
    made = LivePage(context)
    qtbot.addWidget(made)
    made.resize(1072, 760)
    made.show()
    made.show_campaign(make(context, tmp_path, 30))
    context.bridge.settle()
    return made


def row_at(page: LivePage, place: int) -> LiveRow:
    row = page.table.take_for_menu(place)
    assert row is not None
    return row


def action(menu: QMenu, text: str) -> QAction:
    return next(one for one in menu.actions() if one.text().startswith(text))


def test_phones_and_rows_are_copied_so_that_excel_takes_them(
    context: Context, page: LivePage
) -> None:
    menu = page.menus.row_menu(row_at(page, 1))
    action(menu, "Copy the phone").trigger()
    assert QGuiApplication.clipboard().text() == "+380 50 000 00 03"
    action(menu, "Copy the row").trigger()
    assert QGuiApplication.clipboard().text().split("\t")[:2] == ["3", "Person 3"]
    action(menu, "Copy all 30 shown rows").trigger()
    context.bridge.settle()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].startswith("Row\tPerson\tPhone\tState")
    assert [line.split("\t")[1] for line in lines[1:]] == [f"Person {n}" for n in range(2, 32)]
    assert page.life.text() == "30 rows were copied."


def test_whoever_asks_is_not_called_any_more_and_that_can_be_taken_back(
    context: Context, page: LivePage
) -> None:
    unwanted = context.workspace.book.unwanted
    action(page.menus.row_menu(row_at(page, 0)), "Do not call").trigger()
    context.bridge.settle()
    assert [one.phone for one in unwanted.page()] == [phone(2)]
    page.undo.undo.click()
    context.bridge.settle()
    assert unwanted.page() == []


def test_columns_are_hidden_moved_and_remembered(
    qtbot: QtBot, context: Context, page: LivePage, tmp_path: Path
) -> None:
    header = page.table.table.horizontalHeader()
    action(page.menus.header_menu(), "Phone").trigger()
    assert page.table.table.isColumnHidden(2)
    assert not action(page.menus.header_menu(), "Phone").isChecked()
    person = action(page.menus.header_menu(), "Person")
    assert (person.text(), person.isEnabled()) == ("Person: always shown", False)
    header.moveSection(header.visualIndex(3), 0)

    other = LivePage(context)
    qtbot.addWidget(other)
    other.resize(1072, 760)
    assert other.table.table.isColumnHidden(2)
    assert other.table.table.horizontalHeader().visualIndex(3) == 0

    action(other.menus.header_menu(), "All columns").trigger()
    assert not other.table.table.isColumnHidden(2)
    assert other.table.table.horizontalHeader().visualIndex(3) == 3


def test_nonsense_that_was_remembered_is_left_alone(
    qtbot: QtBot, context: Context, page: LivePage, tmp_path: Path
) -> None:
    kept = QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)
    kept.setValue("live/hidden", "1 x 99 4")
    kept.setValue("live/order", "nothing")
    TableMenus(page.table, context, kept)
    assert 1 not in page.table.columns.unwanted
    assert 4 in page.table.columns.unwanted


def test_the_next_call_in_doubt_is_found_from_anywhere(context: Context, page: LivePage) -> None:
    campaign_id = page.campaign_id
    journal = context.workspace.campaigns.ownership.take_over(campaign_id)
    claims, _ = journal.claim(30)
    lost = [claims[4], claims[20]]
    journal.keep([Step(one.attempt_id, State.UNCONFIRMED, Why.ANSWER_LOST) for one in lost])
    journal.release()
    page.refresh()
    context.bridge.settle()
    assert not page.next_doubt.isHidden()
    for expected in (lost[0], lost[1], lost[0]):
        page.next_doubt.click()
        context.bridge.settle()
        assert page.table.chosen == expected.recipient_id
    assert page.details.isVisible()
