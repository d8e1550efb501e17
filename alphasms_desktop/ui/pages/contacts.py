"""The office's own lists and everybody in them: kept, joined, searched, used for a campaign."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from alphasms_desktop.domain.contact import ContactList, Joined
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.live import FoundContact, ListRow
from alphasms_desktop.domain.phone import grouped
from alphasms_desktop.i18n import ntr, tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.contact_person import PersonPanel
from alphasms_desktop.ui.pages.wizard.contact_table import ContactTable
from alphasms_desktop.ui.pages.wizard.recipients import SHEETS
from alphasms_desktop.ui.pages.wizard.step import ask_file, say
from alphasms_desktop.ui.widgets.basics import Card, button, label, page_layout, row
from alphasms_desktop.wording import KYIV, trouble_sentence

_Answer = TypeVar("_Answer")
_LISTS_WIDTH = 250
_LIST = Qt.ItemDataRole.UserRole


class ContactsPage(QWidget):
    """Shows the lists, and the people of one or those found.

    Signals: `campaign_asked(int)`: a new campaign with this list.
    """

    campaign_asked = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._removed: ContactList | None = None
        layout = page_layout(self)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Name or phone, in all lists"))
        self.search.setAccessibleName(tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(260)
        self.search.textChanged.connect(lambda _text: self._on_search())
        finding = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        finding.activated.connect(self.search.setFocus)
        layout.addLayout(row(label(tr("Contacts"), "title"), None, self.search))
        self.error = label("", "error", wrap=True)
        self.error.hide()
        layout.addWidget(self.error)
        across = QHBoxLayout()
        across.setSpacing(16)
        across.addWidget(self._make_lists())
        across.addWidget(self._make_people(), 1)
        self.person = PersonPanel(context)
        self.person.changed.connect(self.refresh)
        across.addWidget(self.person)
        layout.addLayout(across, 1)
        self.said = label("", "muted")
        self.undo = button(tr("Undo"), "", self._undo_removal)
        self.undo.hide()
        layout.addLayout(row(self.said, self.undo, None))

    def refresh(self) -> None:
        """Read the lists afresh and stand where one stood."""
        chosen = self.chosen()
        named = self._context.workspace.book.named
        self._do(named.all, lambda lists: self._show_lists(lists, chosen.id if chosen else None))

    def chosen(self) -> ContactList | None:
        """Return the list that is open."""
        item = self.lists.currentItem()
        found = item.data(_LIST) if item else None
        return found if isinstance(found, ContactList) else None

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
            self._do(desk.book.named.all, lambda lists: self._show_lists(lists, kept.id))

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
            self.refresh()

        self._do(lambda: book.add_file(into.id, path, updates), done)

    def rename(self, name: str) -> None:
        """Give the open list another name."""
        one, named = self.chosen(), self._context.workspace.book.named
        if one and name.strip():
            self._do(lambda: named.rename(one.id, name.strip()), lambda _nothing: self.refresh())

    def remove(self) -> None:
        """Take the open list out of the book; it can be undone as long as the page stands."""
        one, book = self.chosen(), self._context.workspace.book
        if one is None:
            return

        def done(_nothing: None) -> None:
            self._removed = one
            say(self.said, tr("The list “{name}” was removed.").format(name=one.name))
            self.undo.show()
            self.refresh()

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
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Export"), f"{tr('Consents')}.xlsx", "Excel (*.xlsx);;CSV (*.csv)"
        )
        if chosen:
            path = Path(chosen)
            self.export_consents(path if path.suffix else path.with_suffix(".xlsx"))

    def _make_lists(self) -> Card:
        card = Card(padding=10, spacing=8)
        card.setFixedWidth(_LISTS_WIDTH)
        self.lists = QListWidget()
        self.lists.setAccessibleName(tr("Lists"))
        self.lists.setFrameShape(QListWidget.Shape.NoFrame)
        self.lists.currentItemChanged.connect(lambda _now, _before: self._open_list())
        self.empty = label(
            tr("No lists yet. A list is kept here and used for many campaigns."),
            "muted",
            wrap=True,
        )
        card.body.addWidget(self.empty)
        card.body.addWidget(self.lists, 1)
        card.body.addWidget(button(tr("Import a list…"), "", self._choose_import))
        return card

    def _make_people(self) -> QWidget:
        people = QWidget()
        layout = QVBoxLayout(people)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        self.use = button(tr("New campaign with this list"), "primary", self._ask_campaign)
        self.more = button(tr("More…"))
        menu = self._make_menu()
        self.more.clicked.connect(
            lambda: menu.exec(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        )
        self.title = label("", "heading")
        layout.addLayout(row(self.title, None, self.more, self.use))
        holder = Card(padding=2)
        self.table = ContactTable(self._context)
        self.table.setColumnHidden(0, True)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.row_chosen.connect(self._on_row)
        self.table.failed.connect(self._fail)
        self.table.typed.connect(self._on_typed)
        self.found = QListWidget()
        self.found.setAccessibleName(tr("People found"))
        self.found.setFrameShape(QListWidget.Shape.NoFrame)
        self.found.currentItemChanged.connect(lambda now, _before: self._on_found(now))
        self.found.hide()
        holder.body.addWidget(self.table, 1)
        holder.body.addWidget(self.found, 1)
        layout.addWidget(holder, 1)
        return people

    def _make_menu(self) -> QMenu:
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

    def _show_lists(self, lists: list[ContactList], chosen: int | None) -> None:
        self.lists.blockSignals(True)
        self.lists.clear()
        for one in lists:
            people = ntr("{n} person", "{n} people", one.ready)
            item = QListWidgetItem(f"{one.name}\n{people}")
            item.setData(_LIST, one)
            self.lists.addItem(item)
            if one.id == chosen:
                self.lists.setCurrentItem(item)
        if self.lists.currentItem() is None and lists:
            self.lists.setCurrentRow(0)
        self.lists.blockSignals(False)
        self.empty.setVisible(not lists)
        self._open_list()

    def _open_list(self) -> None:
        one = self.chosen()
        self.title.setText(one.name if one else "")
        for part in (self.use, self.more):
            part.setVisible(one is not None)
        self.table.show_list(one.id if one else None)
        self.person.open(None)

    def _on_search(self) -> None:
        wanted = self.search.text().strip()
        self.found.setVisible(bool(wanted))
        self.table.setVisible(not wanted)
        if wanted:
            named = self._context.workspace.book.named
            self._do(lambda: named.search(wanted), lambda people: self._show_found(wanted, people))

    def _show_found(self, wanted: str, people: list[FoundContact]) -> None:
        if wanted != self.search.text().strip():
            return
        self.found.clear()
        for one in people:
            item = QListWidgetItem(f"{one.name or '—'} · {grouped(one.phone)} · {one.list_name}")
            item.setData(_LIST, one.phone)
            self.found.addItem(item)
        self.title.setText(ntr("{n} person found", "{n} people found", len(people)))

    def _on_found(self, item: QListWidgetItem | None) -> None:
        self.person.open(item.data(_LIST) if item else None)

    def _on_row(self, chosen: ListRow | None) -> None:
        self.person.open(chosen.phone if chosen and chosen.phone else None)

    def _on_typed(self, place: int, written: str) -> None:
        one, desk = self.chosen(), self._context.workspace.contacts
        if one is not None:
            self._do(lambda: desk.mend(one.id, place, written), lambda _: self.table.reload())

    def _ask_campaign(self) -> None:
        if one := self.chosen():
            self.campaign_asked.emit(one.id)

    def _choose_import(self) -> None:
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
                lambda: named.rename(removed.id, removed.name), lambda _nothing: self.refresh()
            )

    def _do(self, work: Callable[[], _Answer], done: Callable[[_Answer], object]) -> None:
        say(self.error, "")
        ask_for(self, self._context.bridge, work, done, self._fail)

    def _fail(self, trouble: Trouble) -> None:
        say(self.error, trouble_sentence(trouble))
