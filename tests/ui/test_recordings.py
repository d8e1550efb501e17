"""The library page: heard, renamed, duplicated, removed, brought back, used for a campaign."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from alphasms_desktop import paths
from alphasms_desktop.domain.library import SoundOrigin
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.recordings import RecordingsPage
from alphasms_desktop.ui.sound import Player

SAMPLE = paths.resources() / "sample" / "recording.m4a"


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> RecordingsPage:
    """Give the page with one recording and one clip."""
    made = RecordingsPage(context, Player(can_play=lambda: False))
    qtbot.addWidget(made)
    made.resize(1072, 700)
    made.show()
    audio = context.workspace.audio
    sound = audio.prepare(SAMPLE)
    audio.remember(sound, "Visit", SoundOrigin.FILE)
    audio.remember(sound, "14", SoundOrigin.MICROPHONE, "hour:14")
    refresh(context, made)
    return made


def refresh(context: Context, page: RecordingsPage) -> None:
    page.refresh()
    context.bridge.settle()


def names(page: RecordingsPage) -> list[str]:
    return [one.entry.name for one in page.rows]


def test_recordings_and_clips_are_listed_apart_with_their_facts(page: RecordingsPage) -> None:
    assert names(page) == ["Visit"]
    assert "0:13 · ≈ ₴0.26 a call · from a file" in page.rows[0].facts.text()
    assert page.rows[0].used.text() == "not used in any campaign yet"
    page.kinds.choose(1)
    assert names(page) == ["14"]
    assert "clip of a message" in page.rows[0].facts.text()


def test_an_entry_is_renamed_and_duplicated(context: Context, page: RecordingsPage) -> None:
    page.rename(page.rows[0].entry, " Reminder ")
    context.bridge.settle()
    page.duplicate(page.rows[0].entry)
    context.bridge.settle()
    assert names(page) == ["Reminder, copy", "Reminder"]
    page.search.setText("COPY")
    assert names(page) == ["Reminder, copy"]


def test_a_removal_is_undone(context: Context, page: RecordingsPage) -> None:
    page.rows[0].menu().actions()[2].trigger()
    context.bridge.settle()
    assert names(page) == []
    assert "“Visit” was removed" in page.undo.said.text()
    assert "No recordings yet" in page.empty.text()
    page.undo.undo.click()
    context.bridge.settle()
    assert names(page) == ["Visit"]
    assert page.undo.isHidden()


def test_a_file_is_added_and_a_bad_one_is_explained(
    context: Context, page: RecordingsPage, tmp_path: Path
) -> None:
    page.add_file(SAMPLE)
    context.bridge.settle()
    assert names(page) == ["recording", "Visit"]
    bad = tmp_path / "bad.mp3"
    bad.write_text("nothing")
    page.add_file(bad)
    context.bridge.settle()
    assert "bad.mp3" in page.error.text()


def test_without_speakers_listening_says_so(page: RecordingsPage) -> None:
    page.rows[0].play.click()
    assert "speakers" in page.error.text()
    assert page.rows[0].play.text() == "Listen"


def test_a_campaign_is_begun_with_an_entry(qtbot: QtBot, page: RecordingsPage) -> None:
    with qtbot.waitSignal(page.campaign_asked) as asked:
        page.rows[0].use.click()
    assert asked.args[0].name == "Visit"
