"""Placing calls: claims go to the senders, answers come back, trouble slows or halts it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from alphasms_desktop.domain.attempt import SETTLED, Change, Claim, State, Step
from alphasms_desktop.domain.campaign import Tally
from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.domain.errors import Family, Kind, Trouble, TroubleError
from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.domain.waiting import Waiting
from alphasms_desktop.engine.canary import CanaryWatch
from alphasms_desktop.engine.events import WaitStarted
from alphasms_desktop.engine.pacing import Backoff, Pace, RateLimit
from alphasms_desktop.engine.ports import Clock, Journal
from alphasms_desktop.engine.purse import Purse
from alphasms_desktop.engine.streaks import Streaks
from alphasms_desktop.engine.submit import Effect, Submitted
from alphasms_desktop.engine.texting import SubmittedTexts

STALE_CLAIM_S = 10.0
_PLACED = frozenset({State.QUEUED, State.SENDING, State.UNCONFIRMED})
"""States of calls that are to be placed; most changes that are kept are of calls beyond."""

_ONCE_A_REQUEST = frozenset({Effect.WAIT, Effect.COUNT_LOST})


@dataclass
class Placing:
    """What placing has come to: how much is claimed, how fast it goes, and why it halted.

    `claimed` are those that have no answer yet, `sending` those that stand as SENDING on the disk:
    as many as could be in doubt if the power failed now. With `texts_at_once` everybody gets a
    text: one request with at most so many is under way, and fewer when the service takes fewer.

    `halted` is read by the senders just before a call leaves; everything else belongs to the
    campaign's own thread.
    """

    rules: Rules
    journal: Journal
    clock: Clock
    purse: Purse
    canary: CanaryWatch
    backoff: Backoff = field(default_factory=Backoff)
    halted: bool = False
    trouble: Trouble | None = None
    last_trouble: Trouble | None = None
    claimed: dict[int, tuple[float, float]] = field(default_factory=dict)
    sending: set[int] = field(default_factory=set)
    next_retry: datetime | None = None
    _retry_by: float = 0.0
    """When the next attempt is due by the steady clock, whatever becomes of the one on the wall."""

    texts_at_once: int = 0
    pace: Pace = field(init=False)
    rate: RateLimit = field(init=False)
    streaks: Streaks = field(init=False)

    def __post_init__(self) -> None:
        self.pace = Pace(self.rules.uploads)
        self.rate = RateLimit(self.rules.calls_per_minute)
        self.streaks = Streaks(self.rules)
        self._most_texts = self.texts_at_once

    def halt(self, trouble: Trouble | None = None) -> None:
        """Let nothing more leave; the first reason is the one that is said."""
        if not self.halted:
            self.trouble = trouble
        self.halted = True

    def go_on(self) -> None:
        """Let calls leave again, with a clean slate: the user has seen what halted them."""
        self.halted, self.trouble = False, None
        self.streaks.end()
        self.backoff.got_through()
        self.canary.go_on()
        self.purse.minds_balance = False

    def note_claims(self, claims: list[Claim]) -> None:
        """Remember when each claim was made, by both clocks, and reserve for it."""
        made = (self.clock.monotonic(), self.clock.now().timestamp())
        self.claimed.update((claim.attempt_id, made) for claim in claims)
        self.sending.update(self.claimed)
        self.rate.take(len(claims))
        self.purse.claim([claim.attempt_id for claim in claims])

    def wait_for_retry(self, at: float) -> None:
        """Claim nothing before a moment (seconds since 1970): the earliest next attempt waits."""
        self.next_retry = datetime.fromtimestamp(at, UTC)
        self._retry_by = self.clock.monotonic() + at - self.clock.now().timestamp()

    def note_kept(self, changes: Iterable[Change]) -> None:
        """Note which claims' answers are on the disk, and whoever waits again."""
        for change in changes:
            if change.before in _PLACED or change.after in _PLACED:
                self._note_placed(change)
            if not self.canary.is_over:
                self.canary.note(change)

    def _note_placed(self, change: Change) -> None:
        if change.before is State.SENDING:
            self.sending.discard(change.attempt_id)
        if change.before is State.UNCONFIRMED and change.after in SETTLED:
            self.purse.not_charged(change.attempt_id)
        if change.after is State.QUEUED:
            self.next_retry = None

    def room(self) -> int:
        """Return how many calls may be claimed at this moment."""
        if self.halted or self.clock.monotonic() < self.backoff.until or self._wait_by_clock():
            return 0
        if self.backoff.failures:
            # One call finds out whether the service is back; the others wait for what it learns.
            return 0 if self.sending else 1
        sending = len(self.sending)
        if self.texts_at_once and sending:
            return 0
        by_pace = self.texts_at_once or self.pace.room(sending)
        others = (
            self.rate.room(self.clock.monotonic()),
            self.canary.room(sending),
            self.purse.room(sending),
        )
        limit = min([by_pace, *(one for one in others if one is not None)])
        if limit < by_pace:
            self.pace.held_back()
        return limit

    def wait(self) -> WaitStarted | None:
        """Return until when nothing may be claimed and why, or None."""
        if by_clock := self._wait_by_clock():
            return by_clock
        now = self.clock.now()
        left_s = self.backoff.until - self.clock.monotonic()
        if left_s > 0:
            return WaitStarted(now + timedelta(seconds=left_s), self.last_trouble, Waiting.SERVICE)
        return None

    def past_deadline(self) -> bool:
        """Say whether whoever still waits is not to be called any more."""
        deadline = self.rules.deadline
        return deadline is not None and deadline.skips_rest and self.clock.now() >= deadline.at

    def what_stops_it(self, tally: Tally) -> Trouble | None:
        """Return why no further call can follow those made, or None; asked between claims."""
        if self.purse.is_passed():
            return self.purse.trouble()
        if question := self.canary.verdict(self.clock.monotonic()):
            return question
        if self.sending or not tally[State.QUEUED]:
            return None
        return self.purse.trouble()

    def may_leave(self, claim: Claim) -> bool:
        """Look once more, on the sender's thread, just before the first byte."""
        if not self.is_awaited(claim):
            return False
        try:
            return self.journal.may_call(claim.phone)
        except TroubleError:
            return False

    def is_awaited(self, claim: Claim) -> bool:
        """Say whether a claim is worth preparing: nothing that the run itself knows forbids it."""
        made = self.claimed.get(claim.attempt_id)
        if self.halted or made is None or self._is_stale(made):
            return False
        return not self._wait_by_clock() and not self.past_deadline()

    def came_back(self, submitted: Submitted) -> Step:
        """Take what came of a claim; returns the step to keep."""
        attempt_id = submitted.claim.attempt_id
        self.claimed.pop(attempt_id, None)
        if submitted.receipt:
            self.purse.taken(attempt_id, submitted.receipt.price)
            self.pace.learned(submitted.took_s, self.clock.monotonic())
            self.backoff.got_through()
            self.streaks.end()
        elif submitted.trouble:
            self._learn_from(submitted, submitted.trouble)
        else:
            self.purse.not_charged(attempt_id)
            self.rate.give_back()
        return submitted.step

    def requests_of(self, claims: Sequence[Claim]) -> list[list[Claim]]:
        """Return which texts of these claims go out in one request: those of one channel.

        Where texts only follow calls they go out one by one, so that a refusal in words nobody
        knows is that one's alone.
        """
        texts = [claim for claim in claims if claim.channel.is_text]
        if not self.texts_at_once:
            return [[claim] for claim in texts]
        by_channel: dict[Channel, list[Claim]] = {}
        for claim in texts:
            by_channel.setdefault(claim.channel, []).append(claim)
        return list(by_channel.values())

    def texts_came_back(self, submitted: SubmittedTexts) -> list[Step]:
        """Take what came of the texts of one request; returns the steps to keep.

        A trouble of the whole request is one trouble. Where it is a refusal in words that may
        concern a single one of them, all wait again, and fewer go out together until it is found.
        """
        whole = submitted.trouble
        is_refused = whole is not None and whole.family is Family.RECIPIENT
        if is_refused and len(submitted.each) > 1:
            self._take_fewer()
            each = [replace(one, receipt=None, trouble=None) for one in submitted.each]
            return [self.came_back(one) for one in each]
        if whole and whole.kind is Kind.THROTTLED:
            self._take_fewer()
        elif whole is None:
            self.texts_at_once = min(self._most_texts, self.texts_at_once * 2)
        steps, told = [], set()
        for one in submitted.each:
            effect = one.consequence.effect if one.consequence else None
            if effect in _ONCE_A_REQUEST and effect in told:
                steps.append(self._noted_only(one))
                continue
            told.add(effect)
            steps.append(self.came_back(one))
        return steps

    def _noted_only(self, submitted: Submitted) -> Step:
        """Take what came of a text whose trouble the run has learned of by another one."""
        attempt_id = submitted.claim.attempt_id
        self.claimed.pop(attempt_id, None)
        if submitted.step.to is State.UNCONFIRMED:
            self.purse.in_doubt(attempt_id)
        else:
            self.purse.not_charged(attempt_id)
        return submitted.step

    def _take_fewer(self) -> None:
        self.texts_at_once = max(1, self.texts_at_once // 2) if self.texts_at_once else 0

    def _learn_from(self, submitted: Submitted, trouble: Trouble) -> None:
        consequence = submitted.consequence
        effect = consequence.effect if consequence else Effect.PAUSE
        self.last_trouble = trouble
        if submitted.step.to is State.UNCONFIRMED:
            self.purse.in_doubt(submitted.claim.attempt_id)
        else:
            self.purse.not_charged(submitted.claim.attempt_id)
        if effect is Effect.WAIT:
            self.pace.met_trouble()
            self.backoff.failed(self.clock.monotonic(), submitted.begun_at)
            if self.backoff.is_exhausted:
                self.halt(trouble)
        elif effect is Effect.PAUSE or self.streaks.is_too_long(effect, trouble):
            self.halt(trouble)

    def _wait_by_clock(self) -> WaitStarted | None:
        """Return the wait that start, hours, deadline or the ladder of retries ask for now."""
        now = self.clock.now()
        is_due = self.clock.monotonic() >= self._retry_by
        if self.next_retry and now < self.next_retry and not is_due:
            until = self.rules.next_allowed(self.next_retry)
            return WaitStarted(until, reason=Waiting.RETRY)
        until = self.rules.next_allowed(now)
        if until <= now:
            return None
        is_before_start = self.rules.start is not None and now < self.rules.start.at
        return WaitStarted(until, reason=Waiting.START if is_before_start else Waiting.HOURS)

    def _is_stale(self, made: tuple[float, float]) -> bool:
        by_monotonic = self.clock.monotonic() - made[0]
        by_wall = abs(self.clock.now().timestamp() - made[1])
        return max(by_monotonic, by_wall) > STALE_CLAIM_S
