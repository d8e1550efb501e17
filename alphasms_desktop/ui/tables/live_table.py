"""A table over any number of recipients that stays fluent while they change.

Only the rows one can see live in a C++ item model; everything else is a list of ids in order. The
scroll bar moves over the ids, and rows are fetched by id on another thread.
"""

from array import array
from collections.abc import Callable, Collection
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QScrollBar, QWidget

from alphasms_desktop.domain.live import LiveRow, View
from alphasms_desktop.domain.success import Success
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.tables.chosen_row import ChosenRow
from alphasms_desktop.ui.tables.live_cells import (
    HEADERS,
    SORT_KEYS,
    Terms,
    fill,
    make_items,
    texts_of,
)
from alphasms_desktop.ui.tables.live_columns import LiveColumns
from alphasms_desktop.ui.tables.live_terms import ask_for_terms
from alphasms_desktop.ui.tables.rows_view import RowsView
from alphasms_desktop.ui.theme import ROW_HEIGHT


class LiveTable(QWidget):
    """The recipients of a campaign.

    Signals: `row_chosen(int)`: the recipient that was clicked or entered; `touched()`: a row was
    chosen, or the rows were scrolled away from the first or put in an order; `filtered(int)`: how
    many rows the view has; `keys_known(bool)`: whether keys come; `failed(object)`: a Trouble.
    """

    row_chosen = Signal(int)
    touched = Signal()
    filtered = Signal(int)
    keys_known = Signal(bool)
    failed = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._campaign_id = 0
        self._view = View()
        self._ids: array[int] = array("q")
        self._rows: dict[int, LiveRow] = {}
        self._chosen = ChosenRow()
        self._first = self._turn = 0
        self._items: list[list[QStandardItem]] = []
        self.terms = Terms()
        self.model = QStandardItemModel(0, len(HEADERS), self)
        self.table = RowsView(self, self)
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("Calls"))
        self.columns = LiveColumns(self.table, self.model)
        self.bar = QScrollBar(Qt.Orientation.Vertical)
        self.bar.valueChanged.connect(self._on_scrolled)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.bar)
        self.columns.dress()
        self.table.horizontalHeader().sectionClicked.connect(self._on_header)

    def show_campaign(self, campaign_id: int) -> None:
        """Show the recipients of a campaign in the order of its file."""
        self._campaign_id = campaign_id
        self._chosen.choose(None)
        self.terms = Terms()
        self.columns.mark_file_order()
        self.show_view(View())
        ask_for_terms(self, self._context, campaign_id, self._on_terms, self.failed.emit)

    def show_view(self, view: View) -> None:
        """Show what a view says, from its first row."""
        self._view = view
        self._turn += 1
        self._read(lambda: True)

    def show_newest(self) -> None:
        """Order the rows anew, unless one has scrolled or chosen a row by then: nothing jumps."""
        self._read(lambda: self._first == 0 and self.chosen is None)

    def let_go(self) -> None:
        """Choose no row any more."""
        self._chosen.choose(None)
        self._select()

    def refresh(self, recipients: Collection[int]) -> None:
        """Fetch these recipients again where they can be seen; their places stay."""
        self._fetch([one for one in self._visible_ids() if one in recipients])

    def name_success(self, success: Success) -> None:
        """Give the calls that came through this word, in every row."""
        if success is not self.terms.success:
            self.terms = self.terms._replace(success=success)
            self._show_rows()

    def refresh_all(self) -> None:
        """Fetch everything that can be seen again."""
        self._fetch(self._visible_ids())

    def ids(self, most: int) -> list[int]:
        """Return the recipients of the view in its order, at most so many."""
        return list(self._ids[:most])

    def take_for_menu(self, row: int | None) -> LiveRow | None:
        """Choose a visible row, or stay with the chosen one for None; returns it once fetched."""
        if row is not None and self._first + row < len(self._ids):
            self._choose(self._ids[self._first + row], self._first + row)
            self._select()
        return self._rows.get(self.chosen or 0)

    def choose(self, recipient_id: int) -> None:
        """Choose a recipient of the view and scroll to it."""
        wanted = ChosenRow()
        wanted.choose(recipient_id)
        place = wanted.place_in(self._ids)
        if place is None:
            return
        self._choose(recipient_id, place)
        self.bar.setValue(max(0, place - self.page_rows() // 2))
        self._show_rows()

    @property
    def view(self) -> View:
        """What is shown and in which order."""
        return self._view

    @property
    def chosen(self) -> int | None:
        """The recipient chosen, wherever it is scrolled to."""
        return self._chosen.id

    def count(self) -> int:
        """Return how many recipients the view has."""
        return len(self._ids)

    # What the rows' view hands on.

    def step(self, steps: int) -> None:
        """Choose the row so many places on, and scroll to it."""
        if not self._ids:
            return
        at = self._chosen.place_in(self._ids)
        begin = at if at is not None else (-1 if steps > 0 else 0)
        target = max(0, min(len(self._ids) - 1, begin + steps))
        self._choose(self._ids[target], target)
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
            self._choose(self._ids[place], place)
            self._select()
            self.row_chosen.emit(self._ids[place])

    def enter(self) -> None:
        """Open the chosen row."""
        if self.chosen is not None:
            self.row_chosen.emit(self.chosen)

    def copy(self) -> None:
        """Put the chosen row on the clipboard, so that it pastes into Excel."""
        if row := self._rows.get(self.chosen or 0):
            QGuiApplication.clipboard().setText("\t".join(texts_of(row, self.terms)))

    def scroll_by(self, rows: int) -> None:
        """Scroll by so many rows."""
        self.bar.setValue(self.bar.value() + rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep as many items as rows fit, and let columns step aside where it is narrow."""
        super().resizeEvent(event)
        self.columns.fit(self.width())
        self._lay_rows()

    # Private helpers.

    def _on_terms(self, campaign_id: int, can_come: bool, terms: Terms) -> None:
        if campaign_id == self._campaign_id:
            self.terms = terms._replace(success=self.terms.success)
            self.columns.show_keys(can_come)
            self.keys_known.emit(can_come)
            self._show_rows()

    def _choose(self, recipient_id: int, place: int) -> None:
        self._chosen.choose(recipient_id, place)
        self.touched.emit()

    def _on_header(self, column: int) -> None:
        key = SORT_KEYS[column]
        if key is None:
            return
        descending = key is self._view.sort and not self._view.descending
        self.columns.mark_order(column, descending)
        self.touched.emit()
        self.show_view(replace(self._view, sort=key, descending=descending))

    def _read(self, is_wanted: Callable[[], bool]) -> None:
        """Read the order of the rows, and the first of them along with it: nothing flickers."""
        turn, campaign_id, view = self._turn, self._campaign_id, self._view
        campaigns, page = self._context.workspace.campaigns, self.page_rows() + 1

        def read() -> "tuple[array[int], list[LiveRow]]":
            ids = campaigns.ordered_ids(campaign_id, view)
            return ids, campaigns.rows(ids[:page])

        def take(found: "tuple[array[int], list[LiveRow]]") -> None:
            if turn == self._turn and is_wanted():
                self._on_read(*found)

        ask_for(self, self._context.bridge, read, take, self.failed.emit)

    def _on_read(self, ids: "array[int]", rows: list[LiveRow]) -> None:
        self._ids, self._first = ids, 0
        self._rows = {row.recipient_id: row for row in rows}
        self.bar.setValue(0)
        self.filtered.emit(len(ids))
        self._lay_rows()

    def _on_scrolled(self, value: int) -> None:
        self._first = value
        self._show_rows()
        if value:
            self.touched.emit()

    def _lay_rows(self) -> None:
        wanted = min(self.table.viewport().height() // ROW_HEIGHT + 1, len(self._ids))
        while len(self._items) < wanted:
            self._items.append(make_items())
            self.model.appendRow(self._items[-1])
        if len(self._items) > wanted:
            self.model.removeRows(wanted, len(self._items) - wanted)
            del self._items[wanted:]
        self.bar.setRange(0, max(0, len(self._ids) - self.page_rows()))
        self.bar.setPageStep(self.page_rows())
        self.bar.setVisible(self.bar.maximum() > 0)
        self._show_rows()

    def _show_rows(self) -> None:
        visible = self._visible_ids()
        for items, recipient in zip(self._items, visible, strict=False):
            fill(items, self._rows.get(recipient), self.terms)
        for items in self._items[len(visible) :]:
            fill(items, None, self.terms)
        self._rows = {one: self._rows[one] for one in visible if one in self._rows}
        self._fetch([one for one in visible if one not in self._rows])
        self._select()

    def _fetch(self, recipients: list[int]) -> None:
        if not recipients:
            return
        ask_for(
            self,
            self._context.bridge,
            lambda: self._context.workspace.campaigns.rows(recipients),
            self._on_rows,
            self.failed.emit,
        )

    def _on_rows(self, rows: list[LiveRow]) -> None:
        places = {one: place for place, one in enumerate(self._visible_ids())}
        for row in rows:
            place = places.get(row.recipient_id)
            if place is not None and place < len(self._items):
                self._rows[row.recipient_id] = row
                fill(self._items[place], row, self.terms)

    def _visible_ids(self) -> list[int]:
        return list(self._ids[self._first : self._first + len(self._items)])

    def _select(self) -> None:
        visible = self._visible_ids()
        if self.chosen in visible:
            self.table.selectRow(visible.index(self.chosen))
        else:
            self.table.clearSelection()
