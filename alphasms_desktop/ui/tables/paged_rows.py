"""The ids of all rows of a table, of which one looks at a few: what moves over them and chooses."""

from array import array
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollBar, QWidget

from alphasms_desktop.ui.tables.rows_view import RowsView
from alphasms_desktop.ui.theme import ROW_HEIGHT

if TYPE_CHECKING:
    from PySide6.QtGui import QStandardItem


class PagedRows(QWidget):
    """Knows which rows are there and which is chosen; what they say is for whoever derives.

    Signal: `row_chosen(int)`: the one that was clicked or entered.
    """

    row_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._ids: array[int] = array("q")
        self._chosen: int | None = None
        self._first = self._chosen_at = 0
        self._items: list[list[QStandardItem]] = []
        self.table = RowsView(self, self)
        self.bar = QScrollBar(Qt.Orientation.Vertical)

    def ids(self, most: int) -> list[int]:
        """Return the recipients of the view in its order, at most so many."""
        return list(self._ids[:most])

    @property
    def chosen(self) -> int | None:
        """The recipient chosen, wherever it is scrolled to."""
        return self._chosen

    def count(self) -> int:
        """Return how many recipients the view has."""
        return len(self._ids)

    def step(self, steps: int) -> None:
        """Choose the row so many places on, and scroll to it."""
        if not self._ids:
            return
        at = self._place_of_chosen()
        begin = at if at is not None else (-1 if steps > 0 else 0)
        target = max(0, min(len(self._ids) - 1, begin + steps))
        self._chosen, self._chosen_at = self._ids[target], target
        if not self._first <= target < self._first + self.page_rows():
            self.bar.setValue(target if target < self._first else target - self.page_rows() + 1)
        self._select()

    def move_to(self, place: int) -> None:
        """Choose the first row (0) or the last (-1)."""
        self.step(len(self._ids) * (1 if place else -1))

    def page_rows(self) -> int:
        """Return how many whole rows fit."""
        return max(1, self.table.viewport().height() // ROW_HEIGHT)

    def choose_row(self, row: int) -> None:
        """Choose a visible row, as a click does."""
        place = self._first + row
        if 0 <= place < len(self._ids):
            self._chosen = self._ids[place]
            self._select()
            self.row_chosen.emit(self._chosen)

    def enter(self) -> None:
        """Open the chosen row."""
        if self._chosen is not None:
            self.row_chosen.emit(self._chosen)

    def copy(self) -> None:
        """Put the chosen row on the clipboard."""
        raise NotImplementedError

    def scroll_by(self, rows: int) -> None:
        """Scroll by so many rows."""
        self.bar.setValue(self.bar.value() + rows)

    def _visible_ids(self) -> list[int]:
        return list(self._ids[self._first : self._first + len(self._items)])

    def _place_of_chosen(self) -> int | None:
        if self._chosen is None:
            return None
        # Where it was is looked at first: to look through a million takes longer than a key press.
        at = self._chosen_at
        if not (at < len(self._ids) and self._ids[at] == self._chosen):
            try:
                self._chosen_at = self._ids.index(self._chosen)
            except ValueError:
                return None
        return self._chosen_at

    def _select(self) -> None:
        visible = self._visible_ids()
        if self._chosen in visible:
            self.table.selectRow(visible.index(self._chosen))
        else:
            self.table.clearSelection()
