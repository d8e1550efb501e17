"""A message of clips and columns: put together, missing clips brought, heard, called with."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from alphasms_desktop import paths
from alphasms_desktop.domain.attempt import Why
from alphasms_desktop.domain.clips import ClipPart, SaidAs, named
from alphasms_desktop.domain.library import SoundOrigin
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.wizard.source_bar import PARTS, RECORDING
from alphasms_desktop.ui.pages.wizard.twin_checks import ONE_CALL
from alphasms_desktop.ui.pages.wizard.wizard import WizardPage
from tests.ui.wizards import CONTACTS, LONG, shown

SAMPLE = paths.resources() / "sample" / "recording.m4a"
GREETING = (ClipPart(SaidAs.CLIP, "Greeting"),)


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> Iterator[WizardPage]:
    """Give the wizard at step 2 with the sample's contacts, a message of parts chosen."""
    made = shown(qtbot, WizardPage(context, 0))
    made.open_file(CONTACTS)
    qtbot.waitUntil(lambda: made.plan.contacts is not None, timeout=LONG)
    made.go_to(1)
    made.recording.sources.kinds.choose(PARTS)
    context.bridge.settle()
    yield made
    made.discard()


def keep(context: Context, key: str, name: str) -> None:
    audio = context.workspace.audio
    audio.remember(audio.prepare(SAMPLE), name, SoundOrigin.MICROPHONE, key)


def test_it_begins_with_two_clips_that_are_missing(page: WizardPage) -> None:
    parts = page.recording.parts
    assert [one.part().text for one in parts.rows] == ["Greeting", "Closing"]
    assert parts.missing.keys == (named("greeting"), named("closing"))
    assert "2 clips are missing" in parts.missing.title.text()
    assert not page.recording.is_complete()
    assert page.plan.composition is None


def test_a_clip_from_a_file_completes_the_message(context: Context, page: WizardPage) -> None:
    step = page.recording
    step.parts.show_parts(GREETING)
    context.bridge.settle()
    step.clips.take_file(named("greeting"), SAMPLE)
    context.bridge.settle()

    assert step.parts.missing.isHidden()
    assert page.plan.composition is not None
    assert page.plan.recording is not None
    assert step.is_complete()
    assert not step.parts.preview.isHidden()
    assert not step.trial.isHidden()


def test_columns_are_said_and_rows_that_cannot_be_are_named(
    context: Context, page: WizardPage
) -> None:
    assert page.plan.contacts is not None
    column = page.plan.contacts.head.columns[0]
    keep(context, named("greeting"), "Greeting")
    parts = page.recording.parts
    parts.show_parts((*GREETING, ClipPart(SaidAs.TIME, column)))
    context.bridge.settle()
    assert "cannot be said so" in parts.state.text()
    assert page.plan.unsaid_rows == page.plan.calls


def test_one_recording_for_all_comes_back_when_it_is_chosen_again(
    qtbot: QtBot, context: Context, page: WizardPage
) -> None:
    page.recording.open_file(SAMPLE)
    qtbot.waitUntil(lambda: page.plan.recording is not None, timeout=LONG)
    one_for_all = page.plan.recording
    assert not page.recording.is_of_parts
    page.recording.sources.kinds.choose(PARTS)
    context.bridge.settle()
    assert page.plan.recording is None
    page.recording.sources.kinds.choose(RECORDING)
    assert page.plan.recording == one_for_all
    page.recording.listening.forget()


def test_recording_one_after_another_names_each_clip(context: Context, page: WizardPage) -> None:
    step = page.recording
    step.parts.missing.all.click()
    assert step.recorder.isVisible()
    assert step.recorder.title.text() == "Greeting"
    takes = context.workspace.audio.takes
    takes.mkdir(parents=True, exist_ok=True)
    raw = takes / "2026-11-23 14-02-00 8000 1 s16.raw"
    raw.write_bytes(b"\x00\x20\x00\xe0" * 8000)
    step.recorder.taken.emit(raw)
    context.bridge.settle()
    assert step.parts.missing.keys == (named("closing"),)
    assert step.recorder.title.text() == "Closing"
    step.recorder.leave()
    assert step.clips.key == ""
    assert step.parts.isVisible()


def test_parts_are_moved_and_removed(context: Context, page: WizardPage) -> None:
    parts = page.recording.parts
    parts.rows[1].moved.emit(-1)
    assert [one.text for one in parts.parts()] == ["Closing", "Greeting"]
    parts.rows[0].moved.emit(-1)
    parts.rows[0].gone.emit()
    assert [one.text for one in parts.parts()] == ["Greeting"]
    parts.add_column.click()
    assert parts.parts()[1].said is SaidAs.TIME
    context.bridge.settle()


def test_a_campaign_of_parts_calls_each_row_with_its_own_message(
    qtbot: QtBot, context: Context, page: WizardPage
) -> None:
    keep(context, named("greeting"), "Greeting")
    page.recording.parts.show_parts(GREETING)
    context.bridge.settle()
    page.go_to(3)
    # The sample has rows with one phone and other times: that is for the user to say.
    page.recipients.rows.twins.answers[ONE_CALL].click()
    qtbot.waitUntil(page.review.is_complete, timeout=LONG)
    titles = [one.title for one in page.review.found]
    assert "Everybody hears a message of their own" in titles
    with qtbot.waitSignal(page.started, timeout=LONG) as started:
        page.start()
    campaign = context.workspace.campaigns.get(started.args[0])
    assert campaign.composition is not None
    with qtbot.waitSignal(context.runs.ended, timeout=60_000):
        context.runs.start(campaign.id)
    results = list(context.workspace.campaigns.results(campaign.id))
    called = [row for row in results if row.gateway_id]
    # The pretend people of the sandbox are refused now and then; nobody is left out.
    assert len(called) > 0.9 * len(results)
    assert Why.NOTHING_TO_SAY not in {row.why for row in results}
