"""The rows of a contact file: chips that count and filter, the table, and mending in place."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QMenu, QVBoxLayout, QWidget

from alphasms_desktop.domain.contact import ContactList, Mended, Reason
from alphasms_desktop.domain.live import ListCounts, ListFilter, ListRow
from alphasms_desktop.domain.rules import Purpose
from alphasms_desktop.i18n import ntr, tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.file_asking import ask_file
from alphasms_desktop.ui.pages.wizard.contact_table import ContactTable, row_sentence
from alphasms_desktop.ui.pages.wizard.list_chips import ListChips
from alphasms_desktop.ui.pages.wizard.step import say
from alphasms_desktop.ui.widgets.basics import Card, button, label, row
from alphasms_desktop.wording import mend_refusal


class RowsPanel(QWidget):
    """Shows the rows of one list and has them mended.

    Signals: `changed(ContactList)`: rows were mended, these are the counts now;
    `counted(ListCounts)`: whom of them the rules leave out; `failed(Trouble)`.
    """

    changed = Signal(object)
    counted = Signal(object)
    failed = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._taken: ContactList | None = None
        self._purpose = Purpose.NOTICE
        self._days = 1
        self._row: ListRow | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self.chips = ListChips(self._on_filter)
        layout.addWidget(self.chips)
        self.table = ContactTable(context)
        self.table.failed.connect(self.failed)
        self.table.row_chosen.connect(self._on_row)
        self.table.typed.connect(self._mend)
        self.details = label("", "muted", wrap=True)
        self.take = button(tr("The number is right: take it"), "", self._take_as_written)
        self.take.hide()
        holder = Card(padding=2)
        holder.body.addWidget(self.table)
        below = row(spacing=10)
        below.setContentsMargins(14, 4, 14, 6)
        below.addWidget(self.details, 1)
        below.addWidget(self.take)
        holder.body.addLayout(below)
        layout.addWidget(holder, 1)
        self.save = button(tr("Save rows left out…"), "", self._save)
        self.more = button(tr("More…"))
        menu = QMenu(self)
        self.take_back = menu.addAction(tr("Take mended rows in…"), self._take_back)
        self.merge = menu.addAction(tr("Fill gaps of first rows from their repeats"), self._merge)
        self.keep = menu.addAction(tr("Save as a list…"), self._ask_name)
        self.more.clicked.connect(
            lambda: menu.exec(self.more.mapToGlobal(self.more.rect().topLeft()))
        )
        self.said = label("", "muted", wrap=True)
        actions = row(self.save, self.more, None, spacing=8)
        layout.addWidget(self.said)
        layout.addLayout(actions)

    def show_list(self, taken: ContactList | None) -> None:
        """Show a list from its first row; None empties the panel."""
        self._taken = taken
        say(self.said, "")
        self.chips.choose(0)
        self.table.show_list(taken.id if taken else None)
        if taken:
            self._show_counts(taken, ListCounts())
            self._ask_counts(taken)

    def show_purpose(self, purpose: Purpose) -> None:
        """Count as ready only whom the purpose lets be called: advertising needs consent."""
        self.table.show_purpose(purpose)
        if purpose is not self._purpose:
            self._purpose = purpose
            self.chips.show_purpose(purpose)
            self._on_filter(self.chips.shown)

    def show_days(self, days: int) -> None:
        """Count as called lately whom a rule of so many days leaves out."""
        if days != self._days:
            self._days = days
            self.table.show_days(days)
            if self._taken:
                self._ask_counts(self._taken)

    def _show_counts(self, taken: ContactList, counts: ListCounts) -> None:
        self.chips.show_counts(taken, counts)
        set_aside = taken.rejected + taken.duplicates
        self.save.setVisible(bool(set_aside))
        self.take_back.setVisible(bool(set_aside))
        self.merge.setVisible(bool(taken.duplicates))
        self.keep.setVisible(not taken.name)

    def _ask_counts(self, taken: ContactList) -> None:
        def show(counts: ListCounts) -> None:
            if self._taken and self._taken.id == taken.id and days == self._days:
                self._show_counts(self._taken, counts)
                self.counted.emit(counts)

        desk, days = self._context.workspace.contacts, self._days
        ask = partial(desk.counts, taken.id, days)
        ask_for(self, self._context.bridge, ask, show, self.failed.emit)

    def _on_filter(self, shown: ListFilter) -> None:
        if self._taken:
            self.table.show_list(self._taken.id, shown)

    def _on_row(self, chosen: ListRow | None) -> None:
        self._row = chosen
        is_faulty = chosen is not None and chosen.reason is not None
        text = ""
        if chosen and is_faulty:
            text = f"{self._place(chosen)}. {row_sentence(chosen)}"
            if chosen.reason is not Reason.DUPLICATE:
                text += " " + tr("F2 corrects the number here.")
        say(self.details, text)
        self.take.setVisible(chosen is not None and chosen.reason is Reason.PROBABLY_CUT)

    def _place(self, chosen: ListRow) -> str:
        """Say where a fault stands in the file: sheet, row, column."""
        if self._taken is None:
            return ""
        head = self._taken.head
        parts = [tr("Sheet “{name}”").format(name=head.sheet)] if head.sheet else []
        place = tr("row {row}") if parts else tr("Row {row}")
        parts.append(place.format(row=chosen.row))
        parts.append(tr("column “{name}”").format(name=head.columns[head.phone_column]))
        return ", ".join(parts)

    def _take_as_written(self) -> None:
        if self._row:
            self._mend(self._row.row, self._row.original)

    def _mend(self, place: int, written: str) -> None:
        if self._taken is None:
            return
        list_id, desk = self._taken.id, self._context.workspace.contacts

        def done(refused: Reason | None) -> None:
            if refused is not None:
                say(self.said, mend_refusal(refused, written))
            else:
                say(self.said, tr("Row {row} is ready now.").format(row=place))
            self._refresh()

        ask_for(
            self,
            self._context.bridge,
            lambda: desk.mend(list_id, place, written),
            done,
            self.failed.emit,
        )

    def _ask_name(self) -> None:
        if self._taken is None:
            return
        suggested = self._taken.name or Path(self._taken.head.source).stem
        question = tr("Name of the list")
        name, is_given = QInputDialog.getText(
            self, tr("Save as a list"), question, QLineEdit.EchoMode.Normal, suggested
        )
        if is_given and name.strip():
            self.keep_as(name)

    def keep_as(self, name: str) -> None:
        """Keep the ready rows as one of the office's own lists."""
        if self._taken is None:
            return
        list_id, desk = self._taken.id, self._context.workspace.book
        told = tr("Saved as the list “{name}”.").format(name=name.strip())
        ask_for(
            self,
            self._context.bridge,
            lambda: desk.keep_as(list_id, name),
            lambda _new_id: say(self.said, told),
            self.failed.emit,
        )

    def _save(self) -> None:
        if self._taken is None:
            return
        stem = Path(self._taken.head.source).stem or tr("contacts")
        suggested = f"{stem} – {tr('rows left out')}.xlsx"
        title = tr("Save rows left out")
        chosen, _ = QFileDialog.getSaveFileName(self, title, suggested, "Excel (*.xlsx)")
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """Write the rows set aside to a workbook."""
        if self._taken is None:
            return
        list_id, desk = self._taken.id, self._context.workspace.contacts
        target = path if path.suffix else path.with_suffix(".xlsx")
        told = tr("Saved. Mend the yellow rows, save the file and take it in here.")
        ask_for(
            self,
            self._context.bridge,
            lambda: desk.save_rejects(list_id, target),
            lambda _nothing: say(self.said, told),
            self.failed.emit,
        )

    def _take_back(self) -> None:
        chosen = ask_file(self, tr("Mended rows"), tr("Workbooks"), (".xlsx", ".xls", ".ods"))
        if chosen:
            self.take_mended(chosen)

    def take_mended(self, path: Path) -> None:
        """Take in the rows of a saved workbook that can be called now."""
        if self._taken is None:
            return
        list_id, desk = self._taken.id, self._context.workspace.contacts

        def done(mended: Mended) -> None:
            text = ntr("{n} mended row taken in.", "{n} mended rows taken in.", mended.taken)
            if mended.still_bad:
                still = ntr("{n} still left out.", "{n} still left out.", mended.still_bad)
                text = f"{text} {still}"
            say(self.said, text)
            self._refresh()

        ask_for(
            self,
            self._context.bridge,
            lambda: desk.take_mended(list_id, path),
            done,
            self.failed.emit,
        )

    def _merge(self) -> None:
        if self._taken is None:
            return
        list_id, desk = self._taken.id, self._context.workspace.contacts

        def done(filled: int) -> None:
            say(self.said, ntr("{n} row was filled.", "{n} rows were filled.", filled))

        ask_for(
            self,
            self._context.bridge,
            lambda: desk.merge_twins(list_id),
            done,
            self.failed.emit,
        )

    def _refresh(self) -> None:
        if self._taken is None:
            return
        list_id, desk = self._taken.id, self._context.workspace.contacts

        def show(taken: ContactList) -> None:
            if self._taken and self._taken.id == taken.id:
                self._taken = taken
                self.table.reload()
                self._show_counts(taken, ListCounts())
                self._ask_counts(taken)
                self.changed.emit(taken)

        ask_for(self, self._context.bridge, lambda: desk.get(list_id), show, self.failed.emit)
