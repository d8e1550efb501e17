"""One attempt: send it and keep the answer, or know why not; and what each trouble leads to."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from alphasms_desktop.domain.attempt import Claim, State, Step, Why
from alphasms_desktop.domain.errors import Family, Kind, Trouble, TroubleError
from alphasms_desktop.domain.exchange import Receipt
from alphasms_desktop.engine.ports import Clock, Gateway, HookOf
from alphasms_desktop.engine.sound_ports import SoundOfCall

_log = logging.getLogger(__name__)


class Effect(Enum):
    """What a trouble with one call does to the run."""

    WAIT = auto()
    COUNT_LOST = auto()
    COUNT_REFUSED = auto()
    PAUSE = auto()


@dataclass(frozen=True)
class Consequence:
    """Where the attempt goes, why, and what the run does."""

    state: State
    why: Why
    effect: Effect


CONSEQUENCES: dict[Family, Consequence] = {
    Family.ACCOUNT: Consequence(State.QUEUED, Why.NOT_SENT, Effect.PAUSE),
    Family.MONEY: Consequence(State.QUEUED, Why.NOT_SENT, Effect.PAUSE),
    Family.AUDIO: Consequence(State.QUEUED, Why.NOT_SENT, Effect.PAUSE),
    Family.CONFIGURATION: Consequence(State.QUEUED, Why.NOT_SENT, Effect.PAUSE),
    Family.OUT_OF_REACH: Consequence(State.QUEUED, Why.NOT_SENT, Effect.WAIT),
    Family.RECIPIENT: Consequence(State.REJECTED, Why.REFUSED, Effect.COUNT_REFUSED),
    Family.LOST: Consequence(State.UNCONFIRMED, Why.ANSWER_LOST, Effect.COUNT_LOST),
    # After a fault of ours nobody knows how far the call got, so it is in doubt.
    Family.OURS: Consequence(State.UNCONFIRMED, Why.ANSWER_LOST, Effect.PAUSE),
    Family.SURROUNDINGS: Consequence(State.QUEUED, Why.NOT_SENT, Effect.PAUSE),
    Family.RULE: Consequence(State.QUEUED, Why.NOT_SENT, Effect.PAUSE),
    Family.INPUT: Consequence(State.QUEUED, Why.NOT_SENT, Effect.PAUSE),
}


class DroppedError(Exception):
    """A claim that must not leave after all; no byte of it has left."""


@dataclass(frozen=True)
class Submitted:
    """What came of a claim: a receipt, a trouble, or neither where it was dropped."""

    claim: Claim
    begun_at: float
    took_s: float
    receipt: Receipt | None = None
    trouble: Trouble | None = None

    @property
    def consequence(self) -> Consequence | None:
        """What its trouble leads to, if it has one."""
        return CONSEQUENCES[self.trouble.family] if self.trouble else None

    @property
    def step(self) -> Step:
        """The step to keep."""
        attempt_id = self.claim.attempt_id
        if self.receipt:
            return Step(
                attempt_id,
                State.ACCEPTED,
                Why.HANDED_OVER,
                gateway_id=self.receipt.gateway_id or None,
                price=self.receipt.price,
                parts=self.receipt.parts,
            )
        consequence = self.consequence
        if self.trouble is None or consequence is None:
            return Step(attempt_id, State.QUEUED, Why.NOT_SENT)
        if self.claim.is_repeat and consequence.state is State.REJECTED:
            # It may be refused just because the first one was taken: its id tells.
            raw = self.trouble.detail
            return Step(attempt_id, State.UNCONFIRMED, Why.REPEAT_REFUSED, raw=raw)
        return Step(attempt_id, consequence.state, consequence.why, raw=self.trouble.detail)


@dataclass(frozen=True)
class Submitter:
    """Sends claims, on any thread; asks `may_leave` just before the first byte."""

    gateway: Gateway
    sound_of: SoundOfCall
    hook_of: HookOf
    collect_keys: bool
    clock: Clock
    may_leave: Callable[[Claim], bool]
    is_awaited: Callable[[Claim], bool]

    def submit(self, claim: Claim) -> Submitted:
        """Send one claim; never raises."""
        begun_at = self.clock.monotonic()

        def check() -> None:
            if not self.may_leave(claim):
                raise DroppedError

        try:
            if not self.is_awaited(claim):
                raise DroppedError
            hook = self.hook_of(claim)
            keys = self.collect_keys and hook is not None
            audio = self.sound_of(claim)
            receipt = self.gateway.place(claim.phone, audio, hook, keys, check)
        except DroppedError:
            return Submitted(claim, begun_at, 0.0)
        except TroubleError as error:
            return Submitted(claim, begun_at, 0.0, trouble=error.trouble)
        except Exception as error:
            _log.exception("a fault while handing over attempt %d", claim.attempt_id)
            trouble = Trouble(Kind.FAULT, type(error).__name__)
            return Submitted(claim, begun_at, 0.0, trouble=trouble)
        return Submitted(claim, begun_at, self.clock.monotonic() - begun_at, receipt)
