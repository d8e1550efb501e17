"""How long the packed program takes to its first paint, against a bare packed window.

    .venv/bin/python packaging/measure_start.py FOLDER-OF-THE-PACKED-PROGRAM

Both are started in turn on a display in memory; the moment counts at which its middle changes
colour, and for the window that at which its corner does. Needs `Xvfb`.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from steps import TaskError, run_or_stop, say, step

ROOT = Path(__file__).resolve().parent.parent
MOST = 1.5
_ROUNDS = 7
_DISPLAY = ":78"
_PATIENCE_S = 60.0
_MIDDLE, _CORNER, _LINE = (400, 600), (780, 60), 320
"""Row and column of two places of the display, and the bytes of each."""
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
    pairs = list(zip(ours, theirs, strict=True))
    first = statistics.median(one.first_s / other.first_s for one, other in pairs)
    window = statistics.median(one.window_s / other.window_s for one, other in pairs)
    say(f"  bare window, first paint: {_range([one.first_s for one in theirs])} s")
    say(f"  the program, first paint: {_range([one.first_s for one in ours])} s")
    say(f"  the program, its window:  {_range([one.window_s for one in ours])} s")
    say(f"  to its window it takes {window:.2f} times as long as the bare one")
    say(f"  to its first paint it takes {first:.2f} times as long; it may take {MOST}")
    return 0 if first <= MOST else 1


class Start(NamedTuple):
    """How long it was until something was painted, and until there was a window."""

    first_s: float
    window_s: float


def _measure(folder: Path, bare: Path, work: Path, screen: Path) -> tuple[list[Start], list[Start]]:
    program = [str(folder / "alphasms-desktop"), "window", "--data-dir", str(work / "data")]
    ours, theirs = [], []
    with step(f"Starting both {_ROUNDS} times"):
        for number in range(_ROUNDS + 1):
            theirs_now, ours_now = _start([str(bare)], screen), _start(program, screen)
            if number:  # the first round makes the data folder, and warms the disk for both
                theirs.append(theirs_now)
                ours.append(ours_now)
    return ours, theirs


def _start(command: list[str], screen: Path) -> Start:
    """Start a program, wait for its first paint and its window, end it."""
    names = {"DISPLAY": _DISPLAY, "QT_QPA_PLATFORM": "xcb", "HOME": str(screen.parent),
             "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}  # fmt: skip
    _wait(lambda: screen.exists() and len(_seen(screen, *_CORNER)) == _LINE, "the display")
    middle, corner = _seen(screen, *_MIDDLE), _seen(screen, *_CORNER)
    began = time.perf_counter()
    process = subprocess.Popen(command, env=names, stderr=subprocess.DEVNULL)
    try:
        _wait(lambda: _seen(screen, *_MIDDLE) != middle, command[0])
        first_s = time.perf_counter() - began
        _wait(lambda: _seen(screen, *_CORNER) != corner, f"the window of {command[0]}")
        return Start(first_s, time.perf_counter() - began)
    finally:
        process.kill()
        process.wait()
        _wait(lambda: _seen(screen, *_MIDDLE) == middle, "the end of the window")


def _seen(screen: Path, row: int, column: int) -> bytes:
    """Return the colours of a short line of the display."""
    with screen.open("rb") as file:
        # An XWD file: the size of its head, the colours of a palette of 12 bytes each, the picture.
        head = file.read(80)
        size, colours = (int.from_bytes(head[at : at + 4], "big") for at in (0, 76))
        file.seek(size + colours * 12 + (row * 1280 + column) * 4)
        return file.read(_LINE)


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
    return f"{statistics.median(values):.2f} ({min(values):.2f} to {max(values):.2f})"


if __name__ == "__main__":
    try:
        sys.exit(main(Path(sys.argv[1]).absolute()))
    except TaskError as error:
        sys.exit(str(error))
