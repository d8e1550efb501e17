"""What the engine tells: facts, frozen, in the past tense, each true on the disk before it is told.

They are told on the campaign's own thread; whoever listens hands them on and returns at once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from alphasms_desktop.domain.attempt import Change
from alphasms_desktop.domain.campaign import Phase, Tally
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.waiting import Waiting


@dataclass(frozen=True)
class AttemptsChanged:
    """Some attempts took a step; the tally is the one after it."""

    changes: tuple[Change, ...]
    tally: Tally


@dataclass(frozen=True)
class PhaseChanged:
    """The campaign began, paused, stopped or finished; a pause of its own says why."""

    phase: Phase
    trouble: Trouble | None = None


@dataclass(frozen=True)
class WaitStarted:
    """Nothing leaves until this moment; a service out of reach comes with its trouble."""

    until: datetime
    trouble: Trouble | None = None
    reason: Waiting = Waiting.HOURS

    def is_like(self, other: "WaitStarted | None") -> bool:
        """Say whether another wait is the same, told a moment earlier."""
        if other is None or other.reason is not self.reason:
            return False
        return abs((self.until - other.until).total_seconds()) < 1


@dataclass(frozen=True)
class NothingHappens:
    """The watchdog: for so many seconds nothing has changed, and this is what is waited for."""

    seconds: float
    reason: Waiting
    calls: int


Event = AttemptsChanged | PhaseChanged | WaitStarted | NothingHappens
Listener = Callable[[Event], None]
