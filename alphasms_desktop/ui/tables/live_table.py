"""A table over any number of recipients that stays fluent while they change.

Only the rows one can see live in a C++ item model; everything else is a list of ids in order. The
scroll bar moves over the ids, and rows are fetched by id on another thread.
"""

from array import array
from collections.abc import Collection
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout

from alphasms_desktop.domain.live import LiveRow, SortKey, View
from alphasms_desktop.domain.success import Success
from alphasms_desktop.domain.totals import Meanings
from alphasms_desktop.engine.result_desk import meanings_of
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.tables.following import Following
from alphasms_desktop.ui.tables.live_cells import (
    HEADERS,
    SORT_KEYS,
    Terms,
    fill,
    make_items,
    texts_of,
)
from alphasms_desktop.ui.tables.live_columns import LiveColumns
from alphasms_desktop.ui.tables.paged_rows import PagedRows
from alphasms_desktop.ui.theme import ROW_HEIGHT


class LiveTable(PagedRows):
    """The recipients of a campaign.

    Signals: `row_chosen(int)`: the recipient that was clicked or entered; `filtered(int)`: how
    many rows the view has; `ordered()`: the user has chosen an order; `keys_known(bool)`: whether
    keys come; `failed(object)`: a Trouble.
    """

    filtered = Signal(int)
    ordered = Signal()
    keys_known = Signal(bool)
    failed = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._campaign_id = 0
        self._view = View()
        self._rows: dict[int, LiveRow] = {}
        self._turn = 0
        self.terms = Terms()
        self._following = Following(self, self._reorder)
        self.model = QStandardItemModel(0, len(HEADERS), self)
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("Calls"))
        self.columns = LiveColumns(self.table, self.model)
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
        self._campaign_id, self._chosen = campaign_id, None
        self._following.follow(False)
        self.terms = Terms()
        self.show_view(View())
        self._ask_for_keys()

    def show_view(self, view: View) -> None:
        """Show what a view says, from its first row."""
        self._view = view
        self._turn += 1
        turn, campaign_id = self._turn, self._campaign_id
        ask_for(
            self,
            self._context.bridge,
            lambda: self._context.workspace.campaigns.ordered_ids(campaign_id, view),
            lambda ids: self._on_ids(turn, ids),
            self.failed.emit,
        )

    def refresh(self, recipients: Collection[int]) -> None:
        """Fetch these recipients again where they can be seen; the newest go up if followed."""
        self._following.note(recipients)
        self._fetch([one for one in self._visible_ids() if one in recipients])

    def follow(self, is_on: bool) -> None:
        """Have the calls that changed last stand first, or leave the order as it is."""
        self._following.follow(is_on)
        newest = replace(self._view, sort=SortKey.CHANGED, descending=True)
        if is_on and newest != self._view:
            self.columns.mark_order(SORT_KEYS.index(SortKey.CHANGED), descending=True)
            self.show_view(newest)

    def name_success(self, success: Success) -> None:
        """Give the calls that came through this word, in every row."""
        if success is not self.terms.success:
            self.terms = self.terms._replace(success=success)
            self._show_rows()

    def refresh_all(self) -> None:
        """Fetch everything that can be seen again."""
        self._fetch(self._visible_ids())

    def take_for_menu(self, row: int | None) -> LiveRow | None:
        """Choose a visible row, or stay with the chosen one for None; returns it once fetched."""
        if row is not None and self._first + row < len(self._ids):
            self._chosen = self._ids[self._first + row]
            self._select()
        return self._rows.get(self._chosen or 0)

    def choose(self, recipient_id: int) -> None:
        """Choose a recipient of the view and scroll to it."""
        before, self._chosen = self._chosen, recipient_id
        place = self._place_of_chosen()
        if place is None:
            self._chosen = before
            return
        self.bar.setValue(max(0, place - self.page_rows() // 2))
        self._show_rows()

    @property
    def view(self) -> View:
        """What is shown and in which order."""
        return self._view

    def copy(self) -> None:
        """Put the chosen row on the clipboard, so that it pastes into Excel."""
        if row := self._rows.get(self._chosen or 0):
            QGuiApplication.clipboard().setText("\t".join(texts_of(row, self.terms)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep as many items as rows fit, and let columns step aside where it is narrow."""
        super().resizeEvent(event)
        self.columns.fit(self.width())
        self._lay_rows()

    # Private helpers.

    def _ask_for_keys(self) -> None:
        """Show keys, as what they mean, and seconds where some came or can still come."""
        campaign_id, workspace = self._campaign_id, self._context.workspace
        desk = workspace.campaigns

        def read() -> tuple[bool, Meanings]:
            can_come = workspace.receiving.brings_keys() or desk.has_keys(campaign_id)
            return can_come, meanings_of(desk.get(campaign_id))

        def take(found: tuple[bool, Meanings]) -> None:
            if campaign_id != self._campaign_id:
                return
            can_come, meanings = found
            self.terms = self.terms._replace(meanings=meanings)
            self.columns.show_keys(can_come)
            self.keys_known.emit(can_come)
            self._show_rows()

        ask_for(self, self._context.bridge, read, take, self.failed.emit)

    def _on_header(self, column: int) -> None:
        key = SORT_KEYS[column]
        if key is None:
            return
        descending = key is self._view.sort and not self._view.descending
        self.columns.mark_order(column, descending)
        self._following.follow(False)
        self.ordered.emit()
        self.show_view(replace(self._view, sort=key, descending=descending))

    def _on_ids(self, turn: int, ids: "array[int]") -> None:
        if turn != self._turn:
            return
        self._ids = ids
        self._rows, self._first = {}, 0
        self.bar.setValue(0)
        self.filtered.emit(len(ids))
        self._lay_rows()

    def _reorder(self) -> None:
        turn, campaign_id, view = self._turn, self._campaign_id, self._view
        ask_for(
            self,
            self._context.bridge,
            lambda: self._context.workspace.campaigns.ordered_ids(campaign_id, view),
            lambda ids: self._on_reordered(turn, ids),
            self.failed.emit,
        )

    def _on_reordered(self, turn: int, ids: "array[int]") -> None:
        """Show a new order: what one looks at stays where it is, the top stays the top."""
        if turn != self._turn:
            return
        visible = self._visible_ids()
        chosen = [one for one in visible if one == self._chosen]
        looked_at = chosen + visible if self._first or chosen else []
        anchor = self._following.anchor(looked_at)
        self._ids = ids
        if anchor is not None and anchor in ids:
            with QSignalBlocker(self.bar):
                self.bar.setRange(0, max(0, len(ids) - self.page_rows()))
                self.bar.setValue(ids.index(anchor) - visible.index(anchor))
            self._first = self.bar.value()
        self._following.taken()
        self.filtered.emit(len(ids))
        self._lay_rows()

    def _on_scrolled(self, value: int) -> None:
        self._first = value
        self._show_rows()

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
        turn = self._turn
        ask_for(
            self,
            self._context.bridge,
            lambda: self._context.workspace.campaigns.rows(recipients),
            lambda rows: self._on_rows(turn, rows),
            self.failed.emit,
        )

    def _on_rows(self, turn: int, rows: list[LiveRow]) -> None:
        if turn != self._turn:
            return
        places = {one: place for place, one in enumerate(self._visible_ids())}
        for row in rows:
            place = places.get(row.recipient_id)
            if place is not None and place < len(self._items):
                self._rows[row.recipient_id] = row
                fill(self._items[place], row, self.terms)
