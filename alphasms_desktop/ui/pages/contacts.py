"""The office's own lists and everybody in them: kept, joined, searched, used for a campaign."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from alphasms_desktop.domain.contact import ContactList
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.live import FoundContact, ListRow
from alphasms_desktop.domain.phone import grouped
from alphasms_desktop.i18n import ntr, tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.contact_actions import ListActions
from alphasms_desktop.ui.pages.contact_person import PersonPanel
from alphasms_desktop.ui.pages.wizard.contact_table import ContactTable
from alphasms_desktop.ui.pages.wizard.step import say
from alphasms_desktop.ui.widgets.basics import Card, button, label, page_layout, row, search_field
from alphasms_desktop.ui.widgets.rows_state import RowsState
from alphasms_desktop.wording import trouble_sentence

_Answer = TypeVar("_Answer")
_LISTS_WIDTH = 190
_LIST = Qt.ItemDataRole.UserRole


class ContactsPage(QWidget):
    """Shows the lists, and the people of one or those found.

    Signals: `campaign_asked(int)`: a new campaign with this list.
    """

    campaign_asked = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.list_actions = ListActions(context, self.chosen)
        self.list_actions.begun.connect(self._forget_error)
        self.list_actions.changed.connect(self._read)
        self.list_actions.failed.connect(self._fail)
        layout = page_layout(self)
        self.search = search_field(tr("Name or phone, in all lists"), tr("Search"), 260)
        self.search.textChanged.connect(lambda _text: self._on_search())
        layout.addLayout(row(label(tr("Contacts"), "title"), None, self.search))
        self.error = label("", "error", wrap=True)
        self.error.hide()
        layout.addWidget(self.error)
        across = QHBoxLayout()
        across.setSpacing(16)
        self._lists_card = self._make_lists()
        across.addWidget(self._lists_card)
        across.addWidget(self._make_people(), 1)
        self.person = PersonPanel(context)
        self.person.changed.connect(self.refresh)
        across.addWidget(self.person)
        layout.addLayout(across, 1)
        layout.addWidget(self.list_actions)

    def side_panel(self) -> QWidget:
        """Return the panel of a person."""
        return self.person

    def refresh(self) -> None:
        """Read the lists afresh and stand where one stood."""
        self._read(None)

    def chosen(self) -> ContactList | None:
        """Return the list that is open."""
        item = self.lists.currentItem()
        found = item.data(_LIST) if item else None
        return found if isinstance(found, ContactList) else None

    def _read(self, stands_on: int | None) -> None:
        chosen = self.chosen()
        wanted = stands_on or (chosen.id if chosen else None)
        named = self._context.workspace.book.named
        self.empty.show_reading()
        ask_for(
            self,
            self._context.bridge,
            named.all,
            lambda lists: self._show_lists(lists, wanted),
            self.empty.show_failed,
        )

    def _make_lists(self) -> Card:
        card = Card(padding=10, spacing=8)
        self.lists = QListWidget()
        self.lists.setAccessibleName(tr("Lists"))
        self.lists.setFrameShape(QListWidget.Shape.NoFrame)
        self.lists.currentItemChanged.connect(lambda _now, _before: self._open_list())
        card.body.addWidget(self.lists, 1)
        bring = button(tr("Import a file…"), "", self.list_actions.choose_import)
        card.body.addWidget(bring)
        margins = card.body.contentsMargins()
        least = bring.sizeHint().width() + margins.left() + margins.right() + 2
        card.setFixedWidth(max(_LISTS_WIDTH, least))
        return card

    def _make_people(self) -> QWidget:
        people = QWidget()
        layout = QVBoxLayout(people)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        self.use = button(tr("New campaign"), "primary", self._ask_campaign)
        self.use.setToolTip(tr("New campaign with this list"))
        self.more = button(tr("More…"))
        menu = self.list_actions.menu()
        self.more.clicked.connect(
            lambda: menu.exec(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        )
        self.title = label("", "heading")
        layout.addLayout(row(self.title, None, self.more, self.use))
        holder = Card(padding=2)
        self.table = ContactTable(self._context)
        self.table.setColumnHidden(0, True)
        self.table.hide()  # no empty table beside no list
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.row_chosen.connect(self._on_row)
        self.table.failed.connect(self._fail)
        self.table.typed.connect(self._on_typed)
        self.found = QListWidget()
        self.found.setAccessibleName(tr("People found"))
        self.found.setFrameShape(QListWidget.Shape.NoFrame)
        self.found.currentItemChanged.connect(lambda now, _before: self._on_found(now))
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found.hide()
        self.none_found = label("", "muted", wrap=True)
        self.none_found.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.none_found.hide()
        bring = button(tr("Import a file…"), "primary", self.list_actions.choose_import)
        none = tr("No lists yet. A list is kept here and used for many campaigns.")
        self.empty = RowsState(self._lists_card, self.refresh, none, bring)
        holder.body.addWidget(self.empty, 1)
        holder.body.addWidget(self.table, 1)
        holder.body.addWidget(self.found, 1)
        holder.body.addWidget(self.none_found, 1)
        layout.addWidget(holder, 1)
        return people

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
        self.empty.show_count(len(lists))
        self.table.setVisible(bool(lists) and not self.search.text().strip())
        self._open_list()

    def _open_list(self) -> None:
        one = self.chosen()
        self.title.setText(one.name if one else "")
        for part in (self.use, self.more):
            part.setVisible(one is not None and not self.search.text().strip())
        self.table.show_list(one.id if one else None)
        self.person.open(None)

    def _on_search(self) -> None:
        wanted = self.search.text().strip()
        self.found.setVisible(bool(wanted))
        say(self.none_found, "")
        self.person.open(None)
        self.table.setCurrentIndex(QModelIndex())
        self.table.setVisible(not wanted and self.chosen() is not None)
        for part in (self.use, self.more):
            part.setVisible(not wanted and self.chosen() is not None)
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
            item.setToolTip(item.text())
            self.found.addItem(item)
        self.title.setText(ntr("{n} person found", "{n} people found", len(people)))
        nobody = tr("Nobody is found by “{text}”. A part of the name or of the phone is enough.")
        say(self.none_found, "" if people else nobody.format(text=wanted))
        self.found.setVisible(bool(people))

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

    def _do(self, work: Callable[[], _Answer], done: Callable[[_Answer], object]) -> None:
        say(self.error, "")
        ask_for(self, self._context.bridge, work, done, self._fail)

    def _forget_error(self) -> None:
        say(self.error, "")

    def _fail(self, trouble: Trouble) -> None:
        say(self.error, trouble_sentence(trouble))
