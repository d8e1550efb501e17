"""The user's word about calls in doubt: the call was made, call again, leave it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, and_, select

from alphasms_desktop.domain.attempt import Change, State, Step, Why
from alphasms_desktop.domain.live import Decision
from alphasms_desktop.store.needless import made_needless
from alphasms_desktop.store.retries import queue_again
from alphasms_desktop.store.schema import attempt, recipient
from alphasms_desktop.store.steps import keep_steps

_STEPS = {
    Decision.MADE: (State.ANSWERED, Why.USER_SAYS_MADE),
    Decision.LEAVE: (State.UNCONFIRMED, Why.USER_LEAVES),
    Decision.CALL_AGAIN: (State.NO_RESULT, Why.USER_CALLS_AGAIN),
}

_AT_ONCE = 1_000


def decide(
    connection: Connection,
    campaign_id: int,
    recipient_ids: Sequence[int],
    decision: Decision,
    now: float,
) -> list[Change]:
    """Keep a decision for those of these recipients that are in doubt at this moment.

    To call again ends the doubtful attempt and queues a new one: two requests, both in the story.
    What has an id of our own waits again itself, since it must go out under the same id. Nobody
    is called again who has answered an earlier call meanwhile, or of whom no phone is kept.
    """
    doubtful = _doubtful(connection, campaign_id, recipient_ids)
    if decision is Decision.CALL_AGAIN:
        doubtful = [row for row in doubtful if row.phone]
    to, why = _STEPS[decision]
    steps = [
        Step(row.id, State.QUEUED if _goes_out_again(row, decision) else to, why)
        for row in doubtful
    ]
    changes = keep_steps(connection, campaign_id, steps, now)
    if decision is not Decision.CALL_AGAIN or not changes:
        return changes
    again: list[Change] = []
    for change in changes:
        answered = made_needless(connection, campaign_id, change, now)
        if answered is not None:
            again += answered
        elif change.own_id is None:
            why = Why.USER_CALLS_AGAIN
            again.append(queue_again(connection, campaign_id, change, why, now))
    return changes + again


def _goes_out_again(row: Row[Any], decision: Decision) -> bool:
    return decision is Decision.CALL_AGAIN and row.own_id is not None


def _doubtful(
    connection: Connection, campaign_id: int, recipient_ids: Sequence[int]
) -> Sequence[Any]:
    is_last = and_(
        attempt.c.recipient_id == recipient.c.id, attempt.c.number == recipient.c.last_number
    )
    wanted = sorted(recipient_ids)
    found: list[Any] = []
    for begin in range(0, len(wanted), _AT_ONCE):
        found += connection.execute(
            select(attempt.c.id, attempt.c.own_id, attempt.c.phone)
            .join(recipient, is_last)
            .where(
                recipient.c.id.in_(wanted[begin : begin + _AT_ONCE]),
                recipient.c.campaign_id == campaign_id,
                attempt.c.state == str(State.UNCONFIRMED),
            )
            .order_by(attempt.c.id)
        ).all()
    return found
