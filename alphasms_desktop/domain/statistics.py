"""What came of a campaign's calls, in time, by hour, by operator, by key: the numbers of charts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from enum import StrEnum

from alphasms_desktop.domain.attempt import State

_BUCKETS_S = (60, 300, 900, 1800, 3600, 6 * 3600, 86_400)
_MOST_BUCKETS = 60
_MOST_PREFIXES = 8
_MOST_SPANS = 7


class Came(StrEnum):
    """What a call came to, as charts tell it."""

    ANSWERED = "answered"
    NOT_REACHED = "not_reached"
    REFUSED = "refused"
    IN_DOUBT = "in_doubt"
    NO_RESULT = "no_result"


CAME: dict[State, Came] = {
    State.ANSWERED: Came.ANSWERED,
    State.NO_ANSWER: Came.NOT_REACHED,
    State.BUSY: Came.NOT_REACHED,
    State.FAILED: Came.NOT_REACHED,
    State.NO_RESULT: Came.NO_RESULT,
    State.REJECTED: Came.REFUSED,
    State.UNCONFIRMED: Came.IN_DOUBT,
}


@dataclass(frozen=True)
class Bucket:
    """Some minutes or hours, from a moment on, and how many calls came to what in them."""

    at: datetime
    counts: tuple[int, ...]
    """One count for each Came, in its order."""


@dataclass(frozen=True)
class Share:
    """How many of some calls were answered."""

    name: str
    answered: int
    all: int


@dataclass(frozen=True)
class Span:
    """How many people listened for so many whole seconds, both ends included."""

    first_s: int
    last_s: int
    people: int


@dataclass(frozen=True)
class Statistics:
    """The numbers of one campaign; each bucket is `bucket_s` seconds long."""

    bucket_s: int
    over_time: tuple[Bucket, ...]
    by_hour: tuple[Share, ...]
    by_prefix: tuple[Share, ...]
    keys: tuple[tuple[str, int], ...]
    listened: tuple[Span, ...] = ()

    @property
    def answered(self) -> int:
        """How many people answered."""
        place = list(Came).index(Came.ANSWERED)
        return sum(one.counts[place] for one in self.over_time)

    @property
    def came(self) -> tuple[Came, ...]:
        """What there is to draw; calls without a result, the last, only where there are some."""
        is_told = not any(one.counts[-1] for one in self.over_time)
        return tuple(Came)[:-1] if is_told else tuple(Came)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw yet."""
        return not self.over_time


@dataclass(frozen=True)
class MinuteCount:
    """How many calls ended in a minute (since 1970) in a state."""

    minute: int
    state: State
    calls: int


def over_time(counts: Sequence[MinuteCount]) -> tuple[int, tuple[Bucket, ...]]:
    """Return the seconds of a bucket and all buckets from the first end to the last."""
    ends = [one for one in counts if one.state in CAME]
    if not ends:
        return _BUCKETS_S[0], ()
    first, last = min(one.minute for one in ends) * 60, max(one.minute for one in ends) * 60
    fitting = (one for one in _BUCKETS_S if (last - first) // one < _MOST_BUCKETS)
    size = next(fitting, _BUCKETS_S[-1])
    begin = first // size
    buckets = [[0] * len(Came) for _ in range(last // size - begin + 1)]
    places = {came: place for place, came in enumerate(Came)}
    for one in ends:
        buckets[one.minute * 60 // size - begin][places[CAME[one.state]]] += one.calls
    made = (
        Bucket(datetime.fromtimestamp((begin + at) * size, UTC), tuple(found))
        for at, found in enumerate(buckets)
    )
    return size, tuple(made)


def by_hour(counts: Iterable[MinuteCount], zone: tzinfo) -> tuple[Share, ...]:
    """Return how many were answered in each hour of the day that had calls, in a time zone."""
    found: dict[int, list[int]] = {}
    for one in counts:
        came = CAME.get(one.state)
        if came in (Came.ANSWERED, Came.NOT_REACHED):
            hour = datetime.fromtimestamp(one.minute * 60, zone).hour
            share = found.setdefault(hour, [0, 0])
            share[0] += one.calls if came is Came.ANSWERED else 0
            share[1] += one.calls
    return tuple(Share(f"{hour:02}", *found[hour]) for hour in sorted(found))


def listened(counts: Mapping[int, int]) -> tuple[Span, ...]:
    """Return spans of equal length from the first second to the longest call.

    `counts` tells how many people listened for each number of whole seconds.
    """
    if not counts:
        return ()
    longest = max(counts)
    size = -(-(longest + 1) // _MOST_SPANS)
    people = [0] * (longest // size + 1)
    for seconds, count in counts.items():
        people[seconds // size] += count
    return tuple(Span(at * size, at * size + size - 1, one) for at, one in enumerate(people))


def most_frequent(shares: Sequence[Share], rest: str = "") -> tuple[Share, ...]:
    """Return the most frequent shares; those after them are summed under an empty name."""
    ordered = sorted(shares, key=lambda one: (-one.all, one.name))
    first, others = ordered[:_MOST_PREFIXES], ordered[_MOST_PREFIXES:]
    if others:
        answered, everybody = sum(one.answered for one in others), sum(one.all for one in others)
        first.append(Share(rest, answered, everybody))
    return tuple(first)
