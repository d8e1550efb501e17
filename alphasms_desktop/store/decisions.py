"""The user's word about calls in doubt: the call was made, call again, leave it."""

from collections.abc import Sequence

from sqlalchemy import Connection, and_, select

from alphasms_desktop.domain.attempt import Change, State, Step, Why
from alphasms_desktop.domain.live import Decision
from alphasms_desktop.store.retries import queue_again
from alphasms_desktop.store.schema import attempt, recipient
from alphasms_desktop.store.steps import keep_steps

_STEPS = {
    Decision.MADE: (State.ANSWERED, Why.USER_SAYS_MADE),
    Decision.LEAVE: (State.UNCONFIRMED, Why.USER_LEAVES),
    Decision.CALL_AGAIN: (State.NO_RESULT, Why.USER_CALLS_AGAIN),
}


def decide(
    connection: Connection,
    campaign_id: int,
    recipient_ids: Sequence[int],
    decision: Decision,
    now: float,
) -> list[Change]:
    """Keep a decision for those of these recipients that are in doubt at this moment.

    To call again ends the doubtful attempt and queues a new one: two requests, both in the story.
    """
    attempts = _doubtful(connection, campaign_id, recipient_ids)
    to, why = _STEPS[decision]
    changes = keep_steps(connection, campaign_id, [Step(one, to, why) for one in attempts], now)
    if decision is not Decision.CALL_AGAIN or not changes:
        return changes
    again = [
        queue_again(connection, campaign_id, change, Why.USER_CALLS_AGAIN, now)
        for change in changes
    ]
    return changes + again


def _doubtful(
    connection: Connection, campaign_id: int, recipient_ids: Sequence[int]
) -> Sequence[int]:
    is_last = and_(
        attempt.c.recipient_id == recipient.c.id, attempt.c.number == recipient.c.last_number
    )
    return connection.scalars(
        select(attempt.c.id)
        .join(recipient, is_last)
        .where(
            recipient.c.id.in_(list(recipient_ids)),
            recipient.c.campaign_id == campaign_id,
            attempt.c.state == str(State.UNCONFIRMED),
        )
        .order_by(attempt.c.id)
    ).all()
