"""The workspace: one desk a subject, which is all a front end ever talks to."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from alphasms_desktop.domain.account import account_fingerprint
from alphasms_desktop.domain.address import BUILT_IN_SANDBOX, parse_address
from alphasms_desktop.domain.attempt import LIVE, RESULTS, State
from alphasms_desktop.domain.campaign import Campaign, CampaignSummary, Draft, Mode, Phase, Tally
from alphasms_desktop.domain.contact import ContactList
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.exchange import Balance
from alphasms_desktop.domain.live import (
    Decision,
    ListFilter,
    ListRow,
    LiveRow,
    StoryLine,
    View,
)
from alphasms_desktop.domain.message import Recording
from alphasms_desktop.domain.profile import AccountProfile
from alphasms_desktop.domain.result import Results
from alphasms_desktop.engine.desk_ports import (
    CampaignStore,
    Convert,
    ForgetKey,
    KeepKey,
    Line,
    LineMaker,
    ListStore,
    LiveStore,
    OpenSheet,
    Ownership,
    ProfileStore,
    PublicHolidays,
    ReadKey,
    ReadSound,
    SettingsStore,
    WriteReport,
)
from alphasms_desktop.engine.events import Listener
from alphasms_desktop.engine.orders import RunEnd
from alphasms_desktop.engine.parts import Surroundings
from alphasms_desktop.engine.ports import Clock, Journal
from alphasms_desktop.engine.runner import CampaignRun

_TRAINING_KEY = "training"
_HAS_BEEN_SENT = LIVE | RESULTS | {State.NO_RESULT}


@dataclass(frozen=True)
class ContactDesk:
    """Contacts come in here."""

    lists: ListStore
    open_sheet: OpenSheet

    def take_in(self, path: Path, phone_column: str | None = None) -> ContactList:
        """Import a contact file whole; raises TroubleError, also when no row can be called."""
        sheet = self.open_sheet(path, phone_column)
        taken = self.lists.take_in(sheet.head, sheet.batches())
        if not taken.ready:
            self.lists.remove(taken.id)
            raise TroubleError(
                Kind.NO_VALID_PHONE,
                path=path.name,
                rejected=taken.rejected + taken.duplicates,
                column=sheet.head.columns[sheet.head.phone_column],
            )
        return taken

    def page(
        self, list_id: int, shown: ListFilter, offset: int = 0, limit: int = 200
    ) -> list[ListRow]:
        """Return some rows of an imported file, those with faults first."""
        return self.lists.page(list_id, shown, offset, limit)

    def remove(self, list_id: int) -> None:
        """Remove a list that no campaign was made of."""
        self.lists.remove(list_id)


@dataclass(frozen=True)
class AudioDesk:
    """Recordings are made fit for the phone here."""

    convert: Convert
    read: ReadSound
    folder: Path

    def prepare(self, path: Path) -> Recording:
        """Convert any recording and keep the result; raises TroubleError."""
        return self.convert(path)

    def path_of(self, recording: Recording) -> Path:
        """Return where the telephone WAV of a recording lies, to be played."""
        return self.folder / f"{recording.fingerprint}.wav"


@dataclass(frozen=True)
class KeyDesk:
    """The API key is found, kept and forgotten here; it goes nowhere else."""

    read: ReadKey
    keep_secret: KeepKey
    forget_secret: ForgetKey

    def key_for(self, url: str) -> str:
        """Return the key for a service; raises TroubleError(NO_KEY) where there is none.

        A service on this computer never gets the key of the password store.
        """
        if url == BUILT_IN_SANDBOX:
            return _TRAINING_KEY
        address = parse_address(url)
        key = self.read(None if address.is_loopback else address.host)
        if not key and not address.is_loopback:
            raise TroubleError(Kind.NO_KEY)
        return key or _TRAINING_KEY

    def keep(self, url: str, key: str) -> None:
        """Put the key of a service into the password store; raises TroubleError."""
        self.keep_secret(parse_address(url).host, key)

    def forget(self, url: str) -> bool:
        """Remove the key of a service; says whether there was one."""
        return self.forget_secret(parse_address(url).host)


class RunningCampaign:
    """A campaign with its line: `run` it on a thread of its own, give it orders from any other."""

    def __init__(self, run: CampaignRun, line: Line) -> None:
        self._line = line
        self._run = run
        self.pause, self.resume, self.stop, self.leave = run.pause, run.resume, run.stop, run.leave
        self.decide = run.decide

    def run(self) -> RunEnd:
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
    audio: AudioDesk
    connect: LineMaker
    write: WriteReport
    clock: Clock
    profiles: ProfileStore
    public_holidays: PublicHolidays

    def create(self, draft: Draft) -> Campaign:
        """Make a campaign; nothing is called yet. Raises TroubleError."""
        self.ownership.belong_to(draft.mode)
        return self.campaigns.create(draft)

    def get(self, campaign_id: int) -> Campaign:
        """Return a campaign, or raise TroubleError(NO_SUCH_CAMPAIGN)."""
        return self.campaigns.get(campaign_id)

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
        campaign = self.campaigns.get(campaign_id)
        journal = self.ownership.take_over(campaign_id)
        line: Line | None = None
        try:
            self._check_account(campaign, journal.tally(), key, same_account)
            audio = self.audio.read(campaign.recording.fingerprint)
            line = self.connect(campaign.service.url, key, campaign.rules.uploads)
            balance = self._ask_balance(line, journal)
        except BaseException:
            if line:
                line.close()
            journal.release()
            raise
        around = Surroundings(
            journal,
            line.gateway,
            line.receiver,
            self.clock,
            tell,
            line.ask_every_s,
            balance,
        )
        run = CampaignRun(campaign, audio, around, stays)
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

    def holidays(self) -> frozenset[date]:
        """Return the public holidays of this year and the next two."""
        return self.public_holidays(self.clock.now().date())

    def report(self, campaign_id: int, path: Path) -> None:
        """Write a campaign's report as xlsx or csv; raises TroubleError."""
        summary = self.summary(campaign_id)
        taken = self.lists.get(summary.campaign.list_id)
        self.write(
            Results(
                summary.campaign,
                taken.head,
                summary.tally,
                self.campaigns.results(campaign_id),
                self.lists.rejects(taken.id),
            ),
            path,
        )

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


@dataclass(frozen=True)
class Workspace:
    """All desks of one data folder."""

    campaigns: CampaignDesk
    contacts: ContactDesk
    audio: AudioDesk
    keys: KeyDesk
    settings: SettingsStore
    mode: Mode
    close: Callable[[], None]


def _any(tally: Tally, states: Iterable[State]) -> bool:
    return any(tally[state] for state in states)
