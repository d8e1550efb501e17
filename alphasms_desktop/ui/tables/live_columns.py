"""The columns of the live table: their headings, their widths, and which of them are seen."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QTableView

from alphasms_desktop.domain.live import SortKey
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.tables.live_cells import (
    HEADERS,
    HIDDEN_FIRST,
    KEY_COLUMN,
    KEY_COLUMNS,
    PHONE_COLUMN,
    RIGHT,
    SORT_KEYS,
    STATE_COLUMN,
    WIDTHS,
)

_CUT_AT_MOST = 20
"""Of the state so much may lie beyond the edge: its words end before."""

_MORE_FOR_KEYS = 100
"""With so much more a meaning of some words is read whole."""


class LiveColumns:
    """Serves one table; `unwanted` are hidden by the user, `absent` have nothing to tell."""

    def __init__(self, table: QTableView, model: QStandardItemModel) -> None:
        self._table = table
        self._model = model
        self.unwanted: frozenset[int] = frozenset()
        self.absent: frozenset[int] = frozenset()
        self._room = sum(WIDTHS)
        self._key_width = WIDTHS[KEY_COLUMN]

    def dress(self) -> None:
        """Name the columns and give them their usual widths."""
        self._model.setHorizontalHeaderLabels([tr(one) for one in HEADERS])
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for column in RIGHT:
            role = Qt.ItemDataRole.TextAlignmentRole
            self._model.setHeaderData(column, Qt.Orientation.Horizontal, right, role)
        header = self._table.horizontalHeader()
        for column, width in enumerate(WIDTHS):
            header.resizeSection(column, width)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def want(self, unwanted: frozenset[int]) -> None:
        """Show all columns but these."""
        self.unwanted = unwanted
        self.fit(self._room)

    def show_keys(self, can_come: bool) -> None:
        """Show what only a webhook tells, or leave no room for it."""
        self.absent = frozenset() if can_come else KEY_COLUMNS
        self.fit(self._room)

    def fit(self, room: int) -> None:
        """Hide unwanted columns; then others step aside, the least needed first, until all fit."""
        self._room = room
        out = self.unwanted | self.absent
        wanted = [one for one in range(len(WIDTHS)) if one not in out]
        needed = sum(WIDTHS[one] for one in wanted)
        for column in range(len(WIDTHS)):
            self._table.setColumnHidden(column, column not in wanted)
        for column in HIDDEN_FIRST:
            if column in wanted and needed > room:
                self._table.setColumnHidden(column, True)
                needed -= WIDTHS[column]
        first = sum(WIDTHS[one] for one in wanted if one <= STATE_COLUMN)
        if first > room + _CUT_AT_MOST and STATE_COLUMN in wanted:
            # It stands in the panel of the call, which has taken the room.
            self._table.setColumnHidden(PHONE_COLUMN, True)
        self._share(room - needed)

    def _share(self, spare: int) -> None:
        """Give half of what is left to meanings of keys; the notes, the last column, have the rest.

        A width of the user's own stays where it leaves the notes theirs.
        """
        spare, width = max(spare, 0), self._table.columnWidth(KEY_COLUMN)
        if width == self._key_width or width > WIDTHS[KEY_COLUMN] + spare:
            self._key_width = WIDTHS[KEY_COLUMN] + min(spare // 2, _MORE_FOR_KEYS)
            self._table.setColumnWidth(KEY_COLUMN, self._key_width)

    def mark_order(self, column: int, descending: bool) -> None:
        """Show by which column the rows are ordered, and which way."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header = self._table.horizontalHeader()
        header.setSortIndicatorShown(True)
        header.setSortIndicator(column, order)

    def mark_newest(self) -> None:
        """Show that the rows that changed last stand first."""
        self.mark_order(SORT_KEYS.index(SortKey.CHANGED), descending=True)

    def mark_file_order(self) -> None:
        """Show no order: the rows stand as in their file."""
        self._table.horizontalHeader().setSortIndicatorShown(False)
