"""Campaigns: made, looked at, gone on with and reported on, each by one desk."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from alphasms_desktop.domain.account import account_fingerprint
from alphasms_desktop.domain.answer import has_opt_out
from alphasms_desktop.domain.attempt import LIVE, RESULTS, State
from alphasms_desktop.domain.campaign import (
    Campaign,
    CampaignKind,
    CampaignSummary,
    Draft,
    Phase,
    Tally,
)
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.exchange import Balance
from alphasms_desktop.domain.live import (
    Decision,
    LiveRow,
    Repeats,
    StoryLine,
    View,
)
from alphasms_desktop.domain.money import BalanceHint, estimate_of, hint_of, paid_by_balance
from alphasms_desktop.domain.profile import AccountProfile
from alphasms_desktop.domain.receiving import checked_hook, filled
from alphasms_desktop.domain.result import ResultRow
from alphasms_desktop.domain.rules import Purpose
from alphasms_desktop.engine.desk_ports import (
    CampaignStore,
    HookFields,
    Line,
    LineMaker,
    ListStore,
    LiveStore,
    Ownership,
    ProfileStore,
    PublicHolidays,
)
from alphasms_desktop.engine.events import Listener
from alphasms_desktop.engine.ports import Clock, HookOf, Journal
from alphasms_desktop.engine.sound_ports import OpenSounds
from alphasms_desktop.engine.text_desk import TextDesk

if TYPE_CHECKING:
    from alphasms_desktop.engine.orders import RunEnd
    from alphasms_desktop.engine.runner import CampaignRun

_MASS = CampaignKind.MASS
_HAS_BEEN_SENT = LIVE | RESULTS | {State.NO_RESULT}


class RunningCampaign:
    """A campaign with its line: `run` it on a thread of its own, give it orders from any other."""

    def __init__(self, run: "CampaignRun", line: Line) -> None:
        self._line = line
        self._run = run
        self.pause, self.resume, self.stop, self.leave = run.pause, run.resume, run.stop, run.leave
        self.decide = run.decide

    def run(self) -> "RunEnd":
        """Go on until the end, a pause or a stop, then hang up; never raises."""
        try:
            return self._run.run()
        finally:
            self._line.learn(self._run.lessons())
            self._line.close()


@dataclass(frozen=True)
class CampaignDesk:
    """Campaigns are made, gone on with and reported on here."""

    campaigns: CampaignStore
    lists: ListStore
    ownership: Ownership
    live: LiveStore
    open_sounds: OpenSounds
    connect: LineMaker
    clock: Clock
    profiles: ProfileStore
    public_holidays: PublicHolidays
    texts: TextDesk
    hook_fields: HookFields

    def create(self, draft: Draft) -> Campaign:
        """Make a campaign; nothing is called yet. Raises TroubleError."""
        self.ownership.belong_to(draft.mode)
        if draft.rules.contradicts_itself:
            raise TroubleError(Kind.ADVERTISING_KEEPS_HOURS)
        texts_of = None
        if draft.text or draft.fallbacks:
            columns = self.lists.get(draft.list_id).head.columns
            texts_of = self.texts.rendering(draft.text, draft.fallbacks, columns)
        return self.campaigns.create(draft, texts_of)

    def get(self, campaign_id: int) -> Campaign:
        """Return a campaign, or raise TroubleError(NO_SUCH_CAMPAIGN)."""
        return self.campaigns.get(campaign_id)

    def archive(self, campaign_id: int, is_archived: bool) -> None:
        """Put a campaign that is not running out of sight, or back.

        Raises TroubleError(IN_USE) while it runs.
        """
        if is_archived and self.ownership.is_running(campaign_id):
            raise TroubleError(Kind.IN_USE, campaign=campaign_id)
        self.campaigns.archive(campaign_id, is_archived)

    def summaries(self) -> list[CampaignSummary]:
        """Return all campaigns with their counts, the newest first."""
        return self.campaigns.summaries()

    def summary(self, campaign_id: int) -> CampaignSummary:
        """Return one campaign with its counts, or raise TroubleError(NO_SUCH_CAMPAIGN)."""
        for summary in self.campaigns.summaries():
            if summary.campaign.id == campaign_id:
                return summary
        raise TroubleError(Kind.NO_SUCH_CAMPAIGN, campaign=campaign_id)

    def ordered_ids(self, campaign_id: int, view: View) -> "array[int]":
        """Return the ids of the recipients a table shows, in its order."""
        return self.live.ordered_ids(campaign_id, view)

    def rows(self, recipient_ids: Sequence[int]) -> list[LiveRow]:
        """Return these recipients with their last attempts, in the order asked."""
        return self.live.rows(recipient_ids)

    def story(self, recipient_id: int) -> list[StoryLine]:
        """Return everything that happened to a recipient, the oldest first."""
        return self.live.story(recipient_id)

    def has_keys(self, campaign_id: int) -> bool:
        """Say whether a key or seconds of any of its calls were told."""
        return self.live.has_keys(campaign_id)

    def repeats(self, campaign_id: int) -> Repeats | None:
        """Return from when attempts again leave, by the hours too; None: at once, or none waits."""
        repeats = self.live.repeats(campaign_id)
        if repeats is None:
            return None
        return repeats.by(self.campaigns.get(campaign_id).rules, self.clock.now())

    def decide(self, campaign_id: int, recipients: Sequence[int], decision: Decision) -> None:
        """Keep the user's word about calls in doubt of a campaign that is not running.

        Raises TroubleError(IN_USE) while it runs: then its run takes the word.
        """
        journal = self.ownership.take_over(campaign_id)
        try:
            journal.decide(recipients, decision)
        finally:
            journal.release()

    def is_running(self, campaign_id: int) -> bool:
        """Say whether some process of this computer runs the campaign at this moment."""
        return self.ownership.is_running(campaign_id)

    def open(
        self,
        campaign_id: int,
        key: str,
        tell: Listener,
        same_account: bool = False,
        stays: bool = False,
    ) -> tuple[RunningCampaign, Balance]:
        """Own a campaign, connect, and make sure of the account; nothing is called yet.

        Raises TroubleError: IN_USE, OTHER_ACCOUNT, or what the service has against the account;
        in the last case the campaign is left paused with that reason.
        """
        # Only who runs a campaign needs all that runs it.
        from alphasms_desktop.engine.parts import Surroundings
        from alphasms_desktop.engine.runner import CampaignRun

        campaign = self.campaigns.get(campaign_id)
        journal = self.ownership.take_over(campaign_id)
        line: Line | None = None
        try:
            self._check_account(campaign, journal.tally(), key, same_account)
            sound_of = self.open_sounds(campaign)
            line = self.connect(campaign.service.url, key, campaign.rules.uploads)
            self._check_keys(campaign, line)
            balance = self._ask_balance(line, journal)
            around = Surroundings(
                journal,
                line.gateway,
                line.receiver,
                self.clock,
                tell,
                line.ask_every_s,
                balance,
                self.profile(key).price_per_s,
                grace_s=line.grace_s,
                own_hook=self._own_hook(campaign, line.own_hook),
                settle_after_s=line.settle_after_s,
            )
            run = CampaignRun(campaign, sound_of, around, stays)
        except BaseException:
            if line:
                line.close()
            journal.release()
            raise
        line.on_hook(run.hook_came)
        return RunningCampaign(run, line), balance

    def balance(self, url: str, key: str) -> Balance:
        """Ask a service for the balance of a key; raises TroubleError."""
        line = self.connect(url, key, 1)
        try:
            return line.gateway.balance()
        finally:
            line.close()

    def profile(self, key: str) -> AccountProfile:
        """Return what calls have taught of the account of a key."""
        return self.profiles.get(account_fingerprint(key))

    def estimate_one(self, campaign: Campaign) -> Decimal:
        """Return what a call of a campaign may cost, by what its account has taught."""
        profile = self.profiles.get(campaign.service.account)
        return estimate_of(campaign.recording, campaign.text, profile.price_per_s)

    def holidays(self) -> frozenset[date]:
        """Return the public holidays of this year and the next two."""
        return self.public_holidays(self.clock.now().date())

    def balance_hint(self, campaign_id: int) -> BalanceHint | None:
        """Return what the balance says of a campaign's calls in doubt, or None for nothing."""
        in_doubt = self.summary(campaign_id).tally[State.UNCONFIRMED]
        notes = self.campaigns.balance_notes(campaign_id) if in_doubt else []
        return hint_of(notes, in_doubt, self.campaigns.bill(campaign_id).highest)

    def paid_by_balance(self, summary: CampaignSummary) -> Decimal | None:
        """Return what a campaign has cost by the balance, or None where that cannot be known."""
        campaign_id = summary.campaign.id
        notes = self.campaigns.balance_notes(campaign_id)
        unpriced = self.campaigns.bill(campaign_id).reserved
        return paid_by_balance(notes, summary.tally.spent, unpriced)

    def results(self, campaign_id: int) -> Iterator[ResultRow]:
        """Give every recipient with its last attempt, in the order of the file."""
        return self.campaigns.results(campaign_id)

    def _own_hook(self, campaign: Campaign, hook: str) -> HookOf | None:
        if not hook:
            return None
        checked_hook(hook, self.hook_fields.columns_of(campaign.id))
        return lambda claim: filled(hook, self.hook_fields.fields_of(claim.recipient_id))

    def _check_keys(self, campaign: Campaign, line: Line) -> None:
        """Refuse advertising nobody could stop; raises TroubleError."""
        if campaign.rules.purpose is not Purpose.ADVERTISING or campaign.kind is not _MASS:
            return
        if not has_opt_out(campaign.rules.keys):
            raise TroubleError(Kind.NO_OPT_OUT, campaign=campaign.id)
        # What is pressed while a text is spoken is told to nobody but the cabinet.
        if campaign.text is not None:
            raise TroubleError(Kind.TEXT_BRINGS_NO_KEYS, campaign=campaign.id)
        if line.receiver is None or not line.brings_keys:
            raise TroubleError(Kind.KEYS_CANNOT_ARRIVE, campaign=campaign.id)

    def _ask_balance(self, line: Line, journal: Journal) -> Balance:
        try:
            return line.gateway.balance()
        except TroubleError as error:
            journal.set_phase(Phase.PAUSED, error.trouble)
            raise

    def _check_account(self, campaign: Campaign, tally: Tally, key: str, same: bool) -> None:
        """Refuse another account's key once anything may have been called."""
        account = account_fingerprint(key)
        if account == campaign.service.account:
            return
        if not same and _any(tally, _HAS_BEEN_SENT):
            raise TroubleError(Kind.OTHER_ACCOUNT, campaign=campaign.id)
        self.campaigns.rebind_account(campaign.id, account)


def _any(tally: Tally, states: Iterable[State]) -> bool:
    return any(tally[state] for state in states)
