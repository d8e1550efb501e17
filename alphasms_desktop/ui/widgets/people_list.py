"""A list of people to work through: ticked, noted, printed, written to Excel, called again."""

import re
from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QStandardItem, QStandardItemModel, QTextDocument
from PySide6.QtWidgets import QHeaderView, QTableView

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.cells import Cell
from alphasms_desktop.domain.phone import grouped
from alphasms_desktop.domain.success import Success
from alphasms_desktop.domain.worklist import Worklist, WorkRow
from alphasms_desktop.i18n import mark, ntr, number, tr
from alphasms_desktop.ui.theme import ROW_HEIGHT
from alphasms_desktop.ui.widgets.basics import Card, button, label, row
from alphasms_desktop.ui.widgets.flow import right_flow
from alphasms_desktop.ui.widgets.ticked_table import TickedTable
from alphasms_desktop.wording import moment, state_name

_DONE, _NAME, _PHONE, _CELLS, _WHAT, _NOTE = range(6)
_HEADINGS = (
    mark("Done"),
    mark("Person"),
    mark("Phone"),
    mark("In the file"),
    mark("Result"),
    mark("Note"),
)
_WIDTHS = (28, 0, 148, 96, 116, 84)
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(.*)$")
_NARROW, _ROOMY = 440, 560
_PHONE_ROOM = 26
_ROW = Qt.ItemDataRole.UserRole


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
        self._is_by_key = False
        self.shown = Worklist((), 0, 0)
        self.title = label("", "heading")
        self.count = label("", "muted")
        self.again = button(tr("Call them again…"), "", self.again_asked.emit)
        self.excel = button(tr("To Excel…"), "", self.excel_asked.emit)
        self.print = button(tr("Print…"), "", self.print_asked.emit)
        self.body.addLayout(row(self.title, self.count, None, spacing=8))
        self.nobody = label("", "muted", wrap=True)
        self.body.addWidget(self.nobody)
        self.model = QStandardItemModel(0, len(_HEADINGS), self)
        self.model.setHorizontalHeaderLabels([tr(one) for one in _HEADINGS])
        self.model.itemChanged.connect(self._on_item)
        self.table = _table(self.model)
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
        for one in found.rows:
            self.model.appendRow(_items(one, found.columns))
        # Those who pressed a key are looked up in the file; of the others one wants the result.
        self._is_by_key = any(one.key for one in found.rows)
        self._fit()
        self._fit_phones()
        self._is_filling = False
        rest = found.count - len(found.rows)
        self.rest.setText(tr("The rest is in “All calls” and in Excel."))
        self.rest.setVisible(rest > 0)
        self._tell(found.done)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many columns as there is room for; a name and a phone always."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        is_narrow = self.width() < _NARROW
        self.table.setColumnHidden(_CELLS, not self._is_by_key or is_narrow)
        self.table.setColumnHidden(_WHAT, self._is_by_key or self.width() < _ROOMY)
        self.table.setColumnHidden(_NOTE, is_narrow)
        cells = max(_WIDTHS[_CELLS], self.width() // 4 - 40)
        self.table.horizontalHeader().resizeSection(_CELLS, cells)

    def _fit_phones(self) -> None:
        """Give phones the width they need: they are dialled by hand from here, so none is cut."""
        metrics = self.table.fontMetrics()
        widest = max(
            (metrics.horizontalAdvance(grouped(one.phone)) for one in self.shown.rows), default=0
        )
        self.table.horizontalHeader().resizeSection(
            _PHONE, max(_WIDTHS[_PHONE], widest + _PHONE_ROOM)
        )

    def page(self, name: str) -> QTextDocument:
        """Return the list as it is printed: a table with room to write in."""
        headings = [tr(one) for one in _HEADINGS]
        lines = "".join(
            "<tr>" + "".join(f"<td>{escape(text)}</td>" for text in texts_of(one)) + "</tr>"
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
        one: WorkRow = self.model.item(item.row(), _DONE).data(_ROW)
        if item.column() == _DONE:
            is_done = item.checkState() is Qt.CheckState.Checked
            ticks = range(self.model.rowCount())
            done = sum(
                self.model.item(at, _DONE).checkState() is Qt.CheckState.Checked for at in ticks
            )
            before = sum(one.is_done for one in self.shown.rows)
            self._tell(self.shown.done - before + done)
            self.ticked.emit(one, is_done)
        elif item.column() == _NOTE:
            self.noted.emit(one, item.text())

    def _tell(self, done: int) -> None:
        count = number(self.shown.count) if self.shown.count else ""
        said = ntr("{n} done", "{n} done", done)
        self.count.setText(f"{count}, {said}" if done else count)


def headings() -> tuple[str, ...]:
    """Return the headings of a list in Excel."""
    return tuple(tr(one) for one in _HEADINGS)


def texts_of(one: WorkRow) -> tuple[str, ...]:
    """Return what stands in the columns for one person."""
    done = "✓" if one.is_done else ""
    return done, one.name, grouped(one.phone), _said(one), _what(one), one.note


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


def _what(one: WorkRow) -> str:
    if one.key:
        return moment(one.ended_at) if one.ended_at else one.key
    if one.state is State.REJECTED and one.raw:
        return one.raw
    if one.attempts > 1:
        return ntr("{n} attempt", "{n} attempts", one.attempts)
    # Of those who answered there is a key, which is said above.
    return state_name(one.state, Success.ANSWERED)


def _items(one: WorkRow, columns: Sequence[str]) -> list[QStandardItem]:
    items = [QStandardItem(text) for text in texts_of(one)]
    items[_DONE].setText("")
    for column, item in enumerate(items):
        item.setEditable(column == _NOTE)
        item.setToolTip(item.text())
    cells = zip(columns, one.cells, strict=False)
    said = "\n".join(f"{name}: {cell}" for name, cell in cells if cell not in (None, ""))
    items[_CELLS].setToolTip(said)
    items[_NAME].setToolTip(f"{one.name}\n{_what(one)}")
    items[_DONE].setCheckable(True)
    state = Qt.CheckState.Checked if one.is_done else Qt.CheckState.Unchecked
    items[_DONE].setCheckState(state)
    items[_DONE].setAccessibleText(tr("Done"))
    items[_DONE].setData(one, _ROW)
    return items


def _table(model: QStandardItemModel) -> QTableView:
    made = TickedTable(_DONE, _NOTE)
    made.setModel(model)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.verticalHeader().hide()
    made.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
    header = made.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    model.horizontalHeaderItem(_DONE).setText("")
    for column, width in enumerate(_WIDTHS):
        if width:
            header.resizeSection(column, width)
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        else:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
    return made
