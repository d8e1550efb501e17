"""A session at a virtual microphone, run in a process of its own by `test_recorder`.

Qt looks for the sound system once in a process, so the system must stand before Qt begins. Prints
one line of JSON with what happened.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEventLoop
from PySide6.QtWidgets import QApplication

from alphasms_desktop.audio.studio import Studio
from alphasms_desktop.domain.takes import seconds_of_take
from alphasms_desktop.ui.pages.wizard.recorder import Recorder
from alphasms_desktop.ui.sound import Player

PATIENCE_MS = 20_000


def until(happened: Callable[[], bool], what: str) -> None:
    """Wait for something, or end the session with what did not happen."""
    waited = QElapsedTimer()
    waited.start()
    while not happened():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        if waited.hasExpired(PATIENCE_MS):
            sys.exit(f"never happened: {what}")


def main(folder: Path) -> None:
    """Record, pause, go on, finish; then record again and have the sound system die."""
    application = QApplication([])
    recorder = Recorder(folder, count_ms=10)
    takes: list[Path] = []
    levels: list[float] = []
    recorder.taken.connect(takes.append)
    recorder.microphone.level.connect(levels.append)
    recorder.show()
    recorder.open()
    until(lambda: bool(levels) and max(levels) > 0.05, "a level that moves")
    names = [recorder.device.itemText(one) for one in range(recorder.device.count())]

    recorder.record()
    until(lambda: recorder.microphone.seconds > 3.0, "three seconds")
    recorder.pause()
    before = recorder.microphone.seconds
    heard = len(levels)
    until(lambda: len(levels) > heard + 5, "levels while it is paused")
    during_pause = recorder.microphone.seconds - before
    recorder.pause()
    until(lambda: recorder.microphone.seconds > before + 1.0, "a second after the pause")
    on_disk = next(folder.glob("*.raw")).stat().st_size
    recorder.done.click()
    table = Studio(folder).open(Studio(folder).taken(takes[0]))
    loudest = max(high for _low, high in table.outline(0.0, table.seconds, 100))

    player = Player()
    played: list[float] = []
    ends: list[bool] = []
    player.position_changed.connect(played.append)
    player.stopped.connect(lambda: ends.append(True))
    player.play(takes[0].with_suffix(".wav"))
    until(lambda: bool(played) and played[-1] > 0.1, "a playhead that moves")
    player.stop()
    stopped_at_once = ends == [True] and not player.is_playing
    player.play(takes[0].with_suffix(".wav").read_bytes())
    until(lambda: len(ends) == 2, "the end of the recording")

    recorder.open()
    recorder.record()
    until(lambda: recorder.microphone.seconds > 1.0, "a second of the second take")
    subprocess.run(["pactl", "exit"], check=True)
    until(lambda: bool(recorder.error.text()), "word of the lost microphone")
    lost, state = recorder.error.text(), recorder.state.text()
    recorder.done.click()
    kept = seconds_of_take(takes[1])
    print(
        json.dumps(
            {
                "names": names,
                "during_pause": during_pause,
                "on_disk": on_disk,
                "seconds": table.seconds,
                "loudest": loudest,
                "state": state,
                "lost": lost,
                "kept": kept,
                "stopped_at_once": stopped_at_once,
            }
        )
    )
    recorder.close()
    application.quit()


def record_until_killed(folder: Path) -> None:
    """Record for ever; whoever started this process ends it as a crash would."""
    application = QApplication([])
    recorder = Recorder(folder, count_ms=10)
    recorder.show()
    recorder.open()
    until(lambda: recorder.microphone.is_live, "a microphone")
    recorder.record()
    application.exec()


if __name__ == "__main__":
    run = record_until_killed if "until-killed" in sys.argv else main
    run(Path(sys.argv[1]))
