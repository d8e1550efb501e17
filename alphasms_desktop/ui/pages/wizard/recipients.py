"""Step 1: the purpose, the contact file and how it is read, and how each of its rows stands."""

import tempfile
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from alphasms_desktop.domain.contact import ContactList
from alphasms_desktop.domain.errors import Kind, Trouble
from alphasms_desktop.domain.importing import ImportChoices, ImportProgress
from alphasms_desktop.domain.live import ListCounts
from alphasms_desktop.domain.recipe import Recipe
from alphasms_desktop.domain.rules import Purpose
from alphasms_desktop.engine.contact_desk import Taken
from alphasms_desktop.i18n import ntr, number, tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.file_asking import SHEETS, ask_file
from alphasms_desktop.ui.pages.wizard.draft import Plan
from alphasms_desktop.ui.pages.wizard.file_card import FileCard
from alphasms_desktop.ui.pages.wizard.purposes import PurposeCards, with_purpose
from alphasms_desktop.ui.pages.wizard.rows_panel import RowsPanel
from alphasms_desktop.ui.pages.wizard.step import DropCard, Step
from alphasms_desktop.ui.widgets.basics import button, spelled
from alphasms_desktop.ui.widgets.scrolled import scrolled
from alphasms_desktop.wording import trouble_sentence

_TELL_EVERY_MS = 200


class RecipientsStep(Step):
    """Takes a contact file in and shows what came of each row.

    Signals: `taken_in(Path)`: a file of the user's own was read.
    """

    taken_in = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._turn = 0
        self._path: Path | None = None
        self._pasted: tempfile.TemporaryDirectory[str] | None = None
        self._progress = ImportProgress()
        self._began = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_TELL_EVERY_MS)
        self._timer.timeout.connect(self._tell_progress)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self.purposes = PurposeCards()
        self.purposes.chosen.connect(self._on_purpose)
        layout.addWidget(self.purposes)
        self.drop = DropCard(tr("Whom shall we call?"), _what_to_bring(), tr("Choose a file…"))
        self.drop.button.clicked.connect(self._choose_file)
        self.drop.add_button(button(tr("Paste from Excel"), "", self.paste))
        self.saved = button(tr("One of my lists…"), "", self._choose_list)
        self.drop.add_button(self.saved)
        self._shown = QStackedWidget()
        self._shown.addWidget(self.drop)
        self._shown.addWidget(self._make_loaded())
        layout.addWidget(self._shown, 1)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(scrolled(inside))
        pasting = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        pasting.activated.connect(self.paste)

    def show_plan(self, plan: Plan) -> None:
        """Show the purpose that was chosen before, or taken back by a new campaign."""
        super().show_plan(plan)
        self.purposes.show_purpose(plan.purpose)
        self.rows.show_plan(plan)

    def is_complete(self) -> bool:
        """Say whether a list with somebody to call is there; the review says who is unwilling."""
        return self.plan.can_be_told > 0

    def first_focus(self) -> QWidget:
        """Return the table, or the button that brings a file."""
        return self.rows.table if self.plan.contacts else self.drop.button

    def open_file(self, path: Path, choices: ImportChoices | None = None) -> None:
        """Take a contact file in; what was there before stays until it has succeeded."""
        self._progress.given_up = True
        self._turn += 1
        turn, progress = self._turn, ImportProgress()
        self._progress, self._began = progress, time.monotonic()
        self._show_error("")
        self._show_busy(tr("Reading the file…"))
        self._timer.start()
        self._context.bridge.ask(
            lambda: self._context.workspace.contacts.take_in(path, choices, progress),
            lambda taken: self._on_taken(turn, path, taken),
            lambda trouble: self._on_failed(turn, trouble),
        )

    def use_list(self, list_id: int) -> None:
        """Take one of the office's own lists."""
        self._progress.given_up = True
        self._turn += 1
        turn, desk = self._turn, self._context.workspace.contacts

        def found(taken: ContactList) -> None:
            self._on_taken(turn, None, Taken(taken, ImportChoices(), is_recalled=False))

        ask_for(
            self,
            self._context.bridge,
            lambda: desk.get(list_id),
            found,
            lambda trouble: self._on_failed(turn, trouble),
        )

    def note_brought(self, recipe: Recipe) -> None:
        """Say that only a list is wanted, where message and choices come from elsewhere."""
        has_message = recipe.text is not None or recipe.recording is not None
        rest = tr("Message and settings are there already; only the list is missing.")
        self.drop.text.setText(f"{rest}\n{_what_to_bring()}" if has_message else _what_to_bring())

    def _choose_list(self) -> None:
        named = self._context.workspace.book.named
        ask_for(
            self,
            self._context.bridge,
            named.all,
            self._offer_lists,
            lambda trouble: self._show_error(trouble_sentence(trouble)),
        )

    def _offer_lists(self, lists: list[ContactList]) -> None:
        if not lists:
            self._show_error(tr("There are no lists yet. Save one on the page “Contacts”."))
            return
        menu = QMenu(self)
        for one in lists:
            people = ntr("{n} person", "{n} people", one.ready)
            action = menu.addAction(spelled(f"{one.name} · {people}"))
            action.triggered.connect(partial(self.use_list, one.id))
        menu.exec(self.saved.mapToGlobal(self.saved.rect().bottomLeft()))

    def paste(self) -> None:
        """Take in the rows that were copied in a spreadsheet program, or the file that was."""
        copied = QGuiApplication.clipboard().mimeData()  # None where the clipboard is empty
        urls = copied.urls() if copied else []
        if files := [one.toLocalFile() for one in urls if one.isLocalFile()]:
            self.forget_pasted()
            self.open_file(Path(files[0]))
            return
        text = QGuiApplication.clipboard().text()
        if not text.strip():
            self._show_error(tr("The clipboard holds no rows. Copy them in Excel first."))
            return
        self.forget_pasted()
        # The name is shown as that of the source, so it speaks the user's language.
        self._pasted = tempfile.TemporaryDirectory(prefix="alphasms-")
        name = tr("Pasted rows")
        path = Path(self._pasted.name) / f"{name}.tsv"
        path.write_text(text, encoding="utf-8", newline="")
        self.open_file(path)

    def give_up(self) -> None:
        """Stop reading; the list that was there before stays."""
        self._progress.given_up = True
        self._turn += 1
        self._show_busy("")

    def reset(self, keep_list: bool = False) -> None:
        """Begin anew; the list goes too unless a campaign was made of it."""
        self.give_up()
        if self.plan.contacts and not keep_list:
            self._remove(self.plan.contacts)
        self._path = None
        self.forget_pasted()
        self.drop.text.setText(_what_to_bring())
        self._show_error("")
        self.rows.show_list(None)
        self._shown.setCurrentIndex(0)

    def forget_pasted(self) -> None:
        """Leave no people behind in the computer's passing files."""
        if self._pasted is not None:
            self._pasted.cleanup()
            self._pasted = None

    def _make_loaded(self) -> QWidget:
        loaded = QWidget()
        layout = QVBoxLayout(loaded)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self.card = FileCard()
        self.card.chosen.connect(self._on_chosen)
        self.card.other_asked.connect(self._choose_file)
        self.card.paste_asked.connect(self.paste)
        self.card.given_up.connect(self.give_up)
        layout.addWidget(self.card)
        self.rows = RowsPanel(self._context)
        self.rows.failed.connect(lambda trouble: self._show_error(trouble_sentence(trouble)))
        self.rows.changed.connect(self._on_changed)
        self.rows.twins.answered.connect(self._on_twins)
        self.rows.counted.connect(self._on_counted)
        layout.addWidget(self.rows, 1)
        return loaded

    def _choose_file(self) -> None:
        chosen = ask_file(self, tr("Contact file"), tr("Contact files"), SHEETS)
        if chosen:
            self.open_file(chosen)

    def _on_chosen(self, choices: ImportChoices) -> None:
        if self._path:
            self.open_file(self._path, choices)

    def _on_changed(self, taken: ContactList) -> None:
        self._choose(replace(self.plan, contacts=taken))

    def _on_twins(self, taken: ContactList, each_row: bool) -> None:
        if self.plan.contacts and self.plan.contacts.id == taken.id:
            self._choose(replace(self.plan, contacts=taken, each_row=each_row))

    def _on_counted(self, counts: ListCounts) -> None:
        if counts != self.plan.counts:
            self._choose(replace(self.plan, counts=counts))

    def _on_taken(self, turn: int, path: Path | None, taken: Taken) -> None:
        if turn != self._turn:
            self._remove(taken.list)
            return
        before = self.plan.contacts
        if before:
            self._remove(before)
        self._path = path
        if path is not None and self._pasted is None:
            self.taken_in.emit(path)
        self._show_busy("")
        self._show_error("")
        self.card.show_taken(taken.list, taken.choices, taken.is_recalled)
        self.card.let_choose(path is not None)
        fresh = replace(self.plan, contacts=taken.list, counts=ListCounts(), each_row=None)
        self._choose(fresh)
        self.rows.show_list(taken.list)
        self._shown.setCurrentIndex(1)
        if self.isVisible():
            self.first_focus().setFocus()

    def _on_failed(self, turn: int, trouble: Trouble) -> None:
        if turn == self._turn and trouble.kind is not Kind.GIVEN_UP:
            self._show_busy("")
            self._show_error(trouble_sentence(trouble))
            self.card.show_again()
            if self.drop.isVisible():
                self.drop.button.setFocus()

    def _tell_progress(self) -> None:
        rows = self._progress.rows
        if rows:
            pace = round(rows / max(0.1, time.monotonic() - self._began))
            read = ntr("{n} row read", "{n} rows read", rows)
            each = tr("{n} a second").format(n=number(pace))
            self._say_busy(f"{read} · {each}")

    def _remove(self, taken: ContactList) -> None:
        remove = self._context.workspace.contacts.remove
        self._context.bridge.ask(
            lambda: remove(taken.id), lambda _nothing: None, lambda _trouble: None
        )

    def _show_busy(self, text: str) -> None:
        if not text:
            self._timer.stop()
        self._say_busy(text)

    def _on_purpose(self, purpose: Purpose) -> None:
        if purpose is not self.plan.purpose:
            self.changed.emit(with_purpose(self.plan, purpose))

    def _say_busy(self, text: str) -> None:
        self.drop.show_busy(text)
        self.card.show_busy(text)

    def _show_error(self, text: str) -> None:
        self.drop.show_error(text)
        self.card.show_error(text)


def _what_to_bring() -> str:
    return tr(
        "Drop a contact file here: Excel, OpenDocument, CSV or contacts from a phone "
        "(vCard), with a column of phones."
    )
