"""Keeping steps: the attempt, its event and the counts change together or not at all."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from alphasms_desktop.domain.attempt import RESULTS, SETTLING, STEPS, Change, State, Step, Why
from alphasms_desktop.domain.success import Success, strongest, told_by
from alphasms_desktop.store.prepared import Prepared
from alphasms_desktop.store.schema import attempt, campaign, recipient, tally
from alphasms_desktop.store.step_groups import LISTED, Group, grouped, write_attempts, write_events
from alphasms_desktop.store.values import CHANNELS, STATES

_MAY_FOLLOW = {before: after | {before} for before, after in STEPS.items()}
_MAY_SETTLE = {before: SETTLING.get(before, frozenset()) for before in State}
_COUNT = Prepared(
    update(tally)
    .where(
        tally.c.campaign_id == bindparam("of_campaign"),
        tally.c.state == bindparam("of_state"),
    )
    .values(recipients=tally.c.recipients + bindparam("by"))
)
_SPEND = Prepared(
    update(campaign)
    .where(campaign.c.id == bindparam("of_campaign"))
    .values(spent=campaign.c.spent + bindparam("by"))
)
_TELL = {
    Success.ANSWERED: Prepared(
        update(campaign)
        .where(
            campaign.c.id == bindparam("of_campaign"),
            campaign.c.success.is_distinct_from(str(Success.ANSWERED)),
        )
        .values(success=str(Success.ANSWERED))
    ),
    Success.REACHED: Prepared(
        update(campaign)
        .where(campaign.c.id == bindparam("of_campaign"), campaign.c.success.is_(None))
        .values(success=str(Success.REACHED))
    ),
}
"""An answer that was told is never unsaid by a status."""

_STANDING = Prepared(
    select(
        func.json_group_array(
            func.json_array(
                attempt.c.id,
                attempt.c.recipient_id,
                attempt.c.state,
                attempt.c.number,
                attempt.c.number == recipient.c.last_number,
                attempt.c.own_id,
                attempt.c.channel,
            )
        )
    )
    .select_from(attempt)
    .join(recipient, recipient.c.id == attempt.c.recipient_id)
    .where(attempt.c.id.in_(select(LISTED.c.value)))
)
_STATE = 2
"""The place of the state among these."""

_MOVE = attrgetter("before", "after")
_NOBODY: Mapping[int, Change] = MappingProxyType({})


def keep_steps(
    connection: Connection, campaign_id: int, steps: Sequence[Step], now: float
) -> list[Change]:
    """Keep the steps that the table of states allows; returns them as changes, in order."""
    return [change for _, change in keep_pairs(connection, campaign_id, steps, now)]


class ElsewhereError(Exception):
    """An attempt does not stand where it was said to stand; nothing of the transaction may stay."""


def keep_pairs(
    connection: Connection,
    campaign_id: int,
    steps: Sequence[Step],
    now: float,
    claimed: Mapping[int, Change] = _NOBODY,
) -> list[tuple[Step, Change]]:
    """Keep the steps that the table of states allows; returns them with their changes.

    Several steps of one attempt follow each other as given. A step to the state an attempt
    already has only adds what was learned. Where all are of attempts in `claimed`, of which
    nothing was kept since, they are not looked up before; raises ElsewhereError if one of them
    stands otherwise after all.
    """
    ids = [step.attempt_id for step in steps]
    kept = _allowed(steps, _remembered(claimed, ids) or _standing(connection, ids))
    if kept:
        groups = grouped(kept)
        if write_attempts(connection, groups, now) != len(kept):
            raise ElsewhereError
        write_events(connection, campaign_id, groups, now)
        count(connection, campaign_id, [change for _, change in kept if change.counts])
        _add_spent(connection, campaign_id, groups)
        _tell_success(connection, campaign_id, groups)
    return kept


def record(
    connection: Connection, campaign_id: int, kept: Sequence[tuple[Step, Change]], now: float
) -> None:
    """Write an event for each change: when, from, to, why, raw words, price, key."""
    write_events(connection, campaign_id, grouped(kept), now)


def record_alike(
    connection: Connection,
    campaign_id: int,
    before: State,
    step: Step,
    attempt_ids: list[int],
    now: float,
) -> None:
    """Write an event for each of several attempts that take the same step from the same state."""
    write_events(connection, campaign_id, [Group.of(before, step, attempt_ids)], now)


def count(connection: Connection, campaign_id: int, changes: Sequence[Change]) -> None:
    """Move the kept counts along with the changes, so that nothing is ever counted by scanning."""
    moved: dict[State, int] = {}
    for (before, after), many in Counter(map(_MOVE, changes)).items():
        moved[before] = moved.get(before, 0) - many
        moved[after] = moved.get(after, 0) + many
    rows = [(campaign_id, str(state), by) for state, by in moved.items() if by]
    if rows:
        _COUNT.many(connection, ("of_campaign", "of_state", "by"), rows)


def found_sending(connection: Connection, campaign_id: int) -> list[Step]:
    """Return the steps a new owner takes first: whatever was SENDING may have been called."""
    ids = connection.scalars(
        select(attempt.c.id)
        .where(attempt.c.campaign_id == campaign_id, attempt.c.state == str(State.SENDING))
        .order_by(attempt.c.id)
    ).all()
    return [Step(one, State.UNCONFIRMED, Why.FOUND_SENDING) for one in ids]


def _standing(connection: Connection, ids: Sequence[int]) -> dict[int, list[Any]]:
    """Return where attempts stand now, as rows of `_STANDING`, by attempt.

    They come as one text: a thread that fetches a thousand rows waits for the interpreter a
    thousand times, if another one is busy.
    """
    if not ids:
        return {}
    ((told,),) = _STANDING.plain(connection, ids=json.dumps(ids))
    return {
        one: [one, of, STATES[state], number, counts == 1, own_id, CHANNELS[channel]]
        for one, of, state, number, counts, own_id, channel in json.loads(told)
    }


def _remembered(claimed: Mapping[int, Change], ids: Sequence[int]) -> dict[int, list[Any]]:
    """Return where claimed attempts stand, as `_standing`; nothing unless all were claimed.

    Nobody is called once more while a call is handed over, so theirs is the attempt that counts.
    """
    asked = set(ids)
    if len(asked) < len(ids) or not claimed.keys() >= asked:
        return {}
    return {
        one: [one, of, after, number, True, own_id, channel]
        for one, of, _, after, _, number, _, own_id, channel in map(claimed.__getitem__, ids)
    }


def _allowed(steps: Sequence[Step], standing: Mapping[int, list[Any]]) -> list[tuple[Step, Change]]:
    """Return the steps that the table of states allows, with what they change.

    An own id allows those of settling besides.
    """
    kept: list[tuple[Step, Change]] = []
    for step in steps:
        row = standing.get(step.attempt_id)
        if row is None:
            continue
        attempt_id, of, before, number, counts, own_id, channel = row
        to = step.to
        if to not in _MAY_FOLLOW[before] and (own_id is None or to not in _MAY_SETTLE[before]):
            continue
        row[_STATE] = to
        change = Change(attempt_id, of, before, to, step.price, number, counts, own_id, channel)
        kept.append((step, change))
    return kept


def _tell_success(connection: Connection, campaign_id: int, groups: Sequence[Group]) -> None:
    if told := strongest([told_by(one.step) for one in groups if one.step.to in RESULTS]):
        _TELL[told].do(connection, of_campaign=campaign_id)


def _add_spent(connection: Connection, campaign_id: int, groups: Sequence[Group]) -> None:
    spent = sum([len(one.ids) * one.price for one in groups if one.price])
    if spent:
        _SPEND.many(connection, ("of_campaign", "by"), [(campaign_id, spent)])
