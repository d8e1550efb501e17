"""The rows of a contact file as a table, fetched two hundred at a time as one scrolls."""

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeySequence,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QMenu, QTableView

from alphasms_desktop.domain.contact import Reason, Reject
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.importing import PhoneKind
from alphasms_desktop.domain.live import ListFilter, ListNote, ListRow
from alphasms_desktop.domain.phone import grouped
from alphasms_desktop.domain.rules import Purpose
from alphasms_desktop.i18n import number, tr
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.theme import ROW_HEIGHT, tokens
from alphasms_desktop.ui.widgets.marks import mark
from alphasms_desktop.ui.widgets.spoken import NamedEditor
from alphasms_desktop.wording import phone_kind_sentence, reject_sentence, reject_words

PAGE = 200
_STATE = 3
_PHONE = 1
_NAME = 2
_LONG_NAME, _SHORT_NAME, _NARROW = 176, 150, 540
_SHARE_OF_NAMES = 0.32
_LEAST_ROWS = 5  # with the headings; below that the page scrolls
_ROW = Qt.ItemDataRole.UserRole


class ContactTable(QTableView):
    """Shows the rows of one list through a filter.

    Signals: `failed(Trouble)`: the rows cannot be read; `row_chosen(ListRow or None)`: where the
    user stands; `typed(int, str)`: another phone for a row of the file.
    """

    failed = Signal(object)
    row_chosen = Signal(object)
    typed = Signal(int, str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._list_id: int | None = None
        self._purpose = Purpose.NOTICE
        self._days = 1
        self._shown = ListFilter.ALL
        self._turn = 0
        self._is_asking = False
        self._is_whole = True
        self._is_adding = False
        self._stands_at = -1
        self._rows = QStandardItemModel(0, 4, self)
        self._dress()
        self.setItemDelegateForColumn(_PHONE, NamedEditor(self))
        self.selectionModel().currentRowChanged.connect(self._on_row)
        self._rows.itemChanged.connect(self._on_typed)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def show_list(self, list_id: int | None, shown: ListFilter = ListFilter.ALL) -> None:
        """Show a list from its first row; None empties the table."""
        self._list_id, self._shown = list_id, shown
        self._turn += 1
        self._rows.setRowCount(0)
        self.row_chosen.emit(None)
        self._is_asking = False
        self._is_whole = list_id is None
        self.scrollToTop()
        self._ask()

    def show_purpose(self, purpose: Purpose) -> None:
        """Say of those without consent, where advertising calls, that they are left out."""
        if purpose is not self._purpose:
            self._purpose = purpose
            if self._list_id is not None:
                self.reload()

    def show_days(self, days: int) -> None:
        """Say so of whoever was called within so many days."""
        self._days = days
        if self._list_id is not None:
            self.reload()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take from names, where it is narrow, what the sentence beside them needs."""
        super().resizeEvent(event)
        room = self.viewport().width()
        wide = max(_LONG_NAME, round(room * _SHARE_OF_NAMES))
        self.setColumnWidth(_NAME, _SHORT_NAME if room < _NARROW else wide)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer at a row what the keys do: to correct its number, to copy it."""
        index = self.currentIndex()
        if not index.isValid():
            return
        phone = index.siblingAtColumn(_PHONE)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        correct = menu.addAction(tr("Correct the number"), lambda: self.edit(phone))
        correct.setShortcut(QKeySequence("F2"))
        correct.setEnabled(bool(phone.flags() & Qt.ItemFlag.ItemIsEditable))
        copied = str(phone.data())
        menu.addAction(tr("Copy the phone"), lambda: QApplication.clipboard().setText(copied))
        menu.popup(event.globalPos())

    def _dress(self) -> None:
        names = [tr("Row"), tr("Phone"), tr("Person"), tr("State")]
        self._rows.setHorizontalHeaderLabels(names)
        self._rows.horizontalHeaderItem(0).setTextAlignment(_RIGHT)
        self.setModel(self._rows)
        self.setAccessibleName(tr("Rows of the file"))
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.setMinimumHeight(_LEAST_ROWS * ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(56)
        for column, width in enumerate((70, 156, _LONG_NAME)):
            self.setColumnWidth(column, width)
        header.setSectionResizeMode(_STATE, QHeaderView.ResizeMode.Stretch)

    def _on_row(self, current: QModelIndex) -> None:
        first = self._rows.item(current.row(), 0) if current.isValid() else None
        self.row_chosen.emit(first.data(_ROW) if first else None)

    def _on_typed(self, item: QStandardItem) -> None:
        if self._is_adding:
            return
        one: ListRow = self._rows.item(item.row(), 0).data(_ROW)
        if item.text() != _phone_text(one):
            self.typed.emit(one.row, item.text())

    def reload(self) -> None:
        """Read the rows again and stand where the user stood."""
        place = self.currentIndex().row()
        self.show_list(self._list_id, self._shown)
        self._stands_at = place

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
            self._days,
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
        self._is_adding = True
        for one in rows:
            self._rows.appendRow(_items(one, self._purpose))
        self._is_adding = False
        if 0 <= self._stands_at < self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(self._stands_at, _PHONE))
        self._stands_at = -1

    def _fail(self, turn: int, trouble: Trouble) -> None:
        if turn == self._turn:
            self._is_asking, self._is_whole = False, True
            self.failed.emit(trouble)


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def _items(one: ListRow, purpose: Purpose) -> list[QStandardItem]:
    place = QStandardItem(number(one.row))
    place.setTextAlignment(_RIGHT)
    place.setForeground(QColor(tokens().muted))
    place.setData(one, _ROW)
    phone = QStandardItem(_phone_text(one))
    name = QStandardItem(one.name or "—")
    sentence = row_sentence(one, purpose)
    state = QStandardItem(reject_words(_rejected(one)) if one.reason else sentence)
    state.setIcon(mark(*_mark_of(one, purpose)))
    if sentence == tr("ready"):
        state.setForeground(QColor(tokens().muted))
    items = [place, phone, name, state]
    spoken = ", ".join([tr("Row {row}").format(row=one.row), phone.text(), name.text(), sentence])
    for item in items:
        item.setEditable(item is phone)
        item.setToolTip(sentence if item is state else item.text())
        item.setData(spoken, Qt.ItemDataRole.AccessibleTextRole)
    return items


def _phone_text(one: ListRow) -> str:
    return grouped(one.phone) if one.phone else one.original or "—"


def row_sentence(one: ListRow, purpose: Purpose = Purpose.NOTICE) -> str:
    """Say how a row of the file stands."""
    if one.reason is not None:
        return reject_sentence(_rejected(one))
    if one.note is ListNote.DO_NOT_CALL:
        return tr("on the do-not-call list: will be left out")
    if _is_refused(one, purpose):
        return tr("no consent to advertising: will be left out")
    if one.note is ListNote.RECENT:
        return tr("called lately")
    if one.twin_row is not None:
        return tr("a call of its own: row {row} has that number too").format(row=one.twin_row)
    if one.kind is not PhoneKind.MOBILE:
        return phone_kind_sentence(one.kind)
    if one.is_repaired:
        return tr("repaired, in the file: {original}").format(original=one.original)
    return tr("ready")


def _rejected(one: ListRow) -> Reject:
    assert one.reason is not None
    return Reject(one.row, one.original, one.reason, (), one.twin_row, differs=one.differs)


def _is_odd(one: ListRow) -> bool:
    """Say whether a phone is called but deserves a look: toll-free and the like."""
    return one.reason is None and one.kind in {PhoneKind.TOLL_FREE, PhoneKind.PREMIUM}


def _is_refused(one: ListRow, purpose: Purpose) -> bool:
    return purpose is Purpose.ADVERTISING and one.reason is None and not one.has_agreed


def _mark_of(one: ListRow, purpose: Purpose) -> tuple[str, str]:
    if one.note is ListNote.DO_NOT_CALL or _is_refused(one, purpose):
        return "dash", tokens().queued
    if one.note is ListNote.RECENT or _is_odd(one):
        return "bang", tokens().no_answer
    if one.reason is None:
        return "check", tokens().answered
    if one.reason is Reason.DUPLICATE:
        return "equals", tokens().queued
    return "bang", tokens().no_answer
