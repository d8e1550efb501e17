"""A campaign: what it is, the rules it runs by, where it stands, and its tally."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from alphasms_desktop.domain.attempt import FINAL, State
from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.domain.clips import Composition
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.message import Fallback, Recording, TextMessage
from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.domain.success import Success, strongest


class Mode(StrEnum):
    """Whether a campaign calls people or only pretends to; it never changes."""

    REAL = "real"
    TRAINING = "training"


class CampaignKind(StrEnum):
    """What a campaign is for: many people, one person, or the user's own ear."""

    MASS = "mass"
    QUICK = "quick"
    TRIAL = "trial"


class Phase(StrEnum):
    """Where a campaign stands in its life."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    FINISHED = "finished"


UNDER_WAY = frozenset({Phase.SCHEDULED, Phase.RUNNING})
"""Phases in which some process should have the campaign in hand."""


@dataclass(frozen=True)
class Service:
    """Which service and account a campaign belongs to; the account only by a fingerprint."""

    url: str
    account: str


@dataclass(frozen=True)
class Draft:
    """A campaign about to be made: everything but its id.

    With a `composition` everybody has a message of their own; then `recording` is the longest of
    them, known by the fingerprint of the composition. With a `text` it is how long the longest
    takes to be spoken, known by the fingerprint of the text. `fallbacks` follow, one after
    another, once the retries are used up. With `each_row` rows that share a phone are called each;
    without it a phone is called for its first row only, whatever the list has come to since.
    """

    name: str
    mode: Mode
    service: Service
    list_id: int
    recording: Recording
    rules: Rules = field(default_factory=Rules)
    kind: CampaignKind = CampaignKind.MASS
    composition: Composition | None = None
    text: TextMessage | None = None
    fallbacks: tuple[Fallback, ...] = ()
    each_row: bool = False


@dataclass(frozen=True)
class Campaign:
    """A campaign as the store keeps it."""

    id: int
    name: str
    mode: Mode
    service: Service
    list_id: int
    recording: Recording
    rules: Rules
    phase: Phase
    created_at: datetime
    trouble: Trouble | None = None
    kind: CampaignKind = CampaignKind.MASS
    composition: Composition | None = None
    is_archived: bool = False
    text: TextMessage | None = None
    fallbacks: tuple[Fallback, ...] = ()

    @property
    def texts(self) -> dict[Channel, TextMessage]:
        """The texts that may go out, by their channels."""
        told = [one.text for one in reversed(self.fallbacks)]
        return {one.channel: one for one in [*told, *([self.text] if self.text else [])]}


@dataclass(frozen=True)
class Tally:
    """How many recipients are in which state, and what their calls have cost.

    `told` is how its successes are known, None before there is any.
    """

    counts: Mapping[State, int]
    spent: Decimal = Decimal(0)
    told: Success | None = None

    def __getitem__(self, state: State) -> int:
        """Return how many recipients are in a state."""
        return self.counts.get(state, 0)

    @property
    def success(self) -> Success:
        """What a success of this campaign is called, wherever one is named."""
        return self.told or Success.ANSWERED

    @property
    def recipients(self) -> int:
        """How many recipients there are."""
        return sum(self.counts.values())

    @property
    def addressed(self) -> int:
        """How many recipients are to be called: all but those the rules have left out."""
        return self.recipients - self[State.SKIPPED]

    @property
    def final(self) -> int:
        """How many recipients wait for nothing any more."""
        return sum(self[state] for state in FINAL)

    @property
    def is_complete(self) -> bool:
        """Whether every recipient has an end or waits only for the user's word."""
        return self.final + self[State.UNCONFIRMED] == self.recipients

    def moved(self, before: State, after: State) -> "Tally":
        """Return the tally after one recipient went from one state to another."""
        return self.moved_all([(before, after)])

    def moved_all(self, moves: Iterable[tuple[State, State]]) -> "Tally":
        """Return the tally after recipients went from one state to another, each by one move."""
        counts = dict(self.counts)
        for (before, after), many in Counter(moves).items():
            counts[before] = counts.get(before, 0) - many
            counts[after] = counts.get(after, 0) + many
        return replace(self, counts=counts)

    def telling(self, told: Success | None) -> "Tally":
        """Return the tally after something was told of its successes."""
        return replace(self, told=strongest((self.told, told)))

    def paid(self, price: Decimal | None) -> "Tally":
        """Return the tally after a call had its price."""
        return replace(self, spent=self.spent + price) if price else self


@dataclass(frozen=True)
class CampaignSummary:
    """A campaign as a list shows it."""

    campaign: Campaign
    tally: Tally
    rejected: int
    duplicates: int
