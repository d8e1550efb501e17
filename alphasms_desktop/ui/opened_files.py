"""Files opened with the program: from its command line, by a second start, or by the Dock."""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class OpensFiles(Protocol):
    """Steps of a new campaign that know which of them a file is for."""

    def open_file(self, path: Path) -> None:
        """Take a contact file or a recording."""


class TakesFiles(Protocol):
    """A window that begins new campaigns."""

    @property
    def wizard(self) -> OpensFiles:
        """The steps of a new campaign."""

    def new_campaign(self) -> None:
        """Begin a new campaign, or go on with the draft."""


class OpenedFiles(QObject):
    """Takes the files that macOS hands to a program that is running already."""

    def __init__(self, app: QApplication, window: TakesFiles) -> None:
        super().__init__()
        self._app = app
        self._window = window
        app.installEventFilter(self)

    def open(self, path: Path) -> None:
        """Begin a new campaign with a file."""
        open_in(self._window, path)

    def forget(self) -> None:
        """Listen no more."""
        self._app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a file that the system asks to be opened."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self.open(Path(event.file()))
            return True
        return super().eventFilter(watched, event)


def open_in(window: TakesFiles, path: Path) -> None:
    """Begin a new campaign with a contact file or a recording."""
    window.new_campaign()
    window.wizard.open_file(path)
