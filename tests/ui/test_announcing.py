"""What a screen reader says of a run: its turns and troubles, and each row as one sentence."""

from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Phase, Tally
from alphasms_desktop.domain.errors import Kind, Trouble
from alphasms_desktop.ui.announcing import Announcer
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.tables.live_table import LiveTable
from tests.ui.test_live import make


class Ears:
    """Hears what is announced, by a clock of its own."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.urgent: list[str] = []
        self.now_s = 1000.0

    def hear(self, said: str, is_urgent: bool) -> None:
        self.said.append(said)
        if is_urgent:
            self.urgent.append(said)


@pytest.fixture
def ears(qtbot: QtBot, context: Context) -> Ears:
    made, window = Ears(), QWidget()
    qtbot.addWidget(window)
    Announcer(window, context.runs, made.hear, lambda: made.now_s)
    return made


def tally(done: int, whole: int = 100, doubts: int = 0) -> Tally:
    waits = whole - done - doubts
    return Tally({State.ANSWERED: done, State.QUEUED: waits, State.UNCONFIRMED: doubts})


def test_a_run_is_announced_from_its_beginning_to_its_end_and_no_call_of_it(
    qtbot: QtBot, context: Context, ears: Ears, tmp_path: Path
) -> None:
    campaign_id = make(context, tmp_path, 12)
    with qtbot.waitSignal(context.runs.ended, timeout=25_000):
        context.runs.start(campaign_id)
    assert ears.said[0] == "The campaign has begun."
    assert ears.said[-1].startswith("The campaign has ended. ")
    assert "answered" in ears.said[-1]
    assert len(ears.said) <= 5

    table = LiveTable(context)
    qtbot.addWidget(table)
    table.resize(900, 400)
    table.show()
    table.show_campaign(campaign_id)
    context.bridge.settle()
    table.step(1)
    rows = QAccessible.queryAccessibleInterface(table.table)
    told = [rows.child(at).text(QAccessible.Text.Name) for at in range(rows.childCount())]
    (first,) = {one for one in told if one.startswith("Row 2, ")}
    assert "+380 50 " in first
    assert any(word in first for word in ("Answered", "No answer", "Busy", "Failed", "Refused"))
    assert table.table.currentIndex().column() == 0  # where the sentence is


def test_why_a_run_stands_still_is_said_at_once_and_once(context: Context, ears: Ears) -> None:
    runs = context.runs
    for _ in range(2):
        runs.phase_changed.emit(1, Phase.PAUSED, Trouble(Kind.NO_MONEY))
    assert len(ears.said) == 1
    assert "balance is too low" in ears.urgent[0]
    runs.phase_changed.emit(1, Phase.RUNNING, None)
    assert ears.said[1:] == ["The campaign goes on."]
    runs.refused.emit(2, Trouble(Kind.WRONG_KEY))
    assert "does not know this key" in ears.urgent[-1]


def test_progress_is_said_by_tenths_and_no_more_than_once_a_minute(
    context: Context, ears: Ears
) -> None:
    for done in range(40):
        context.runs.changed.emit(1, {}, tally(done))
    assert ears.said == ["10 of 100 done."]
    ears.now_s += 61
    context.runs.changed.emit(1, {}, tally(41, doubts=1))
    context.runs.changed.emit(1, {}, tally(42, doubts=2))
    assert ears.said[1:] == ["1 call is in doubt.", "41 of 100 done."]
    assert ears.urgent == ["1 call is in doubt."]
