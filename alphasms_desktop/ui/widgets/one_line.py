"""A label of one line: where there is no room it ends in dots, and the pointer shows it whole."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

_LEAST_WIDTH = 48


class OneLine(QLabel):
    """Takes the look of any label; `text` is always the whole text, also for a screen reader."""

    def __init__(self, text: str = "", look: str = "", tip: str = "") -> None:
        super().__init__(text)
        self._tip = tip
        self.setProperty("look", look)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self._tell()

    def minimumSizeHint(self) -> QSize:
        """Return the room of a few letters."""
        whole = self.sizeHint()
        return QSize(min(_LEAST_WIDTH, whole.width()), whole.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the whole text beside the pointer where it has no room here."""
        super().resizeEvent(event)
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what there is room for."""
        shown = self._shown()
        if shown == self.text():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        area, palette = self.contentsRect(), self.palette()
        role = QPalette.ColorRole.WindowText
        enabled = self.isEnabled()
        self.style().drawItemText(painter, area, self.alignment(), palette, enabled, shown, role)

    def _shown(self) -> str:
        width = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, width)

    def _tell(self) -> None:
        cut = self.text() if self._shown() != self.text() else ""
        self.setToolTip("\n".join(one for one in (cut, self._tip) if one))
