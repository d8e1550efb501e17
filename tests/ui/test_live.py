"""The live page and the page of the end, with real training campaigns."""

import threading
import wave
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from alphasms_desktop.domain.account import account_fingerprint
from alphasms_desktop.domain.address import BUILT_IN_SANDBOX
from alphasms_desktop.domain.attempt import State, Step, Why
from alphasms_desktop.domain.campaign import Draft, Mode, Phase, Service, Tally
from alphasms_desktop.domain.contact import Batch
from alphasms_desktop.domain.errors import Kind, Trouble
from alphasms_desktop.domain.hours import AllowedHours
from alphasms_desktop.domain.live import Decision
from alphasms_desktop.domain.rules import Rules, Start
from alphasms_desktop.domain.success import Success
from alphasms_desktop.engine.events import PhaseChanged
from alphasms_desktop.engine.orders import RunEnd
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.dialogs.stop_dialog import StopDialog
from alphasms_desktop.ui.pages.finished import FinishedPage
from alphasms_desktop.ui.pages.live import LivePage
from alphasms_desktop.ui.widgets.tiles import KINDS, count_of, footnotes
from alphasms_desktop.wording import day_and_time
from tests.fakes import HEAD, contact

LONG = 25_000
RULES = Rules(uploads=2)


def make(context: Context, folder: Path, recipients: int, rules: Rules = RULES) -> int:
    """Make a training campaign with a real recording."""
    path = folder / "message.wav"
    with wave.open(str(path), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(bytes(16_000))
    desk = context.workspace
    recording = desk.audio.prepare(path)
    people = tuple(contact(row) for row in range(2, 2 + recipients))
    taken = desk.contacts.lists.take_in(HEAD, [Batch.of(people)])
    service = Service(BUILT_IN_SANDBOX, account_fingerprint("training"))
    draft = Draft("Visits", Mode.TRAINING, service, taken.id, recording, rules)
    return desk.campaigns.create(draft).id


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> LivePage:
    made = LivePage(context)
    qtbot.addWidget(made)
    made.resize(1072, 760)
    made.show()
    return made


def test_a_campaign_that_is_only_being_opened_is_left_as_well(
    context: Context, tmp_path: Path
) -> None:
    campaign_id = make(context, tmp_path, 5)
    context.runs.start(campaign_id)
    context.runs.leave_all()
    assert not context.runs.is_running(campaign_id)
    assert not context.workspace.campaigns.is_running(campaign_id)
    assert not [one for one in threading.enumerate() if one.name.startswith("campaign-")]


def test_a_campaign_is_watched_from_its_start_to_its_end(
    qtbot: QtBot, context: Context, page: LivePage, tmp_path: Path
) -> None:
    campaign_id = make(context, tmp_path, 40)
    page.show_campaign(campaign_id)
    with qtbot.waitSignal(page.finished, timeout=LONG) as finished:
        context.runs.start(campaign_id)

    assert finished.args == [campaign_id]
    counts = [tile.count.text() for tile in page.tiles.tiles]
    assert sum(map(int, counts)) == 40
    assert counts[-1] == "0"
    qtbot.waitUntil(lambda: page.header.pill.text() == "Finished")


def test_it_is_paused_and_gone_on_with_by_one_button(
    qtbot: QtBot, context: Context, page: LivePage, tmp_path: Path
) -> None:
    campaign_id = make(context, tmp_path, 300)
    page.show_campaign(campaign_id)
    context.runs.start(campaign_id)
    qtbot.waitUntil(lambda: page.header.pill.text() == "Running", timeout=LONG)
    page.header.pause_button.click()
    qtbot.waitUntil(lambda: page.header.pill.text() == "Paused", timeout=LONG)
    assert page.header.pause_button.text() == "Resume"
    waiting = page._tally[State.QUEUED]
    assert waiting > 0

    page.header.pause_button.click()
    with qtbot.waitSignal(page.finished, timeout=LONG):
        qtbot.waitUntil(lambda: page.header.pill.text() == "Running", timeout=LONG)
    assert page._tally[State.QUEUED] == 0


def test_whoever_comes_back_is_told_again_what_the_run_waits_for(
    qtbot: QtBot, context: Context, page: LivePage, tmp_path: Path
) -> None:
    later = Rules(start=Start(datetime.now(UTC) + timedelta(hours=3)))
    campaign_id, other = make(context, tmp_path, 3, later), make(context, tmp_path, 2)
    page.show_campaign(campaign_id)
    context.runs.start(campaign_id)
    qtbot.waitUntil(lambda: page.banner.isVisible(), timeout=LONG)
    said = page.banner.banner.title.text()
    page.show_campaign(other)
    context.bridge.settle()
    assert not page.banner.isVisible()
    page.show_campaign(campaign_id)
    context.bridge.settle()
    assert page.banner.isVisible()
    assert page.banner.banner.title.text() == said
    context.runs.leave_all()


def paused_by_its_key(qtbot: QtBot, context: Context, folder: Path) -> int:
    """Start a campaign that waits for its hour, and have it told that its key does not fit."""
    later = Rules(start=Start(datetime.now(UTC) + timedelta(hours=3)))
    campaign_id = make(context, folder, 3, later)
    with qtbot.waitSignal(context.runs.opened, timeout=LONG):
        context.runs.start(campaign_id)
    paused = PhaseChanged(Phase.PAUSED, Trouble(Kind.WRONG_KEY))
    context.bridge.event_came.emit(campaign_id, paused)
    return campaign_id


def test_a_run_that_its_key_has_paused_is_opened_anew_to_go_on_with_the_next_key(
    qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    campaign_id = paused_by_its_key(qtbot, context, tmp_path)
    with qtbot.waitSignal(context.runs.opened, timeout=LONG) as opened:
        context.runs.resume(campaign_id)
    assert opened.args[0] == campaign_id
    context.runs.leave_all()


def test_nothing_is_opened_anew_in_a_window_that_is_left(
    qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    campaign_id = paused_by_its_key(qtbot, context, tmp_path)
    context.runs.resume(campaign_id)
    context.runs.leave_all()
    context.bridge.settle()
    assert not context.runs.is_running(campaign_id)
    assert not context.workspace.campaigns.is_running(campaign_id)


def test_what_could_not_be_kept_at_its_end_is_said_all_the_same(
    context: Context, page: LivePage, tmp_path: Path
) -> None:
    campaign_id = make(context, tmp_path, 3)
    page.show_campaign(campaign_id)
    context.bridge.settle()
    end = RunEnd(Phase.PAUSED, Trouble(Kind.DISK_FULL), Tally({State.QUEUED: 3}))
    context.runs.ended.emit(campaign_id, end)
    context.bridge.settle()
    assert page.banner.isVisible()
    assert "disk is full" in page.banner.banner.title.text()


def test_a_stopped_campaign_leaves_the_rest_uncalled(
    qtbot: QtBot, context: Context, page: LivePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign_id = make(context, tmp_path, 400)
    page.show_campaign(campaign_id)
    context.runs.start(campaign_id)
    qtbot.waitUntil(lambda: page.header.stop_button.isVisible(), timeout=LONG)
    monkeypatch.setattr(StopDialog, "exec", lambda _dialog: 1)
    page.header.stop_button.click()
    with qtbot.waitSignal(context.runs.ended, timeout=LONG) as ended:
        pass
    assert ended.args[1].phase is Phase.STOPPED
    assert ended.args[1].tally[State.QUEUED] > 0
    qtbot.waitUntil(page.header.end.isVisible, timeout=LONG)

    # Who waited is on a list; no other campaign calls them while this one can be resumed.
    end = FinishedPage(context)
    qtbot.addWidget(end)
    end.show()
    end.show_campaign(campaign_id)
    people = end.lists.sides[1].people
    qtbot.waitUntil(lambda: people.title.text() == "Waiting when it stopped", timeout=LONG)
    assert people.shown.count == ended.args[1].tally[State.QUEUED]
    assert people.again.isHidden()


def test_the_sheet_before_a_stop_says_its_size_and_enter_goes_on(qtbot: QtBot) -> None:
    dialog = StopDialog(None, Tally({State.QUEUED: 299, State.ACCEPTED: 37}))
    qtbot.addWidget(dialog)
    (stop,) = dialog.ways
    assert stop.text() == "Stop: 299 will not be called"
    assert not stop.isDefault()
    assert not stop.autoDefault()


def doubtful(context: Context, folder: Path) -> tuple[int, list[int]]:
    """Make a campaign with two calls in doubt; returns it and their recipients."""
    campaign_id = make(context, folder, 3)
    journal = context.workspace.campaigns.ownership.take_over(campaign_id)
    claims, _ = journal.claim(2)
    journal.keep([Step(one.attempt_id, State.UNCONFIRMED, Why.ANSWER_LOST) for one in claims])
    journal.set_phase(Phase.PAUSED)
    journal.release()
    return campaign_id, [one.recipient_id for one in claims]


@pytest.mark.parametrize(
    ("decision", "state"),
    [(Decision.MADE, State.ANSWERED), (Decision.CALL_AGAIN, State.QUEUED)],
)
def test_a_call_in_doubt_is_decided_in_its_details(
    qtbot: QtBot,
    context: Context,
    page: LivePage,
    tmp_path: Path,
    decision: Decision,
    state: State,
) -> None:
    campaign_id, (first, _second) = doubtful(context, tmp_path)
    page.show_campaign(campaign_id)
    qtbot.waitUntil(lambda: page._summary is not None and page.table.count() == 3)
    page.table.choose_row(0)
    qtbot.waitUntil(page.details.isVisible)
    assert page.details.name.text() == "Person 2"
    assert page.details._doubt.isVisible()

    answers = {
        Decision.MADE: page.details._doubt.made,
        Decision.CALL_AGAIN: page.details._doubt.again,
    }
    answers[decision].click()

    rows = context.workspace.campaigns.rows
    qtbot.waitUntil(lambda: rows([first])[0].state is state)
    assert not page.details.isVisible()


def test_one_word_decides_all_that_are_in_doubt(
    qtbot: QtBot, context: Context, page: LivePage, tmp_path: Path
) -> None:
    campaign_id, both = doubtful(context, tmp_path)
    page.show_campaign(campaign_id)
    qtbot.waitUntil(lambda: page._summary is not None and page.table.count() == 3)
    page.table.choose_row(0)
    qtbot.waitUntil(page.details.isVisible)
    assert page.details._doubt.all.text() == "Apply to all 2 in doubt…"

    page.details.decided.emit(Decision.MADE, True)

    rows = context.workspace.campaigns.rows
    qtbot.waitUntil(lambda: {one.state for one in rows(both)} == {State.ANSWERED})


def test_a_campaign_whose_key_is_refused_says_why_in_its_banner(
    qtbot: QtBot, context: Context, page: LivePage, tmp_path: Path
) -> None:
    campaign_id = make(context, tmp_path, 2)
    page.show_campaign(campaign_id)
    other = context.workspace.campaigns.ownership.take_over(campaign_id)
    context.runs.start(campaign_id)
    qtbot.waitUntil(page.banner.isVisible, timeout=LONG)
    assert "running in another window" in page.banner.banner.title.text()
    other.release()


def test_the_tiles_sum_to_everybody() -> None:
    tally = Tally({state: place + 1 for place, state in enumerate(State)})
    assert sum(count_of(kind, tally) for kind in KINDS) == tally.recipients


def test_the_end_is_one_sentence_and_lists_to_work_through(
    qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    campaign_id, _ = doubtful(context, tmp_path)
    page = FinishedPage(context)
    qtbot.addWidget(page)
    page.show_campaign(campaign_id)
    qtbot.waitUntil(lambda: page.sentence.text() == "2 in doubt, 1 still to come.")

    report = tmp_path / "report.xlsx"
    page.report.save(report)
    qtbot.waitUntil(report.exists)


def test_the_calls_that_changed_last_stand_at_the_top_until_one_looks_closer(
    qtbot: QtBot, context: Context, page: LivePage, tmp_path: Path
) -> None:
    campaign_id = make(context, tmp_path, 40)
    page.show_campaign(campaign_id)
    assert not page.following.isVisible(), "nothing moves yet"
    context.runs.start(campaign_id)
    switch = page.following.switch
    qtbot.waitUntil(switch.isChecked, timeout=LONG)

    def first_rows() -> list[str]:
        return [page.table.model.item(row, 0).text() for row in range(6)]

    in_file = ["2", "3", "4", "5", "6", "7"]
    qtbot.waitUntil(lambda: first_rows() not in (in_file, [""] * 6), timeout=LONG)
    page.table.choose_row(3)
    chosen, seen = page.table.chosen, first_rows()
    assert not switch.isChecked(), "the chosen row stays where it is"
    page.table.show_newest()
    qtbot.waitUntil(lambda: not page.following.isVisible(), timeout=LONG)
    assert page.table.chosen == chosen
    assert first_rows() == seen


def test_a_narrow_window_keeps_the_name_of_every_tile(qtbot: QtBot, page: LivePage) -> None:
    page.tiles.show_tally(Tally({}))
    page.resize(1024 - 208, 640)
    names = [kind.name(Success.ANSWERED) for kind in KINDS if kind.is_always_shown]
    shown = [tile for tile in page.tiles.tiles if tile.isVisible()]
    qtbot.waitUntil(lambda: [tile.name.text() for tile in shown] == names)
    # One more tile in a window of the usual size leaves them no room either.
    page.resize(1280 - 208, 800)
    both = {State.SKIPPED: 1, State.NO_RESULT: 1}
    page.tiles.show_tally(Tally(both, told=Success.REACHED))
    names = [kind.name(Success.REACHED) for kind in KINDS]
    qtbot.waitUntil(lambda: [tile.name.text() for tile in page.tiles.tiles] == names)


def test_a_share_says_of_whom_and_a_call_without_a_result_is_not_one_not_reached() -> None:
    answered, missed, untold = KINDS[:3]
    going_on = Tally({State.ANSWERED: 6, State.BUSY: 2, State.NO_RESULT: 2, State.QUEUED: 2})
    assert footnotes(answered, going_on) == ("75 per cent of 8 with a result", "75 per cent of 8")
    assert (count_of(missed, going_on), count_of(untold, going_on)) == (2, 2)
    counts = {State.ANSWERED: 6, State.BUSY: 2, State.NO_RESULT: 2, State.SKIPPED: 5}
    at_the_end = Tally(counts)
    assert footnotes(answered, at_the_end) == ("60 per cent of 10",)


def test_those_that_wait_say_from_when_the_next_attempts_go(
    qtbot: QtBot, context: Context, page: LivePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hours = AllowedHours(time(9), time(20), frozenset(range(7)))
    campaign_id = make(context, tmp_path, 2, Rules(retry_after_s=(5 * 86_400.0,), hours=hours))
    journal = context.workspace.campaigns.ownership.take_over(campaign_id)
    journal.set_phase(Phase.RUNNING)
    claims, _ = journal.claim(1)
    ids = [one.attempt_id for one in claims]
    journal.keep([Step(one, State.ACCEPTED, Why.HANDED_OVER, gateway_id="1") for one in ids])
    journal.keep([Step(one, State.NO_ANSWER, Why.REPORTED) for one in ids])
    monkeypatch.setattr(context.runs, "is_running", lambda _campaign_id: True)
    page.resize(1500, 800)
    page.show_campaign(campaign_id)
    tile = page.tiles.tiles[-1]
    qtbot.waitUntil(lambda: "next attempts" in tile.toolTip())
    repeats = context.workspace.campaigns.repeats(campaign_id)
    assert repeats is not None
    assert time(9) <= repeats.earliest.time() < time(20)
    assert not repeats.is_all
    said = day_and_time(repeats.earliest)
    qtbot.waitUntil(lambda: tile.note.text() == f"next attempts {said}")
    # One was never called: where it is narrow the day would be said of that one too.
    page.resize(1024 - 208, 640)
    qtbot.waitUntil(lambda: tile.note.text() == "")
    journal.claim(1)
    page.refresh()
    page._waiting._ask()
    qtbot.waitUntil(lambda: tile.note.text() == said)

    journal.set_phase(Phase.PAUSED)
    page._on_phase(campaign_id, Phase.PAUSED, None)
    assert tile.note.text() == "", "nothing goes while it pauses"
    journal.release()


def test_tab_meets_the_tiles_once_and_the_arrows_go_on(qtbot: QtBot, page: LivePage) -> None:
    page.tiles.show_tally(Tally({State.ANSWERED: 1}))
    first, second, *_, last = [tile for tile in page.tiles.tiles if tile.isVisible()]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert QApplication.focusWidget() is second
    stops = [one for one in page.tiles.tiles if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [second]
    assert not any(tile.isChecked() for tile in page.tiles.tiles)
    QTest.keyClick(second, Qt.Key.Key_Space)
    assert second.isChecked()
    QTest.keyClick(first, Qt.Key.Key_Left)
    assert QApplication.focusWidget() is last


def test_why_results_do_not_come_in_is_said_while_the_run_waits_for_them(
    qtbot: QtBot, context: Context, page: LivePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Trouble | None] = [Trouble(Kind.UNREACHABLE, values={"what": "relay"})]
    monkeypatch.setattr(type(context.workspace.receiving), "trouble", lambda _self: told[0])
    page.receiving._timer.setInterval(1)
    campaign_id = make(context, tmp_path, 300)
    page.show_campaign(campaign_id)
    context.bridge.settle()
    assert not page.receiving.isVisible(), "nothing is waited for yet"
    context.runs.start(campaign_id)
    qtbot.waitUntil(page.receiving.isVisible, timeout=LONG)
    assert page.receiving.said.text() == (
        "Keys and lengths of calls do not come in now; the program goes on asking. Your site does "
        "not answer, so results wait. Check its address and the internet; the program asks again "
        "by itself."
    )
    with qtbot.waitSignal(page.receiving.set_up_asked):
        page.receiving.set_up.click()
    told[0] = None
    qtbot.waitUntil(lambda: not page.receiving.isVisible(), timeout=LONG)
    told[0] = Trouble(Kind.PORT_TAKEN, values={"port": "8765"})
    qtbot.waitUntil(page.receiving.isVisible, timeout=LONG)
    context.runs.stop(campaign_id)
    qtbot.waitUntil(lambda: not context.runs.is_running(campaign_id), timeout=LONG)
    qtbot.waitUntil(lambda: not page.receiving.isVisible(), timeout=LONG)
