"""The end of a campaign: one sentence, the lists to work through, charts, what comes next."""

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import CampaignKind, CampaignSummary
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.totals import NOT_REACHED, Totals
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.dialogs.cabinet import CabinetDialog
from alphasms_desktop.ui.dialogs.comparison import Comparison
from alphasms_desktop.ui.dialogs.follow_up import FollowUp
from alphasms_desktop.ui.pages.campaign_actions import CampaignActions
from alphasms_desktop.ui.pages.campaign_charts import CampaignCharts
from alphasms_desktop.ui.pages.finished_lists import FinishedLists
from alphasms_desktop.ui.tables.campaign_row import CampaignRow
from alphasms_desktop.ui.widgets.basics import Card, Choices, button, label, page_layout, row
from alphasms_desktop.ui.widgets.flow import right_flow
from alphasms_desktop.ui.widgets.one_line import OneLine
from alphasms_desktop.ui.widgets.outcome_bar import OutcomeBar
from alphasms_desktop.ui.widgets.report_button import ReportSaver
from alphasms_desktop.ui.widgets.scrolled import scrolled
from alphasms_desktop.ui.widgets.sentence import Sentence
from alphasms_desktop.ui.widgets.undo_bar import UndoBar
from alphasms_desktop.wording import about_run, phase_name, totals_sentence, trouble_sentence

_LISTS = 0
_TOLD = frozenset({State.ANSWERED, State.NO_ANSWER, State.BUSY, State.FAILED})


@dataclass(frozen=True)
class _Read:
    """What the page has read of a campaign."""

    summary: CampaignSummary
    totals: Totals
    paid: Decimal | None


class FinishedPage(QWidget):
    """Shows how a campaign ended.

    Signals: `table_asked(int)`: show the table of a campaign; `call_back_asked(int)`: so many were
    put on the call-back list; `new_asked()`: a new campaign; `receiving_asked()`: set receiving up.
    """

    table_asked = Signal(int)
    call_back_asked = Signal(int)
    new_asked = Signal()
    receiving_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._campaign_id = 0
        self._read: _Read | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title = OneLine("", "title")
        self.pill = label("", "pill")
        self.about = OneLine("", "muted")
        self.report = ReportSaver(self, context)
        self.table_button = button(
            tr("All calls"), "", lambda: self.table_asked.emit(self._campaign_id)
        )
        self.acts = CampaignActions(self, context)
        self.acts.changed.connect(lambda: self.show_campaign(self._campaign_id))
        self.acts.failed.connect(self._on_failed)
        self.undo = UndoBar()
        self.acts.undoable.connect(self.undo.offer)
        self.repeat = button(
            tr("Repeat with a new file"), "", lambda: self.acts.repeat(self._campaign_id)
        )
        self.more = button(tr("More…"), "", self._open_menu)
        self.sentence = Sentence()
        self.untold = label(
            tr("AlphaSMS tells no results of these calls: they may have been heard all the same."),
            "muted",
            wrap=True,
        )
        self.try_again = button(tr("Try again"), "", lambda: self.show_campaign(self._campaign_id))
        self.set_up = button(tr("Set up receiving…"), "link", self.receiving_asked.emit)
        self.bar = OutcomeBar()
        self.lists = FinishedLists(context)
        self.lists.failed.connect(self._on_failed)
        self.lists.again_asked.connect(self.follow_up)
        self.charts = CampaignCharts(context)
        self.tabs = Choices([tr("Lists"), tr("Charts")], self._on_tab)
        self.call_back = button(tr("Ring them up ourselves"), "", self._put_on_list)
        self.dialog: FollowUp | Comparison | CabinetDialog | None = None
        self._lay_out()

    @property
    def campaign_id(self) -> int:
        """The campaign that is shown."""
        return self._campaign_id

    def show_campaign(self, campaign_id: int) -> None:
        """Show how a campaign ended."""
        if campaign_id != self._campaign_id or self._read is None:
            self._show_reading()
            self.undo.hide()
        self._campaign_id = campaign_id
        self.charts.show_campaign(campaign_id)
        self.tabs.choose(_LISTS)
        workspace = self._context.workspace

        def read() -> _Read:
            summary = workspace.results.summary(campaign_id)
            paid = workspace.campaigns.paid_by_balance(summary)
            return _Read(summary, workspace.results.totals(campaign_id), paid)

        ask_for(self, self._context.bridge, read, self._on_read, self._on_not_read)

    def follow_up(self, states: frozenset[State], keys: frozenset[str]) -> None:
        """Ask whom the next campaign calls, these ticked."""
        if self._read is None:
            return
        asked = FollowUp(self, self._context, self._read.summary, self._read.totals)
        asked.recipe_ready.connect(self.acts.recipe_ready)
        asked.choose(tuple(states), tuple(keys))
        self.dialog = asked
        asked.open()

    def compare(self) -> None:
        """Show this campaign beside another."""
        self.dialog = Comparison(self, self._context, self._campaign_id)
        self.dialog.open()

    def _lay_out(self) -> None:
        layout = page_layout(self)
        head = row(self.title, self.pill)
        buttons = (self.more, self.table_button, self.report.button, self.repeat)
        head.addWidget(right_flow(*buttons), 1)
        layout.addLayout(head)
        layout.addWidget(self.about)
        layout.addWidget(self.report.line)
        layout.addWidget(self.undo)
        said = Card()
        said.body.setContentsMargins(20, 16, 20, 16)
        said.body.addWidget(self.sentence)
        said.body.addWidget(self.untold)
        said.body.addLayout(row(self.set_up, self.try_again, None))
        layout.addWidget(said)
        layout.addWidget(self.bar)
        across = QHBoxLayout()
        across.addWidget(self.tabs, 1)
        across.addWidget(self.call_back)
        layout.addLayout(across)
        self._lists_area = scrolled(self.lists)
        layout.addWidget(self._lists_area, 1)
        layout.addWidget(self.charts, 1)
        self.charts.hide()
        self._show_reading()

    def _on_tab(self, tab: int) -> None:
        self._lists_area.setVisible(tab == _LISTS)
        self.charts.setVisible(tab != _LISTS)

    def _on_read(self, read: _Read) -> None:
        self._read = read
        campaign, tally = read.summary.campaign, read.summary.tally
        if campaign.id != self._campaign_id:
            return
        self.title.setText(campaign.name)
        self.repeat.setVisible(campaign.kind is CampaignKind.MASS)
        self.try_again.hide()
        self._show_parts(True)
        self.pill.setText(phase_name(campaign.phase))
        self.report.show_campaign(campaign.id, campaign.name)
        self.about.setText(about_run(campaign, tally, paid=read.paid))
        self.sentence.setText(totals_sentence(read.totals))
        is_untold = tally[State.NO_RESULT] > 0 and not any(tally[one] for one in _TOLD)
        self.untold.setVisible(is_untold)
        self.set_up.setVisible(is_untold)
        self.bar.show_tally(tally)
        self.call_back.setVisible(bool(read.totals.of(NOT_REACHED)))
        self.lists.show_campaign(campaign, read.totals)

    def _put_on_list(self) -> None:
        """Put everybody not reached on the call-back list, and go there."""
        kept, campaign_id = self._context.workspace.book.call_backs, self._campaign_id
        ask_for(
            self,
            self._context.bridge,
            lambda: kept.add_all(campaign_id, NOT_REACHED),
            self.call_back_asked.emit,
            self._on_failed,
        )

    def take_keys(self) -> None:
        """Have keys and seconds filled from the table of the cabinet."""
        dialog = self.dialog = CabinetDialog(self._context, self, self._campaign_id)
        dialog.taken.connect(lambda: self.show_campaign(self._campaign_id))
        dialog.open()

    def _open_menu(self) -> None:
        if self._read is None:
            return
        menu = self.acts.menu_of(CampaignRow(self._read.summary, is_owned=False))
        menu.addSeparator()
        chosen = menu.addAction(tr("New campaign with some of these people…"))
        chosen.triggered.connect(lambda _on: self.follow_up(frozenset(), frozenset()))
        menu.addAction(tr("Compare with another campaign…")).triggered.connect(
            lambda _on: self.compare()
        )
        menu.addAction(tr("Keys from the cabinet…")).triggered.connect(self.take_keys)
        menu.addAction(tr("New campaign")).triggered.connect(lambda _on: self.new_asked.emit())
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _show_reading(self) -> None:
        """Show nothing of the campaign before, whose lists would pass for this one's."""
        self._read = None
        self.title.setText("")
        self.about.setText("")
        for part in (self.untold, self.set_up, self.try_again):
            part.hide()
        self.sentence.setText(tr("Reading…"))
        self._show_parts(False)

    def _show_parts(self, are_read: bool) -> None:
        for part in (self.pill, self.bar, self.tabs, self.lists, self.call_back):
            part.setVisible(are_read)

    def _on_not_read(self, trouble: Trouble) -> None:
        self.sentence.setText(trouble_sentence(trouble))
        self.try_again.show()

    def _on_failed(self, trouble: Trouble) -> None:
        self.sentence.setText(trouble_sentence(trouble))
