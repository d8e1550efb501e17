"""What a page shows where the service gives less than a picture promises, row by row.

The pretend AlphaSMS provokes each; what needs no run stands in the tests of the part that shows it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from alphasms_desktop.app import open_workspace
from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Mode, Phase
from alphasms_desktop.domain.receiving import Receiving
from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.ui import style
from alphasms_desktop.ui.bridge import Bridge
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.finished import FinishedPage
from alphasms_desktop.ui.pages.live import LivePage
from alphasms_desktop.ui.runs import Runs
from alphasms_desktop.ui.tables.live_cells import KEY_COLUMNS, STATE_COLUMN
from alphasms_desktop.ui.widgets.navigation import BalanceBlock
from tests.ui.test_live import make

_LONG = 25_000
_PEOPLE = 8
_IMPATIENT = 2.0


@dataclass
class Shown:
    """The two pages of a campaign that has ended."""

    context: Context
    live: LivePage
    finished: FinishedPage

    def states(self) -> set[str]:
        """Return the words for what became of the calls."""
        model = self.live.table.model
        return {model.item(row, STATE_COLUMN).text() for row in range(model.rowCount())}

    def charts_say(self) -> str:
        """Return what the charts say of keys."""
        self.finished.tabs.choose(1)
        self.context.bridge.settle()
        charts = self.finished.charts
        notes = [one.numbers.note for one in charts.cards if one.numbers.note]
        return notes[0] if notes else charts.keys_note.text()


@pytest.fixture
def show(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Callable[..., Shown]]:
    style.use(qapp)
    opened: list[Context] = []

    def run(scenario: str, rules: Rules, receives: bool = True) -> Shown:
        workspace = open_workspace(tmp_path / "data", Mode.TRAINING, scenario=scenario)
        if not receives:
            workspace.receiving.choose(Receiving())
        bridge = Bridge()
        context = Context(workspace, bridge, Runs(workspace, bridge))
        opened.append(context)
        campaign_id = make(context, tmp_path, _PEOPLE, rules)
        with qtbot.waitSignal(context.runs.ended, timeout=_LONG) as ended:
            context.runs.start(campaign_id)
        assert ended.args[1].phase is Phase.FINISHED
        pages = LivePage(context), FinishedPage(context)
        for page in pages:
            qtbot.addWidget(page)
            page.resize(1072, 760)
            page.show()
            page.show_campaign(campaign_id)
        bridge.settle()
        return Shown(context, *pages)

    yield run
    for context in opened:
        context.runs.leave_all()
        context.bridge.close()
        context.workspace.close()


def test_without_receiving_keys_are_looked_for_in_the_cabinet(show) -> None:
    shown = show("all-answer", Rules(), receives=False)
    table = shown.live.table.table
    assert all(table.isColumnHidden(column) for column in KEY_COLUMNS)
    assert "Keys are seen in the AlphaSMS cabinet only." in shown.live.header.about.text()
    assert shown.finished.sentence.text() == "8 reached."
    assert "cabinet" in shown.charts_say()
    # What was paid is what AlphaSMS quoted, and is said to be no more.
    assert "by AlphaSMS's prices ₴" in shown.finished.about.text().replace("\u00a0", "")


def test_a_key_that_has_not_come_is_never_no_key(show) -> None:
    shown = show("late-hooks", Rules())
    assert "no key" not in shown.finished.sentence.text()
    table = shown.live.table.table
    assert not any(table.isColumnHidden(column) for column in KEY_COLUMNS)
    assert shown.charts_say().startswith("Keys received from ")


def test_words_nobody_knows_are_no_result_and_lead_to_no_second_call(show) -> None:
    shown = show("unknown-words", Rules(retry_after_s=(0.0,), results_within_s=_IMPATIENT))
    assert "No result" in shown.states()
    assert "without a result" in shown.finished.sentence.text()
    assert "not reached" not in shown.finished.sentence.text()


def test_where_no_interface_tells_results_the_page_says_so_and_offers_receiving(
    qtbot: QtBot, show
) -> None:
    shown = show("untold", Rules(results_within_s=_IMPATIENT))
    assert shown.states() == {"No result"}
    assert shown.finished.untold.isVisible()
    with qtbot.waitSignal(shown.finished.receiving_asked):
        shown.finished.set_up.click()
    tally = shown.context.workspace.campaigns.summaries()[0].tally
    assert tally[State.NO_RESULT] == _PEOPLE
    assert tally.spent > 0  # paid for all the same


def test_a_balance_has_its_age_and_says_since_when_nobody_answers(qtbot: QtBot) -> None:
    block = BalanceBlock()
    qtbot.addWidget(block)
    at = datetime(2026, 11, 24, 12, 10, tzinfo=UTC)
    block.show_balance(Decimal("12.50"), "UAH", at, is_play=False)
    assert block.note.text() == "at 14:10 · connected"
    block.show_cut_off(at)
    block.show_cut_off(at.replace(hour=20))
    assert block.note.text() == "no connection since 14:10"
    block.show_balance(Decimal("12.50"), "UAH", at, is_play=False)
    assert not block.is_cut_off
