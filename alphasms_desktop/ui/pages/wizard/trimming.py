"""The shape of a recording with two handles: what lies outside them is not sent.

It can be looked at more closely, by the wheel, by keys or by buttons; then a part of the recording
fills the width, and the handles move more finely.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)

from alphasms_desktop.domain.sound import Span
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.pages.wizard.waveform import COLUMNS, Shape, Waveform
from alphasms_desktop.ui.theme import tokens

LEAST_S = 0.2
Outline = Callable[[float, float, int], Shape]
"""Returns the shape of the part between two moments, in so many columns."""

_REACH_PX = 9
_HANDLE_PX = 2.0
_CLOSER = 2.0
_SHORTEST_VIEW_S = 0.5
_STEPS = 100
"""A key moves a handle by a hundredth of what is seen, with Shift by a tenth."""


class TrimmedWaveform(Waveform):
    """Paints what is cut away pale.

    Signals: `moved(float, float)`: both handles, in seconds, when one was let go;
    `view_changed(float, float)`: the part that is seen now, in seconds.
    """

    moved = Signal(float, float)
    view_changed = Signal(float, float)

    def __init__(self) -> None:
        super().__init__()
        self.seconds = 0.0
        self.start_s = self.end_s = 0.0
        self.view = (0.0, 0.0)
        self._outline: Outline | None = None
        self._held: str | None = None
        self._chosen = "start"
        self._has_moved = False
        self._played_s: float | None = None
        self._kept_s: tuple[Span, ...] = ()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(
            tr(
                "Arrows move the chosen handle, with Shift faster; Tab below has both as numbers. "
                "Up and Down choose the other handle, + and − or the wheel look closer."
            )
        )

    def show_sound(self, outline: Outline, seconds: float) -> None:
        """Show a whole recording, with nothing cut away."""
        self._outline = outline
        self.seconds, self.start_s, self.end_s = seconds, 0.0, seconds
        self._played_s = None
        self._kept_s = ()
        self.look_at(0.0, seconds)

    def set_handles(self, start_s: float, end_s: float) -> None:
        """Put the handles somewhere; nothing is told."""
        self.start_s, self.end_s = start_s, end_s
        self.update()

    def look_at(self, start_s: float, end_s: float) -> None:
        """Let a part fill the width; it is kept within the recording."""
        wide = min(max(end_s - start_s, _SHORTEST_VIEW_S), self.seconds)
        start_s = min(max(0.0, start_s), self.seconds - wide)
        self.view = (start_s, start_s + wide)
        if self._outline is not None:
            self.show_shape(self._outline(*self.view, COLUMNS))
        self._place_playhead()
        self.view_changed.emit(*self.view)

    def look_closer(self, factor: float = _CLOSER, around_s: float | None = None) -> None:
        """Look at less, or with a factor below 1 at more, around a moment or the chosen handle."""
        start_s, end_s = self.view
        middle = around_s if around_s is not None else self._at(self._chosen)
        middle = min(max(middle, start_s), end_s)
        wide = (end_s - start_s) / factor
        part = (middle - start_s) / max(end_s - start_s, _SHORTEST_VIEW_S)
        self.look_at(middle - part * wide, middle + (1 - part) * wide)

    def show_played_s(self, moment_s: float | None) -> None:
        """Show which moment of the recording is heard; None hides it."""
        self._played_s = moment_s if self.seconds else None
        self._place_playhead()

    def show_kept(self, kept_s: Sequence[Span]) -> None:
        """Show which stretches are sent: the rest is silence that was cut."""
        self._kept_s = tuple(kept_s)
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Look closer or further around the pointer; sideways moves along."""
        start_s, end_s = self.view
        if across := event.angleDelta().x():
            by = -across / 1200 * (end_s - start_s)
            self.look_at(start_s + by, end_s + by)
        elif event.angleDelta().y():
            closer = _CLOSER if event.angleDelta().y() > 0 else 1 / _CLOSER
            self.look_closer(closer, self._moment(event.position().x()))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the chosen handle, choose the other, look closer."""
        key = event.key()
        wide = self.view[1] - self.view[0]
        step = wide / _STEPS * (10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._move(self._at(self._chosen) + (step if key == Qt.Key.Key_Right else -step))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._move(0.0 if key == Qt.Key.Key_Home else self.seconds)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._chosen = "end" if self._chosen == "start" else "start"
            self.update()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.look_closer(1 / _CLOSER if key == Qt.Key.Key_Minus else _CLOSER)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Tell where a handle stands when its key is let go."""
        super().keyReleaseEvent(event)
        if self._has_moved and not event.isAutoRepeat():
            self._tell()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which handle the arrows move."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell what the arrows have moved."""
        super().focusOutEvent(event)
        if self._has_moved:
            self._tell()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the nearer handle, if one is near."""
        at = event.position().x()
        distance, name = min((abs(at - self._x(self._at(one))), one) for one in ("start", "end"))
        self._held = name if distance <= _REACH_PX else None
        self._chosen = self._held or self._chosen

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the handle that is held, never past the other."""
        at = event.position().x()
        if self._held is None:
            is_near = min(abs(at - self._x(one)) for one in (self.start_s, self.end_s)) <= _REACH_PX
            shape = Qt.CursorShape.SplitHCursor if is_near else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            return
        self._move(self._moment(at))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the handle go, and tell where it stands."""
        if self._held is not None:
            self._held = None
            self._tell()
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the shape, a veil over what is cut away, and the handles."""
        super().paintEvent(event)
        if not self.seconds:
            return
        painter = QPainter(self)
        begin, end = max(0.0, self._x(self.start_s)), min(self.width(), self._x(self.end_s))
        self._paint_veils(painter, begin, end)
        for name, place in (("start", begin), ("end", end - _HANDLE_PX)):
            wide = _HANDLE_PX * (2 if self.hasFocus() and name == self._chosen else 1)
            painter.fillRect(QRectF(place, 0, wide, self.height()), QColor(tokens().accent))

    def _paint_veils(self, painter: QPainter, begin: float, end: float) -> None:
        """Pale what is not sent: outside the handles, and the silence cut between them."""
        veil = QColor(tokens().surface)
        veil.setAlphaF(0.78)
        pale_from = 0.0
        # While a handle is dragged, nobody knows yet what silence will be cut.
        kept = () if self._has_moved else self._kept_s
        for start_s, end_s in kept or ((self.start_s, self.end_s),):
            pale_to = max(begin, self._x(start_s))
            painter.fillRect(QRectF(pale_from, 0, pale_to - pale_from, self.height()), veil)
            pale_from = min(end, self._x(end_s))
        painter.fillRect(QRectF(pale_from, 0, self.width() - pale_from, self.height()), veil)

    def _at(self, handle: str) -> float:
        return self.start_s if handle == "start" else self.end_s

    def _move(self, seconds: float) -> None:
        seconds = min(max(0.0, seconds), self.seconds)
        if self._chosen == "start":
            self.start_s = min(seconds, self.end_s - LEAST_S)
        else:
            self.end_s = max(seconds, self.start_s + LEAST_S)
        self._has_moved = True
        self.update()

    def _tell(self) -> None:
        self._has_moved = False
        self.moved.emit(self.start_s, self.end_s)

    def _place_playhead(self) -> None:
        start_s, end_s = self.view
        if self._played_s is None or not start_s <= self._played_s <= end_s:
            super().show_played(None)
        else:
            super().show_played((self._played_s - start_s) / max(end_s - start_s, LEAST_S))

    def _moment(self, x: float) -> float:
        start_s, end_s = self.view
        return start_s + x / max(1, self.width()) * (end_s - start_s)

    def _x(self, seconds: float) -> float:
        start_s, end_s = self.view
        wide = end_s - start_s
        return (seconds - start_s) / wide * self.width() if wide > 0 else 0.0
