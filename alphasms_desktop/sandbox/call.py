"""A call the sandbox took, and what is told about it."""

import math
from dataclasses import dataclass
from datetime import UTC, datetime

from alphasms_desktop.sandbox.fate import Fate, Outcome, Phase


@dataclass(frozen=True, slots=True)
class CallRecord:
    """What `GET /_sandbox/calls` tells of a call at one moment."""

    id: int
    kind: str
    phone: str
    received_at: str
    bytes: int
    sha256: str
    status: str
    duration: int | None
    dtmf: str | None
    own_id: int | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """A call or a text that was asked for and may be taken: checked, and paid for when it is.

    `kind` is voice, text, spoken or otp; `own_id` is the caller's, unique for ever; `code` is what
    the number of an OTP call ends in; `begins_at` is the time of day it is put off until,
    `gives_up_at` that at which it is no longer tried.
    """

    kind: str
    phone: str
    bytes: int
    sha256: str
    seconds: float
    hook: str
    asks_key: bool
    own_id: int | None = None
    parts: int = 1
    code: str = ""
    begins_at: float | None = None
    gives_up_at: float | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """A call as taken, with its fate; its state is read off the clock, never written."""

    id: int
    order: Order
    received_at: float
    speed: float
    fate: Fate

    @property
    def begins_at(self) -> float:
        """Return the time of day at which it is queued; what is put off waits as fast as all."""
        return self._real(self.order.begins_at or 0.0)

    @property
    def ends_at(self) -> float:
        """Return the time of day at which the call is over."""
        return min(self.begins_at + self.fate.ends_s / self.speed, self._gives_up_at)

    @property
    def outcome(self) -> Outcome:
        """Return how the call ends."""
        is_in_time = self.begins_at + self.fate.ends_s / self.speed <= self._gives_up_at
        return self.fate.outcome if is_in_time else Outcome.EXPIRED

    @property
    def talk_s(self) -> int:
        """Return for how many simulated seconds somebody listens."""
        return 0 if self.outcome is Outcome.EXPIRED else self.fate.talk_s

    @property
    def key(self) -> str:
        """Return the key pressed in the whole call, empty when none or when not asked for."""
        is_asked = self.order.asks_key and self.outcome is not Outcome.EXPIRED
        return self.fate.key if is_asked else ""

    def status_at(self, now: float) -> Phase | Outcome:
        """Return where the call is at this time of day."""
        # Compared as times of day, so that at `ends_at` the call is over whatever the rounding.
        return self.outcome if now >= self.ends_at else self.fate.at(self._age_s(now))

    def record_at(self, now: float) -> CallRecord:
        """Return what is known of the call at this time of day."""
        status = self.status_at(now)
        pressed = self.key if self._age_s(now) >= self.fate.key_pressed_s else ""
        return CallRecord(
            id=self.id,
            kind=self.order.kind,
            phone=self.order.phone,
            received_at=datetime.fromtimestamp(self.received_at, UTC).astimezone().isoformat(),
            bytes=self.order.bytes,
            sha256=self.order.sha256,
            status=status.value,
            duration=self.talk_s if isinstance(status, Outcome) else None,
            dtmf=pressed or None,
            own_id=self.order.own_id,
            code=self.order.code,
        )

    @property
    def _gives_up_at(self) -> float:
        return math.inf if self.order.gives_up_at is None else self._real(self.order.gives_up_at)

    def _real(self, moment: float) -> float:
        # What is to come comes as much sooner as simulated time is faster.
        return self.received_at + max(0.0, moment - self.received_at) / self.speed

    def _age_s(self, now: float) -> float:
        return (now - self.begins_at) * self.speed
