"""An icon on its own, drawn anew for whatever screen it is seen on."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget


class IconView(QWidget):
    """Shows an icon; a label would keep the pixels of the screen it was made for."""

    def __init__(self, size: int, icon: QIcon | None = None) -> None:
        super().__init__()
        self._icon = icon or QIcon()
        self.setFixedSize(QSize(size, size))

    def show_icon(self, icon: QIcon) -> None:
        """Show another icon."""
        self._icon = icon
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it in the pixels of this screen."""
        painter = QPainter(self)
        self._icon.paint(painter, self.rect())
        painter.end()
