"""The rows of a contact file: chips that count and filter, the table, and mending in place."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from alphasms_desktop.domain.contact import ContactList, Reason
from alphasms_desktop.domain.live import ListCounts, ListFilter, ListRow
from alphasms_desktop.domain.rules import Purpose
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.wizard.contact_table import ContactTable, row_sentence
from alphasms_desktop.ui.pages.wizard.draft import Plan
from alphasms_desktop.ui.pages.wizard.list_chips import ListChips
from alphasms_desktop.ui.pages.wizard.rows_actions import RowsActions
from alphasms_desktop.ui.pages.wizard.step import say
from alphasms_desktop.ui.pages.wizard.twins_question import TwinsQuestion
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
        self.twins = TwinsQuestion(context)
        self.twins.failed.connect(self.failed)
        layout.addWidget(self.twins)
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
        self.foot = RowsActions(context)
        self.foot.mended.connect(self._refresh)
        self.foot.failed.connect(self.failed)
        layout.addWidget(self.foot)

    def show_list(self, taken: ContactList | None) -> None:
        """Show a list from its first row; None empties the panel."""
        self._taken = taken
        self.foot.show_list(taken)
        self.chips.choose(0)
        self.table.show_list(taken.id if taken else None)
        if taken:
            self._show_counts(taken, ListCounts())
            self._ask_counts(taken)

    def show_plan(self, plan: Plan) -> None:
        """Count for what was chosen, and show the list as another step may have changed it."""
        self.twins.show_plan(plan)
        self._show_purpose(plan.purpose)
        self._show_days(plan.recent_days)
        taken = plan.contacts
        if taken and self._taken and self._taken.id == taken.id and self._taken != taken:
            self._take_anew(taken)

    def _take_anew(self, taken: ContactList) -> None:
        self._taken = taken
        self.table.reload()
        self._show_counts(taken, ListCounts())
        self._ask_counts(taken)

    def _show_purpose(self, purpose: Purpose) -> None:
        """Count as ready only whom the purpose lets be called: advertising needs consent."""
        self.table.show_purpose(purpose)
        if purpose is not self._purpose:
            self._purpose = purpose
            self.chips.show_purpose(purpose)
            self._on_filter(self.chips.shown)

    def _show_days(self, days: int) -> None:
        """Count as called lately whom a rule of so many days leaves out."""
        if days != self._days:
            self._days = days
            self.table.show_days(days)
            if self._taken:
                self._ask_counts(self._taken)

    def _show_counts(self, taken: ContactList, counts: ListCounts) -> None:
        self.chips.show_counts(taken, counts)
        self.foot.show_counts(taken)

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
                self.foot.say(mend_refusal(refused, written))
            else:
                self.foot.say(tr("Row {row} is ready now.").format(row=place))
            self._refresh()

        ask_for(
            self,
            self._context.bridge,
            lambda: desk.mend(list_id, place, written),
            done,
            self.failed.emit,
        )

    def _refresh(self) -> None:
        if self._taken is None:
            return
        list_id, desk = self._taken.id, self._context.workspace.contacts

        def show(taken: ContactList) -> None:
            if self._taken and self._taken.id == taken.id:
                self._take_anew(taken)
                self.changed.emit(taken)

        ask_for(self, self._context.bridge, lambda: desk.get(list_id), show, self.failed.emit)
