"""Playing a recording: silent computers are told of in words, and nothing breaks."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from alphasms_desktop import paths
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.wizard.recording import RecordingStep
from alphasms_desktop.ui.sound import Player

RECORDING = paths.resources() / "sample" / "recording.m4a"


def _silent(_parent: object = None) -> Player:
    return Player(can_play=lambda: False)


def test_a_computer_without_speakers_gets_a_sentence(qtbot: QtBot, tmp_path: Path) -> None:
    player = _silent()
    with qtbot.waitSignal(player.failed) as failed:
        player.play(tmp_path / "any.wav")
    assert "speakers" in failed.args[0]
    assert not player.is_playing


def test_stopping_what_does_not_play_says_nothing(qtbot: QtBot) -> None:
    player = _silent()
    with qtbot.assertNotEmitted(player.stopped):
        player.stop()


def test_the_step_shows_the_sentence_in_its_card(qtbot: QtBot, context: Context) -> None:
    step = RecordingStep(context, _silent())
    qtbot.addWidget(step)
    step.show()
    step.open_file(RECORDING)
    qtbot.waitUntil(step.is_complete, timeout=15_000)
    step.listening.play.click()
    qtbot.waitUntil(lambda: "speakers" in step.sound.card.error.text(), timeout=15_000)
    assert step.listening.play.text() == "Listen"


def test_the_original_that_is_gone_is_told_of(
    qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    own = tmp_path / "memo.m4a"
    own.write_bytes(RECORDING.read_bytes())
    step = RecordingStep(context, _silent())
    qtbot.addWidget(step)
    step.show()
    step.open_file(own)
    qtbot.waitUntil(step.is_complete, timeout=15_000)
    own.unlink()
    step.listening.way.choose(2)
    step.listening.play.click()
    qtbot.waitUntil(lambda: "no longer" in step.sound.card.error.text(), timeout=15_000)
