"""The first page: what waits for the user, and all campaigns."""

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QStackedWidget, QWidget

from alphasms_desktop.domain.campaign import CampaignSummary, Mode, Phase, Tally
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.exchange import Balance
from alphasms_desktop.domain.recipe import Recipe
from alphasms_desktop.domain.search import folded
from alphasms_desktop.i18n import number, tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.campaign_actions import CampaignActions
from alphasms_desktop.ui.pages.unfinished_cards import UnfinishedCards
from alphasms_desktop.ui.tables.campaign_row import CampaignRow, read_rows
from alphasms_desktop.ui.tables.campaigns import CampaignTable
from alphasms_desktop.ui.tables.unfinished import Unfinished, Want, begun_draft
from alphasms_desktop.ui.widgets.basics import (
    Card,
    Choices,
    button,
    by_enter_too,
    keys_text,
    label,
    page_layout,
    row,
    search_field,
)
from alphasms_desktop.ui.widgets.icons import drop_down
from alphasms_desktop.ui.widgets.page_state import page_state
from alphasms_desktop.ui.widgets.undo_bar import UndoBar
from alphasms_desktop.wording import trouble_sentence

if TYPE_CHECKING:
    from alphasms_desktop.engine.orders import RunEnd

_ALL, _GOING_ON, _WAITING, _ARCHIVED = range(4)


class HomePage(QWidget):
    """Reads campaigns elsewhere, shows them here, and follows those that run."""

    new_asked = Signal()
    sample_asked = Signal()
    opened = Signal(int)
    resume_asked = Signal(int)
    review_asked = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._rows: dict[int, CampaignRow] = {}
        self._filter = _ALL
        self._has_draft = False
        self._balance: Decimal | None = None
        self._asked = 0
        self._draft_asked = 0
        self.search = search_field(tr("Search"), tr("Search campaigns by name"), 220)
        self.search.textChanged.connect(lambda _text: self._narrow())
        self.new_button = button(tr("New campaign"), "primary", self.new_asked.emit)
        self.new_button.setToolTip(keys_text(QKeySequence.StandardKey.New))
        self.chips = Choices(["", "", "", tr("Archive")], self._choose)
        self.cards = UnfinishedCards()
        self.cards.pressed.connect(self._act)
        self.cards.rest_asked.connect(lambda: self.chips.choose(_WAITING))
        self.table = CampaignTable()
        self.table.opened.connect(self.opened)
        self.table.menu_asked.connect(self._open_menu)
        self.table.archive_asked.connect(self._archive)
        self.actions_here = CampaignActions(self, context)
        self.undo = UndoBar()
        self.ways = drop_down(button(tr("Other ways"), "", self._open_ways))
        self.ways.setToolTip(tr("Call one person, templates, emergencies"))
        self.setFocusProxy(self.table)
        self.state = QStackedWidget()
        self._lay_out()
        self._connect_runs()
        acts = self.actions_here
        acts.opened.connect(self.opened)
        acts.changed.connect(self.refresh)
        acts.undoable.connect(self.undo.offer)
        acts.failed.connect(self._say)
        self.refresh()

    def refresh(self) -> None:
        """Read all campaigns anew."""
        self.ask_for_draft()
        self._asked += 1
        desk, balance = self._context.workspace.campaigns, self._balance
        turn = self._asked
        ask_for(
            self,
            self._context.bridge,
            lambda: read_rows(desk, balance),
            lambda rows: self._show(rows) if turn == self._asked else None,
            lambda trouble: self._fail(trouble) if turn == self._asked else None,
        )

    def note_balance(self, balance: Balance | None) -> None:
        """Note what is on the account: a start that was set may need more, a pause may be over."""
        known = balance.amount if balance and balance.currency == "UAH" else None
        if known != self._balance:
            self._balance = known
            self.refresh()

    def ask_for_draft(self) -> None:
        """Show, or not, that a new campaign was begun and not started."""
        self._draft_asked += 1
        turn, kept = self._draft_asked, self._context.workspace.recipes.kept

        def take(draft: Recipe | None) -> None:
            if turn == self._draft_asked:
                self._has_draft = draft is not None and draft.is_begun
                self._show_banners()

        # Without a card nothing is lost: the draft is there when the new campaign is gone to.
        ask_for(self, self._context.bridge, kept.draft, take, lambda _trouble: None)

    def _open_menu(self, campaign_id: int, at: QPoint) -> None:
        self._say(None)
        self.actions_here.menu_of(self._rows[campaign_id]).popup(at)

    def _archive(self, campaign_id: int) -> None:
        """Put a campaign into the archive, which can be taken back; one that runs stays."""
        one = self._rows[campaign_id]
        if not one.is_owned and not one.summary.campaign.is_archived:
            self.actions_here.archive(one, True)

    def _open_ways(self) -> None:
        self.actions_here.ways.popup(self.ways.mapToGlobal(self.ways.rect().bottomLeft()))

    def _say(self, trouble: Trouble | None) -> None:
        self.said.setText(trouble_sentence(trouble) if trouble else "")
        self.said.setVisible(trouble is not None)

    def _lay_out(self) -> None:
        layout = page_layout(self)
        buttons = (self.search, self.ways, self.new_button)
        layout.addLayout(row(label(tr("Campaigns"), "title"), None, *buttons))
        self.said = label("", "error", wrap=True)
        self.said.hide()
        layout.addWidget(self.said)
        layout.addWidget(self.undo)
        layout.addWidget(self.cards)
        layout.addWidget(self.chips)
        self._loading = page_state(label(tr("Reading the campaigns…"), "muted"))
        self._error = label(look="error", wrap=True)
        self._failed = page_state(self._error, button(tr("Try again"), "", self.refresh))
        sentence = tr("Here will be your campaigns: a list, a recording, and who answered.")
        self._empty = page_state(label(sentence, "sentence", wrap=True), *self._first_ways())
        box = Card(padding=1)
        box.body.setContentsMargins(1, 5, 1, 5)
        self._nothing_fits = label(look="muted")
        self._nothing_fits.setContentsMargins(12, 8, 12, 8)
        box.body.addWidget(self.table)
        box.body.addWidget(self._nothing_fits)
        self._list = box
        for page in (self._loading, self._failed, self._empty, self._list):
            self.state.addWidget(page)
        layout.addWidget(self.state, 1)
        self._switch_to(self._loading)

    def _first_ways(self) -> list[QWidget]:
        """Return the buttons of an empty page; in training an example is at hand, too."""
        is_training = self._context.mode is Mode.TRAINING
        look = "" if is_training else "primary"
        new = by_enter_too(button(tr("New campaign"), look, self.new_asked.emit))
        self.first = new
        if not is_training:
            return [new]
        try_it = button(tr("Try with an example"), "primary", self.sample_asked.emit)
        self.first = by_enter_too(try_it)
        said = tr("The example is a list of patients and a recording: two minutes to the result.")
        return [self.first, label(said, "muted", wrap=True), new]

    def _connect_runs(self) -> None:
        runs = self._context.runs
        runs.opened.connect(lambda _id, _balance: self.refresh())
        runs.refused.connect(lambda _id, _trouble: self.refresh())
        runs.changed.connect(self._on_changed)
        runs.phase_changed.connect(self._on_phase)
        runs.ended.connect(self._on_ended)

    def _show(self, rows: list[CampaignRow]) -> None:
        self._rows = {one.id: one for one in rows}
        self.table.show_rows(rows)
        self._switch_to(self._list if rows else self._empty)
        self._show_rest()

    def _fail(self, trouble: Trouble) -> None:
        if self._rows:
            return
        self._error.setText(trouble_sentence(trouble))
        self._switch_to(self._failed)

    def _switch_to(self, page: QWidget) -> None:
        self.state.setCurrentWidget(page)
        self.setFocusProxy(self.first if page is self._empty else self.table)
        for part in (self.search, self.chips, self.new_button):
            part.setVisible(page is self._list)
        self.ways.setVisible(page in (self._list, self._empty))

    def _show_rest(self) -> None:
        """Show counts on the chips, the banners, and only the rows that fit."""
        seen = [one for one in self._rows.values() if not one.summary.campaign.is_archived]
        self.chips.group.button(_ARCHIVED).setVisible(len(seen) < len(self._rows))
        going_on = sum(one.goes_on for one in seen)
        waiting = sum(bool(one.unfinished()) for one in seen)
        self.chips.rename(_ALL, tr("All"))
        self.chips.rename(_GOING_ON, tr("Running {count}").format(count=number(going_on)))
        self.chips.rename(
            _WAITING, tr("Waiting for a decision {count}").format(count=number(waiting))
        )
        self._show_banners()
        self._narrow()

    def _show_banners(self) -> None:
        found = [
            thing
            for one in self._rows.values()
            if not one.summary.campaign.is_archived
            for thing in one.unfinished()
        ]
        self.cards.show_things(found + ([begun_draft()] if self._has_draft else []))

    def _act(self, thing: Unfinished) -> None:
        if thing.want is Want.DRAFT:
            self.new_asked.emit()
            return
        signal = {
            Want.RESUME: self.resume_asked,
            Want.REVIEW: self.review_asked,
            Want.OPEN: self.opened,
        }[thing.want]
        signal.emit(thing.campaign_id)

    def _choose(self, number_of_chip: int) -> None:
        self._filter = number_of_chip
        self._narrow()

    def _narrow(self) -> None:
        wanted = folded(self.search.text().strip())

        def fits(campaign_id: int) -> bool:
            one = self._rows[campaign_id]
            if one.summary.campaign.is_archived is not (self._filter == _ARCHIVED):
                return False
            by_chip = (True, one.goes_on, bool(one.unfinished()), True)[self._filter]
            return by_chip and wanted in folded(one.name)

        shown = self.table.show_only(fits)
        are_away = all(one.summary.campaign.is_archived for one in self._rows.values())
        none, archived = tr("No campaign fits the filter."), tr("All campaigns are in the archive.")
        self._nothing_fits.setText(archived if are_away and not wanted else none)
        self._nothing_fits.setVisible(not shown)

    def _on_changed(self, campaign_id: int, _changes: object, tally: Tally) -> None:
        self._take(campaign_id, tally=tally)

    def _on_phase(self, campaign_id: int, phase: Phase | None, trouble: Trouble | None) -> None:
        if phase is None:
            self.refresh()
        else:
            self._take(campaign_id, phase=phase, trouble=trouble, is_owned=True)

    def _on_ended(self, campaign_id: int, end: "RunEnd") -> None:
        self._take(
            campaign_id, tally=end.tally, phase=end.phase, trouble=end.trouble, is_owned=False
        )
        # A reading that is under way may be older than the end.
        self.refresh()

    def _take(
        self,
        campaign_id: int,
        tally: Tally | None = None,
        phase: Phase | None = None,
        trouble: Trouble | None = None,
        is_owned: bool = True,
    ) -> None:
        one = self._rows.get(campaign_id)
        if one is None:
            self.refresh()
            return
        campaign = one.summary.campaign
        if phase is not None:
            campaign = replace(campaign, phase=phase, trouble=trouble)
        summary = CampaignSummary(
            campaign, tally or one.summary.tally, one.summary.rejected, one.summary.duplicates
        )
        self._rows[campaign_id] = CampaignRow(summary, is_owned, one.purse)
        self.table.update_row(self._rows[campaign_id])
        self._show_rest()
