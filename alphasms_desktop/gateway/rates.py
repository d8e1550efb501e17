"""How fast requests may come: buckets that drip steadily, one a sender and one for all."""

from collections import OrderedDict
from dataclasses import dataclass

_MOST_SENDERS = 1024


@dataclass
class Bucket:
    """Lets `burst` requests through at once and `per_s` a second for ever."""

    per_s: float
    burst: float
    _due_s: float = 0.0

    def takes(self, now_s: float) -> bool:
        """Say whether one more may pass at a moment; those that may not do not count."""
        due_s = max(self._due_s, now_s)
        # Sums of tenths are a little off; half a request is nearer than that.
        if due_s - now_s > (self.burst - 0.5) / self.per_s:
            return False
        self._due_s = due_s + 1 / self.per_s
        return True


class Rates:
    """One bucket for each sender, the longest silent forgotten first, and one for everybody."""

    def __init__(self, each: tuple[float, float], everybody: tuple[float, float]) -> None:
        self._each = each
        self._everybody = Bucket(*everybody)
        self._senders: OrderedDict[str, Bucket] = OrderedDict()

    def takes(self, sender: str, now_s: float) -> bool:
        """Say whether a sender may pass one more request at a moment."""
        bucket = self._senders.pop(sender, None) or Bucket(*self._each)
        self._senders[sender] = bucket
        if len(self._senders) > _MOST_SENDERS:
            self._senders.popitem(last=False)
        return bucket.takes(now_s) and self._everybody.takes(now_s)
