"""What a pressed key meant: in the live table, in a call's details, and as a mark of a person."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from alphasms_desktop.app import open_workspace
from alphasms_desktop.domain.answer import KeyAction, KeyMeaning
from alphasms_desktop.domain.attempt import State, Step, Why
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.live import View
from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.store import open_store
from alphasms_desktop.ui import style
from alphasms_desktop.ui.bridge import Bridge
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.call_panel import CallPanel
from alphasms_desktop.ui.pages.contact_person import PersonPanel
from alphasms_desktop.ui.runs import Runs
from alphasms_desktop.ui.tables.live_cells import KEY_COLUMNS
from alphasms_desktop.ui.tables.live_table import LiveTable
from alphasms_desktop.ui.widgets.call_details import CallDetails
from tests.fakes import make_campaign, phone

KEYS = (
    KeyMeaning("1", "comes"),
    KeyMeaning("4", "speaks English", KeyAction.MARK, "English"),
)
PRESSED = ("1", "4", "7")
KEY = min(KEY_COLUMNS)


@pytest.fixture
def pressed(qapp: QApplication, tmp_path: Path) -> Iterator[tuple[Context, int]]:
    """Give a context with a campaign in which each of three people pressed a key."""
    style.use(qapp)
    store = open_store(tmp_path / "data")
    campaign_id = make_campaign(store, len(PRESSED), rules=Rules(keys=KEYS))
    journal = store.take_over(campaign_id)
    claims, _ = journal.claim(len(PRESSED))
    for claim, key in zip(claims, PRESSED, strict=True):
        at = claim.attempt_id
        journal.keep([Step(at, State.ACCEPTED, Why.HANDED_OVER, gateway_id=str(at))])
        journal.keep([Step(at, State.ANSWERED, Why.REPORTED, key=key)])
    journal.release()
    store.close()
    workspace = open_workspace(tmp_path / "data", Mode.TRAINING)
    bridge = Bridge()
    yield Context(workspace, bridge, Runs(workspace, bridge)), campaign_id
    bridge.close()
    workspace.close()


@pytest.fixture
def table(qtbot: QtBot, pressed: tuple[Context, int]) -> LiveTable:
    context, campaign_id = pressed
    made = LiveTable(context)
    qtbot.addWidget(made)
    made.resize(1072, 500)
    made.show()
    made.show_campaign(campaign_id)
    context.bridge.settle()
    return made


def test_the_live_table_says_what_a_key_meant(table: LiveTable) -> None:
    cells = [table.model.item(row, KEY).text() for row in range(len(PRESSED))]
    assert cells == ["1 · comes", "4 · speaks English", "7"]
    assert table.model.item(1, KEY).toolTip() == "4 · speaks English"
    spoken = table.model.item(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "key 1 · comes" in spoken


def test_a_copied_row_says_it_too(table: LiveTable) -> None:
    table.choose_row(0)
    table.copy()
    assert "1 · comes" in QGuiApplication.clipboard().text().split("\t")


def test_a_campaign_shown_after_another_has_meanings_of_its_own(
    pressed: tuple[Context, int], table: LiveTable
) -> None:
    table.show_campaign(0)
    assert table.terms.meanings == {}
    pressed[0].bridge.settle()
    assert table.terms.meanings == {}


def test_the_details_of_a_call_say_what_the_key_meant(
    qtbot: QtBot, pressed: tuple[Context, int]
) -> None:
    context, campaign_id = pressed
    details = CallDetails()
    qtbot.addWidget(details)
    panel, desk = CallPanel(context, details), context.workspace.campaigns
    panel.note_summary(desk.summary(campaign_id))
    panel.open(desk.ordered_ids(campaign_id, View())[0])
    context.bridge.settle()
    said = [one.text() for one in details.findChildren(QLabel)]
    assert any(one.endswith("key 1 · comes") for one in said)


def test_marks_are_shown_with_the_person(qtbot: QtBot, pressed: tuple[Context, int]) -> None:
    context, _ = pressed
    panel = PersonPanel(context)
    qtbot.addWidget(panel)
    for number, is_marked in ((3, True), (2, False)):
        panel.open(phone(number))
        context.bridge.settle()
        assert ("Marks: English" in panel.facts.text()) is is_marked
