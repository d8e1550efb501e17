"""Keeping steps: the attempt, its event and the counts change together or not at all."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, bindparam, case, func, insert, select, update

from alphasms_desktop.domain.attempt import FINAL, SETTLING, STEPS, Change, State, Step, Why
from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.store.prepared import Prepared
from alphasms_desktop.store.schema import attempt, campaign, event, recipient, tally
from alphasms_desktop.store.values import to_millionths

_AT_ONCE = 1_000
"""A question holds so many ids: some builds of SQLite take no more than 32,766 values."""

_KEEP_STEP = Prepared(
    update(attempt)
    .where(attempt.c.id == bindparam("attempt_id"))
    .values(
        state=bindparam("to"),
        why=bindparam("new_why"),
        raw=case((bindparam("new_raw") == "", attempt.c.raw), else_=bindparam("new_raw")),
        gateway_id=func.coalesce(bindparam("new_gateway_id"), attempt.c.gateway_id),
        price=func.coalesce(bindparam("new_price"), attempt.c.price),
        duration_s=func.coalesce(bindparam("new_duration_s"), attempt.c.duration_s),
        key=func.coalesce(bindparam("new_key"), attempt.c.key),
        parts=func.coalesce(bindparam("new_parts"), attempt.c.parts),
        accepted_at=func.coalesce(bindparam("new_accepted_at"), attempt.c.accepted_at),
        ended_at=func.coalesce(bindparam("new_ended_at"), attempt.c.ended_at),
    )
)
_RECORD = Prepared(
    insert(event).values({one: bindparam(one.name) for one in event.c if one.name != "id"})
)
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
    .where(attempt.c.id.in_(bindparam("ids", expanding=True)))
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
        if stands is None or not _is_allowed(step, stands):
            continue
        change = replace(stands, before=stands.after, after=step.to, price=step.price)
        kept.append((step, change))
        standing[step.attempt_id] = change
    if kept:
        _KEEP_STEP.many(connection, [_values(step, change.before, now) for step, change in kept])
        record(connection, campaign_id, kept, now)
        count(connection, campaign_id, [change for _, change in kept if change.counts])
        _add_spent(connection, campaign_id, [step for step, _ in kept])
    return kept


def record(
    connection: Connection, campaign_id: int, kept: Sequence[tuple[Step, Change]], now: float
) -> None:
    """Write an event for each change: when, from, to, why, raw words, price, key."""
    rows = [
        {
            "campaign_id": campaign_id,
            "attempt_id": step.attempt_id,
            "at": now,
            "before": str(change.before),
            "after": str(change.after),
            "why": str(step.why),
            "raw": step.raw,
            "price": to_millionths(step.price),
            "key": step.key,
        }
        for step, change in kept
    ]
    _RECORD.many(connection, rows)


def count(connection: Connection, campaign_id: int, changes: Sequence[Change]) -> None:
    """Move the kept counts along with the changes, so that nothing is ever counted by scanning."""
    moved: Counter[State] = Counter()
    for change in changes:
        moved[change.before] -= 1
        moved[change.after] += 1
    rows = [
        {"of_campaign": campaign_id, "of_state": str(state), "by": by}
        for state, by in moved.items()
        if by
    ]
    if rows:
        _COUNT.many(connection, rows)


def found_sending(connection: Connection, campaign_id: int) -> list[Step]:
    """Return the steps a new owner takes first: whatever was SENDING may have been called."""
    ids = connection.scalars(
        select(attempt.c.id)
        .where(attempt.c.campaign_id == campaign_id, attempt.c.state == str(State.SENDING))
        .order_by(attempt.c.id)
    ).all()
    return [Step(one, State.UNCONFIRMED, Why.FOUND_SENDING) for one in ids]


def _standing(connection: Connection, ids: Sequence[int]) -> dict[int, Change]:
    """Return where attempts stand now, each as a change that ended there."""
    standing = {}
    for row in (
        row
        for begin in range(0, len(ids), _AT_ONCE)
        for row in _STANDING.all(connection, ids=list(ids[begin : begin + _AT_ONCE]))
    ):
        state, channel = State(row.state), Channel(row.channel)
        counts = bool(row.counts)
        standing[row.id] = Change(
            row.id, row.recipient_id, state, state, None, row.number, counts, row.own_id, channel
        )
    return standing


def _is_allowed(step: Step, stands: Change) -> bool:
    """Say whether the table of states allows a step; an own id allows those of settling besides."""
    before = stands.after
    if step.to is before or step.to in STEPS[before]:
        return True
    return stands.own_id is not None and step.to in SETTLING.get(before, frozenset())


def _values(step: Step, before: State, now: float) -> dict[str, object]:
    moves = step.to is not before
    return {
        "attempt_id": step.attempt_id,
        "to": str(step.to),
        "new_raw": step.raw,
        "new_why": str(step.why),
        "new_gateway_id": step.gateway_id,
        "new_price": to_millionths(step.price),
        "new_duration_s": step.duration_s,
        "new_key": step.key,
        "new_parts": step.parts,
        "new_accepted_at": now if moves and step.to is State.ACCEPTED else None,
        "new_ended_at": now if moves and step.to in FINAL else None,
    }


def _add_spent(connection: Connection, campaign_id: int, steps: Sequence[Step]) -> None:
    spent = sum(to_millionths(step.price) or 0 for step in steps)
    if spent:
        _SPEND.many(connection, [{"of_campaign": campaign_id, "by": spent}])
