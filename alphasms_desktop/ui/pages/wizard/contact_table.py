"""The rows of a contact file as a table, fetched two hundred at a time as one scrolls."""

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from alphasms_desktop.domain.contact import Reason, Reject
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.live import ListFilter, ListRow
from alphasms_desktop.domain.phone import grouped
from alphasms_desktop.i18n import number, tr
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.theme import ROW_HEIGHT, tokens
from alphasms_desktop.ui.widgets.marks import mark
from alphasms_desktop.wording import reject_sentence

PAGE = 200
_STATE = 3
_FAULT = Qt.ItemDataRole.UserRole


class ContactTable(QTableView):
    """Shows the rows of one list through a filter.

    Signals: `failed(Trouble)`: the rows cannot be read; `fault_chosen(str)`: the whole sentence
    of the row the user stands on, empty for a row that is ready.
    """

    failed = Signal(object)
    fault_chosen = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._list_id: int | None = None
        self._shown = ListFilter.ALL
        self._turn = 0
        self._is_asking = False
        self._is_whole = True
        self._rows = QStandardItemModel(0, 4, self)
        self._dress()
        self.selectionModel().currentRowChanged.connect(self._on_row)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def show_list(self, list_id: int | None, shown: ListFilter = ListFilter.ALL) -> None:
        """Show a list from its first row; None empties the table."""
        self._list_id, self._shown = list_id, shown
        self._turn += 1
        self._rows.setRowCount(0)
        self.fault_chosen.emit("")
        self._is_asking = False
        self._is_whole = list_id is None
        self.scrollToTop()
        self._ask()

    def _dress(self) -> None:
        names = [tr("Row"), tr("Phone"), tr("Person"), tr("State")]
        self._rows.setHorizontalHeaderLabels(names)
        self._rows.horizontalHeaderItem(0).setTextAlignment(_RIGHT)
        self.setModel(self._rows)
        self.setAccessibleName(tr("Rows of the file"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(56)
        for column, width in enumerate((70, 165, 150)):
            self.setColumnWidth(column, width)
        header.setSectionResizeMode(_STATE, QHeaderView.ResizeMode.Stretch)

    def _on_row(self, current: QModelIndex) -> None:
        state = self._rows.item(current.row(), _STATE) if current.isValid() else None
        self.fault_chosen.emit(state.data(_FAULT) if state else "")

    def _on_scrolled(self, value: int) -> None:
        if value >= self.verticalScrollBar().maximum() - 20 * ROW_HEIGHT:
            self._ask()

    def _ask(self) -> None:
        if self._is_asking or self._is_whole or self._list_id is None:
            return
        self._is_asking = True
        page = partial(
            self._context.workspace.contacts.page,
            self._list_id,
            self._shown,
            self._rows.rowCount(),
            PAGE,
        )
        turn = self._turn
        self._context.bridge.ask(
            page, lambda rows: self._add(turn, rows), lambda trouble: self._fail(turn, trouble)
        )

    def _add(self, turn: int, rows: list[ListRow]) -> None:
        if turn != self._turn:
            return
        self._is_asking = False
        self._is_whole = len(rows) < PAGE
        for one in rows:
            self._rows.appendRow(_items(one))

    def _fail(self, turn: int, trouble: Trouble) -> None:
        if turn == self._turn:
            self._is_asking, self._is_whole = False, True
            self.failed.emit(trouble)


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def _items(one: ListRow) -> list[QStandardItem]:
    place = QStandardItem(number(one.row))
    place.setTextAlignment(_RIGHT)
    place.setForeground(QColor(tokens().muted))
    phone = QStandardItem(grouped(one.phone) if one.phone else one.original or "—")
    name = QStandardItem(one.name or "—")
    sentence = row_sentence(one)
    state = QStandardItem(sentence)
    state.setData(
        f"{tr('Row {row}').format(row=one.row)}. {sentence}" if one.reason else "", _FAULT
    )
    state.setIcon(mark(*_mark_of(one)))
    if one.reason is None and not one.is_repaired:
        state.setForeground(QColor(tokens().muted))
    items = [place, phone, name, state]
    spoken = ", ".join([tr("Row {row}").format(row=one.row), phone.text(), name.text(), sentence])
    for item in items:
        item.setToolTip(sentence if item is state else item.text())
        item.setData(spoken, Qt.ItemDataRole.AccessibleTextRole)
    return items


def row_sentence(one: ListRow) -> str:
    """Say how a row of the file stands."""
    if one.reason is not None:
        return reject_sentence(Reject(one.row, one.original, one.reason, (), one.twin_row))
    if one.is_repaired:
        return tr("repaired, in the file: {original}").format(original=one.original)
    return tr("ready")


def _mark_of(one: ListRow) -> tuple[str, str]:
    if one.reason is None:
        return "check", tokens().answered
    if one.reason is Reason.DUPLICATE:
        return "equals", tokens().queued
    return "bang", tokens().no_answer
