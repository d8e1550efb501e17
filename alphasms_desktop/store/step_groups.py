"""Steps that are alike, written together: by one statement and a list of ids where they are many.

A statement for a thousand of them takes half the time of a thousand statements, and other threads
have the interpreter meanwhile.
"""

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, compress, groupby, repeat
from typing import Any, NamedTuple

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

_ITS_ID = "gateway_id"
_LEARNED = ("raw", "price", "duration_s", "key", "parts")
_OF_A_STEP = ("state", "why", *_LEARNED, "accepted_at", "ended_at")
_OF_A_ROW = ("attempt_id", _ITS_ID, "before", *_OF_A_STEP)
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


class Group(NamedTuple):
    """Steps that are alike and follow each other: one that speaks for all, and of which attempts.

    The ids that the service gave are their own, in the same order, or there are none. The price
    is that of each of them, in millionths.
    """

    before: State
    step: Step
    price: int | None
    ids: list[int]
    gateway_ids: list[str | None]

    @classmethod
    def of(cls, before: State, step: Step, ids: list[int]) -> "Group":
        """Return the group of attempts that take the step, whosever it is, from a state."""
        its_id = step.gateway_id
        return cls(before, step, to_millionths(step.price), ids, [] if its_id is None else [its_id])

    def changed(self, now: float) -> _Values:
        """Return the values of `_OF_A_STEP`; None for what stays as it is."""
        _, to, why, raw, _, _, duration_s, key, _, parts = self.step
        moves = self.before is not to
        return (
            _WORDS[to] if moves else None,
            _WORDS[why],
            raw or None,
            self.price,
            duration_s,
            key,
            parts,
            now if moves and to is State.ACCEPTED else None,
            now if moves and to in FINAL else None,
        )

    def told(self, campaign_id: int, now: float) -> _Values:
        """Return the values of `_OF_AN_EVENT`."""
        _, to, why, raw, _, _, _, key, _, _ = self.step
        words = (_WORDS[self.before], _WORDS[to], _WORDS[why])
        return (campaign_id, now, *words, raw, self.price, key)

    def rows(self, values: _Values) -> list[_Values]:
        """Return a row of `_OF_A_ROW` for each attempt."""
        theirs = self.gateway_ids or repeat(None)
        rest = (_WORDS[self.before], *values)
        return [(one, its_id, *rest) for one, its_id in zip(self.ids, theirs, strict=False)]


def grouped(kept: Iterable[tuple[Step, Change]]) -> list[Group]:
    """Return steps in their order, those that are alike and follow each other together."""
    groups: list[Group] = []
    last = None
    for step, change in kept:
        its_id = step.gateway_id
        what = (change.before, its_id is None, step[1:4], step[5:])
        if what != last:
            groups.append(Group.of(change.before, step, [step.attempt_id]))
            last = what
            continue
        groups[-1].ids.append(step.attempt_id)
        if its_id is not None:
            groups[-1].gateway_ids.append(its_id)
    return groups


def write_attempts(connection: Connection, groups: Sequence[Group], now: float) -> int:
    """Write where the attempts stand after their steps, in order; returns how many stood as said.

    One that stands otherwise than before its step stays so. A column that is not written leaves
    its index alone.
    """
    changed = [(one, one.changed(now)) for one in groups]
    if _are_worth_it([one.ids for one in groups]) and not any(one.gateway_ids for one in groups):
        return sum(_write_all(connection, group, values) for group, values in changed)
    stood = 0
    for columns, some in groupby(changed, _columns_of):
        rows = [row for group, values in some for row in group.rows(values)]
        stood += _keeping(columns).many(connection, _OF_A_ROW, rows)
    return stood


def _write_all(connection: Connection, group: Group, values: _Values) -> int:
    named = dict(zip(_OF_A_STEP, values, strict=True))
    ids, before = json.dumps(group.ids), _WORDS[group.before]
    stood = _keeping_all(_columns(values)).do(connection, ids=ids, before=before, **named)
    # The same may be told of one attempt several times, and is written once.
    return len(group.ids) if stood == len(set(group.ids)) else stood


def write_events(
    connection: Connection, campaign_id: int, groups: Sequence[Group], now: float
) -> None:
    """Write an event for each step, in order."""
    by_event = groupby(groups, lambda one: one.told(campaign_id, now))
    told = [(values, list(chain.from_iterable(one.ids for one in it))) for values, it in by_event]
    if _are_worth_it([ids for _, ids in told]):
        for values, ids in told:
            named = dict(zip(_OF_AN_EVENT, values, strict=True))
            _RECORD_ALL.do(connection, ids=json.dumps(ids), **named)
    else:
        rows = [(one, *values) for values, ids in told for one in ids]
        _RECORD.many(connection, ("attempt_id", *_OF_AN_EVENT), rows)


def _are_worth_it(written: Sequence[list[int]]) -> bool:
    """Say whether each of these is worth a statement of its own for all its ids."""
    return len(written) * _FEW <= sum(map(len, written))


def _columns_of(changed: tuple[Group, _Values]) -> tuple[str, ...]:
    group, values = changed
    return (_ITS_ID, *_columns(values)) if group.gateway_ids else _columns(values)


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
    stands = attempt.c.state == bindparam("before")
    return update(attempt).where(stands).values({attempt.c[one]: bindparam(one) for one in columns})
