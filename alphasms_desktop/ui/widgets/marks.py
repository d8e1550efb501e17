"""Marks: each call state has a shape of its own beside its colour, so colour never speaks alone."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.ui.theme import ink_on, tokens

_SCALE = 3

_LINES: dict[str, list[list[tuple[float, float]]]] = {
    "check": [[(4.6, 8.3), (7.0, 10.6), (11.4, 5.8)]],
    "cross": [[(5.4, 5.4), (10.6, 10.6)], [(10.6, 5.4), (5.4, 10.6)]],
    "arrow": [[(4.4, 8.0), (11.4, 8.0)], [(8.6, 5.2), (11.4, 8.0), (8.6, 10.8)]],
    "dash": [[(5.0, 8.0), (11.0, 8.0)]],
    "equals": [[(5.0, 6.6), (11.0, 6.6)], [(5.0, 9.4), (11.0, 9.4)]],
    "bang": [[(8.0, 4.4), (8.0, 8.8)], [(8.0, 11.2), (8.0, 11.4)]],
    "dots": [[(4.9, 8.0), (5.0, 8.0)], [(8.0, 8.0), (8.1, 8.0)], [(11.0, 8.0), (11.1, 8.0)]],
}
_SHAPES: dict[State, str] = {
    State.ANSWERED: "check",
    State.NO_ANSWER: "ring",
    State.BUSY: "ring",
    State.FAILED: "cross",
    State.REJECTED: "cross",
    State.UNCONFIRMED: "question",
    State.ACCEPTED: "arrow",
    State.SENDING: "arrow",
    State.QUEUED: "dots",
    State.SKIPPED: "dash",
    State.NO_RESULT: "question",
}


def state_icon(state: State) -> QIcon:
    """Return the mark of a call state."""
    return mark(_SHAPES[state], tokens().of_state(state))


def mark(shape: str, colour: str, size: int = 16) -> QIcon:
    """Return a round mark: check, ring, cross, question, arrow, dots, dash, equals or bang."""
    return _drawn(shape, colour, ink_on(colour), size)


@lru_cache(maxsize=64)
def _drawn(shape: str, colour: str, ink: str, size: int) -> QIcon:
    pixmap = QPixmap(size * _SCALE, size * _SCALE)
    pixmap.fill(Qt.GlobalColor.transparent)
    pixmap.setDevicePixelRatio(_SCALE)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / 16, size / 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(QRectF(0, 0, 16, 16))
    _draw_shape(painter, shape, ink)
    painter.end()
    made = QIcon(pixmap)
    made.addPixmap(pixmap, QIcon.Mode.Selected)  # else Qt makes it paler in a chosen row
    return made


def _draw_shape(painter: QPainter, shape: str, ink: str) -> None:
    pen = QPen(QColor(ink), 1.7)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if shape == "ring":
        painter.drawEllipse(QRectF(5, 5, 6, 6))
    elif shape == "question":
        font = painter.font()
        font.setPixelSize(11)
        font.setBold(True)
        painter.setFont(font)
        painter.drawText(QRectF(0, 0, 16, 16), Qt.AlignmentFlag.AlignCenter, "?")
    for points in _LINES.get(shape, []):
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))
