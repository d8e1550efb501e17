"""What a campaign came to in numbers: people by state and, of those who answered, by key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from alphasms_desktop.domain.answer import place_of_key
from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Tally

NOT_REACHED = frozenset({State.NO_ANSWER, State.BUSY, State.FAILED, State.NO_RESULT})
"""Calls that were made and not answered, or of which nothing was learned."""

STILL_OPEN = frozenset({State.QUEUED, State.SENDING, State.ACCEPTED})
"""Calls that may still come to something."""


class Asks(StrEnum):
    """What a key asks of the office beyond being counted."""

    NOTHING = "nothing"
    NO_MORE_CALLS = "no_more_calls"
    CALL_BACK = "call_back"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a key means in one campaign, in the user's words."""

    words: str
    asks: Asks = Asks.NOTHING


Meanings = Mapping[str, Meaning]


@dataclass(frozen=True, slots=True)
class KeyCount:
    """How many people pressed a key at last; without a meaning where the campaign gives none."""

    key: str
    people: int
    meaning: Meaning | None = None


@dataclass(frozen=True)
class Totals:
    """The tally of a campaign and its keys, in the order of the keys."""

    tally: Tally
    keys: tuple[KeyCount, ...] = field(default=())

    @property
    def answered_without_key(self) -> int:
        """How many answered and pressed nothing that was received."""
        return max(0, self.tally[State.ANSWERED] - sum(one.people for one in self.keys))

    def of(self, states: frozenset[State]) -> int:
        """Return how many people are in some states."""
        return sum(self.tally[state] for state in states)


MOST_UNNAMED = 2
"""More keys without a meaning than these are told together, beside keys that have one."""


def told_together(keys: Sequence[KeyCount]) -> tuple[KeyCount, ...]:
    """Return the keys that are no more than strays: many without a meaning, beside others."""
    unnamed = tuple(one for one in keys if one.people and one.meaning is None)
    has_named = any(one.meaning for one in keys)
    return unnamed if has_named and len(unnamed) > MOST_UNNAMED else ()


def last_key(keys: str | None) -> str:
    """Return the key that counts of those somebody pressed: the last one."""
    return (keys or "")[-1:]


def key_counts(counts: Sequence[tuple[str, int]], meanings: Meanings) -> tuple[KeyCount, ...]:
    """Return the counts of keys with what they mean; of several pressed the last one counts."""
    people: dict[str, int] = {}
    for keys, much in counts:
        people[last_key(keys)] = people.get(last_key(keys), 0) + much
    told = sorted(filter(None, people), key=place_of_key)
    return tuple(KeyCount(key, people[key], meanings.get(key)) for key in told)
