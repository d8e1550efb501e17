"""How long the packed program takes to its first paint, against a bare packed window.

    .venv/bin/python packaging/measure_start.py FOLDER-OF-THE-PACKED-PROGRAM

Both are started in turn on a display in memory; the moment counts at which its middle changes
colour. Needs `Xvfb`.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from steps import TaskError, run_or_stop, say, step

ROOT = Path(__file__).resolve().parent.parent
MOST = 1.5
_ROUNDS = 7
_DISPLAY = ":78"
_PATIENCE_S = 60.0
_BARE = """\
import sys
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

app = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QLabel("window"))
window.resize(1280, 800)
window.show()
sys.exit(app.exec())
"""


def main(folder: Path) -> int:
    """Measure; returns the exit code."""
    with tempfile.TemporaryDirectory(prefix="alphasms-start-") as name:
        work = Path(name)
        with step("Packing a bare window"):
            bare = _pack_bare(work)
        screen = work / "screen"
        screen.mkdir()
        size = ("-screen", "0", "1280x800x24", "-fbdir", str(screen))
        display = subprocess.Popen(
            ["Xvfb", _DISPLAY, *size, "-nolisten", "tcp"], stderr=subprocess.DEVNULL
        )
        try:
            ours, theirs = _measure(folder, bare, work, screen / "Xvfb_screen0")
        finally:
            display.terminate()
            display.wait()
    ratio = statistics.median(ours) / statistics.median(theirs)
    say(f"  bare window: {statistics.median(theirs):.2f} s ({_range(theirs)})")
    say(f"  the program: {statistics.median(ours):.2f} s ({_range(ours)})")
    say(f"  the program takes {ratio:.2f} times as long; it may take {MOST}")
    return 0 if ratio <= MOST else 1


def _measure(folder: Path, bare: Path, work: Path, screen: Path) -> tuple[list[float], list[float]]:
    program = [str(folder / "alphasms-desktop"), "window", "--data-dir", str(work / "data")]
    ours, theirs = [], []
    with step(f"Starting both {_ROUNDS} times"):
        for number in range(_ROUNDS + 1):
            theirs_now, ours_now = _first_paint([str(bare)], screen), _first_paint(program, screen)
            if number:  # the first round makes the data folder, and warms the disk for both
                theirs.append(theirs_now)
                ours.append(ours_now)
    return ours, theirs


def _first_paint(command: list[str], screen: Path) -> float:
    """Start a program, wait for its first paint, end it; returns the seconds it took."""
    names = {"DISPLAY": _DISPLAY, "QT_QPA_PLATFORM": "xcb", "HOME": str(screen.parent),
             "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}  # fmt: skip
    _wait(lambda: screen.exists(), "the display")
    before = _middle(screen)
    began = time.perf_counter()
    process = subprocess.Popen(command, env=names, stderr=subprocess.DEVNULL)
    try:
        _wait(lambda: _middle(screen) != before, command[0])
        return time.perf_counter() - began
    finally:
        process.kill()
        process.wait()
        _wait(lambda: _middle(screen) == before, "the end of the window")


def _middle(screen: Path) -> bytes:
    """Return the colours of a line in the middle of the display."""
    with screen.open("rb") as file:
        file.seek(400 * 1280 * 4 + 5000)
        return file.read(1280 * 4)


def _wait(is_so: Callable[[], bool], what: str) -> None:
    end = time.perf_counter() + _PATIENCE_S
    while not is_so():
        if time.perf_counter() > end:
            raise TaskError(f"waited in vain for {what}")
        time.sleep(0.002)


def _pack_bare(work: Path) -> Path:
    script = work / "bare.py"
    script.write_text(_BARE, encoding="utf-8")
    places = ("--distpath", str(work / "dist"), "--workpath", str(work / "build"))
    run_or_stop([sys.executable, "-m", "PyInstaller", "--noconfirm", "--onedir", *places,
                 "--specpath", str(work), str(script)])  # fmt: skip
    return work / "dist" / "bare" / "bare"


def _range(values: list[float]) -> str:
    return f"{min(values):.2f} to {max(values):.2f}"


if __name__ == "__main__":
    try:
        sys.exit(main(Path(sys.argv[1]).absolute()))
    except TaskError as error:
        sys.exit(str(error))
