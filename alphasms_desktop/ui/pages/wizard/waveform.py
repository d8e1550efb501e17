"""The shape of a recording, painted with a line where it plays."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from alphasms_desktop.ui.theme import tokens

Shape = tuple[tuple[float, float], ...]
"""The least and the greatest sample of each column, from -1 to 1."""

COLUMNS = 240


class Waveform(QWidget):
    """Paints a shape, the loudest place nearly as high as the widget, and a playhead."""

    def __init__(self) -> None:
        super().__init__()
        self._shape: Shape = ()
        self._played: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(84)
        self.setMaximumHeight(190)

    def show_shape(self, shape: Shape) -> None:
        """Show a recording."""
        self._shape = shape
        self._played = None
        self.update()

    def show_played(self, part: float | None) -> None:
        """Show how far it has played, from 0 to 1; None hides the line."""
        self._played = part
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size that lets it stretch."""
        return QSize(300, 130)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint one bar a column."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        painter.fillRect(QRectF(0, middle - 0.5, self.width(), 1), QColor(tokens().skipped))
        if self._shape:
            self._paint_bars(painter, middle)
        if self._played is not None:
            place = self._played * (self.width() - 2)
            painter.fillRect(QRectF(place, 0, 1.5, self.height()), QColor(tokens().danger))

    def _paint_bars(self, painter: QPainter, middle: float) -> None:
        loudest = max(max(-low, high) for low, high in self._shape) or 1.0
        scale = (middle - 4) / max(loudest, 0.05)
        step = self.width() / len(self._shape)
        wide = max(1.0, step * 0.55)
        accent = QColor(tokens().accent)
        for place, (low, high) in enumerate(self._shape):
            top, bottom = middle - high * scale, middle - low * scale
            painter.fillRect(
                QRectF(place * step, min(top, middle - 0.75), wide, max(1.5, bottom - top)), accent
            )
