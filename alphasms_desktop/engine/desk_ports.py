"""What the desks of the workspace need of the world; adapters fit by shape, `app` joins them."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, tzinfo
from pathlib import Path
from typing import Protocol

from alphasms_desktop.domain.campaign import Campaign, CampaignSummary, Draft, Mode
from alphasms_desktop.domain.cells import Cell
from alphasms_desktop.domain.contact import Batch, Contact, ContactList, Reason, Reject, SheetHead
from alphasms_desktop.domain.importing import ImportChoices
from alphasms_desktop.domain.live import (
    ListCounts,
    ListFilter,
    ListRow,
    LiveRow,
    Repeats,
    StoryLine,
    View,
)
from alphasms_desktop.domain.money import BalanceNote, Bill
from alphasms_desktop.domain.profile import AccountProfile
from alphasms_desktop.domain.result import ResultRow
from alphasms_desktop.domain.settings import Settings
from alphasms_desktop.domain.statistics import Statistics
from alphasms_desktop.engine.ports import Gateway, Journal, Receiver


class Sheet(Protocol):
    """A contact file opened for reading."""

    head: SheetHead

    def batches(self) -> Iterator[Batch]:
        """Give its rows, at most 10,000 at a time."""
        ...

    def close(self) -> None:
        """Let go of the file, read to its end or not."""
        ...


class ListStore(Protocol):
    """Where contact lists are kept."""

    def take_in(self, head: SheetHead, batches: Iterable[Batch]) -> ContactList:
        """Keep a sheet's rows as a list, whole or not at all."""
        ...

    def get(self, list_id: int) -> ContactList:
        """Return a list by its id."""
        ...

    def rejects(self, list_id: int) -> Iterator[Reject]:
        """Give the rows set aside."""
        ...

    def page(
        self,
        list_id: int,
        shown: ListFilter,
        offset: int = 0,
        limit: int = 200,
        recent_days: int = 1,
    ) -> list[ListRow]:
        """Return some rows of a list, those with faults first."""
        ...

    def contacts(self, list_id: int) -> Iterator[Contact]:
        """Give the ready rows."""
        ...

    def counts(self, list_id: int, recent_days: int = 1) -> ListCounts:
        """Return the counts that change while a list stays."""
        ...

    def mend(
        self,
        list_id: int,
        row: int,
        phone: str,
        original: str,
        fields: tuple[Cell, ...] | None = None,
    ) -> Reason | None:
        """Give a row a phone; returns why it cannot be."""
        ...

    def call_each_row(self, list_id: int, is_wanted: bool) -> None:
        """Make ready, or set aside again, rows that share a phone and say something else."""
        ...

    def merge_twins(self, list_id: int) -> int:
        """Fill empty cells of first rows from their repeats."""
        ...

    def remove(self, list_id: int) -> None:
        """Remove a list with all its rows."""
        ...

    def is_held(self, list_id: int) -> bool:
        """Say whether a campaign was made of a list."""
        ...


class ChoiceMemory(Protocol):
    """Where it is kept how files of a shape were read."""

    def recall(self, shape: str) -> ImportChoices | None:
        """Return what was chosen for files of a shape."""
        ...

    def keep(self, shape: str, choices: ImportChoices) -> None:
        """Remember what was chosen."""
        ...


TextsOfRow = Callable[[Sequence[Cell]], Sequence[str | None]]


class CampaignStore(Protocol):
    """Where campaigns are kept."""

    def create(self, draft: Draft, texts_of: TextsOfRow | None = None) -> Campaign:
        """Make a campaign from a draft; `texts_of` says what each row is told."""
        ...

    def get(self, campaign_id: int) -> Campaign:
        """Return a campaign, or raise TroubleError(NO_SUCH_CAMPAIGN)."""
        ...

    def summaries(self) -> list[CampaignSummary]:
        """Return all campaigns with their counts, the newest first."""
        ...

    def results(self, campaign_id: int) -> Iterator[ResultRow]:
        """Give every recipient with its last attempt."""
        ...

    def balance_notes(self, campaign_id: int) -> list[BalanceNote]:
        """Return what was noted of the account's balance during a campaign."""
        ...

    def bill(self, campaign_id: int) -> Bill:
        """Return the prices it has seen, and what its calls without a price may cost."""
        ...

    def rebind_account(self, campaign_id: int, account: str) -> None:
        """Put a campaign under another key's fingerprint."""
        ...

    def archive(self, campaign_id: int, is_archived: bool) -> None:
        """Put a campaign out of sight, or back."""
        ...


class StatisticsStore(Protocol):
    """Where calls are counted for charts."""

    def of(self, campaign_id: int, zone: tzinfo) -> Statistics:
        """Count a campaign's calls; hours of the day are those of a time zone."""
        ...


class LiveStore(Protocol):
    """The recipients of campaigns, as tables page through them."""

    def ordered_ids(self, campaign_id: int, view: View) -> "array[int]":
        """Return the ids of the recipients a view shows, in its order."""
        ...

    def rows(self, recipient_ids: Sequence[int]) -> list[LiveRow]:
        """Return these recipients, in the order asked."""
        ...

    def story(self, recipient_id: int) -> list[StoryLine]:
        """Return everything that happened to a recipient, the oldest first."""
        ...

    def has_keys(self, campaign_id: int) -> bool:
        """Say whether a key or seconds of any of its calls were told."""
        ...

    def repeats(self, campaign_id: int) -> Repeats | None:
        """Return what is known of the attempts again that wait, or None without any."""
        ...


class Ownership(Protocol):
    """The store as far as owning goes."""

    def take_over(self, campaign_id: int) -> Journal:
        """Become the owner of a campaign, or raise TroubleError(IN_USE)."""
        ...

    def is_running(self, campaign_id: int) -> bool:
        """Say whether some process owns the campaign now."""
        ...

    def belong_to(self, mode: Mode) -> None:
        """Bind the data folder to a mode, or raise TroubleError(OTHER_MODE)."""
        ...


class Line(Protocol):
    """A line to the service: the client of one account, and what receives its webhooks.

    `own_hook` is an address of the user's own system, with fields, that gets them instead;
    `brings_keys` says that the way was tested.
    """

    ask_every_s: float
    settle_after_s: float
    grace_s: float
    own_hook: str
    brings_keys: bool

    @property
    def gateway(self) -> Gateway:
        """The client of the account."""
        ...

    @property
    def receiver(self) -> Receiver | None:
        """Whatever receives webhooks, if anything does."""
        ...

    def on_hook(self, told: Callable[[], None]) -> None:
        """Have `told` called for each webhook that was put into the inbox."""
        ...

    def learn(self, lessons: AccountProfile) -> None:
        """Keep what a run has taught of the account."""
        ...

    def close(self) -> None:
        """Hang up."""
        ...


class LineMaker(Protocol):
    """Makes lines; `url` is an address or the word for the built-in sandbox."""

    def __call__(self, url: str, key: str, uploads: int) -> Line:
        """Return a line; raises TroubleError for an address that cannot be used."""
        ...


class HookFields(Protocol):
    """Where the fields of a row are found for an address of the user's own system."""

    def fields_of(self, recipient_id: int) -> dict[str, str]:
        """Return a recipient's cells by the names of their columns, as texts."""
        ...

    def columns_of(self, campaign_id: int) -> tuple[str, ...]:
        """Return the names a campaign's rows have fields under."""
        ...


class SettingsStore(Protocol):
    """Where the settings are kept."""

    def load(self) -> Settings:
        """Return the settings, or the defaults."""
        ...

    def save(self, settings: Settings) -> None:
        """Keep the settings."""
        ...

    def change(self, change: Callable[[Settings], Settings]) -> None:
        """Keep the settings as `change` makes them of those there are; one change at a time."""
        ...


class ProfileStore(Protocol):
    """Where it is kept what calls have taught of accounts."""

    def get(self, account: str) -> AccountProfile:
        """Return what is known of an account, by its fingerprint."""
        ...

    def learn(self, account: str, newer: AccountProfile) -> None:
        """Keep what is newly known."""
        ...


PublicHolidays = Callable[[date], frozenset[date]]
ReadPhone = Callable[[Cell], str | Reason]
OpenSheet = Callable[[Path, ImportChoices], Sheet]
WriteTable = Callable[[Sequence[str], Iterable[Sequence[object]], Path], None]
"""Writes headings and rows as xlsx or csv, by the name's ending; raises TroubleError."""
WriteRejects = Callable[[ContactList, Iterable[Reject], Path], None]
ReadKey = Callable[[str | None], str | None]
"""Returns the key for a host; for None only one that the environment gives."""
KeepKey = Callable[[str, str], None]
ForgetKey = Callable[[str], bool]
