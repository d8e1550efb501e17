"""A level meter: how loud the microphone hears it, with a red zone where it would be too loud."""

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.theme import tokens

RED_FROM_DB = -3.0
_LOWEST_DB = -48.0
_FALL_DB = 2.0
"""How much the bar falls with each report of something quieter, so that it can be read."""


class LevelMeter(QWidget):
    """Shows levels as they come; `is_red` while the last one was too loud."""

    def __init__(self) -> None:
        super().__init__()
        self._level_db = _LOWEST_DB
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Level of the microphone"))

    @property
    def is_red(self) -> bool:
        """Whether it is too loud now."""
        return self._level_db >= RED_FROM_DB

    def show_level(self, greatest: float) -> None:
        """Show the greatest sample of a moment, 0 to 1."""
        level_db = 20 * math.log10(greatest) if greatest > 0 else _LOWEST_DB
        self._level_db = max(level_db, self._level_db - _FALL_DB, _LOWEST_DB)
        self.update()

    def clear(self) -> None:
        """Show silence."""
        self._level_db = _LOWEST_DB
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size that lets it stretch."""
        return QSize(240, 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar, green up to the zone and red in it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        high = self.height()
        red_at = self._x(RED_FROM_DB)
        painter.setBrush(QColor(tokens().sunken))
        painter.drawRoundedRect(QRectF(0, 0, self.width(), high), high / 2, high / 2)
        zone = QColor(tokens().danger)
        zone.setAlphaF(0.25)
        painter.fillRect(QRectF(red_at, 0, self.width() - red_at - high / 2, high), zone)
        reached = self._x(self._level_db)
        painter.fillRect(QRectF(0, 2, min(reached, red_at), high - 4), QColor(tokens().answered))
        if reached > red_at:
            painter.fillRect(QRectF(red_at, 2, reached - red_at, high - 4), QColor(tokens().danger))

    def _x(self, level_db: float) -> float:
        return (level_db - _LOWEST_DB) / -_LOWEST_DB * self.width()
