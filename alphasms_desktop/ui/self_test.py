"""What the self-test asks of the window: every page shown off screen, a sound played."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, QUrl
from PySide6.QtMultimedia import QAudioOutput, QMediaDevices, QMediaPlayer
from PySide6.QtWidgets import QWidget

from alphasms_desktop.engine.workspace import Workspace
from alphasms_desktop.ui import style
from alphasms_desktop.ui.bridge import Bridge
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.frame import Frame
from alphasms_desktop.ui.main import make_application
from alphasms_desktop.ui.page_stack import PAGES, PageStack
from alphasms_desktop.ui.runs import Runs

_PATIENCE_S = 20.0
_PAGE_S = 0.2
_STEPS = 4


def show_every_page(workspace: Workspace) -> list[str]:
    """Show each page and draw it; returns their names. Raises RuntimeError for one left blank."""
    app = make_application()
    bridge = Bridge()
    runs = Runs(workspace, bridge)
    pages = PageStack(Context(workspace, bridge, runs), 0)
    frame = Frame(pages, workspace.mode, shows_band=True)
    style.dress(frame)
    frame.resize(1280, 800)
    frame.show()
    shown = []
    try:
        for name in PAGES:
            pages.setCurrentWidget(pages.page(name))
            for step in range(_STEPS if name == "wizard" else 1):
                if name == "wizard":
                    pages.wizard.go_to(step)
                _wait(lambda: False, _PAGE_S)
                shown.append(_drawn(frame, pages.shown_name()))
    finally:
        pages.leave()
        runs.leave_all()
        bridge.close()
        frame.deleteLater()
        app.processEvents()
    return shown


def play(path: Path) -> str:
    """Play a sound to its end and return what it was heard by, empty where nobody could hear it.

    Raises RuntimeError where it cannot be played.
    """
    make_application()
    parent = QObject()
    player = QMediaPlayer(parent)
    player.setAudioOutput(QAudioOutput(parent))
    faults: list[str] = []
    player.errorOccurred.connect(lambda _error, text: faults.append(text))
    player.setSource(QUrl.fromLocalFile(str(path)))
    player.play()
    ended = QMediaPlayer.MediaStatus.EndOfMedia
    _wait(lambda: bool(faults) or player.mediaStatus() is ended, _PATIENCE_S)
    status = player.mediaStatus()
    player.stop()
    if faults or status is not ended:
        raise RuntimeError(faults[0] if faults else status.name)
    return QMediaDevices.defaultAudioOutput().description()


def _drawn(frame: QWidget, name: str) -> str:
    picture = frame.grab().toImage()
    colours = {
        picture.pixel(x, y) for x in range(0, picture.width(), 40)
        for y in range(0, picture.height(), 40)
    }  # fmt: skip
    if len(colours) < 2:
        raise RuntimeError(f"{name}: blank")
    return name


def _wait(is_so: Callable[[], bool], patience_s: float) -> None:
    """Let Qt work until something is so, for so many seconds at most."""
    loop, end = QEventLoop(), time.monotonic() + patience_s
    while not is_so() and time.monotonic() < end:
        loop.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        time.sleep(0.005)
