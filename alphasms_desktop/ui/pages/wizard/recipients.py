"""Step 1: the purpose, the contact file, its phone column, and how each of its rows stands."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QStackedWidget, QVBoxLayout, QWidget

from alphasms_desktop.domain.contact import ContactList
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.live import ListFilter
from alphasms_desktop.i18n import ntr, number, tr
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.wizard.contact_table import ContactTable
from alphasms_desktop.ui.pages.wizard.step import (
    Busy,
    DropCard,
    Step,
    ask_file,
    say,
)
from alphasms_desktop.ui.widgets.basics import Card, Choices, button, label, row
from alphasms_desktop.wording import trouble_sentence

SHEETS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt")
_FILTERS = (ListFilter.ALL, ListFilter.READY, ListFilter.ATTENTION, ListFilter.DUPLICATES)
_COUNTED_AT_MOST = 20_000
"""Repaired rows are counted in one go up to here; beyond it the count is left out."""


class RecipientsStep(Step):
    """Takes a contact file in and shows what came of each row."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._turn = 0
        self._path: Path | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(row(*_purposes(), spacing=12))
        self.drop = DropCard(
            tr("Whom shall we call?"),
            tr("Drop a contact file here: Excel, OpenDocument or CSV, with a column of phones."),
            tr("Choose a file…"),
        )
        self.drop.button.clicked.connect(self._choose_file)
        self._shown = QStackedWidget()
        self._shown.addWidget(self.drop)
        self._shown.addWidget(self._make_loaded())
        layout.addWidget(self._shown, 1)

    def is_complete(self) -> bool:
        """Say whether a list with somebody to call is there."""
        return self.plan.calls > 0

    def first_focus(self) -> QWidget:
        """Return the table, or the button that brings a file."""
        return self.table if self.plan.contacts else self.drop.button

    def open_file(self, path: Path, phone_column: str | None = None) -> None:
        """Take a contact file in; what was there before stays until it has succeeded."""
        self._turn += 1
        turn = self._turn
        self._show_error("")
        self._show_busy(tr("Reading the file…"))
        self._context.bridge.ask(
            lambda: self._context.workspace.contacts.take_in(path, phone_column),
            lambda taken: self._on_taken(turn, path, taken),
            lambda trouble: self._on_failed(turn, trouble),
        )

    def reset(self, keep_list: bool = False) -> None:
        """Begin anew; the list goes too unless a campaign was made of it."""
        self._turn += 1
        if self.plan.contacts and not keep_list:
            self._remove(self.plan.contacts)
        self._path = None
        self._show_busy("")
        self._show_error("")
        self.table.show_list(None)
        self._shown.setCurrentIndex(0)

    def _make_loaded(self) -> QWidget:
        loaded = QWidget()
        layout = QVBoxLayout(loaded)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._make_file_card())
        names = [tr("All"), tr("Ready"), tr("Need attention"), tr("Repeats")]
        self.chips = Choices(names, self._on_filter)
        layout.addWidget(self.chips)
        self.table = ContactTable(self._context)
        self.table.failed.connect(lambda trouble: self._show_error(trouble_sentence(trouble)))
        self.details = label("", "muted", wrap=True)
        self.details.setContentsMargins(14, 4, 14, 6)
        self.details.hide()
        self.table.fault_chosen.connect(lambda text: say(self.details, text))
        holder = Card(padding=2)
        holder.body.addWidget(self.table)
        holder.body.addWidget(self.details)
        layout.addWidget(holder, 1)
        return loaded

    def _make_file_card(self) -> Card:
        card = Card(spacing=8)
        self.file_name = label("", "heading", wrap=True)
        self.file_facts = label("", "muted", wrap=True)
        self.busy = Busy()
        self.error = label("", "error", wrap=True)
        self.error.hide()
        self.other = button(tr("Another file…"), "", self._choose_file)
        self.column = QComboBox()
        self.column.setMinimumWidth(200)
        self.column.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.column.setAccessibleName(tr("Column with phones"))
        self.column.activated.connect(self._on_column)
        caption = label(tr("&Column with phones"), "muted")
        caption.setBuddy(self.column)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.file_name)
        words.addWidget(self.file_facts)
        words.addWidget(self.busy)
        top = row(spacing=12)
        top.addLayout(words, 1)
        choice = QVBoxLayout()
        choice.setSpacing(3)
        choice.addWidget(caption)
        choice.addWidget(self.column)
        top.addLayout(choice)
        top.addWidget(self.other, 0, Qt.AlignmentFlag.AlignBottom)
        card.body.addLayout(top)
        card.body.addWidget(self.error)
        return card

    def _choose_file(self) -> None:
        chosen = ask_file(self, tr("Contact file"), tr("Contact files"), SHEETS)
        if chosen:
            self.open_file(chosen)

    def _on_column(self, index: int) -> None:
        taken = self.plan.contacts
        if self._path and taken and index != taken.head.phone_column:
            self.open_file(self._path, taken.head.columns[index])

    def _on_filter(self, index: int) -> None:
        if self.plan.contacts:
            self.table.show_list(self.plan.contacts.id, _FILTERS[index])

    def _on_taken(self, turn: int, path: Path, taken: ContactList) -> None:
        if turn != self._turn:
            self._remove(taken)
            return
        before = self.plan.contacts
        if before:
            self._remove(before)
        self._path = path
        self._show_busy("")
        self._show_error("")
        self._show_list(taken)
        self._choose(replace(self.plan, contacts=taken))
        self.chips.choose(0)
        self.table.show_list(taken.id)
        self._shown.setCurrentIndex(1)
        self._count_repaired(turn, taken)

    def _on_failed(self, turn: int, trouble: Trouble) -> None:
        if turn == self._turn:
            self._show_busy("")
            self._show_error(trouble_sentence(trouble))
            if self.plan.contacts:
                self.column.setCurrentIndex(self.plan.contacts.head.phone_column)

    def _show_list(self, taken: ContactList) -> None:
        head = taken.head
        total = taken.ready + taken.rejected + taken.duplicates
        facts = [ntr("{n} row", "{n} rows", total)]
        if head.sheet:
            facts.append(tr("sheet “{name}”").format(name=head.sheet))
        self.file_name.setText(head.source)
        self.file_facts.setText(" · ".join(facts))
        self.column.clear()
        for place, name in enumerate(head.columns, 1):
            self.column.addItem(name or tr("column {n}").format(n=place))
        self.column.setCurrentIndex(head.phone_column)
        self.chips.rename(0, f"{tr('All')} {number(total)}")
        self.chips.rename(2, f"{tr('Need attention')} {number(taken.rejected)}")
        self.chips.rename(3, f"{tr('Repeats')} {number(taken.duplicates)}")
        self._show_counts(taken, 0)

    def _show_counts(self, taken: ContactList, repaired: int) -> None:
        text = f"{tr('Ready')} {number(taken.ready)}"
        if repaired:
            text += " " + tr("({n} repaired)").format(n=number(repaired))
        self.chips.rename(1, text)

    def _count_repaired(self, turn: int, taken: ContactList) -> None:
        if taken.ready > _COUNTED_AT_MOST:
            return
        page = self._context.workspace.contacts.page

        def count() -> int:
            rows = page(taken.id, ListFilter.READY, 0, _COUNTED_AT_MOST)
            return sum(one.is_repaired for one in rows)

        def show(repaired: int) -> None:
            if turn == self._turn:
                self._show_counts(taken, repaired)

        self._context.bridge.ask(count, show, lambda _trouble: None)

    def _remove(self, taken: ContactList) -> None:
        remove = self._context.workspace.contacts.remove
        self._context.bridge.ask(
            lambda: remove(taken.id), lambda _nothing: None, lambda _trouble: None
        )

    def _show_busy(self, text: str) -> None:
        self.drop.show_busy(text)
        self.busy.say(text)
        self.file_facts.setVisible(not text)
        self.other.setEnabled(not text)
        self.column.setEnabled(not text)

    def _show_error(self, text: str) -> None:
        self.drop.show_error(text)
        say(self.error, text)


def _purposes() -> tuple[Card, Card]:
    """Make the two cards of purposes; only the first can be chosen in this version."""
    service = Card("card-chosen", spacing=2)
    service.body.addWidget(label(tr("Service notice"), "heading"))
    about = tr("A reminder, an outage, a delivery: what a person waits for.")
    service.body.addWidget(label(about, "muted", wrap=True))
    service.setAccessibleName(tr("Purpose: service notice"))
    advertising = Card(spacing=2)
    advertising.body.addWidget(label(tr("Advertising"), "muted"))
    why = tr("Not in this version yet: it needs consent and a key to refuse.")
    advertising.body.addWidget(label(why, "muted", wrap=True))
    advertising.setToolTip(why)
    advertising.setEnabled(False)
    return service, advertising
