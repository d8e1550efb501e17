"""Calls to one phone, one after the other: never two that ring at the same moment."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, bindparam, or_, select

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.store.schema import attempt

_SMS = str(Channel.SMS)
_RINGS_AT_MOST_S = 600.0
"""When a call without an end is surely over, for the next one to its phone."""

_KEY_TAKES_S = 60.0
"""How long after a call's end a pressed key may still come: it may forbid the next one."""

_LEFT_WITHOUT_END = (State.SENDING, State.ACCEPTED, State.UNCONFIRMED)


def free_since(rules: Rules, now: float) -> dict[str, float]:
    """Return the moments that `is_free` is asked with."""
    ended_since = now - _KEY_TAKES_S if rules.keys else now
    return {"ringing_since": now - _RINGS_AT_MOST_S, "ended_since": ended_since}


def is_free() -> ColumnElement[bool]:
    """Whether an attempt may leave without its phone ringing for two calls.

    A text that is read rings nowhere, however long its delivery takes.
    """
    return (attempt.c.channel == _SMS) | ~_may_be_ringing()


def one_ring_a_phone(rows: Sequence[Any]) -> list[Any]:
    """Return of attempts that leave together one for each phone, and every text that is read."""
    first: dict[str, int] = {}
    return [
        row for row in rows if row.channel == _SMS or first.setdefault(row.phone, row.id) == row.id
    ]


def _may_be_ringing() -> ColumnElement[bool]:
    """Whether a call of any campaign to the phone may be going on, or has only just ended."""
    other = attempt.alias("ringing")
    states = (other.c.state == str(one) for one in _LEFT_WITHOUT_END)
    return (
        select(other.c.id)
        .where(
            other.c.phone == attempt.c.phone,
            other.c.claimed_at > bindparam("ringing_since"),
            other.c.channel != _SMS,
            or_(*states, other.c.ended_at > bindparam("ended_since")),
        )
        .exists()
    )
