"""What is done with the office's lists: import, join, rename, remove, consents in and out."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QInputDialog, QLineEdit, QMenu, QWidget

from alphasms_desktop.domain.contact import ContactList, Joined
from alphasms_desktop.i18n import ntr, tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.file_asking import SHEETS, ask_file, ask_target
from alphasms_desktop.ui.pages.wizard.step import say
from alphasms_desktop.ui.widgets.basics import button, label, row
from alphasms_desktop.wording import KYIV

_Answer = TypeVar("_Answer")


class ListActions(QWidget):
    """Carries out what is done with the open list, and says below the page what came of it.

    Signals: `begun()`: something is tried; `changed(object)`: lists have changed, with the id to
    stand on or None for the same; `failed(Trouble)`.
    """

    begun = Signal()
    changed = Signal(object)
    failed = Signal(object)

    def __init__(self, context: Context, chosen: Callable[[], ContactList | None]) -> None:
        super().__init__()
        self._context = context
        self.chosen = chosen
        self._removed: ContactList | None = None
        self.said = label("", "muted")
        self.undo = button(tr("Undo"), "", self._undo_removal)
        self.undo.hide()
        layout = row(self.said, self.undo, None)
        self.setLayout(layout)

    def menu(self) -> QMenu:
        """Return a menu of everything that is done with the open list."""
        menu = QMenu(self)
        for text, act in (
            (tr("Add new people from a file…"), lambda: self._choose_file(False)),
            (tr("Bring up to date from a file…"), lambda: self._choose_file(True)),
            (tr("Keep the consents of this list…"), self._ask_basis),
            (tr("Save all consents to a file…"), self._choose_target),
            (tr("Rename…"), self._ask_name),
            (tr("Remove the list"), self.remove),
        ):
            menu.addAction(text, act)
        return menu

    def import_as(self, path: Path, name: str) -> None:
        """Read a file and keep its ready rows under a name."""
        desk = self._context.workspace

        def work() -> ContactList:
            taken = desk.contacts.take_in(path).list
            try:
                return desk.contacts.get(desk.book.keep_as(taken.id, name))
            finally:
                desk.contacts.remove(taken.id)

        def done(kept: ContactList) -> None:
            say(self.said, ntr("{n} person kept.", "{n} people kept.", kept.ready))
            self.changed.emit(kept.id)

        self._do(work, done)

    def add_file(self, path: Path, updates: bool) -> None:
        """Add the people of a file to the open list."""
        into, book = self.chosen(), self._context.workspace.book
        if into is None:
            return

        def done(joined: Joined) -> None:
            added = ntr("{n} person added.", "{n} people added.", joined.added)
            fresh = ntr("{n} brought up to date.", "{n} brought up to date.", joined.updated)
            say(self.said, f"{added} {fresh}" if updates else added)
            self.changed.emit(None)

        self._do(lambda: book.add_file(into.id, path, updates), done)

    def rename(self, name: str) -> None:
        """Give the open list another name."""
        one, named = self.chosen(), self._context.workspace.book.named
        if one and name.strip():
            self._do(
                lambda: named.rename(one.id, name.strip()), lambda _nothing: self.changed.emit(None)
            )

    def remove(self) -> None:
        """Take the open list out of the book; it can be undone as long as the page stands."""
        one, book = self.chosen(), self._context.workspace.book
        if one is None:
            return

        def done(_nothing: None) -> None:
            self._removed = one
            say(self.said, tr("The list “{name}” was removed.").format(name=one.name))
            self.undo.show()
            self.changed.emit(None)

        self._do(lambda: book.remove_list(one.id), done)

    def keep_consents(self, basis: str) -> None:
        """Keep what the list's column of consents says, with the list as the evidence."""
        one, book = self.chosen(), self._context.workspace.book
        if one is None:
            return
        today = datetime.now(ZoneInfo(KYIV)).date()

        def done(count: int) -> None:
            none = tr("This list has no column of consents with a clear yes or no.")
            kept = ntr("{n} consent or refusal kept.", "{n} consents and refusals kept.", count)
            say(self.said, kept if count else none)

        self._do(lambda: book.keep_consents(one.id, basis, today, one.name), done)

    def export_consents(self, path: Path) -> None:
        """Write all consents as xlsx or csv."""
        book = self._context.workspace.book
        headings = (tr("Phone"), tr("Consent"), tr("Basis"), tr("Since"), tr("Proof"))
        yes, no = tr("yes"), tr("no")

        def done(count: int) -> None:
            told = ntr(
                "{n} consent or refusal written.", "{n} consents and refusals written.", count
            )
            say(self.said, told)

        self._do(lambda: book.export_consents(path, headings, yes, no), done)

    def _ask_basis(self) -> None:
        if basis := self._ask(tr("On what basis did they agree? A form, a contract…"), ""):
            self.keep_consents(basis)

    def _choose_target(self) -> None:
        chosen = ask_target(self, tr("Export"), f"{tr('Consents')}.xlsx")
        if chosen:
            self.export_consents(chosen)

    def choose_import(self) -> None:
        """Let the user choose a file, and the name it is kept under."""
        chosen = ask_file(self, tr("Contact file"), tr("Contact files"), SHEETS)
        if chosen and (name := self._ask(tr("Name of the list"), chosen.stem)):
            self.import_as(chosen, name)

    def _choose_file(self, updates: bool) -> None:
        chosen = ask_file(self, tr("Contact file"), tr("Contact files"), SHEETS)
        if chosen:
            self.add_file(chosen, updates)

    def _ask_name(self) -> None:
        if one := self.chosen():
            self.rename(self._ask(tr("Name of the list"), one.name))

    def _ask(self, question: str, suggested: str) -> str:
        text, is_given = QInputDialog.getText(
            self, tr("Contacts"), question, QLineEdit.EchoMode.Normal, suggested
        )
        return text.strip() if is_given else ""

    def _undo_removal(self) -> None:
        removed, named = self._removed, self._context.workspace.book.named
        self.undo.hide()
        say(self.said, "")
        if removed:
            self._do(
                lambda: named.rename(removed.id, removed.name),
                lambda _nothing: self.changed.emit(None),
            )

    def _do(self, work: Callable[[], _Answer], done: Callable[[_Answer], object]) -> None:
        self.begun.emit()
        ask_for(self, self._context.bridge, work, done, self.failed.emit)
