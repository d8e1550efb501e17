"""A call the sandbox took, and what is told about it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from alphasms_desktop.sandbox.fate import Fate, Outcome, Phase


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class Order:
    """A call or a text that was asked for and may be taken: checked, and paid for when it is.

    `kind` is voice, text, spoken or otp; `own_id` is the caller's, unique for ever; `code` is what
    the number of an OTP call ends in.
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


@dataclass(frozen=True)
class Call:
    """A call as taken, with its fate; its state is read off the clock, never written."""

    id: int
    order: Order
    received_at: float
    speed: float
    fate: Fate

    @property
    def ends_at(self) -> float:
        """Return the time of day at which the call is over."""
        return self.received_at + self.fate.ends_s / self.speed

    @property
    def key(self) -> str:
        """Return the key pressed in the whole call, empty when none or when not asked for."""
        return self.fate.key if self.order.asks_key else ""

    def status_at(self, now: float) -> Phase | Outcome:
        """Return where the call is at this time of day."""
        # Compared as times of day, so that at `ends_at` the call is over whatever the rounding.
        return self.fate.outcome if now >= self.ends_at else self.fate.at(self._age_s(now))

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
            duration=self.fate.talk_s if isinstance(status, Outcome) else None,
            dtmf=pressed or None,
            own_id=self.order.own_id,
            code=self.order.code,
        )

    def _age_s(self, now: float) -> float:
        return (now - self.received_at) * self.speed
