"""Curves as a PNG, drawn by Qt off screen: one small chart each, side by side."""

import math
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPen, QPolygonF

_WIDTH, _HEIGHT, _EDGE, _COLUMNS = 420, 300, 54, 3


@dataclass(frozen=True)
class Curve:
    """One measurement over another; `logs` draws both as powers of ten."""

    name: str
    x: Sequence[float]
    y: Sequence[float]
    logs: bool = False


def draw(path: Path, curves: Sequence[Curve]) -> None:
    """Draw the curves; in a chart of powers a thin line shows what grows as the rows do."""
    application = QGuiApplication.instance() or QGuiApplication([])
    assert application is not None
    rows = math.ceil(len(curves) / _COLUMNS)
    image = QImage(_WIDTH * _COLUMNS, _HEIGHT * rows, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number, curve in enumerate(curves):
        painter.save()
        painter.translate(number % _COLUMNS * _WIDTH, number // _COLUMNS * _HEIGHT)
        _draw_one(painter, curve)
        painter.restore()
    painter.end()
    image.save(str(path))


def _draw_one(painter: QPainter, curve: Curve) -> None:
    place = QRectF(_EDGE, 36, _WIDTH - _EDGE - 16, _HEIGHT - 36 - 32)
    painter.setPen(QColor("#1d2433"))
    painter.drawText(QRectF(_EDGE, 8, _WIDTH - _EDGE, 20), Qt.AlignmentFlag.AlignLeft, curve.name)
    if not curve.x:
        return
    scale = (lambda one: math.log10(max(one, 1e-6))) if curve.logs else float
    xs, ys = [scale(one) for one in curve.x], [scale(one) for one in curve.y]
    low, high = (min(ys), max(ys)) if curve.logs else (0.0, max(max(ys), 1e-9) * 1.05)
    high = max(high, low + 1e-6)
    left, right = min(xs), max(max(xs), min(xs) + 1e-6)

    def at(x: float, y: float) -> QPointF:
        across = (x - left) / (right - left) * place.width()
        up = (y - low) / (high - low) * place.height()
        return QPointF(place.left() + across, place.bottom() - up)

    painter.setPen(QPen(QColor("#c9cfdb"), 1))
    painter.drawRect(place)
    if curve.logs:
        painter.setClipRect(place)
        painter.setPen(QPen(QColor("#9aa3b5"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(at(left, ys[0]), at(right, ys[0] + right - left))
        painter.setClipping(False)
    painter.setPen(QPen(QColor("#2f6feb"), 2))
    painter.drawPolyline(QPolygonF([at(x, y) for x, y in zip(xs, ys, strict=True)]))
    painter.setPen(QColor("#5b6478"))
    least = min(curve.y) if curve.logs else 0.0
    beside = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    for y, value in ((place.bottom(), least), (place.top(), max(curve.y))):
        painter.drawText(QRectF(0, y - 8, _EDGE - 6, 16), beside, f"{value:.3g}")
    ends = f"{min(curve.x):,.0f} … {max(curve.x):,.0f}"
    below = QRectF(_EDGE, _HEIGHT - 26, place.width(), 18)
    painter.drawText(below, Qt.AlignmentFlag.AlignCenter, ends)
