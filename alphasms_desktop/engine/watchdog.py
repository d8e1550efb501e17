"""The watchdog: a run in which nothing happens for long says so, and what it waits for."""

from dataclasses import dataclass

from alphasms_desktop.domain.waiting import Waiting
from alphasms_desktop.engine.events import NothingHappens

_QUIET_S = 30.0


@dataclass
class Watchdog:
    """Notices quiet: no change kept for half a minute, and again each half a minute after."""

    last_change_at: float
    _barks: int = 0

    def note_change(self, now: float) -> None:
        """Note that something happened (monotonic)."""
        self.last_change_at, self._barks = now, 0

    def look(self, now: float, claimed: int, followed: int, canary: bool) -> NothingHappens | None:
        """Return what to tell, or None while all is lively (monotonic now)."""
        quiet_s = now - self.last_change_at
        if quiet_s < _QUIET_S * (self._barks + 1):
            return None
        self._barks += 1
        if claimed:
            return NothingHappens(quiet_s, Waiting.ANSWERS, claimed)
        if followed:
            reason = Waiting.CANARY if canary else Waiting.RESULTS
            return NothingHappens(quiet_s, reason, followed)
        return None
