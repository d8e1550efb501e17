"""The menus of the live table: what can be done with a call, and which columns are seen."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QByteArray, QObject, QPoint, QSettings, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu

from alphasms_desktop.domain.call_back import CallBackWhy
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.live import LiveRow
from alphasms_desktop.domain.phone import grouped
from alphasms_desktop.i18n import ntr, tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.tables.live_cells import HEADERS, texts_of
from alphasms_desktop.ui.tables.live_table import LiveTable

_Answer = TypeVar("_Answer")
_MOST_COPIED = 20_000
_ALWAYS = (1, 3)
"""Person and state: a table without them says nothing."""


class TableMenus(QObject):
    """Serves one live table.

    Signals: `undoable(str, object)`: what was done, and what takes it back; `said(str)`: what was
    done for good; `failed(object)`: a Trouble.
    """

    undoable = Signal(str, object)
    said = Signal(str)
    failed = Signal(object)

    def __init__(self, table: LiveTable, context: Context, settings: QSettings) -> None:
        super().__init__(table)
        self._live = table
        self._context = context
        self._settings = settings
        view = table.table
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._on_row_menu)
        self._header = view.horizontalHeader()
        self._header.setSectionsMovable(True)
        self._header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._header.customContextMenuRequested.connect(self._on_header_menu)
        self._remember_columns()
        self._header.sectionMoved.connect(lambda *_places: self._keep_columns())

    def row_menu(self, row: LiveRow) -> QMenu:
        """Make the menu of a call."""
        made = QMenu(self._live)
        _add(made, tr("Open the call"), self._live.enter)
        made.addSeparator()
        _add(made, tr("Copy the row"), self._live.copy)
        _add(made, tr("Copy the phone"), lambda: _to_clipboard(grouped(row.phone)))
        count = min(self._live.count(), _MOST_COPIED)
        shown = ntr("Copy all {n} shown row", "Copy all {n} shown rows", count)
        _add(made, shown, self.copy_all)
        made.addSeparator()
        _add(made, tr("Put on the call-back list"), lambda: self.call_back(row))
        _add(made, tr("Do not call this phone any more"), lambda: self.never_again(row))
        return made

    def header_menu(self) -> QMenu:
        """Make the menu of columns; hidden ones are remembered."""
        made = QMenu(self._live)
        for column, name in enumerate(HEADERS):
            is_always = column in _ALWAYS
            text = tr("{name}: always shown").format(name=tr(name)) if is_always else tr(name)
            action = _add(made, text, partial(self.switch_column, column))
            action.setCheckable(True)
            action.setChecked(column not in self._live.columns.unwanted)
            action.setEnabled(not is_always)
        made.addSeparator()
        _add(made, tr("All columns, as at first"), self.reset_columns)
        return made

    def switch_column(self, column: int) -> None:
        """Show a column, or do not."""
        self._live.columns.want(self._live.columns.unwanted ^ {column})
        self._keep_columns()

    def reset_columns(self) -> None:
        """Show all columns in the order of the beginning."""
        for column in range(len(HEADERS)):
            self._header.moveSection(self._header.visualIndex(column), column)
        self._live.columns.want(frozenset())
        self._keep_columns()

    def copy_all(self) -> None:
        """Put all rows of the view on the clipboard with their headings, ready for Excel."""
        ids = self._live.ids(_MOST_COPIED)
        desk, terms = self._context.workspace.campaigns, self._live.terms

        def lines() -> list[str]:
            return ["\t".join(texts_of(one, terms)) for one in desk.rows(ids)]

        def done(found: list[str]) -> None:
            headings = "\t".join(tr(name) for name in HEADERS)
            _to_clipboard("\n".join([headings, *found]))
            self.said.emit(ntr("{n} row was copied.", "{n} rows were copied.", len(found)))

        self._do(lines, done)

    def call_back(self, row: LiveRow) -> None:
        """Put somebody on the call-back list."""
        kept, why = self._context.workspace.book.call_backs, CallBackWhy.HAND

        def done(is_new: bool) -> None:
            on_list = tr("{phone} is on the call-back list.")
            there = tr("{phone} waits on the call-back list already.")
            self.said.emit((on_list if is_new else there).format(phone=grouped(row.phone)))

        self._do(lambda: kept.add(row.phone, row.name, why, None), done)

    def never_again(self, row: LiveRow) -> None:
        """Put a phone on the do-not-call list, for this run too; it can be taken back."""
        book, reason = self._context.workspace.book, tr("asked during a call")

        def done(added: list[str]) -> None:
            said = tr("{phone} will not be called any more.").format(phone=grouped(row.phone))
            self.undoable.emit(said, lambda: self._call_again(added))

        self._do(lambda: book.not_to_call(row.phone, reason), done)

    def _call_again(self, phones: Sequence[str]) -> None:
        unwanted, reason = self._context.workspace.book.unwanted, tr("taken back at once")

        def remove() -> None:
            for phone in phones:
                unwanted.remove(phone, reason)

        self._do(remove, lambda _nothing: None)

    def _on_row_menu(self, at: QPoint) -> None:
        view = self._live.table
        index = view.indexAt(at)
        row = self._live.take_for_menu(index.row() if index.isValid() else None)
        if row is not None:
            self.row_menu(row).popup(view.viewport().mapToGlobal(at))

    def _on_header_menu(self, at: QPoint) -> None:
        self.header_menu().popup(self._header.mapToGlobal(at))

    def _remember_columns(self) -> None:
        kept = self._settings.value("live/order")
        if isinstance(kept, QByteArray):
            self._header.restoreState(kept)
        hidden = str(self._settings.value("live/hidden", ""))
        places = {int(one) for one in hidden.split() if one.isdigit()} - set(_ALWAYS)
        self._live.columns.want(frozenset(places))

    def _keep_columns(self) -> None:
        self._settings.setValue("live/order", self._header.saveState())
        hidden = " ".join(str(one) for one in sorted(self._live.columns.unwanted))
        self._settings.setValue("live/hidden", hidden)

    def _do(self, work: Callable[[], _Answer], done: Callable[[_Answer], object]) -> None:
        def fail(trouble: Trouble) -> None:
            self.failed.emit(trouble)

        ask_for(self._live, self._context.bridge, work, done, fail)


def _add(menu: QMenu, text: str, act: Callable[[], object]) -> QAction:
    action = menu.addAction(text)
    action.triggered.connect(lambda _on=False: act())
    return action


def _to_clipboard(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
