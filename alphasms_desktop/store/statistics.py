"""The numbers of a campaign's charts, counted by the database in a few questions."""

from datetime import tzinfo

from sqlalchemy import Connection, Integer, and_, case, cast, func, select

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.statistics import (
    CAME,
    Came,
    MinuteCount,
    Share,
    Statistics,
    by_hour,
    listened,
    most_frequent,
    over_time,
)
from alphasms_desktop.store.database import Database
from alphasms_desktop.store.schema import attempt, recipient

_COUNTS = and_(
    attempt.c.recipient_id == recipient.c.id, attempt.c.number == recipient.c.last_number
)
_PREFIX_SIGNS = 6
_WITH_RESULT = [
    str(state) for state, came in CAME.items() if came in (Came.ANSWERED, Came.NOT_REACHED)
]


class CampaignStatistics:
    """The statistics of one data folder's campaigns."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, campaign_id: int, zone: tzinfo) -> Statistics:
        """Count a campaign's calls; hours of the day are those of a time zone."""
        with self._database.read() as connection:
            minutes = _minutes(connection, campaign_id)
            prefixes = _prefixes(connection, campaign_id)
            keys = _keys(connection, campaign_id)
            seconds = _seconds(connection, campaign_id)
        bucket_s, buckets = over_time(minutes)
        return Statistics(
            bucket_s=bucket_s,
            over_time=buckets,
            by_hour=by_hour(minutes, zone),
            by_prefix=most_frequent(prefixes),
            keys=tuple(keys),
            listened=listened(seconds),
        )


def _minutes(connection: Connection, campaign_id: int) -> list[MinuteCount]:
    """Count the attempts that count by the minute they ended in; one in doubt by its claim."""
    moment = func.coalesce(attempt.c.ended_at, attempt.c.accepted_at, attempt.c.claimed_at)
    minute = cast(moment / 60, Integer)
    rows = connection.execute(
        select(minute, attempt.c.state, func.count())
        .join(recipient, _COUNTS)
        .where(
            attempt.c.campaign_id == campaign_id,
            attempt.c.state.in_([str(state) for state in CAME]),
            moment.is_not(None),
        )
        .group_by(minute, attempt.c.state)
    )
    return [MinuteCount(row[0], State(row[1]), row[2]) for row in rows]


def _prefixes(connection: Connection, campaign_id: int) -> list[Share]:
    prefix = func.substr(attempt.c.phone, 1, _PREFIX_SIGNS)
    answered = func.sum(case((attempt.c.state == str(State.ANSWERED), 1), else_=0))
    rows = connection.execute(
        select(prefix, answered, func.count())
        .join(recipient, _COUNTS)
        .where(
            attempt.c.campaign_id == campaign_id,
            attempt.c.state.in_(_WITH_RESULT),
            attempt.c.phone != "",
        )
        .group_by(prefix)
    )
    return [Share(row[0], row[1], row[2]) for row in rows]


def _keys(connection: Connection, campaign_id: int) -> list[tuple[str, int]]:
    rows = connection.execute(
        select(attempt.c.key, func.count())
        .join(recipient, _COUNTS)
        .where(
            attempt.c.campaign_id == campaign_id, attempt.c.key.is_not(None), attempt.c.key != ""
        )
        .group_by(attempt.c.key)
        .order_by(attempt.c.key)
    )
    return [(row[0], row[1]) for row in rows]


def _seconds(connection: Connection, campaign_id: int) -> dict[int, int]:
    """Count those who answered by the whole seconds they listened, where that was told."""
    seconds = cast(attempt.c.duration_s, Integer)
    rows = connection.execute(
        select(seconds, func.count())
        .join(recipient, _COUNTS)
        .where(
            attempt.c.campaign_id == campaign_id,
            attempt.c.state == str(State.ANSWERED),
            attempt.c.duration_s >= 0,
        )
        .group_by(seconds)
    )
    return {row[0]: row[1] for row in rows}
