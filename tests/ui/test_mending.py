"""What stops a run is mended from its page: each trouble leads to where its cause is."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from alphasms_desktop.app import open_workspace
from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Mode, Phase
from alphasms_desktop.domain.errors import Kind, Trouble
from alphasms_desktop.domain.rules import Purpose
from alphasms_desktop.domain.settings import Settings
from alphasms_desktop.domain.waiting import Waiting
from alphasms_desktop.engine.events import WaitStarted
from alphasms_desktop.ui.mending import Mending
from alphasms_desktop.ui.pages.wizard.check import Check, Level, Offer
from alphasms_desktop.ui.pages.wizard.checks_card import ChecksCard
from alphasms_desktop.ui.widgets.run_banner import RunBanner
from alphasms_desktop.ui.window import Window
from alphasms_desktop.wording import Mend
from tests.fakes import phone
from tests.ui.wizards import LONG, RECORDING, outside_hours


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    """Give a window in training where no recording is taken."""
    made = Window(
        lambda mode: open_workspace(tmp_path / "data", mode, scenario="audio-refused"),
        Settings(mode=Mode.TRAINING),
        undo_s=0,
    )
    qtbot.addWidget(made, before_close_func=lambda one: one._context.runs.leave_all())
    made.show()
    yield made
    made.wizard.discard()


@pytest.mark.parametrize(
    ("kind", "mend", "words"),
    [
        (Kind.KEY_MISSING, Mend.KEY, "Enter the key"),
        (Kind.WRONG_KEY, Mend.KEY, "Replace the key"),
        (Kind.OTHER_ACCOUNT, Mend.SAME_ACCOUNT, "It is the same account…"),
        (Kind.BANNED, Mend.SUPPORT, "Support contacts"),
        (Kind.API_DISABLED, Mend.CABINET, "Open the cabinet"),
        (Kind.IP_DENIED, Mend.CABINET, "Open the cabinet"),
        (Kind.PHONE_MISSING, Mend.ROWS, "Show the rows"),
        (Kind.UNKNOWN_TEXT, Mend.ROWS, "Show the rows"),
        (Kind.NO_SOUND_FILE, Mend.MESSAGE, "To the recording"),
        (Kind.FILE_TOO_BIG, Mend.MESSAGE, "Make it shorter"),
        (Kind.FILE_FORMAT, Mend.MESSAGE, "Convert again"),
        (Kind.AUDIO_FORMAT, Mend.MESSAGE, "Standard sound"),
        (Kind.AUDIO_DURATION, Mend.MESSAGE, "To the recording"),
        (Kind.BAD_HOOK, Mend.RECEIVING, "To receiving"),
    ],
)
def test_each_trouble_of_the_service_has_its_button(
    qtbot: QtBot, kind: Kind, mend: Mend, words: str
) -> None:
    banner = RunBanner(lambda: None)
    qtbot.addWidget(banner)
    banner.show_trouble(Trouble(kind))
    assert banner.mend.isVisible()
    assert banner.mend.text() == words
    assert "--" not in banner.banner.title.text()
    with qtbot.waitSignal(banner.mend_asked) as asked:
        banner.mend.click()
    assert asked.args == [mend]
    banner.show_trouble(Trouble(Kind.NO_MONEY))
    assert not banner.mend.isVisible()


def test_an_upload_that_failed_is_tried_again(qtbot: QtBot) -> None:
    banner = RunBanner(lambda: None)
    qtbot.addWidget(banner)
    banner.show_trouble(Trouble(Kind.UPLOAD_FAILED))
    assert banner.banner.button.text() == "Try again"


def test_a_recording_nobody_takes_leads_to_a_new_campaign_with_those_who_wait(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    contacts = tmp_path / "people.csv"
    contacts.write_text("Phone\n" + "\n".join(phone(at) for at in range(1, 6)), "utf-8")
    window.prepare(contacts, RECORDING)
    qtbot.waitUntil(window.wizard.review.is_complete, timeout=LONG)
    window.wizard.start()
    mend = window.live.banner.mend
    qtbot.waitUntil(mend.isVisible, timeout=LONG)
    assert mend.text() == "Standard sound"
    old = window.live.campaign_id

    mend.click()
    wizard = window.wizard
    qtbot.waitUntil(lambda: bool(wizard.plan.calls and wizard.plan.recording), timeout=LONG)
    assert wizard.plan.calls == 5
    assert window.wizard.isVisible()
    assert window.wizard.current == 1
    summary = window._context.workspace.campaigns.summary(old)
    assert summary.campaign.phase is Phase.STOPPED
    assert summary.tally[State.SKIPPED] == 5
    assert not summary.tally[State.QUEUED]


def test_a_notice_that_waits_for_its_hours_offers_to_call_despite_them(qtbot: QtBot) -> None:
    banner = RunBanner(lambda: None)
    qtbot.addWidget(banner)
    later = datetime.now(UTC) + timedelta(hours=2)
    banner.show_wait(WaitStarted(later, reason=Waiting.HOURS))
    assert banner.mend.isHidden()
    for purpose, is_offered in ((Purpose.NOTICE, True), (Purpose.ADVERTISING, False)):
        banner.note_purpose(purpose)
        assert banner.mend.isVisible() is is_offered
    banner.note_purpose(Purpose.NOTICE)
    for reason in (Waiting.START, Waiting.RETRY, Waiting.SERVICE):
        banner.show_wait(WaitStarted(later, reason=reason))
        assert banner.mend.isHidden()


def test_whoever_waits_for_the_hours_goes_into_a_campaign_that_may_call(
    qtbot: QtBot, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    contacts = tmp_path / "people.csv"
    contacts.write_text("Phone\n" + "\n".join(phone(at) for at in range(1, 4)), "utf-8")
    window.prepare(contacts, RECORDING)
    wizard = window.wizard
    qtbot.waitUntil(wizard.review.is_complete, timeout=LONG)
    not_now = outside_hours()
    wizard._take_plan(replace(wizard.plan, hours=not_now))
    wizard.start()
    mend = window.live.banner.mend
    qtbot.waitUntil(mend.isVisible, timeout=LONG)
    assert mend.text() == "Call despite the hours…"
    old = window.live.campaign_id

    answers = [False, True]
    monkeypatch.setattr("alphasms_desktop.ui.mending.is_wanted", lambda *_all: answers.pop(0))
    mend.click()
    assert window._context.runs.is_running(old)
    mend.click()
    qtbot.waitUntil(lambda: wizard.isVisible() and wizard.review.is_complete(), timeout=LONG)
    assert (wizard.current, wizard.plan.calls, wizard.plan.hours) == (3, 3, not_now)
    # All that is looked at before a start is: who is called, and who was called lately.
    qtbot.waitUntil(wizard.review.first_card.isVisible, timeout=LONG)
    assert Offer.DESPITE_HOURS in {one.offer for one in wizard.review.found}
    summary = window._context.workspace.campaigns.summary(old)
    assert summary.campaign.phase is Phase.STOPPED
    assert (summary.tally[State.SKIPPED], summary.tally[State.QUEUED]) == (3, 0)


def test_other_troubles_lead_to_their_places(qtbot: QtBot, window: Window) -> None:
    opened: list[str] = []

    def note(page: str) -> bool:
        opened.append(page)
        return False

    way = Mending(window._context, window._pages, window, note)
    way.mend(Mend.CABINET)
    window._context.bridge.settle()
    assert opened == ["https://alphasms.ua"]
    assert window.live.life.text() == "https://alphasms.ua"
    way.mend(Mend.RECEIVING)
    assert window.settings_page.receiving.isVisible()
    # From wherever the settings were open last, each stands where its own field is.
    for mend, card in (
        (Mend.KEY, window.settings_page.key),
        (Mend.RECEIVING, window.settings_page.receiving),
        (Mend.ADDRESS, window.settings_page.address),
    ):
        way.mend(mend)
        assert window.settings_page.isVisible()
        assert card.isVisible()
    window.live.banner.mend_asked.emit(Mend.ROWS)
    assert window.live.table.view.states == {State.REJECTED}
    (tile,) = [one for one in window.live.tiles.tiles if one.isChecked()]
    assert tile.kind.mark_of is State.REJECTED
    way.mend(Mend.SUPPORT)
    window._context.bridge.settle()
    assert opened == ["https://alphasms.ua"] * 2


def test_a_start_without_a_key_leads_from_the_review_to_the_key(qtbot: QtBot) -> None:
    card = ChecksCard()
    qtbot.addWidget(card)
    card.show_checks([Check(Level.STOP, "No API key yet", "")], Trouble(Kind.NO_KEY))
    enter, again = card.findChildren(QPushButton)
    with qtbot.waitSignal(card.mend_asked) as told:
        enter.click()
    assert (enter.text(), told.args) == ("Enter the key", [Mend.KEY])
    with qtbot.waitSignal(card.again_asked):
        again.click()
