"""Keeping steps: the attempt, its event and the counts change together or not at all."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select, update

from alphasms_desktop.domain.attempt import SETTLING, STEPS, Change, State, Step, Why
from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.domain.success import Success, strongest, told_by
from alphasms_desktop.store.prepared import Prepared
from alphasms_desktop.store.schema import attempt, campaign, recipient, tally
from alphasms_desktop.store.step_groups import LISTED, grouped, write_attempts, write_events
from alphasms_desktop.store.values import CHANNELS, STATES, to_millionths

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
        attempt.c.id,
        attempt.c.state,
        attempt.c.recipient_id,
        attempt.c.number,
        (attempt.c.number == recipient.c.last_number).label("counts"),
        attempt.c.own_id,
        attempt.c.channel,
    )
    .join(recipient, recipient.c.id == attempt.c.recipient_id)
    .where(attempt.c.id.in_(select(LISTED.c.value)))
)


def keep_steps(
    connection: Connection, campaign_id: int, steps: Sequence[Step], now: float
) -> list[Change]:
    """Keep the steps that the table of states allows; returns them as changes, in order."""
    return [change for _, change in keep_pairs(connection, campaign_id, steps, now)]


def keep_pairs(
    connection: Connection, campaign_id: int, steps: Sequence[Step], now: float
) -> list[tuple[Step, Change]]:
    """Keep the steps that the table of states allows; returns them with their changes.

    Several steps of one attempt follow each other as given. A step to the state an attempt
    already has only adds what was learned.
    """
    standing = _standing(connection, [step.attempt_id for step in steps])
    kept: list[tuple[Step, Change]] = []
    for step in steps:
        stands = standing.get(step.attempt_id)
        if stands is None or not _is_allowed(step.to, stands.state, stands.own_id):
            continue
        kept.append((step, stands.changed_by(step)))
        stands.state = step.to
    if kept:
        groups = grouped(kept)
        write_attempts(connection, groups, now)
        write_events(connection, campaign_id, groups, now)
        count(connection, campaign_id, [change for _, change in kept if change.counts])
        _add_spent(connection, campaign_id, [step for step, _ in kept])
        _tell_success(connection, campaign_id, [step for step, _ in kept])
    return kept


def record(
    connection: Connection, campaign_id: int, kept: Sequence[tuple[Step, Change]], now: float
) -> None:
    """Write an event for each change: when, from, to, why, raw words, price, key."""
    write_events(connection, campaign_id, grouped(kept), now)


def count(connection: Connection, campaign_id: int, changes: Sequence[Change]) -> None:
    """Move the kept counts along with the changes, so that nothing is ever counted by scanning."""
    moved: dict[State, int] = {}
    for change in changes:
        moved[change.before] = moved.get(change.before, 0) - 1
        moved[change.after] = moved.get(change.after, 0) + 1
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


@dataclass(slots=True)
class _Standing:
    """Where an attempt stands, and whose it is."""

    attempt_id: int
    state: State
    recipient_id: int
    number: int
    counts: bool
    own_id: int | None
    channel: Channel

    def changed_by(self, step: Step) -> Change:
        return Change(
            self.attempt_id,
            self.recipient_id,
            self.state,
            step.to,
            step.price,
            self.number,
            self.counts,
            self.own_id,
            self.channel,
        )


def _standing(connection: Connection, ids: Sequence[int]) -> dict[int, _Standing]:
    """Return where attempts stand now."""
    rows = _STANDING.plain(connection, ids=json.dumps(ids)) if ids else []
    return {
        one: _Standing(one, STATES[state], of, number, bool(counts), own_id, CHANNELS[channel])
        for one, state, of, number, counts, own_id, channel in rows
    }


def _is_allowed(to: State, before: State, own_id: int | None) -> bool:
    """Say whether the table of states allows a step; an own id allows those of settling besides."""
    if to is before or to in STEPS[before]:
        return True
    return own_id is not None and to in SETTLING.get(before, frozenset())


def _tell_success(connection: Connection, campaign_id: int, steps: Sequence[Step]) -> None:
    if told := strongest(map(told_by, steps)):
        _TELL[told].do(connection, of_campaign=campaign_id)


def _add_spent(connection: Connection, campaign_id: int, steps: Sequence[Step]) -> None:
    spent = sum(to_millionths(step.price) or 0 for step in steps if step.price is not None)
    if spent:
        _SPEND.many(connection, ("of_campaign", "by"), [(campaign_id, spent)])
