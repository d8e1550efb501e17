"""Opens a call beside the live table, keeps it true, and carries the user's answers."""

from decimal import Decimal

from PySide6.QtCore import QObject, Signal

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import CampaignSummary, Mode, Tally
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.live import Decision, LiveRow, StoryLine, View
from alphasms_desktop.domain.success import Success
from alphasms_desktop.engine.result_desk import meanings_of
from alphasms_desktop.i18n import money, tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.widgets.call_details import CallDetails, story_texts
from alphasms_desktop.wording import hint_sentence

_Story = tuple[list[LiveRow], list[StoryLine], str, Decimal]
"""A call, what happened to it, what the balance hints at, what another one may cost."""

_IN_DOUBT = frozenset({State.UNCONFIRMED})


class CallPanel(QObject):
    """The call that is open, if any.

    Signals: `closed()`: the panel has gone; `failed(Trouble)`: a call could not be read.
    """

    closed = Signal()
    failed = Signal(object)

    def __init__(self, context: Context, details: CallDetails) -> None:
        super().__init__(details)
        self._context = context
        self._details = details
        self._summary: CampaignSummary | None = None
        self._in_doubt = 0
        self._success = Success.ANSWERED
        self._recipient_id: int | None = None
        details.hide()
        details.closed.connect(self.close)
        details.decided.connect(self._on_decided)

    def show_campaign(self) -> None:
        """Close the call of the campaign before."""
        self._summary, self._recipient_id = None, None
        self._details.hide()

    def note_summary(self, summary: CampaignSummary) -> None:
        """Know the campaign, whose recording says what another call may cost."""
        is_first = self._summary is None
        self._summary = summary
        if is_first:
            self.open(self._recipient_id)

    def note_tally(self, tally: Tally) -> None:
        """Know how many calls are in doubt, and what those are called that came through."""
        self._in_doubt = tally[State.UNCONFIRMED]
        if tally.success is not self._success:
            self._success = tally.success
            self.open(self._recipient_id)

    def note_changes(self, recipients: dict[int, object]) -> None:
        """Read the open call again when it is among those that changed."""
        if self._recipient_id in recipients:
            self.open(self._recipient_id)

    def open(self, recipient_id: int | None) -> None:
        """Show the call of a recipient."""
        if recipient_id is None:
            return
        self._recipient_id = recipient_id
        desk = self._context.workspace.campaigns

        if self._summary is None:
            return
        campaign = self._summary.campaign

        def read() -> _Story:
            rows, story = desk.rows([recipient_id]), desk.story(recipient_id)
            is_in_doubt = bool(rows) and rows[0].state is State.UNCONFIRMED
            hint = desk.balance_hint(campaign.id) if is_in_doubt else None
            one_call = desk.estimate_one(campaign)
            return rows, story, hint_sentence(hint) if hint else "", one_call

        ask_for(self._details, self._context.bridge, read, self._on_story, self._on_failed)

    def close(self) -> None:
        """Put the panel away."""
        self._recipient_id = None
        self._details.hide()
        self.closed.emit()

    def _on_failed(self, trouble: Trouble) -> None:
        self.failed.emit(trouble)

    def _on_story(self, read: _Story) -> None:
        rows, story, hint, one_call = read
        if self._summary is None or not rows or rows[0].recipient_id != self._recipient_id:
            return
        meanings = meanings_of(self._summary.campaign)
        if self._summary.campaign.mode is Mode.TRAINING:
            # There a lost answer is part of the lesson, and there is nowhere to look it up.
            hint = tr("There is no cabinet in training: try any of the answers.")
        texts = story_texts(story, meanings, self._success)
        self._details.show_call(rows[0], texts, money(one_call), self._in_doubt, hint)
        self._details.show()

    def _on_decided(self, decision: Decision, is_for_all: bool) -> None:
        if self._recipient_id is None or self._summary is None:
            return
        campaign_id, runs = self._summary.campaign.id, self._context.runs
        desk = self._context.workspace.campaigns
        if is_for_all:
            ask_for(
                self._details,
                self._context.bridge,
                lambda: desk.ordered_ids(campaign_id, View(states=_IN_DOUBT)),
                lambda ids: runs.decide(campaign_id, list(ids), decision),
                self._on_failed,
            )
        else:
            runs.decide(campaign_id, [self._recipient_id], decision)
        self.close()
