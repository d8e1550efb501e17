"""Keeping what happened: steps gathered for a moment, written together, then told."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from alphasms_desktop.domain.attempt import Change, OpenCall, State, Step, Why
from alphasms_desktop.domain.campaign import Tally
from alphasms_desktop.domain.errors import Kind, Trouble, TroubleError
from alphasms_desktop.domain.live import Decision
from alphasms_desktop.domain.success import Success, strongest, told_by
from alphasms_desktop.engine.events import AttemptsChanged, Event, Listener
from alphasms_desktop.engine.hooks import HooksRead, read_waiting
from alphasms_desktop.engine.orders import Decided
from alphasms_desktop.engine.ports import Clock, Gateway, Journal

_log = logging.getLogger(__name__)

EVERY_S = 0.05
RETRY_S = 0.5
_PATIENCE_TRIES = 20
_NO_ENDS = frozenset({State.QUEUED, State.SENDING, State.ACCEPTED, State.UNCONFIRMED})


@dataclass
class Keeping:
    """The campaign's one writer: nothing is told that is not on the disk.

    A write that fails is tried again for some seconds with everything it held; meanwhile `trouble`
    says why, and the run lets nothing more leave.
    """

    journal: Journal
    gateway: Gateway
    clock: Clock
    tell: Listener
    ask_soon: Callable[[OpenCall], None]
    tally: Tally = field(init=False)
    trouble: Trouble | None = None
    hooks_wait: bool = True
    hooks_applied: int = 0
    _steps: list[Step] = field(default_factory=list)
    _due_at: float = 0.0
    _tries: int = 0

    def __post_init__(self) -> None:
        self.tally = self.journal.tally()

    @property
    def holds_steps(self) -> bool:
        """Whether something that happened is not on the disk yet."""
        return bool(self._steps)

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits to be written."""
        return not self._steps and not self.hooks_wait

    @property
    def is_hopeless(self) -> bool:
        """Whether writing failed for so long, or for such a reason, that waiting is in vain."""
        lost_it = self.trouble is not None and self.trouble.kind is Kind.IN_USE
        return lost_it or self._tries >= _PATIENCE_TRIES

    def add(self, steps: Iterable[Step]) -> None:
        """Have steps written with the next commit."""
        if not self._steps:
            self._due_at = max(self._due_at, self.clock.monotonic() + EVERY_S)
        self._steps.extend(steps)

    def flush_when_due(self, many: int) -> list[tuple[Step, Change]]:
        """Write what waits if its time has come, or so many wait; returns what changed."""
        waits = not self._tries and len(self._steps) >= many
        if self.is_empty or not (waits or self.clock.monotonic() >= self._due_at):
            return []
        return self.flush()

    def flush(self) -> list[tuple[Step, Change]]:
        """Write what waits, now."""
        now = self.clock.monotonic()
        self._due_at = now + EVERY_S
        try:
            read = self._hooks()
            # Webhooks first: they say more than the end that was only asked for.
            steps = [*read.steps, *self._steps]
            wanted = steps or read.verdicts
            changes = self.journal.keep(steps, read.verdicts) if wanted else []
        except TroubleError as error:
            _log.error("could not keep %d steps: %s", len(self._steps), error)
            self.trouble = error.trouble
            self._tries += 1
            self._due_at = now + RETRY_S
            return []
        self.trouble, self._tries = None, 0
        # One commit takes some of them; the next asks whether there are more.
        self._steps, self.hooks_wait = [], read.some_stay or bool(read.verdicts)
        self.hooks_applied += len(read.verdicts)
        kept = _with_steps(steps, changes)
        self.note(changes, strongest(told_by(step) for step, _ in kept))
        for call in read.doubts:
            self.ask_soon(call)
        return kept

    def decide(self, decided: Decided) -> list[Change]:
        """Write the user's word at once; a write that fails changes nothing and is said."""
        try:
            changes = self.journal.decide(decided.recipient_ids, decided.decision)
        except TroubleError as error:
            self.trouble = error.trouble
            return []
        # By the user's word a call was made; that it was answered only the service can tell.
        was_made = decided.decision is Decision.MADE and bool(changes)
        self.note(changes, Success.REACHED if was_made else None)
        return changes

    def note(self, changes: list[Change], told: Success | None = None) -> None:
        """Count and tell changes that were kept; `told` is what they say of successes."""
        moved = self.tally.moved_all([(one.before, one.after) for one in changes if one.counts])
        for price in [one.price for one in changes if one.price is not None]:
            moved = moved.paid(price)
        self.tally = moved.telling(told)
        if changes:
            self.tell_safely(AttemptsChanged(tuple(changes), self.tally))

    def tell_safely(self, event: Event) -> None:
        """Tell a fact; a listener that fails is logged and stops nothing."""
        try:
            self.tell(event)
        except Exception:
            _log.exception("a listener failed")

    def _hooks(self) -> HooksRead:
        """Return what the inbox leads to, or nothing where nothing has come."""
        if not self.hooks_wait:
            return HooksRead()
        return read_waiting(self.journal.waiting_hooks(), self.gateway.read_hook)


def _with_steps(steps: list[Step], changes: list[Change]) -> list[tuple[Step, Change]]:
    """Return changes with the steps that led to them."""
    # Mostly all were kept and nothing followed from them.
    if [(one.attempt_id, one.to) for one in steps] == [
        (one.attempt_id, one.after) for one in changes
    ]:
        return list(zip(steps, changes, strict=True))
    by_move = {(step.attempt_id, step.to): step for step in steps}
    return [(by_move.get((one.attempt_id, one.after)) or _plain_step(one), one) for one in changes]


def _plain_step(change: Change) -> Step:
    """Return the step of a change that followed from another one, such as the next attempt."""
    return Step(change.attempt_id, change.after, Why.RETRY)


def is_end(change: Change) -> bool:
    """Say whether a change ended the following of a call."""
    return change.after not in _NO_ENDS
