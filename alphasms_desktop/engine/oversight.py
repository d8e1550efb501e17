"""Looking around a few times a second: whether a rule wants a halt, a skip, a start or a word."""

from dataclasses import dataclass, field, replace

from alphasms_desktop.domain.attempt import State, Why
from alphasms_desktop.domain.errors import Kind, Trouble
from alphasms_desktop.domain.rules import Missed, Rules
from alphasms_desktop.domain.success import Success
from alphasms_desktop.engine.alarm import Alarm
from alphasms_desktop.engine.keeping import Keeping
from alphasms_desktop.engine.placing import Placing
from alphasms_desktop.engine.ports import Clock, Gateway, Journal
from alphasms_desktop.engine.starting import StartGate
from alphasms_desktop.engine.treasury import Treasury
from alphasms_desktop.engine.watchdog import Watchdog

_CLOCK_TOLERANCE_S = 300.0
_SKIPPED_AT_ONCE = 500
_OF_ANSWERS = frozenset({Kind.CANARY_ASKS, Kind.FEW_ANSWERS})
"""Troubles that speak of answers; where none was told they speak of whom calls have reached."""


@dataclass
class Oversight:
    """The campaign's rules at work while it runs; belongs to the campaign's own thread."""

    rules: Rules
    journal: Journal
    gateway: Gateway
    clock: Clock
    keeping: Keeping
    placing: Placing
    alarm: Alarm
    gate: StartGate
    treasury: Treasury
    watchdog: Watchdog = field(init=False)
    skips: Why | None = None

    def __post_init__(self) -> None:
        self.watchdog = Watchdog(self.clock.monotonic())

    @property
    def is_before_start(self) -> bool:
        """Whether the campaign's start is still to come."""
        return self.gate.is_ahead(self.clock.now())

    def look(self, followed: int) -> None:
        """Apply the rules; `followed` is how many calls' results are awaited."""
        now = self.clock.monotonic()
        if not self.placing.halted:
            self._look_at_start()
            if stop := self._what_stops_it(now):
                self.placing.halt(stop)
            elif self.skips or self.placing.past_deadline():
                self._skip_waiting(self.skips or Why.DEADLINE)
        self.treasury.look(now, not self.placing.claimed, self.placing.trouble)
        is_canary = not self.placing.canary.is_over
        news = self.watchdog.look(now, len(self.placing.claimed), followed, is_canary)
        if news and not self.placing.halted:
            self.keeping.tell_safely(news)

    def go_on(self) -> None:
        """Take the user's word that what halted the run was seen."""
        self.placing.go_on()
        self.alarm.begin_anew()
        self.gate.is_settled = not self.is_before_start

    def _look_at_start(self) -> None:
        if self.gate.is_settled or self.is_before_start:
            return
        what = self.gate.decide(self.clock.now())
        if what is Missed.SKIP:
            self.skips = Why.MISSED_START
        elif what is Missed.ASK:
            self.placing.halt(Trouble(Kind.MISSED_START))

    def _what_stops_it(self, now: float) -> Trouble | None:
        tally = self.keeping.tally
        stop = self.placing.what_stops_it(tally) or self._clock_trouble()
        alarm = self.alarm.check(now)
        found = stop or (alarm if tally[State.QUEUED] else None)
        if found and found.kind in _OF_ANSWERS and tally.success is Success.REACHED:
            return replace(found, values={**found.values, "what": str(tally.success)})
        return found

    def _clock_trouble(self) -> Trouble | None:
        """Return the trouble of a clock so wrong that the allowed hours mean nothing."""
        offset_s = self.gateway.clock_offset_s
        if self.rules.hours is None or offset_s is None or abs(offset_s) <= _CLOCK_TOLERANCE_S:
            return None
        return Trouble(Kind.CLOCK_WRONG, values={"minutes": str(round(abs(offset_s) / 60))})

    def _skip_waiting(self, why: Why) -> None:
        if self.keeping.tally[State.QUEUED] and not self.placing.sending:
            self.keeping.note(self.journal.skip_waiting(why, _SKIPPED_AT_ONCE))
