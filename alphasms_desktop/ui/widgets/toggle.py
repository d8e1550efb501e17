"""A switch: a check box by role and keyboard, drawn as a knob that slides."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from alphasms_desktop.ui.theme import tokens

_RING = 3
_TRACK = QSize(34, 20)
_KNOB = 8.0


class Toggle(QCheckBox):
    """A switch without words of its own; `name` is what a screen reader says."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """Return the track's size with room for the focus ring and a finger."""
        return QSize(_TRACK.width() + 2 * _RING, 32)

    def hitButton(self, pos: QPoint) -> bool:
        """Take a click anywhere on the switch."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint track, knob and, with the focus, a ring outside."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = tokens()
        top = (self.height() - _TRACK.height()) / 2
        track = QRectF(_RING, top, _TRACK.width(), _TRACK.height())
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2))
            ring = track.adjusted(-2, -2, 2, 2)
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setOpacity(1.0 if self.isEnabled() else 0.5)
        painter.setBrush(QColor(colours.accent if self.isChecked() else colours.queued))
        painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
        painter.setBrush(QColor(colours.on_accent if self.isChecked() else colours.surface))
        left = track.right() - 10 if self.isChecked() else track.left() + 10
        painter.drawEllipse(QPointF(left, track.center().y()), _KNOB, _KNOB)
