"""How fast, and how long to wait after trouble."""

import random
from dataclasses import dataclass, field

_DELAYS_S = (1.0, 2.0, 4.0, 8.0, 15.0)
_WEIGHT = 0.2


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
    """How many calls may be claimed: only what can leave within a second."""

    uploads: int
    mean_s: float = 0.0

    def learned(self, seconds: float) -> None:
        """Note how long one call took to hand over."""
        self.mean_s = (
            seconds if not self.mean_s else self.mean_s + _WEIGHT * (seconds - self.mean_s)
        )

    def room(self, sending: int) -> int:
        """Return how many more may be claimed while the answers of `sending` are not kept yet.

        As many as there are uploads at once; twice that where each takes less than a second, so
        that no upload waits for the next claim.
        """
        most = 2 * self.uploads if 0 < self.mean_s < 1 else self.uploads
        return max(0, most - sending)
