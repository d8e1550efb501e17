"""The window on a stage: driven offscreen as a person would, and photographed on the way.

Needs the environment that `dev.py setup` makes; `demo.py` and `screens.py` stand on it.
"""

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

# On a screen that a window fits on at 200 % as well: Qt's own is 800 dots wide.
os.environ.setdefault(
    "QT_QPA_PLATFORM", f"offscreen:configfile={Path(__file__).with_name('screen.json')}"
)
os.environ.setdefault("QT_LOGGING_RULES", "*=false")

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from alphasms_desktop import i18n, paths
from alphasms_desktop.cli.window_command import open_mode
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.settings import Settings
from alphasms_desktop.ui.appearance import DARK, LIGHT, Appearance
from alphasms_desktop.ui.main import make_application
from alphasms_desktop.ui.window import Window

SAMPLE = paths.resources() / "sample"
_PATIENCE_S = 60.0
_ASKED_MS = 300
USUAL_SIZE = QSize(1280, 800)


@dataclass(frozen=True)
class Look:
    """How the window is to look, and where its pictures go."""

    pictures: Path
    language: str = "uk"
    dark: bool = False
    size: QSize = USUAL_SIZE


class Stage:
    """A window with data of its own, and a folder for its pictures."""

    def __init__(self, data: Path, look: Look, mode: Mode | None) -> None:
        i18n.use(look.language)
        self.app: QApplication = make_application()
        Appearance(self.app, DARK if look.dark else LIGHT).speak(look.language)
        self.pictures = look.pictures
        self.data = data
        look.pictures.mkdir(parents=True, exist_ok=True)
        settings = Settings(language=look.language, mode=mode)
        self.window = Window(lambda wanted: open_mode(data, wanted), settings, undo_s=0)
        self.window.resize(look.size)
        self.window.show()
        self.settle()

    def settle(self, seconds: float = 0.3) -> None:
        """Let the window do what it has to do."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.app.processEvents()
            time.sleep(0.005)

    def wait_until(self, is_so: Callable[[], bool], what: str) -> None:
        """Wait for something to be so; ends the program when it takes too long."""
        end = time.monotonic() + _PATIENCE_S
        while not is_so():
            if time.monotonic() > end:
                sys.exit(f"waited in vain: {what}")
            self.settle(0.02)
        self.settle(0.2)

    def photograph(self, name: str, part: QWidget | None = None) -> Path:
        """Take a picture of the window as it is."""
        self.settle(0.2)
        path = self.pictures / f"{name}.png"
        (part or self.window).grab().save(str(path))
        return path

    def photograph_asked(self, name: str, ask: Callable[[], object]) -> None:
        """Take a picture of the dialog that a question opens, and close it unanswered."""

        def take() -> None:
            asked = self.app.activeModalWidget()
            if asked is not None:
                self.photograph(name, asked)
                asked.close()

        QTimer.singleShot(_ASKED_MS, take)
        ask()
        self.settle(_ASKED_MS / 1000 + 0.1)

    def show_end_of(self, part: QWidget) -> bool:
        """Scroll what is shown of a page to its end; says whether there was more to see."""
        moved = False
        for area in part.findChildren(QScrollArea):
            bar = area.verticalScrollBar()
            if area.isVisible() and bar.value() < bar.maximum():
                bar.setValue(bar.maximum())
                moved = True
        return moved

    def close(self) -> None:
        """Close the window and let its threads end."""
        self.window.close()
        self.settle(0.1)
