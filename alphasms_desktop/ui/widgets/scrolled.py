"""What scrolls down where the window is low, and takes no more room than its words need."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget


class _Inside(QWidget):
    """Holds what scrolls: as high as its words need at the width they have, and no higher."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(inside)

    def minimumSizeHint(self) -> QSize:
        """Leave the height to the width: the least hint is that of words in a narrow column."""
        least = super().minimumSizeHint()
        return QSize(least.width(), 0) if self.hasHeightForWidth() else least


def scrolled(inside: QWidget) -> QScrollArea:
    """Let a page scroll where the window is low; the buttons below stay."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(_Inside(inside))
    return area
