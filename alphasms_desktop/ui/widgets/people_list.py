"""A list of people to work through: ticked, noted, printed, written to Excel, called again."""

import re
from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel, QTextDocument
from PySide6.QtWidgets import QSizePolicy

from alphasms_desktop.domain.answer import note_of_key
from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.cells import Cell
from alphasms_desktop.domain.phone import grouped
from alphasms_desktop.domain.success import Success
from alphasms_desktop.domain.totals import last_key
from alphasms_desktop.domain.worklist import Worklist, WorkRow
from alphasms_desktop.i18n import mark, ntr, number, tr
from alphasms_desktop.ui.widgets.basics import Card, button, label, row
from alphasms_desktop.ui.widgets.flow import right_flow
from alphasms_desktop.ui.widgets.people_table import (
    CELLS,
    DONE,
    NAME,
    NOTE,
    PHONE,
    WHAT,
    PeopleTable,
)
from alphasms_desktop.wording import moment, state_name

_HEADINGS = (
    mark("Done"),
    mark("Person"),
    mark("Phone"),
    mark("In the file"),
    mark("Result"),
    mark("Note"),
)
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(.*)$")
_ROW = Qt.ItemDataRole.UserRole
_BETWEEN = " · "


class PeopleList(Card):
    """Shows one list.

    Signals: `ticked(object, bool)` and `noted(object, str)`: a WorkRow and what was done;
    `again_asked()`, `excel_asked()`, `print_asked()`: the buttons.
    """

    ticked = Signal(object, bool)
    noted = Signal(object, str)
    again_asked = Signal()
    excel_asked = Signal()
    print_asked = Signal()

    def __init__(self) -> None:
        super().__init__(padding=12, spacing=8)
        self._is_filling = False
        self.shown = Worklist((), 0, 0)
        self.title = label("", "heading")
        self.count = label("", "muted")
        self.again = button(tr("Call them again…"), "", self.again_asked.emit)
        self.excel = button(tr("To Excel…"), "", self.excel_asked.emit)
        self.print = button(tr("Print…"), "", self.print_asked.emit)
        self.body.addLayout(row(self.title, self.count, None, spacing=8))
        self.nobody = label("", "muted", wrap=True)
        self.nobody.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.nobody.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.body.addWidget(self.nobody)
        self.model = QStandardItemModel(0, len(_HEADINGS), self)
        self.model.setHorizontalHeaderLabels([tr(one) for one in _HEADINGS])
        self.model.itemChanged.connect(self._on_item)
        self.table = PeopleTable(self.model)
        self.model.horizontalHeaderItem(DONE).setText("")
        self.model.horizontalHeaderItem(DONE).setAccessibleText(tr("Done"))
        self.body.addWidget(self.table, 1)
        self.rest = label("", "muted", wrap=True)
        self.body.addWidget(self.rest)
        self.body.addWidget(right_flow(self.again, self.excel, self.print))

    def show_list(self, title: str, nobody: str, found: Worklist) -> None:
        """Show these people under a title, or a sentence where there are none."""
        self.shown = found
        self.title.setText(title)
        self.table.setAccessibleName(title)
        for act in (self.again, self.excel, self.print):
            act.setAccessibleDescription(title)
        self.nobody.setText(nobody)
        self.nobody.setVisible(not found.count)
        for widget in (self.table, self.again, self.excel, self.print):
            widget.setVisible(bool(found.count))
        self._is_filling = True
        self.model.setRowCount(0)
        several = are_of_several_keys(found.rows)
        for one in found.rows:
            items = _items(one, found.columns, several)
            items[NOTE].setText(self._written(one))
            items[NOTE].setToolTip(items[NOTE].text())
            self.model.appendRow(items)
        is_by_key = any(one.key for one in found.rows)
        # Of who pressed a key one wants to know when that was.
        self.model.horizontalHeaderItem(WHAT).setText(tr("When") if is_by_key else tr("Result"))
        self._is_filling = False
        self.table.measure([self._texts(one, is_by_key, several) for one in found.rows])
        rest = found.count - len(found.rows)
        self.rest.setText(tr("The rest is in “All calls” and in Excel."))
        self.rest.setVisible(rest > 0)
        self._tell(found.done)

    def page(self, name: str) -> QTextDocument:
        """Return the list as it is printed: a table with room to write in."""
        headings = [tr(one) for one in _HEADINGS]
        several = are_of_several_keys(self.shown.rows)
        lines = "".join(
            "<tr>"
            + "".join(f"<td>{escape(text)}</td>" for text in texts_of(one, several))
            + "</tr>"
            for one in self.shown.rows
        )
        made = QTextDocument()
        head = "".join(f"<th align='left'>{escape(one)}</th>" for one in headings)
        title = escape(f"{name} · {self.title.text()}")
        made.setHtml(
            f"<h3>{title}</h3><table border='1' cellspacing='0' cellpadding='4' width='100%'>"
            f"<thead><tr>{head}</tr></thead>{lines}</table>"
        )
        return made

    def _on_item(self, item: QStandardItem) -> None:
        if self._is_filling:
            return
        one: WorkRow = self.model.item(item.row(), DONE).data(_ROW)
        if item.column() == DONE:
            is_done = item.checkState() is Qt.CheckState.Checked
            ticks = range(self.model.rowCount())
            done = sum(
                self.model.item(at, DONE).checkState() is Qt.CheckState.Checked for at in ticks
            )
            before = sum(one.is_done for one in self.shown.rows)
            self._tell(self.shown.done - before + done)
            self.ticked.emit(one, is_done)
        elif item.column() == NOTE:
            item.setToolTip(item.text())
            parts = (_told_by_key(one, self.title.text()), item.text())
            self.noted.emit(one, _BETWEEN.join(part for part in parts if part))

    def _texts(self, one: WorkRow, is_by_key: bool, several: bool) -> tuple[str, ...]:
        """Return what the table has to make room for.

        Those who pressed a key are looked up in the file; of the others one wants the result.
        """
        done, name, phone, cells, what, _note = texts_of(one, several)
        return done, name, phone, cells if is_by_key else "", what, self._written(one)

    def _written(self, one: WorkRow) -> str:
        """Return what somebody has noted beside what the key says anyway."""
        return one.note.removeprefix(_told_by_key(one, self.title.text())).removeprefix(_BETWEEN)

    def _tell(self, done: int) -> None:
        count = number(self.shown.count) if self.shown.count else ""
        said = ntr("{n} done", "{n} done", done)
        self.count.setText(f"{count}, {said}" if done else count)


def headings() -> tuple[str, ...]:
    """Return the headings of a list in Excel."""
    return tuple(tr(one) for one in _HEADINGS)


def are_of_several_keys(rows: Sequence[WorkRow]) -> bool:
    """Say whether the people of a list pressed different keys, so that each says which."""
    return len({last_key(one.key) for one in rows if one.key}) > 1


def texts_of(one: WorkRow, several: bool = False) -> tuple[str, ...]:
    """Return what stands in the columns for one person; of several keys, also which it was."""
    done = "✓" if one.is_done else ""
    return done, one.name, grouped(one.phone), _said(one), _what(one, several), one.note


def _said(one: WorkRow) -> str:
    return " · ".join(_cell(cell) for cell in one.cells if cell not in (None, ""))


def _cell(cell: Cell) -> str:
    """Return a cell as people write it: a date without its midnight, a number without `.0`."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = str(cell)
    if found := _DATE.match(text):
        year, month, day, rest = found.groups()
        rest = "" if rest.strip("T 0:") == "" else rest
        return f"{day}.{month}.{year}{rest}"
    return text


def _what(one: WorkRow, several: bool) -> str:
    if one.key:
        key = last_key(one.key) if several or not one.ended_at else ""
        return _BETWEEN.join(filter(None, (key, moment(one.ended_at) if one.ended_at else "")))
    if one.state is State.REJECTED and one.raw:
        return one.raw
    # The last of somebody who still waits is the one that was not made.
    made = one.attempts - (one.state is State.QUEUED)
    if made > 1 or (made and one.state is State.QUEUED):
        return ntr("{n} attempt", "{n} attempts", made)
    # Of those who answered there is a key, which is said above.
    return state_name(one.state, Success.ANSWERED)


def _told_by_key(one: WorkRow, meaning: str) -> str:
    """Return the note that the key itself has left, which in a list of that key is no news."""
    said = note_of_key(last_key(one.key), meaning)
    return said if one.key and one.note.startswith(said) else ""


def _items(one: WorkRow, columns: Sequence[str], several: bool) -> list[QStandardItem]:
    items = [QStandardItem(text) for text in texts_of(one, several)]
    items[DONE].setText("")
    for column, item in enumerate(items):
        item.setEditable(column == NOTE)
        item.setToolTip(item.text())
    cells = zip(columns, one.cells, strict=False)
    said = "\n".join(f"{name}: {cell}" for name, cell in cells if cell not in (None, ""))
    items[CELLS].setToolTip(said)
    items[NAME].setToolTip("\n".join(part for part in (one.name, said) if part))
    items[PHONE].setToolTip(f"{grouped(one.phone)}\n{items[WHAT].text()}")
    items[DONE].setCheckable(True)
    state = Qt.CheckState.Checked if one.is_done else Qt.CheckState.Unchecked
    items[DONE].setCheckState(state)
    items[DONE].setData(one, _ROW)
    return items
