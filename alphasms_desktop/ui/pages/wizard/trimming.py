"""The shape of a whole recording with two handles: what lies outside them is not sent."""

from PySide6.QtCore import QLocale, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from alphasms_desktop.i18n import language, tr
from alphasms_desktop.ui.pages.wizard.waveform import Shape, Waveform
from alphasms_desktop.ui.theme import tokens
from alphasms_desktop.ui.widgets.basics import label, row

_REACH_PX = 9
_LEAST_S = 0.2
_HANDLE_PX = 2.0
_NO_ARROWS = "QDoubleSpinBox::up-button, QDoubleSpinBox::down-button { width: 0; border: none; }"


class TrimmedWaveform(Waveform):
    """Paints what is cut away pale; `moved(float, float)` tells both handles, in seconds."""

    moved = Signal(float, float)

    def __init__(self) -> None:
        super().__init__()
        self.seconds = 0.0
        self.start_s = self.end_s = 0.0
        self._held: str | None = None
        self.setMouseTracking(True)

    def show_sound(self, shape: Shape, seconds: float) -> None:
        """Show a whole recording, with nothing cut away."""
        self.seconds, self.start_s, self.end_s = seconds, 0.0, seconds
        self.show_shape(shape)

    def set_handles(self, start_s: float, end_s: float) -> None:
        """Put the handles somewhere; nothing is told."""
        self.start_s, self.end_s = start_s, end_s
        self.update()

    def show_played(self, part: float | None) -> None:
        """Show how far the part between the handles has played, from 0 to 1; None hides it."""
        if part is not None and self.seconds:
            part = (self.start_s + part * (self.end_s - self.start_s)) / self.seconds
        super().show_played(part)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the nearer handle, if one is near."""
        at = event.position().x()
        near = [
            (abs(at - self._x(self.start_s)), "start"),
            (abs(at - self._x(self.end_s)), "end"),
        ]
        distance, name = min(near)
        self._held = name if distance <= _REACH_PX else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the handle that is held, never past the other."""
        at = event.position().x()
        if self._held is None:
            is_near = min(abs(at - self._x(one)) for one in (self.start_s, self.end_s)) <= _REACH_PX
            shape = Qt.CursorShape.SplitHCursor if is_near else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            return
        seconds = min(max(0.0, at / max(1, self.width()) * self.seconds), self.seconds)
        if self._held == "start":
            self.start_s = min(seconds, self.end_s - _LEAST_S)
        else:
            self.end_s = max(seconds, self.start_s + _LEAST_S)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the handle go, and tell where it stands."""
        if self._held is not None:
            self._held = None
            self.moved.emit(self.start_s, self.end_s)
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the shape, a veil over what is cut away, and the handles."""
        super().paintEvent(event)
        if not self.seconds:
            return
        painter = QPainter(self)
        veil = QColor(tokens().surface)
        veil.setAlphaF(0.78)
        begin, end = self._x(self.start_s), self._x(self.end_s)
        painter.fillRect(QRectF(0, 0, begin, self.height()), veil)
        painter.fillRect(QRectF(end, 0, self.width() - end, self.height()), veil)
        for place in (begin, end - _HANDLE_PX):
            painter.fillRect(QRectF(place, 0, _HANDLE_PX, self.height()), QColor(tokens().accent))

    def _x(self, seconds: float) -> float:
        return seconds / self.seconds * self.width() if self.seconds else 0.0


class TrimFields(QWidget):
    """The same two moments as numbers; `changed(float, float)` tells both, in seconds."""

    changed = Signal(float, float)

    def __init__(self) -> None:
        super().__init__()
        self._is_filling = False
        self.start, self.end = _field(tr("Beginning, s")), _field(tr("End, s"))
        for field in (self.start, self.end):
            field.valueChanged.connect(lambda _value: self._on_change())
        self.setLayout(
            row(
                label(tr("From"), "muted"),
                self.start,
                label(tr("to"), "muted"),
                self.end,
                label(tr("s"), "muted"),
                spacing=6,
            )
        )

    def show_trim(self, start_s: float, end_s: float, seconds: float) -> None:
        """Show both moments of a recording that is so long; nothing is told."""
        self._is_filling = True
        self.start.setRange(0.0, max(0.0, seconds - _LEAST_S))
        self.end.setRange(_LEAST_S, seconds)
        self.start.setValue(start_s)
        self.end.setValue(end_s)
        self._is_filling = False

    def _on_change(self) -> None:
        start_s, end_s = self.start.value(), self.end.value()
        if not self._is_filling and end_s - start_s >= _LEAST_S:
            self.changed.emit(start_s, end_s)


def _field(name: str) -> QDoubleSpinBox:
    field = QDoubleSpinBox()
    field.setLocale(QLocale(language()))
    field.setDecimals(2)
    field.setSingleStep(0.1)
    field.setMinimumWidth(90)
    field.setStyleSheet(_NO_ARROWS)
    field.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    field.setAccessibleName(name)
    # While digits are typed nothing is prepared; Enter or the next field does it.
    field.setKeyboardTracking(False)
    return field
