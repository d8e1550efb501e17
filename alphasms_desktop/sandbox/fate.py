"""What becomes of a call: decided when it is taken, seen little by little as time passes."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """How a call ends, in the words of the webhook; the last two have none, they are of texts."""

    ANSWERED = "ANSWERED"
    NO_ANSWER = "NO ANSWER"
    BUSY = "BUSY"
    FAILED = "FAILED"
    DELETED = "DELETED"
    EXPIRED = "EXPIRED"


class Phase(StrEnum):
    """Where a call is before its end."""

    SCHEDULED = "SCHEDULED"
    QUEUED = "QUEUED"
    RINGING = "RINGING"
    TALKING = "TALKING"


@dataclass(frozen=True, slots=True)
class Fate:
    """The whole life of a call, in simulated seconds; `key` is what the listener would press."""

    outcome: Outcome
    queued_s: float
    ring_s: float
    talk_s: int
    key: str

    @property
    def ends_s(self) -> float:
        """Return the age at which the call is over."""
        return self.queued_s + self.ring_s + self.talk_s

    @property
    def key_pressed_s(self) -> float:
        """Return the age at which a key would be pressed: in the middle of the talk."""
        return self.queued_s + self.ring_s + self.talk_s / 2

    def at(self, age_s: float) -> Phase | Outcome:
        """Return what can be seen of the call at this age."""
        if age_s >= self.ends_s:
            return self.outcome
        if age_s < 0:
            return Phase.SCHEDULED
        if age_s >= self.queued_s + self.ring_s:
            return Phase.TALKING
        return Phase.RINGING if age_s >= self.queued_s else Phase.QUEUED
