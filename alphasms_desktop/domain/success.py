"""What is known of the calls that came through: that somebody answered, or only that they did.

A campaign has one word for its successes. Where a webhook, or the cabinet's table, has told of an
answer, they are answered calls; where nothing but a status says "delivered", people were reached.
"""

from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from alphasms_desktop.domain.attempt import State, Step
from alphasms_desktop.domain.outcome import normalised

_ANSWERED = "ANSWERED"


class Success(StrEnum):
    """How a campaign's successes are known; the values are the words kept in the store."""

    ANSWERED = "answered"
    REACHED = "reached"

    __hash__ = str.__hash__


def told_by(step: Step) -> Success | None:
    """Return what a step tells of a success; seconds and a key come from who picked up alone."""
    if step.to is not State.ANSWERED:
        return None
    if step.duration_s or step.key or _says_answered(step.raw):
        return Success.ANSWERED
    return Success.REACHED


@lru_cache(maxsize=64)
def _says_answered(word: str) -> bool:
    """Say whether a status is that very word; few words are told of a hundred thousand calls."""
    return normalised(word) == _ANSWERED


def one_word(successes: Iterable[Success]) -> Success:
    """Return the word that fits several campaigns at once: whoever answered was also reached."""
    return Success.REACHED if Success.REACHED in set(successes) else Success.ANSWERED


def strongest(told: Iterable[Success | None]) -> Success | None:
    """Return what several tellings come to: one answer that was told speaks for all of them."""
    found = set(told)
    if Success.ANSWERED in found:
        return Success.ANSWERED
    return Success.REACHED if Success.REACHED in found else None
