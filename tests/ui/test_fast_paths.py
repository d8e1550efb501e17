"""Fast ways to a campaign: drafts, repetitions, those not reached, templates, one call, archive."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from alphasms_desktop import paths
from alphasms_desktop.app import open_workspace
from alphasms_desktop.domain.campaign import CampaignKind, Mode
from alphasms_desktop.domain.library import SoundOrigin
from alphasms_desktop.domain.settings import Settings
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.dialogs.quick_call import QuickCall
from alphasms_desktop.ui.tables.campaign_row import CampaignRow
from alphasms_desktop.ui.widgets.basics import Banner
from alphasms_desktop.ui.window import Window

SAMPLE = paths.resources() / "sample"
LONG = 20_000


def opened_window(qtbot: QtBot, data: Path) -> Window:
    """Open the window in training over a data folder."""
    made = Window(lambda mode: open_workspace(data, mode), Settings(mode=Mode.TRAINING), undo_s=0)
    qtbot.addWidget(made, before_close_func=lambda one: one._context.runs.leave_all())
    made.resize(1280, 800)
    made.show()
    return made


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    made = opened_window(qtbot, tmp_path / "data")
    yield made
    made.wizard.recording.listening.forget()


def settle(window: Window) -> None:
    window._context.bridge.settle()


def finish_campaign(qtbot: QtBot, window: Window) -> int:
    """Make the sample's campaign in training and let it end; returns its id."""
    window.prepare(SAMPLE / "contacts.xlsx", SAMPLE / "recording.m4a")
    qtbot.waitUntil(window.wizard.review.is_complete, timeout=LONG)
    with qtbot.waitSignal(window._context.runs.ended, timeout=90_000) as ended:
        window.wizard.start()
    window.show_home()
    settle(window)
    return int(ended.args[0])


def action(menu: QMenu, text: str) -> QAction:
    return next(one for one in menu.actions() if one.text().startswith(text))


def test_the_example_knows_the_keys_that_its_recording_speaks_of(
    qtbot: QtBot, window: Window
) -> None:
    window.try_sample()
    qtbot.waitUntil(window.wizard.review.is_complete, timeout=LONG)
    plan = window.wizard.plan
    assert plan.name == "Reminder of a visit"
    assert [(one.key, one.meaning) for one in plan.keys] == [("1", "Comes"), ("2", "Cannot come")]
    assert plan.rules().collect_keys
    assert plan.calls == 188


def test_a_draft_is_there_again_after_the_window_was_closed(qtbot: QtBot, tmp_path: Path) -> None:
    first = opened_window(qtbot, tmp_path / "data")
    first.wizard.prefill(SAMPLE / "contacts.xlsx", SAMPLE / "recording.m4a")
    wizard = first.wizard
    qtbot.waitUntil(lambda: bool(wizard.plan.calls and wizard.plan.recording), timeout=LONG)
    wizard.options.name.setText("Visits")
    wizard.options.care.cap.setText("12,5")
    calls, sound = wizard.plan.calls, wizard.plan.recording
    first.close()

    second = opened_window(qtbot, tmp_path / "data")
    again = second.wizard
    qtbot.waitUntil(lambda: bool(again.plan.calls and again.plan.recording), timeout=LONG)
    assert (again.plan.calls, again.plan.name) == (calls, "Visits")
    assert again.plan.recording == sound
    assert again.plan.cap is not None
    assert again.options.care.cap.text() == "12.50"
    again.reset()
    settle(second)
    assert second._context.workspace.recipes.kept.draft() is None
    again.recording.listening.forget()


def test_a_begun_campaign_is_a_card_on_the_first_page(qtbot: QtBot, window: Window) -> None:
    window.new_campaign()
    window.wizard.open_file(SAMPLE / "contacts.xlsx")
    qtbot.waitUntil(lambda: window.home._has_draft, timeout=LONG)
    window.show_home()
    settle(window)
    banner = window.home.findChildren(Banner)[-1]
    assert banner.title.text() == "A new campaign is begun"
    banner.button.click()
    assert window.wizard.isVisible()
    window.wizard.reset()
    window.show_home()
    settle(window)
    assert window.home.cards.cards.count() == 0


def test_the_footer_says_when_the_draft_was_kept(qtbot: QtBot, window: Window) -> None:
    window.new_campaign()
    window.wizard.open_file(SAMPLE / "contacts.xlsx")
    qtbot.waitUntil(lambda: "Draft kept at" in window.wizard.footer.hint.text(), timeout=LONG)


def test_a_campaign_is_repeated_called_again_kept_and_archived(
    qtbot: QtBot, window: Window
) -> None:
    campaign_id = finish_campaign(qtbot, window)
    home, acts = window.home, window.home.actions_here
    one = home._rows[campaign_id]
    menu = acts.menu_of(one)

    action(menu, "Repeat with a new file").trigger()
    settle(window)
    plan = window.wizard.plan
    qtbot.waitUntil(lambda: window.wizard.plan.recording is not None, timeout=LONG)
    assert window.wizard.plan.recording == one.summary.campaign.recording
    assert plan.contacts is None
    assert window.wizard.isVisible()

    window.wizard.reset()
    window.show_home()
    settle(window)
    missed = action(menu, "Call those not reached")
    assert missed.isEnabled()
    count = int(missed.text().rsplit(" ", 1)[1])
    missed.trigger()
    settle(window)
    qtbot.waitUntil(lambda: window.wizard.plan.calls == count, timeout=LONG)
    assert window.wizard.plan.name.endswith("not reached")

    window.wizard.reset()
    acts.keep_as_template(campaign_id, "Reminder", is_emergency=False)
    settle(window)
    acts.keep_as_template(campaign_id, "Gas leak", is_emergency=True)
    settle(window)
    assert "“Gas leak” stands in “Other ways”" in home.undo.said.text()
    names = [entry.text() for entry in acts.ways.actions() if entry.text()]
    assert names == [
        "Call one person…",
        "Emergency: speak and call",
        "Gas leak",
        "Templates",
        "Reminder",
        "Remove a template",
    ]
    action(acts.ways, "Gas leak").trigger()
    settle(window)
    assert window.wizard.recording.recorder.isVisible()
    assert window.wizard.plan.contacts is not None
    assert window.wizard.plan.recording is None

    window.wizard.reset()
    window.show_home()
    settle(window)
    acts.archive(home._rows[campaign_id], True)
    settle(window)
    assert "archive" in home.undo.said.text()
    assert home.chips.group.button(3).isVisible()
    home.undo.undo.click()
    settle(window)
    assert not home._rows[campaign_id].summary.campaign.is_archived


def test_an_emergency_is_spoken_and_stands_ready_to_start(qtbot: QtBot, window: Window) -> None:
    campaign_id = finish_campaign(qtbot, window)
    acts = window.home.actions_here
    acts.keep_as_template(campaign_id, "Gas leak", is_emergency=True)
    settle(window)
    action(acts.ways, "Gas leak").trigger()
    settle(window)
    step = window.wizard.recording
    takes = window._context.workspace.audio.takes
    takes.mkdir(parents=True, exist_ok=True)
    take = takes / "2026-11-23 14-02-00 8000 1 s16.raw"
    take.write_bytes(b"\x00\x20\x00\xe0" * 12_000)
    step.recorder.taken.emit(take)
    qtbot.waitUntil(window.wizard.review.is_complete, timeout=LONG)
    assert window.wizard.current == 3
    assert window.wizard.footer.start.isVisible()


def test_what_the_menu_of_an_end_does_is_said_there_and_taken_back(
    qtbot: QtBot, window: Window
) -> None:
    campaign_id = finish_campaign(qtbot, window)
    window.open_campaign(campaign_id)
    settle(window)
    page, kept = window.finished, window._context.workspace.recipes.kept
    page.acts.keep_as_template(campaign_id, "Reminder", is_emergency=False)
    settle(window)
    assert page.undo.isVisible()
    page.undo.undo.click()
    settle(window)
    assert kept.templates() == []

    summary = window._context.workspace.campaigns.summary
    page.acts.archive(CampaignRow(summary(campaign_id), is_owned=False), True)
    settle(window)
    assert "archive" in page.undo.said.text()
    page.undo.undo.click()
    settle(window)
    assert not summary(campaign_id).campaign.is_archived


def test_a_template_is_removed_and_brought_back(qtbot: QtBot, window: Window) -> None:
    campaign_id = finish_campaign(qtbot, window)
    acts, kept = window.home.actions_here, window._context.workspace.recipes.kept
    acts.keep_as_template(campaign_id, "Reminder", is_emergency=False)
    settle(window)
    acts.remove_template(kept.templates()[0])
    settle(window)
    assert kept.templates() == []
    window.home.undo.undo.click()
    settle(window)
    assert [one.name for one in kept.templates()] == ["Reminder"]


def test_one_person_is_called_with_a_recording_of_the_library(
    qtbot: QtBot, context: Context, window: Window
) -> None:
    audio = window._context.workspace.audio
    sound = audio.prepare(SAMPLE / "recording.m4a")
    audio.remember(sound, "Visit", SoundOrigin.FILE)
    dialog = QuickCall(window, window._context)
    assert (dialog.message.placeholderText(), dialog.text.isHidden()) == ("Reading…", True)
    settle(window)
    assert dialog.message.currentText().startswith("Visit · ")
    assert not dialog.call_button.isEnabled()
    dialog.phone.setText("0501234567")
    assert dialog.call_button.isEnabled()
    assert "₴0.26" in dialog.call_button.text()
    with qtbot.waitSignal(dialog.made, timeout=LONG) as made:
        dialog.call()
        dialog.call()
    settle(window)
    (summary,) = window._context.workspace.campaigns.summaries()
    assert summary.campaign.id == made.args[0]
    assert summary.campaign.kind is CampaignKind.QUICK
    window.finished.show_campaign(summary.campaign.id)
    settle(window)
    assert window.finished.repeat.isHidden(), "no file is called a second time"
    assert summary.tally.recipients == 1


def test_a_quick_call_to_no_phone_is_explained(qtbot: QtBot, window: Window) -> None:
    dialog = QuickCall(window, window._context)
    settle(window)
    assert dialog.message.placeholderText() == "No recordings yet"
    dialog.open_file(SAMPLE / "recording.m4a")
    settle(window)
    settle(window)
    dialog.phone.setText("12")
    dialog.call()
    settle(window)
    assert dialog.error.text()
    assert dialog.call_button.isEnabled()
    dialog.phone.setText("0501234567")
    assert not dialog.error.text(), "it is another phone now"
    dialog.reject()
