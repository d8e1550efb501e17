"""Says by sound whether a number was confirmed, for a clerk who looks at the customer."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from alphasms_desktop import paths
from alphasms_desktop.ui.sound import Player

MATCH, MISMATCH = "match", "mismatch"


class Chime(QObject):
    """Plays one of two sounds; where nothing can be played the system's own signal stands in."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.player = Player(self)
        self.player.failed.connect(lambda _why: QApplication.beep())

    def sound(self, name: str) -> None:
        """Play `match` or `mismatch`."""
        self.player.play(paths.resources() / "sounds" / f"{name}.wav")
