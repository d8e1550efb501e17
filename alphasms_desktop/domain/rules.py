"""The rules a campaign runs by: when, how fast, for how much, and when to stop and ask."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from alphasms_desktop.domain.answer import KeyMeaning
from alphasms_desktop.domain.hours import AllowedHours, DespiteHours

MISSED_AFTER = timedelta(minutes=5)
"""A start so much later than planned is a missed one, and follows its rule."""


class Purpose(StrEnum):
    """What the calls are for; advertising needs each person's consent."""

    NOTICE = "notice"
    ADVERTISING = "advertising"


class Missed(StrEnum):
    """What to do about a start that passed while the program was closed or asleep."""

    ASK = "ask"
    SKIP = "skip"
    RUN = "run"


@dataclass(frozen=True)
class Start:
    """A start set for later (an aware moment), and what to do when it is missed.

    With RUN a start up to `late_within_s` seconds late still takes place, a later one asks.
    """

    at: datetime
    if_missed: Missed = Missed.ASK
    late_within_s: float = 2 * 3600.0

    def is_missed(self, now: datetime) -> bool:
        """Say whether the moment passed so long ago that its rule decides."""
        return now > self.at + MISSED_AFTER

    def what_now(self, now: datetime) -> Missed:
        """Return what a missed start leads to at this moment."""
        is_too_late = now > self.at + timedelta(seconds=self.late_within_s)
        if self.if_missed is Missed.RUN and is_too_late:
            return Missed.ASK
        return self.if_missed


@dataclass(frozen=True)
class Deadline:
    """A moment after which nothing more leaves: the rest is skipped, or waits for the next day."""

    at: datetime
    skips_rest: bool = True


@dataclass(frozen=True)
class Canary:
    """The first calls, whose results are looked at before the rest is called.

    With `go_on_if` (a share from 0 to 1 of them answered) the run goes on by itself when it is
    met; without, or below it, it asks. Results are awaited `patience_s` seconds.
    """

    calls: int = 5
    go_on_if: float | None = None
    patience_s: float = 300.0


@dataclass(frozen=True)
class Rules:
    """How a campaign runs; None and empty mean that there is no such rule.

    `uploads` is how many calls are handed over at once at the very most, `retry_after_s` how long
    to wait before each next attempt at somebody not reached, `cap` the most that may be spent in
    the account's currency, `keys` what pressed keys mean. Lost answers and equal refusals in a row
    pause the run. With `despite_hours` a service notice leaves outside the hours for a while.
    """

    uploads: int = 8
    calls_per_minute: int | None = None
    hours: AllowedHours | None = None
    despite_hours: DespiteHours | None = None
    start: Start | None = None
    deadline: Deadline | None = None
    canary: Canary | None = None
    retry_after_s: tuple[float, ...] = ()
    cap: Decimal | None = None
    purpose: Purpose = Purpose.NOTICE
    not_again_within_days: int = 0
    results_within_s: float = 48 * 3600.0
    lost_in_a_row: int = 3
    refused_in_a_row: int = 5
    alarm: bool = True
    balance_every: int = 50
    collect_keys: bool = True
    keys: tuple[KeyMeaning, ...] = ()

    def next_allowed(self, now: datetime) -> datetime:
        """Return this moment if calls may leave by the clock, else the next one.

        Start, hours and a deadline that does not skip are taken together. Leave to call despite
        the hours ends at such a deadline: the rest is called on the next allowed day.
        """
        at = max(now, self.start.at) if self.start else now
        if self.deadline and not self.deadline.skips_rest and at >= self.deadline.at:
            at = max(at, self._day_after_deadline(self.deadline.at))
        elif self._may_despite_hours(at):
            return at
        return self.hours.next_allowed(at) if self.hours else at

    @property
    def contradicts_itself(self) -> bool:
        """Whether advertising has leave to call despite the hours: only a service notice may."""
        return self.despite_hours is not None and self.purpose is Purpose.ADVERTISING

    def _may_despite_hours(self, at: datetime) -> bool:
        leave = self.despite_hours
        return leave is not None and not self.contradicts_itself and at < leave.until

    def _day_after_deadline(self, deadline: datetime) -> datetime:
        """Return when the day after a deadline begins, as the hours or the deadline's zone say."""
        midnight = (deadline + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
        return self.hours.next_begin(deadline) if self.hours else midnight
