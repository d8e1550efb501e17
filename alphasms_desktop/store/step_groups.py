"""Steps that are alike, written together: by one statement and a list of ids where they are many.

A statement for a thousand of them takes half the time of a thousand statements, and other threads
have the interpreter meanwhile.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, compress, groupby
from typing import Any

from sqlalchemy import Connection, Update, bindparam, func, insert, select, update

from alphasms_desktop.domain.attempt import FINAL, Change, State, Step, Why
from alphasms_desktop.store.prepared import Prepared
from alphasms_desktop.store.schema import attempt, event
from alphasms_desktop.store.values import to_millionths

_Values = tuple[Any, ...]
_WORDS = {one: str(one) for one in (*State, *Why)}
_FEW = 4
"""Where those that are alike are fewer on average, each is written by itself."""

LISTED = func.json_each(bindparam("ids")).table_valued("value")
"""Ids as a statement takes any number of them without being another one: a list as JSON."""

_LEARNED = ("raw", "gateway_id", "price", "duration_s", "key", "parts")
_OF_A_STEP = ("state", "why", *_LEARNED, "accepted_at", "ended_at")
_OF_AN_EVENT = tuple(one.name for one in event.c if one.name not in {"id", "attempt_id"})
_RECORD = Prepared(
    insert(event).values({one: bindparam(one) for one in ("attempt_id", *_OF_AN_EVENT)})
)
_RECORD_ALL = Prepared(
    insert(event).from_select(
        ["attempt_id", *_OF_AN_EVENT],
        select(LISTED.c.value, *(bindparam(one, type_=event.c[one].type) for one in _OF_AN_EVENT)),
    )
)


@dataclass(frozen=True, slots=True)
class Group:
    """Steps that are alike and follow each other: a step's values but its attempt, and whose."""

    before: State
    alike: _Values
    ids: list[int]

    def changed(self, now: float) -> _Values:
        """Return the values of `_OF_A_STEP`; None for what stays as it is."""
        to, why, raw, gateway_id, price, duration_s, key, _, parts = self.alike
        moves = self.before is not to
        return (
            _WORDS[to] if moves else None,
            _WORDS[why],
            raw or None,
            gateway_id,
            to_millionths(price),
            duration_s,
            key,
            parts,
            now if moves and to is State.ACCEPTED else None,
            now if moves and to in FINAL else None,
        )

    def told(self, campaign_id: int, now: float) -> _Values:
        """Return the values of `_OF_AN_EVENT`."""
        to, why, raw, _, price, _, key, *_ = self.alike
        words = (_WORDS[self.before], _WORDS[to], _WORDS[why])
        return (campaign_id, now, *words, raw, to_millionths(price), key)


def grouped(kept: Iterable[tuple[Step, Change]]) -> list[Group]:
    """Return steps in their order, those that are alike and follow each other together."""
    return [
        Group(before, alike, [step.attempt_id for step, _ in some])
        for (before, alike), some in groupby(kept, lambda one: (one[1].before, one[0][1:]))
    ]


def write_attempts(connection: Connection, groups: Sequence[Group], now: float) -> None:
    """Write where the attempts stand after their steps, in order.

    A column that is not written leaves its index alone.
    """
    changed = [(one.changed(now), one.ids) for one in groups]
    if _are_worth_it(changed):
        for values, ids in changed:
            named = dict(zip(_OF_A_STEP, values, strict=True))
            _keeping_all(_columns(values)).do(connection, ids=json.dumps(ids), **named)
        return
    for columns, some in groupby(changed, lambda one: _columns(one[0])):
        rows = [(one, *values) for values, ids in some for one in ids]
        _keeping(columns).many(connection, ("attempt_id", *_OF_A_STEP), rows)


def write_events(
    connection: Connection, campaign_id: int, groups: Sequence[Group], now: float
) -> None:
    """Write an event for each step, in order."""
    by_event = groupby(groups, lambda one: one.told(campaign_id, now))
    told = [(values, list(chain.from_iterable(one.ids for one in it))) for values, it in by_event]
    if _are_worth_it(told):
        for values, ids in told:
            named = dict(zip(_OF_AN_EVENT, values, strict=True))
            _RECORD_ALL.do(connection, ids=json.dumps(ids), **named)
    else:
        rows = [(one, *values) for values, ids in told for one in ids]
        _RECORD.many(connection, ("attempt_id", *_OF_AN_EVENT), rows)


def _are_worth_it(written: Sequence[tuple[_Values, list[int]]]) -> bool:
    """Say whether each of these is worth a statement of its own for all its ids."""
    return len(written) * _FEW <= sum(len(ids) for _, ids in written)


def _columns(values: _Values) -> tuple[str, ...]:
    return _named(tuple([one is not None for one in values]))


@lru_cache
def _named(are_told: tuple[bool, ...]) -> tuple[str, ...]:
    return tuple(compress(_OF_A_STEP, are_told))


@lru_cache
def _keeping(columns: tuple[str, ...]) -> Prepared:
    return Prepared(_keeping_of(columns).where(attempt.c.id == bindparam("attempt_id")))


@lru_cache
def _keeping_all(columns: tuple[str, ...]) -> Prepared:
    return Prepared(_keeping_of(columns).where(attempt.c.id.in_(select(LISTED.c.value))))


def _keeping_of(columns: tuple[str, ...]) -> Update:
    return update(attempt).values({attempt.c[one]: bindparam(one) for one in columns})
