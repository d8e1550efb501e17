"""Buttons in a row that Tab meets once: the arrows go on to the others."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}
_CHANGES = frozenset({QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.EnabledChange})


class OneTabStop(QObject):
    """Serves a row of buttons of which none or one is chosen; the arrows choose nothing."""

    def __init__(self, buttons: Sequence[QWidget], parent: QWidget) -> None:
        super().__init__(parent)
        self._buttons = list(buttons)
        self._stop = self._buttons[0]
        for one in self._buttons:
            one.installEventFilter(self)
        self._settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move by the arrows; the button that had the keyboard last is where Tab comes back to."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()), 0)
            return bool(step) and self._move(watched, step)
        if kind == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self._stop = watched
            self._settle()
        elif kind in _CHANGES:
            self._settle()
        return False

    def _reachable(self) -> list[QWidget]:
        return [one for one in self._buttons if one.isEnabled() and not one.isHidden()]

    def _move(self, watched: QObject, step: int) -> bool:
        reachable = self._reachable()
        places = [place for place, one in enumerate(reachable) if one is watched]
        if not places:
            return False
        reachable[(places[0] + step) % len(reachable)].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _settle(self) -> None:
        reachable = self._reachable()
        stop = self._stop if self._stop in reachable else next(iter(reachable), None)
        for one in self._buttons:
            takes = Qt.FocusPolicy.StrongFocus if one is stop else Qt.FocusPolicy.ClickFocus
            if one.focusPolicy() != takes:
                one.setFocusPolicy(takes)
