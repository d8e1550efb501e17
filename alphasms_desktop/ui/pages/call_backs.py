"""The call-back list: whom the office has to ring up itself; ticked, noted, exported."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QHeaderView,
    QLineEdit,
    QTableView,
    QWidget,
)

from alphasms_desktop.domain.call_back import CallBack, CallBackWhy
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.phone import grouped
from alphasms_desktop.i18n import mark, ntr, tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.file_asking import ask_target
from alphasms_desktop.ui.pages.wizard.step import say
from alphasms_desktop.ui.theme import ROW_HEIGHT
from alphasms_desktop.ui.widgets.basics import Card, button, label, page_layout, row
from alphasms_desktop.ui.widgets.explained import allow
from alphasms_desktop.ui.widgets.rows_state import RowsState
from alphasms_desktop.ui.widgets.ticked_table import TickedTable
from alphasms_desktop.wording import moment, trouble_sentence

_Answer = TypeVar("_Answer")
_DONE, _SINCE, _NAME, _PHONE, _WHY, _NOTE = range(6)
_HEADINGS = (
    mark("Done"),
    mark("Since"),
    mark("Person"),
    mark("Phone"),
    mark("Why"),
    mark("Note"),
)
_WIDTHS = (66, 96, 160, 150, 270)
_WHYS = {
    CallBackWhy.HAND: mark("by hand"),
    CallBackWhy.NOT_REACHED: mark("not reached"),
    CallBackWhy.KEY: mark("asked by a key"),
}
_ENTRY = Qt.ItemDataRole.UserRole


class CallBacksPage(QWidget):
    """Shows the list and keeps ticks and notes; `counted(int)` tells how many wait."""

    counted = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._is_filling = False
        layout = page_layout(self)
        self.count = label("", "muted")
        layout.addLayout(row(label(tr("Call back"), "title"), self.count, None))
        layout.addWidget(self._make_adding())
        self.error = label("", "error", wrap=True)
        self.error.hide()
        layout.addWidget(self.error)
        holder = Card(padding=2)
        self.model = QStandardItemModel(0, len(_HEADINGS), self)
        self.model.itemChanged.connect(self._on_item)
        self.table = self._make_table()
        nobody = tr(
            "Nobody waits. Those not reached are put here from the page of a finished "
            "campaign, or a phone by hand."
        )
        self.empty = RowsState(self.table, self.refresh, nobody)
        holder.body.addWidget(self.empty, 1)
        holder.body.addWidget(self.table, 1)
        layout.addWidget(holder, 1)
        self.save = button(tr("Export…"), "", self._choose_target)
        why_not = tr("Nobody waits for a call.")
        self.counted.connect(lambda waiting: allow(self.save, waiting > 0, why_not))
        hint = label(tr("Space ticks; F2 writes a note. What is done stays for a week."), "muted")
        layout.addLayout(row(hint, None, self.save))

    def refresh(self) -> None:
        """Read the list afresh."""
        read = self._context.workspace.book.call_backs.all
        self.empty.show_reading()
        ask_for(self, self._context.bridge, read, self._show, self.empty.show_failed)

    def count_waiting(self) -> None:
        """Tell how many wait, without showing the list."""
        self._do(self._context.workspace.book.call_backs.waiting, self.counted.emit)

    def add(self) -> None:
        """Put the phone that was typed on the list."""
        book, written, name = self._context.workspace.book, self.phone.text(), self.name.text()
        if not written.strip():
            self.phone.setFocus()
            return

        def done(_is_new: bool) -> None:
            self.phone.clear()
            self.name.clear()
            self.refresh()

        self._do(lambda: book.call_back(written, name), done)

    def export_to(self, path: Path) -> None:
        """Write who waits as xlsx or csv."""
        book = self._context.workspace.book
        headings = tuple(tr(one) for one in _HEADINGS[1:])

        def write() -> None:
            waiting = [one for one in book.call_backs.all() if one.done_at is None]
            book.write_table(headings, (_texts(one)[1:] for one in waiting), path)

        self._do(write, lambda _nothing: None)

    def _make_adding(self) -> Card:
        card = Card(padding=12)
        self.phone, self.name = QLineEdit(), QLineEdit()
        self.phone.setPlaceholderText("+380 50 123 45 67")
        self.phone.setAccessibleName(tr("Phone"))
        self.phone.setFixedWidth(190)
        self.name.setPlaceholderText(tr("Name, not needed"))
        self.name.setAccessibleName(tr("Name"))
        self.put = button(tr("Add"), "", self.add)
        self.phone.returnPressed.connect(self.add)
        self.name.returnPressed.connect(self.add)
        line = row(self.phone)
        line.addWidget(self.name, 1)
        line.addWidget(self.put)
        card.body.addLayout(line)
        return card

    def _make_table(self) -> QTableView:
        made = TickedTable(self.model, _DONE, _NOTE)
        made.setAccessibleName(tr("Call back"))
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.verticalHeader().hide()
        made.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.model.setHorizontalHeaderLabels([tr(one) for one in _HEADINGS])
        header = made.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for column, width in enumerate(_WIDTHS):
            header.resizeSection(column, width)
        header.setSectionResizeMode(_NOTE, QHeaderView.ResizeMode.Stretch)
        return made

    def _show(self, entries: list[CallBack]) -> None:
        self._is_filling = True
        self.model.setRowCount(0)
        for one in entries:
            self.model.appendRow(_items(one))
        self._is_filling = False
        self.empty.show_count(len(entries))
        self._tell(sum(one.done_at is None for one in entries))

    def _tell(self, waiting: int) -> None:
        self.count.setText(ntr("{n} waits", "{n} wait", waiting) if waiting else "")
        self.counted.emit(waiting)

    def _on_item(self, item: QStandardItem) -> None:
        if self._is_filling:
            return
        entry: CallBack = self.model.item(item.row(), _DONE).data(_ENTRY)
        kept = self._context.workspace.book.call_backs
        if item.column() == _DONE:
            is_done = item.checkState() is Qt.CheckState.Checked
            self._do(lambda: kept.tick(entry.id, is_done), lambda _nothing: self.count_waiting())
        elif item.column() == _NOTE:
            text = item.text()
            self._do(lambda: kept.note(entry.id, text), lambda _nothing: None)

    def _choose_target(self) -> None:
        chosen = ask_target(self, tr("Export…"), tr("Call back") + ".xlsx")
        if chosen:
            self.export_to(chosen)

    def _do(self, work: Callable[[], _Answer], done: Callable[[_Answer], object]) -> None:
        say(self.error, "")
        ask_for(self, self._context.bridge, work, done, self._fail)

    def _fail(self, trouble: Trouble) -> None:
        say(self.error, trouble_sentence(trouble))


def _texts(one: CallBack) -> tuple[str, ...]:
    why = " · ".join(part for part in (tr(_WHYS[one.why]), one.campaign) if part)
    return "", moment(one.at), one.name, grouped(one.phone), why, one.note


def _items(one: CallBack) -> list[QStandardItem]:
    items = [QStandardItem(text) for text in _texts(one)]
    for column, item in enumerate(items):
        item.setEditable(column == _NOTE)
    items[_DONE].setCheckable(True)
    is_done = one.done_at is not None
    items[_DONE].setCheckState(Qt.CheckState.Checked if is_done else Qt.CheckState.Unchecked)
    items[_DONE].setData(one, _ENTRY)
    for column in (_WHY, _NOTE):
        items[column].setToolTip(items[column].text())
    return items
