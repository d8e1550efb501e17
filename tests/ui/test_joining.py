"""A recording on the table: added to, heard before and after, every change taken back."""

import wave
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from alphasms_desktop import paths
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.wizard.recording import RecordingStep
from tests.audio.conftest import babble, write_wav

SAMPLE = paths.resources() / "sample" / "recording.m4a"
LONG = 30_000


@pytest.fixture
def step(qtbot: QtBot, context: Context, tmp_path: Path) -> RecordingStep:
    """Give the step with a recording of four seconds open."""
    made = RecordingStep(context)
    qtbot.addWidget(made)
    made.show()
    made.open_file(spoken(tmp_path / "first.wav", 4.0))
    qtbot.waitUntil(made.is_complete, timeout=LONG)
    return made


def spoken(path: Path, seconds: float) -> Path:
    return write_wav(path, babble(seconds, 8000))


def seconds_of(step: RecordingStep) -> float:
    assert step.plan.recording is not None
    return step.plan.recording.seconds


def test_another_recording_comes_after_it_and_goes_by_undo(
    qtbot: QtBot, step: RecordingStep, tmp_path: Path
) -> None:
    alone = step.plan.recording
    card = step.sound.card
    assert not card.undo.isEnabled()
    step.sound.add_file(spoken(tmp_path / "second.wav", 3.0))
    qtbot.waitUntil(lambda: step.plan.recording != alone, timeout=LONG)
    both = step.plan.recording
    assert both is not None
    assert both.source == "first.wav + second.wav"
    assert 6.0 < both.seconds < 7.1
    assert step.sound.waveform.seconds == pytest.approx(both.seconds, abs=0.5)

    card.undo.click()
    qtbot.waitUntil(lambda: step.plan.recording == alone, timeout=LONG)
    assert step.sound.waveform.seconds == 4.0
    card.redo.click()
    qtbot.waitUntil(lambda: step.plan.recording == both, timeout=LONG)
    assert not card.redo.isEnabled()


def test_undo_goes_back_through_switches_handles_and_what_was_added(
    qtbot: QtBot, step: RecordingStep, tmp_path: Path
) -> None:
    first = step.plan.recording
    step.sound.switches.levels.click()
    qtbot.waitUntil(lambda: step.plan.recording != first, timeout=LONG)
    step.sound.fields.start.setValue(1.0)
    qtbot.waitUntil(lambda: seconds_of(step) < 3.2, timeout=LONG)
    step.sound.add_file(spoken(tmp_path / "second.wav", 3.0))
    qtbot.waitUntil(lambda: seconds_of(step) > 5.0, timeout=LONG)
    for _ in range(3):
        with qtbot.waitSignal(step.sound.made, timeout=LONG):
            step.sound.undo()
    assert step.plan.recording == first
    assert step.sound.switches.levels.isChecked()
    assert step.sound.fields.start.value() == 0.0


def test_several_files_become_one_in_order(
    qtbot: QtBot, step: RecordingStep, tmp_path: Path
) -> None:
    files = [spoken(tmp_path / f"{n}.wav", 2.0) for n in (1, 2, 3)]
    step.open_files(files)
    qtbot.waitUntil(
        lambda: bool(step.plan.recording and step.plan.recording.source == "1.wav + 2.wav + 3.wav"),
        timeout=LONG,
    )


def test_what_is_cut_is_told_and_the_playhead_follows_what_is_heard(
    qtbot: QtBot, step: RecordingStep, tmp_path: Path
) -> None:
    silence = np.zeros(16_000, np.int16)
    quiet_ends = np.concatenate((silence, babble(3.0, 8000), silence))
    step.open_file(write_wav(tmp_path / "ends.wav", quiet_ends))
    qtbot.waitUntil(lambda: step.sound.waveform.seconds == 7.0, timeout=LONG)
    assert "It is sent from 0:01." in step.sound.card.verdict.text()
    step.sound.card.more.click()
    assert "LUFS" in step.sound.card.details.text()
    assert not step.sound.card.details.isHidden()

    heard: list[float] = []
    step.listening.played.connect(heard.append)
    step.listening.player.position_changed.emit(0.0)
    assert heard == [pytest.approx(1.8, abs=0.1)]


@pytest.mark.parametrize("way", [0, 1])
def test_what_is_heard_after_it_was_prepared_lies_in_no_file(
    qtbot: QtBot, step: RecordingStep, way: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    played: list[bytes] = []
    monkeypatch.setattr(step.listening.player, "play", played.append)
    step.listening.way.choose(way)
    step.listening.play.click()
    qtbot.waitUntil(lambda: len(played) == 1, timeout=LONG)
    with wave.open(BytesIO(played[0])) as sound:
        assert sound.getframerate() == 8000
