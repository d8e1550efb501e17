"""The rows of a live table that one can see; keys and wheel move over all of them."""

from typing import Protocol

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from alphasms_desktop.ui.theme import ROW_HEIGHT

_WHEEL_ROWS = 3


class Rows(Protocol):
    """What keys, wheel and clicks can ask of the whole table, most of which is out of sight."""

    def step(self, steps: int) -> None:
        """Choose the row so many places on."""

    def move_to(self, place: int) -> None:
        """Choose the first row (0) or the last (-1)."""

    def page_rows(self) -> int:
        """Return how many whole rows fit."""

    def choose_row(self, row: int) -> None:
        """Choose a visible row, as a click does."""

    def enter(self) -> None:
        """Open the chosen row."""

    def copy(self) -> None:
        """Put the chosen row on the clipboard."""

    def scroll_by(self, rows: int) -> None:
        """Scroll by so many rows."""


class RowsView(QTableView):
    """A C++ table that hands what moves it on to the owner of all rows."""

    def __init__(self, owner: Rows, parent: QWidget) -> None:
        super().__init__(parent)
        self._owner = owner
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)  # Tab leaves the table; the arrows move in it
        self.setIconSize(QSize(16, 16))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setMinimumSectionSize(ROW_HEIGHT)
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self, index: QModelIndex) -> None:
        self._owner.choose_row(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move over all rows, not only the visible ones."""
        page = self._owner.page_rows()
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
        }
        key = Qt.Key(event.key())
        if event.matches(QKeySequence.StandardKey.Copy):
            self._owner.copy()
        elif key in steps:
            self._owner.step(steps[key])
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._owner.move_to(0 if key == Qt.Key.Key_Home else -1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._owner.enter()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll over all rows."""
        self._owner.scroll_by(-round(event.angleDelta().y() / 120 * _WHEEL_ROWS))
        event.accept()
