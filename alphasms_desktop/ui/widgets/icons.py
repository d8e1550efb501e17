"""Line icons: SVG files of one weight, tinted when they are asked for."""

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QPushButton

from alphasms_desktop import paths
from alphasms_desktop.ui.theme import tokens
from alphasms_desktop.ui.widgets.basics import button
from alphasms_desktop.ui.widgets.explained import explain

_SCALE = 3
_SMALL, _CHEVRON, _APART = 14, 12, 6


def icon(name: str, colour: str, size: int = 18, gap: int = 0) -> QIcon:
    """Return an icon in a colour, with `gap` free pixels at its right, or left if below zero."""
    return QIcon(pixmap(name, colour, size, gap))


def icon_button(name: str, says: str, on_click: Callable[[], object]) -> QPushButton:
    """Make a small button with an icon alone; what it does is in its tooltip and its name."""
    made = button("", "chip", on_click)
    made.setIcon(icon(name, tokens().text, _SMALL))
    made.setAccessibleName(says)
    explain(made, says)
    return made


def drop_down(made: QPushButton) -> QPushButton:
    """Show that a button opens a menu: a chevron at its right."""
    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    made.setIcon(icon("chevron-down", tokens().text, _CHEVRON, -_APART))
    made.setIconSize(QSize(_CHEVRON + _APART, _CHEVRON))
    return made


@lru_cache(maxsize=64)
def pixmap(name: str, colour: str, size: int = 18, gap: int = 0) -> QPixmap:
    """Return the picture of an icon in a colour."""
    made = QPixmap((size + abs(gap)) * _SCALE, size * _SCALE)
    made.fill(Qt.GlobalColor.transparent)
    drawing = _source(name).replace("currentColor", colour)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side, left = size * _SCALE, max(0, -gap) * _SCALE
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(left, 0, side, side))
    painter.end()
    made.setDevicePixelRatio(_SCALE)
    return made


@lru_cache(maxsize=64)
def _source(name: str) -> str:
    return (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
