"""A line that says what was done and takes it back while it stands there."""

from collections.abc import Callable

from PySide6.QtCore import QTimer

from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.widgets.basics import Card, button, label, row

_STANDS_MS = 30_000


class UndoBar(Card):
    """Shows the last thing that can be undone; hidden while there is none."""

    def __init__(self) -> None:
        super().__init__(padding=10)
        self._take_back: Callable[[], object] | None = None
        self.said = label("")
        self.undo = button(tr("Undo"), "", self._undo)
        self.body.addLayout(row(self.said, None, self.undo))
        self._timer = QTimer(self, singleShot=True, interval=_STANDS_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def offer(self, said: str, take_back: Callable[[], object]) -> None:
        """Say what was done; for half a minute it can be taken back."""
        self.said.setText(said)
        self._take_back = take_back
        self.show()
        self._timer.start()

    def _undo(self) -> None:
        take_back, self._take_back = self._take_back, None
        self.hide()
        if take_back is not None:
            take_back()
