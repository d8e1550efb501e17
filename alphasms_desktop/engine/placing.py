"""Placing calls: claims go to the senders, answers come back, trouble slows or halts it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from alphasms_desktop.domain.attempt import Change, Claim, State, Step
from alphasms_desktop.domain.campaign import Rules
from alphasms_desktop.domain.errors import Kind, Trouble, TroubleError
from alphasms_desktop.engine.pacing import Backoff, Pace
from alphasms_desktop.engine.ports import Clock, Journal
from alphasms_desktop.engine.submit import Effect, Submitted

STALE_CLAIM_S = 10.0


@dataclass
class Placing:
    """What placing has come to: how much is claimed, how fast it goes, and why it halted.

    `claimed` are those that have no answer yet, `sending` those that stand as SENDING on the disk:
    as many as could be in doubt if the power failed now.

    `halted` is read by the senders just before a call leaves; everything else belongs to the
    campaign's own thread.
    """

    rules: Rules
    journal: Journal
    clock: Clock
    pace: Pace = field(init=False)
    backoff: Backoff = field(default_factory=Backoff)
    halted: bool = False
    trouble: Trouble | None = None
    last_trouble: Trouble | None = None
    claimed: dict[int, tuple[float, float]] = field(default_factory=dict)
    sending: set[int] = field(default_factory=set)
    lost_in_a_row: int = 0
    refused_in_a_row: int = 0

    def __post_init__(self) -> None:
        self.pace = Pace(self.rules.uploads)

    def halt(self, trouble: Trouble | None = None) -> None:
        """Let nothing more leave; the first reason is the one that is said."""
        if not self.halted:
            self.trouble = trouble
        self.halted = True

    def go_on(self) -> None:
        """Let calls leave again, with a clean slate."""
        self.halted, self.trouble = False, None
        self.lost_in_a_row = self.refused_in_a_row = 0
        self.backoff.got_through()

    def note_claims(self, claims: list[Claim]) -> None:
        """Remember when each claim was made, by both clocks."""
        made = (self.clock.monotonic(), self.clock.now().timestamp())
        self.claimed.update((claim.attempt_id, made) for claim in claims)
        self.sending.update(self.claimed)

    def note_kept(self, change: Change) -> None:
        """Note that the answer of a claim is on the disk."""
        if change.before is State.SENDING:
            self.sending.discard(change.attempt_id)

    def room(self) -> int:
        """Return how many calls may be claimed at this moment."""
        if self.halted or self.clock.monotonic() < self.backoff.until:
            return 0
        if self.rules.hours and not self.rules.hours.allows(self.clock.now()):
            return 0
        if self.backoff.failures:
            # One call finds out whether the service is back; the others wait for what it learns.
            return 0 if self.sending else 1
        return self.pace.room(len(self.sending))

    def wait(self) -> tuple[datetime, Trouble | None] | None:
        """Return until when nothing may be claimed and why (no trouble: the hours), or None."""
        now = self.clock.now()
        if self.rules.hours and not self.rules.hours.allows(now):
            return self.rules.hours.next_allowed(now), None
        left_s = self.backoff.until - self.clock.monotonic()
        return (now + timedelta(seconds=left_s), self.last_trouble) if left_s > 0 else None

    def may_leave(self, claim: Claim) -> bool:
        """Look once more, on the sender's thread, just before the first byte."""
        made = self.claimed.get(claim.attempt_id)
        if self.halted or made is None or self._is_stale(made):
            return False
        if self.rules.hours and not self.rules.hours.allows(self.clock.now()):
            return False
        try:
            return self.journal.is_mine() and not self.journal.is_unwanted(claim.phone)
        except TroubleError:
            return False

    def came_back(self, submitted: Submitted) -> Step:
        """Take what came of a claim; returns the step to keep."""
        self.claimed.pop(submitted.claim.attempt_id, None)
        if submitted.receipt:
            self.pace.learned(submitted.took_s)
            self.backoff.got_through()
            self.lost_in_a_row = self.refused_in_a_row = 0
        elif submitted.trouble:
            self._learn_from(submitted, submitted.trouble)
        return submitted.step

    def _learn_from(self, submitted: Submitted, trouble: Trouble) -> None:
        consequence = submitted.consequence
        effect = consequence.effect if consequence else Effect.PAUSE
        self.last_trouble = trouble
        if effect is Effect.WAIT:
            self.backoff.failed(self.clock.monotonic(), submitted.begun_at)
            if self.backoff.is_exhausted:
                self.halt(trouble)
        elif effect is Effect.COUNT_LOST:
            self.lost_in_a_row += 1
            if self.lost_in_a_row >= self.rules.lost_in_a_row:
                self.halt(trouble)
        elif effect is Effect.COUNT_REFUSED:
            self.refused_in_a_row += 1
            is_unknown = trouble.kind is Kind.UNKNOWN_TEXT
            if is_unknown and self.refused_in_a_row >= self.rules.unknown_in_a_row:
                self.halt(trouble)
        else:
            self.halt(trouble)

    def _is_stale(self, made: tuple[float, float]) -> bool:
        by_monotonic = self.clock.monotonic() - made[0]
        by_wall = abs(self.clock.now().timestamp() - made[1])
        return max(by_monotonic, by_wall) > STALE_CLAIM_S

    @property
    def is_quiet(self) -> bool:
        """Whether no claim is out, so that everything that left has its answer."""
        return not self.claimed
