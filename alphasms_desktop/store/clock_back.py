"""A clock that was set back: no moment that is kept may lie ahead, or whoever waits waits on.

A call stamped with an hour to come would keep the next one from its phone for that hour, and a
next attempt would wait for a day that was a mistake.
"""

from sqlalchemy import Connection, func, select, update

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.store.schema import attempt, campaign, event

_AHEAD_S = 60.0
"""Less than this passes by itself soon enough."""

_HAPPENED = (
    campaign.c.heartbeat_at,
    attempt.c.claimed_at,
    attempt.c.accepted_at,
    attempt.c.ended_at,
)


def set_right(connection: Connection, now: float) -> None:
    """Take what lies ahead of the clock for what has happened just now, in every campaign."""
    last = connection.scalar(select(func.max(campaign.c.heartbeat_at)))
    if last is None or last <= now + _AHEAD_S:
        return
    for column in _HAPPENED:
        connection.execute(update(column.table).where(column > now).values({column: now}))
    queued_at = (
        select(func.max(event.c.at)).where(event.c.attempt_id == attempt.c.id).scalar_subquery()
    )
    connection.execute(
        update(attempt)
        .where(attempt.c.state == str(State.QUEUED), attempt.c.not_before > now, queued_at > now)
        .values(not_before=attempt.c.not_before - (queued_at - now))
    )
