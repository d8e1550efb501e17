"""What a campaign leaves behind: one row a recipient, as reports and tables show it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from alphasms_desktop.domain.attempt import State, Why
from alphasms_desktop.domain.campaign import Campaign, Tally
from alphasms_desktop.domain.cells import Cell
from alphasms_desktop.domain.contact import Reject, SheetHead
from alphasms_desktop.domain.statistics import Statistics
from alphasms_desktop.domain.totals import Meanings, Totals, key_counts


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A recipient, the row of the sheet it came from, and how its last attempt stands."""

    row: int
    phone: str
    name: str
    fields: tuple[Cell, ...]
    state: State
    raw: str
    attempts: int
    handed_over_at: datetime | None
    ended_at: datetime | None
    duration_s: float | None
    key: str | None
    price: Decimal | None
    gateway_id: str | None
    why: Why | None = None
    text: str | None = None
    parts: int | None = None


@dataclass(frozen=True)
class Results:
    """All that a report says of a campaign; rows and rejects are read once, in row order.

    `numbers` are those of its charts, `meanings` what its keys mean.
    """

    campaign: Campaign
    head: SheetHead
    tally: Tally
    rows: Iterable[ResultRow]
    rejects: Iterable[Reject]
    numbers: Statistics | None = None
    meanings: Meanings = field(default_factory=dict)

    @property
    def totals(self) -> Totals:
        """The tally with the keys that were pressed."""
        counts = self.numbers.keys if self.numbers else ()
        return Totals(self.tally, key_counts(counts, self.meanings))


@dataclass(frozen=True)
class Usual:
    """How calls are usually answered: the share of results, and seconds listened on average."""

    answered_share: float
    mean_duration_s: float | None = None


@dataclass
class ReportProgress:
    """How far a report has come, told by its thread; whoever watches may have it given up."""

    rows: int = 0
    given_up: bool = False
