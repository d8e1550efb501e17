"""The sandbox's clock: the time of day that never jumps, and how fast simulated time runs."""

import time


class Clock:
    """Tells the time in seconds since 1970; `speed` simulated seconds pass in a real one."""

    def __init__(self, speed: float = 1.0) -> None:
        if not 0 < speed < float("inf"):
            raise ValueError(f"speed must be above 0, not {speed}")
        self.speed = speed
        # Read once and counted on from there: a corrected system clock must not end or
        # prolong the calls that are under way.
        self._offset = time.time() - time.monotonic()

    def now(self) -> float:
        """Return the time of day."""
        return self._offset + time.monotonic()

    def real_s(self, simulated_s: float) -> float:
        """Return how long a simulated time lasts for those who wait for it."""
        return simulated_s / self.speed
