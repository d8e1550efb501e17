"""The do-not-call list: who must not be called, since when and why; added, imported, removed."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QInputDialog,
    QLineEdit,
    QTableView,
    QWidget,
)

from alphasms_desktop.domain.contact_book import Origin, Unwanted
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.phone import grouped
from alphasms_desktop.i18n import mark, ntr, tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.file_asking import SHEETS, ask_file, ask_target
from alphasms_desktop.ui.pages.wizard.step import say
from alphasms_desktop.ui.theme import ROW_HEIGHT
from alphasms_desktop.ui.widgets.basics import Card, button, label, page_layout, row, search_field
from alphasms_desktop.ui.widgets.explained import allow
from alphasms_desktop.ui.widgets.rows_state import RowsState
from alphasms_desktop.ui.widgets.spoken import tell_row
from alphasms_desktop.wording import moment, trouble_sentence

_Answer = TypeVar("_Answer")
_PAGE = 200
_UNWANTED = Qt.ItemDataRole.UserRole
_ORIGINS = {
    Origin.HAND: mark("typed by hand"),
    Origin.FILE: mark("from a file"),
    Origin.KEY: mark("by a key"),
}


class DoNotCallPage(QWidget):
    """Shows the list two hundred at a time and has it changed."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._turn = 0
        self._is_whole = False
        self._is_asking = False
        layout = page_layout(self)
        self.search = search_field(tr("Phone or reason"), tr("Search"), 240)
        self.search.textChanged.connect(lambda _text: self.refresh())
        self.count = label("", "muted")
        head = row(label(tr("Do not call"), "title"), self.count, None, self.search)
        layout.addLayout(head)
        layout.addWidget(self._make_adding())
        holder = Card(padding=2)
        self._model = QStandardItemModel(0, 5, self)
        self.table = self._make_table()
        self.empty = RowsState(self.table, self.refresh)
        holder.body.addWidget(self.empty, 1)
        holder.body.addWidget(self.table, 1)
        layout.addWidget(holder, 1)
        self.load = button(tr("Import a file…"), "", self._choose_file)
        self.save = button(tr("Export…"), "", self._choose_target)
        self.remove = button(tr("Remove from the list…"), "", self._ask_why_removed)
        self.said = label("", "muted", wrap=True)
        layout.addLayout(row(self.remove, None, self.load, self.save, spacing=8))
        layout.addWidget(self.said)

    def refresh(self) -> None:
        """Read the list from its first row."""
        self._turn += 1
        self._model.setRowCount(0)
        self._is_whole = self._is_asking = False
        self._ask()

    def add(self) -> None:
        """Put the phone that was typed on the list."""
        book, written, why = self._context.workspace.book, self.phone.text(), self.reason.text()
        if not written.strip():
            self.phone.setFocus()
            return

        def done(added: list[str]) -> None:
            others = ", ".join(grouped(one) for one in added[1:])
            text = tr("Also added, as phones of the same person: {phones}.").format(phones=others)
            say(self.said, text if others else "")
            self.phone.clear()
            self.reason.clear()
            self.refresh()

        self._do(lambda: book.not_to_call(written, why), done)

    def import_file(self, path: Path, reason: str) -> None:
        """Put every phone of a file on the list."""
        book = self._context.workspace.book

        def done(fresh: int) -> None:
            told = ntr("{n} phone is new on the list.", "{n} phones are new on the list.", fresh)
            say(self.said, told)
            self.refresh()

        self._do(lambda: book.import_unwanted(path, reason), done)

    def export_to(self, path: Path) -> None:
        """Write the list as xlsx or csv."""
        book = self._context.workspace.book
        headings = (tr("Phone"), tr("Since"), tr("Reason"), tr("Campaign"))

        def done(count: int) -> None:
            say(self.said, ntr("{n} phone was written.", "{n} phones were written.", count))

        self._do(lambda: book.export_unwanted(path, headings), done)

    def take_off(self, one: Unwanted, reason: str) -> None:
        """Take a phone off the list; why stays on record."""
        unwanted = self._context.workspace.book.unwanted

        def done(_nothing: None) -> None:
            text = tr("{phone} may be called again; the reason stays on record.")
            say(self.said, text.format(phone=grouped(one.phone)))
            self.refresh()

        self._do(lambda: unwanted.remove(one.phone, reason), done)

    def chosen(self) -> Unwanted | None:
        """Return the row the user stands on."""
        item = self._model.item(self.table.currentIndex().row(), 0)
        found = item.data(_UNWANTED) if item else None
        return found if isinstance(found, Unwanted) else None

    def _make_adding(self) -> Card:
        card = Card(spacing=6)
        self.phone, self.reason = QLineEdit(), QLineEdit()
        self.phone.setPlaceholderText("+380 50 123 45 67")
        self.phone.setAccessibleName(tr("Phone"))
        self.phone.setFixedWidth(190)
        self.reason.setPlaceholderText(tr("Why: asked by phone, for one"))
        self.reason.setAccessibleName(tr("Reason"))
        for field in (self.phone, self.reason):
            field.returnPressed.connect(self.add)
        self.error = label("", "error", wrap=True)
        self.error.hide()
        line = row(self.phone)
        line.addWidget(self.reason, 1)
        line.addWidget(button(tr("Add to the list"), "primary", self.add))
        card.body.addLayout(line)
        card.body.addWidget(self.error)
        return card

    def _make_table(self) -> QTableView:
        names = [tr("Phone"), tr("Since"), tr("Reason"), tr("How"), tr("Campaign")]
        self._model.setHorizontalHeaderLabels(names)
        table = QTableView()
        table.setModel(self._model)
        table.setAccessibleName(tr("Do not call"))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in ((0, 170), (1, 120), (3, 150), (4, 200)):
            table.setColumnWidth(column, width)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        table.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        return table

    def _ask(self) -> None:
        if self._is_asking or self._is_whole:
            return
        self._is_asking = True
        self.empty.show_reading()
        turn, unwanted = self._turn, self._context.workspace.book.unwanted
        search, offset = self.search.text(), self._model.rowCount()

        def read() -> tuple[list[Unwanted], int]:
            return unwanted.page(search, offset, _PAGE), unwanted.count()

        def done(found: tuple[list[Unwanted], int]) -> None:
            if turn == self._turn:
                self._show(*found)

        ask_for(self, self._context.bridge, read, done, self._on_not_read)

    def _on_not_read(self, trouble: Trouble) -> None:
        self._is_asking = False
        self.empty.show_failed(trouble)

    def _show(self, found: list[Unwanted], count: int) -> None:
        self._is_asking, self._is_whole = False, len(found) < _PAGE
        for one in found:
            how = tr(_ORIGINS[one.origin])
            texts = (grouped(one.phone), moment(one.since), one.reason, how, one.campaign)
            items = [QStandardItem(text) for text in texts]
            items[0].setData(one, _UNWANTED)
            for item in items:
                item.setToolTip(item.text())
            tell_row(items)
            self._model.appendRow(items)
        self.count.setText(ntr("{n} phone", "{n} phones", count))
        nobody = tr("Nobody is on the list. Whoever asks not to be called is added here.")
        missed = tr("Nobody on the list has such a phone or reason.")
        self.empty.show_count(self._model.rowCount(), missed if count else nobody)
        allow(self.save, bool(count), tr("The list is empty."))
        allow(self.remove, bool(self._model.rowCount()), tr("The list is empty."))

    def _on_scrolled(self, value: int) -> None:
        if value >= self.table.verticalScrollBar().maximum() - 20:
            self._ask()

    def _choose_file(self) -> None:
        chosen = ask_file(self, tr("File of phones not to be called"), tr("Contact files"), SHEETS)
        if chosen and (reason := self._reason(tr("Why are they not to be called?"))):
            self.import_file(chosen, reason)

    def _choose_target(self) -> None:
        name = f"{tr('Do not call')}.xlsx"
        chosen = ask_target(self, tr("Export"), name)
        if chosen:
            self.export_to(chosen)

    def _ask_why_removed(self) -> None:
        one = self.chosen()
        if one is None:
            say(self.said, tr("Choose a row first."))
            return
        question = tr("Why may {phone} be called again?").format(phone=grouped(one.phone))
        if reason := self._reason(question):
            self.take_off(one, reason)

    def _reason(self, question: str) -> str:
        text, is_given = QInputDialog.getText(self, tr("Reason"), question)
        return text.strip() if is_given else ""

    def _do(self, work: Callable[[], _Answer], done: Callable[[_Answer], object]) -> None:
        say(self.error, "")
        ask_for(self, self._context.bridge, work, done, self._fail)

    def _fail(self, trouble: Trouble) -> None:
        say(self.error, trouble_sentence(trouble))
