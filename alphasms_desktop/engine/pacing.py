"""How fast, and how long to wait after trouble."""

import random
from dataclasses import dataclass, field

_DELAYS_S = (1.0, 2.0, 4.0, 8.0, 15.0)
_WEIGHT = 0.2
_FIRST_LEVEL = 4
_WINDOW_S = 2.0
_LEAST_HANDED = 3
"""A rate is judged from so many calls for each upload at once, over so many seconds."""

_RISE = 1.05
_RESTS = 10


@dataclass
class Backoff:
    """Growing waits while the service cannot be reached; over when something got through."""

    failures: int = 0
    until: float = 0.0
    jitter: random.Random = field(default_factory=random.Random)

    @property
    def is_exhausted(self) -> bool:
        """Whether enough was tried, so that a person should know."""
        return self.failures > len(_DELAYS_S)

    def failed(self, now: float, begun_at: float) -> float:
        """Note a failure of something begun at `begun_at`; returns how long to wait, in seconds.

        Several that were under way together count as one.
        """
        if begun_at >= self.until:
            self.failures += 1
            delay = _DELAYS_S[min(self.failures, len(_DELAYS_S)) - 1]
            self.until = now + delay * self.jitter.uniform(0.9, 1.1)
        return max(0.0, self.until - now)

    def got_through(self) -> None:
        """Note that the service was reached."""
        self.failures = 0
        self.until = 0.0


@dataclass
class Pace:
    """How many calls may be claimed: only what can leave within a second.

    `level` is how many are handed over at once. It climbs by one while that makes calls leave
    faster, goes back where it did not, and is halved by trouble.
    """

    most: int
    level: int = 0
    mean_s: float = 0.0
    _rate: float = 0.0
    _is_trying: bool = False
    _rests: int = 0
    _handed: int = 0
    _since: float | None = None

    def __post_init__(self) -> None:
        self.level = self.level or min(_FIRST_LEVEL, self.most)

    def learned(self, seconds: float, now: float) -> None:
        """Note how long one call took to hand over, and when (monotonic)."""
        self.mean_s = (
            seconds if not self.mean_s else self.mean_s + _WEIGHT * (seconds - self.mean_s)
        )
        if self._since is None:
            self._since, self._handed = now, 0
            return
        self._handed += 1
        if now - self._since >= _WINDOW_S and self._handed >= _LEAST_HANDED * self.level:
            self._judge(self._handed / (now - self._since))
            self._since, self._handed = now, 0

    def held_back(self) -> None:
        """Note that something else slows the calls down, so that their rate says nothing now."""
        self._since = None

    def met_trouble(self) -> None:
        """Note that the service asks for less, or cannot be reached."""
        self.level = max(1, self.level // 2)
        self._rate, self._is_trying, self._rests, self._since = 0.0, False, _RESTS, None

    def room(self, sending: int) -> int:
        """Return how many more may be claimed while the answers of `sending` are not kept yet.

        As many as are handed over at once; twice that where each takes less than a second, so
        that no upload waits for the next claim.
        """
        most = 2 * self.level if 0 < self.mean_s < 1 else self.level
        return max(0, most - sending)

    def _judge(self, rate: float) -> None:
        """Compare the rate of calls (a second) with the one before, and take the next step."""
        if self._is_trying and rate < self._rate * _RISE:
            self.level, self._is_trying, self._rests = self.level - 1, False, _RESTS
        elif self._rests:
            self._rests -= 1
        elif self.level < self.most:
            self.level, self._is_trying, self._rate = self.level + 1, True, rate
        else:
            self._is_trying = False


@dataclass
class RateLimit:
    """At most so many calls a minute; None for no limit. Unused room lasts a second."""

    per_minute: int | None
    _saved: float = 1.0
    _at: float | None = None

    def room(self, now: float) -> int | None:
        """Return how many calls may be claimed at this moment (monotonic), None without limit."""
        if self.per_minute is None:
            return None
        a_second = self.per_minute / 60
        if self._at is not None:
            self._saved = min(max(1.0, a_second), self._saved + (now - self._at) * a_second)
        self._at = now
        return int(self._saved)

    def take(self, calls: int) -> None:
        """Note that calls were claimed."""
        if self.per_minute is not None:
            self._saved -= calls

    def give_back(self) -> None:
        """Note that a claimed call did not leave after all."""
        if self.per_minute is not None:
            self._saved += 1
