"""The history of number checks: phones half hidden, since the screen faces the customer."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.money import plain
from alphasms_desktop.domain.phone import grouped, veiled
from alphasms_desktop.domain.verification import KeptCheck
from alphasms_desktop.i18n import mark, money, ntr, tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.file_asking import ask_target
from alphasms_desktop.ui.pages.check_words import shape_of
from alphasms_desktop.ui.pages.wizard.step import say
from alphasms_desktop.ui.theme import ROW_HEIGHT, tokens
from alphasms_desktop.ui.widgets import marks
from alphasms_desktop.ui.widgets.basics import Card, button, label, row
from alphasms_desktop.ui.widgets.explained import allow, explain
from alphasms_desktop.ui.widgets.rows_state import RowsState
from alphasms_desktop.ui.widgets.spoken import tell_row
from alphasms_desktop.ui.widgets.toggle import Toggle
from alphasms_desktop.wording import (
    check_channel_name,
    moment,
    standing_name,
    trouble_sentence,
    why_sentence,
)

_Answer = TypeVar("_Answer")
_TIME, _PHONE, _WAY, _RESULT, _PLACE = range(5)
_HEADINGS = (mark("Time"), mark("Phone"), mark("Way"), mark("Result"), mark("Desk"))
_EXPORTED = (
    *_HEADINGS,
    mark("Wrong answers"),
    mark("Operator"),
    mark("Price"),
    mark("Despite “Do not call”"),
    mark("AlphaSMS's words"),
)
_WIDTHS = (62, 150, 98, 0, 64)
_ROOM_FOR_PLACE, _ROOM_FOR_WAY = 500, 420
_MOST_EXPORTED = 100_000


class HistoryCard(Card):
    """Shows the checks, the newest first, and saves them as a table."""

    def __init__(self, context: Context) -> None:
        super().__init__(padding=2)
        self._context = context
        self.model = QStandardItemModel(0, len(_HEADINGS), self)
        self.table = self._make_table()
        nobody = tr(
            "Nobody has been checked yet. Type the customer's number at the left and press "
            "Enter: their phone rings, and they read out who calls."
        )
        self.empty = RowsState(self.table, self.refresh, nobody)
        self.error = label("", "error", wrap=True)
        self.error.hide()
        self.whole = Toggle(tr("Whole numbers"))
        explain(self.whole, tr("Else the file has them half hidden, as they are shown here."))
        self._whole_words = label(tr("Whole numbers"), "muted")
        self.save = button(tr("Export…"), "", self._choose_target)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.error)
        below = row(None, self._whole_words, self.whole, self.save)
        below.setContentsMargins(8, 4, 8, 6)
        self.body.addLayout(below)

    def refresh(self) -> None:
        """Read the history afresh; what a program that died has left open is settled first."""
        checks = self._context.workspace.verify.checks

        def read() -> list[KeptCheck]:
            checks.settle_left()
            return checks.latest()

        self.empty.show_reading()
        ask_for(self, self._context.bridge, read, self._show, self.empty.show_failed)

    def export_to(self, path: Path) -> None:
        """Write the whole history as xlsx or csv; phones half hidden unless wanted otherwise."""
        desk, is_whole = self._context.workspace.verify, self.whole.isChecked()
        headings = tuple(tr(one) for one in _EXPORTED)

        def write() -> None:
            kept = desk.checks.latest(limit=_MOST_EXPORTED)
            desk.write_table(headings, (_exported(one, is_whole) for one in kept), path)

        self._do(write, lambda _nothing: None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out, in a narrow window, what the tooltip says too."""
        super().resizeEvent(event)
        width = event.size().width()
        self.table.setColumnHidden(_PLACE, width < _ROOM_FOR_PLACE)
        self.table.setColumnHidden(_WAY, width < _ROOM_FOR_WAY)

    def _make_table(self) -> QTableView:
        made = QTableView()
        made.setModel(self.model)
        made.setAccessibleName(tr("History of number checks"))
        made.setShowGrid(False)
        made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        made.setTabKeyNavigation(False)
        made.setWordWrap(False)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.verticalHeader().hide()
        made.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.model.setHorizontalHeaderLabels([tr(one) for one in _HEADINGS])
        header = made.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for column, width in enumerate(_WIDTHS):
            if width:
                header.resizeSection(column, width)
        header.setSectionResizeMode(_RESULT, QHeaderView.ResizeMode.Stretch)
        return made

    def _show(self, kept: list[KeptCheck]) -> None:
        self.model.setRowCount(0)
        for one in kept:
            self.model.appendRow(_items(one))
        self.empty.show_count(len(kept))
        allow(self.save, bool(kept), tr("Nobody has been checked yet."))
        for part in (self.whole, self._whole_words):
            part.setVisible(bool(kept))

    def _choose_target(self) -> None:
        chosen = ask_target(self, tr("Export…"), tr("Number check") + ".xlsx")
        if chosen:
            self.export_to(chosen)

    def _do(self, work: Callable[[], _Answer], done: Callable[[_Answer], object]) -> None:
        say(self.error, "")
        ask_for(self, self._context.bridge, work, done, self._fail)

    def _fail(self, trouble: Trouble) -> None:
        say(self.error, trouble_sentence(trouble))


def _texts(one: KeptCheck, is_whole: bool = False) -> tuple[str, ...]:
    phone = (grouped if is_whole else veiled)(one.phone) if one.phone else "—"
    result = standing_name(one.standing, one.channel, one.tries)
    place = one.place or one.operator
    return moment(one.at), phone, check_channel_name(one.channel), result, place


def _exported(one: KeptCheck, is_whole: bool) -> tuple[str, ...]:
    return (
        *_texts(one, is_whole),
        str(one.tries),
        one.operator,
        plain(one.price) if one.price is not None else "",
        tr("yes") if one.overrode else "",
        one.raw,
    )


def _items(one: KeptCheck) -> list[QStandardItem]:
    items = [QStandardItem(text) for text in _texts(one)]
    shape, colour = shape_of(one.standing)
    items[_RESULT].setIcon(marks.mark(shape, getattr(tokens(), colour)))
    told = "\n".join(_details(one))
    for item in items:
        item.setToolTip(told)
        item.setData(told, Qt.ItemDataRole.AccessibleDescriptionRole)
    tell_row(items)
    return items


def _details(one: KeptCheck) -> list[str]:
    told = [f"{check_channel_name(one.channel)}. {why_sentence(one)}"]
    if one.raw:
        told.append(tr("AlphaSMS says: “{text}”").format(text=one.raw))
    if one.tries:
        told.append(ntr("{n} wrong answer", "{n} wrong answers", one.tries))
    if one.price is not None:
        told.append(money(one.price))
    if one.operator:
        told.append(tr("Operator: {name}").format(name=one.operator))
    if one.overrode:
        told.append(tr("Checked although the phone is on the do-not-call list"))
    return [line for line in told if line]
