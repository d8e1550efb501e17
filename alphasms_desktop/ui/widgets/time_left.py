"""How long the calls that wait may still take, by the pace of the last minute."""

from collections import deque

from alphasms_desktop.i18n import ntr

_WINDOW_S = 60.0
_ENOUGH_S = 5.0
"""After so many seconds a pace can be told."""


class TimeLeft:
    """Notes how many wait, from moment to moment."""

    def __init__(self) -> None:
        self._noted: deque[tuple[float, int]] = deque()

    def clear(self) -> None:
        """Know nothing: another campaign, or one that pauses."""
        self._noted.clear()

    def note(self, at_s: float, waiting: int) -> None:
        """Note how many wait at a moment of the monotonic clock."""
        if self._noted and waiting > self._noted[-1][1]:
            self.clear()  # more were added: an older pace says nothing of them
        self._noted.append((at_s, waiting))
        while at_s - self._noted[0][0] > _WINDOW_S:
            self._noted.popleft()

    def left_s(self) -> float | None:
        """Return how many seconds it may still take; None while that cannot be told."""
        if not self._noted:
            return None
        (first_s, before), (last_s, waiting) = self._noted[0], self._noted[-1]
        if not waiting or before <= waiting or last_s - first_s < _ENOUGH_S:
            return None
        return waiting * (last_s - first_s) / (before - waiting)

    def words(self) -> str:
        """Say how long it may still take; nothing while that cannot be told."""
        left_s = self.left_s()
        if left_s is None:
            return ""
        minutes = max(1, round(left_s / 60))
        return ntr("≈ {n} min", "≈ {n} min", minutes)
