"""A layout that puts widgets side by side and goes on in the next line where there is no room."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

_GAP = 8
_LITTLE = 24


class Flow(QLayout):
    """Lays its widgets out like the words of a text."""

    def __init__(self, parent: QWidget, is_right: bool = False) -> None:
        super().__init__(parent)
        self._is_right = is_right
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more in."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return one of them, or None."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give one of them away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Want no room of its own."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Be as high as the lines that the width leads to."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        return self._lay(QRect(0, 0, width, 0), is_real=False)

    def setGeometry(self, place: QRect) -> None:
        """Lay them out; whatever stands around asks a stack of pages in vain how high they are."""
        super().setGeometry(place)
        needed = self._lay(place, is_real=True)
        owner = self.parentWidget()
        if owner is not None and owner.minimumHeight() != needed:
            owner.setMinimumHeight(needed)

    def sizeHint(self) -> QSize:
        """Return the room of all in one line."""
        shown = [item for item in self._items if not item.isEmpty()]
        width = sum(item.sizeHint().width() for item in shown) + _GAP * max(0, len(shown) - 1)
        return QSize(width, self.minimumSize().height())

    def minimumSize(self) -> QSize:
        """Return the room for the widest of them."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _lay(self, place: QRect, is_real: bool) -> int:
        lines = self._lines(place.width())
        heights = [max(item.sizeHint().height() for item in line) for line in lines]
        needed = sum(heights) + _GAP * max(0, len(lines) - 1)
        y = place.y() + self._above(place.height() - needed)
        for line, height in zip(lines, heights, strict=True):
            sizes = [item.sizeHint() for item in line]
            used = sum(size.width() for size in sizes) + _GAP * (len(line) - 1)
            x = place.x() + (max(0, place.width() - used) if self._is_right else 0)
            for item, size in zip(line, sizes, strict=True):
                if is_real:
                    item.setGeometry(QRect(QPoint(x, y + (height - size.height()) // 2), size))
                x += size.width() + _GAP
            y += height + _GAP
        return needed

    def _above(self, spare: int) -> int:
        """Return the room left above: beside something a little higher the middle is shared."""
        return spare // 2 if 0 < spare <= _LITTLE else 0

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        """Return which stand beside each other; what is hidden stands nowhere."""
        lines: list[list[QLayoutItem]] = []
        x = width + 1
        for item in self._items:
            if item.isEmpty():
                continue
            needed = item.sizeHint().width()
            if x + needed > width:
                lines.append([])
                x = 0
            lines[-1].append(item)
            x += needed + _GAP
        return lines


def left_flow(*widgets: QWidget) -> QWidget:
    """Put buttons beside each other; where there is no room they go on in a next line."""
    return _flow(widgets, is_right=False)


def right_flow(*widgets: QWidget) -> QWidget:
    """Put buttons at the right of a head; where there is no room they go on in a next line."""
    return _flow(widgets, is_right=True)


def _flow(widgets: Sequence[QWidget], is_right: bool) -> QWidget:
    made = QWidget()
    layout = Flow(made, is_right)
    for one in widgets:
        layout.addWidget(one)
    return made
