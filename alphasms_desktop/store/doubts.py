"""Calls whose end is not known and texts in doubt, as a run asks about them."""

from datetime import UTC, datetime

from sqlalchemy import Connection, and_, bindparam, func, or_, select

from alphasms_desktop.domain.attempt import OpenCall, State, Why
from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.store.prepared import Prepared
from alphasms_desktop.store.schema import attempt
from alphasms_desktop.store.values import CHANNELS, STATES

_REPEAT_REFUSED = str(Why.REPEAT_REFUSED)
_HAS_ID = or_(attempt.c.gateway_id.is_not(None), attempt.c.own_id.is_not(None))
_OF_A_CALL = (
    attempt.c.id,
    attempt.c.gateway_id,
    attempt.c.accepted_at,
    attempt.c.state,
    attempt.c.own_id,
    attempt.c.channel,
    attempt.c.why,
    attempt.c.raw,
)
_OPEN_CALLS = Prepared(
    select(*_OF_A_CALL)
    .where(
        attempt.c.campaign_id == bindparam("of_campaign"),
        attempt.c.state.in_([str(State.ACCEPTED), str(State.NO_RESULT)]),  # so by the index
        or_(
            attempt.c.state == str(State.ACCEPTED),
            and_(
                attempt.c.state == str(State.NO_RESULT),
                _HAS_ID,
                attempt.c.accepted_at > bindparam("since"),
            ),
        ),
    )
    .order_by(attempt.c.id)
)


def _open_call(
    attempt_id: int,
    gateway_id: str | None,
    accepted_at: float | None,
    state: str,
    own_id: int | None,
    channel: str,
    why: str | None,
    raw: str,
) -> OpenCall:
    return OpenCall(
        attempt_id,
        gateway_id or "",
        datetime.fromtimestamp(accepted_at or 0.0, UTC),
        STATES[state],
        own_id,
        CHANNELS[channel],
        why == _REPEAT_REFUSED,
        raw,
    )


def open_calls(connection: Connection, campaign_id: int, no_result_since: float) -> list[OpenCall]:
    """Return calls whose end is not known; NO_RESULT ones only if taken after a moment."""
    rows = _OPEN_CALLS.plain(connection, of_campaign=campaign_id, since=no_result_since)
    return [_open_call(*row) for row in rows]


def doubtful_texts(connection: Connection, campaign_id: int) -> list[OpenCall]:
    """Return what is in doubt and can be asked about by an id of our own."""
    rows = connection.execute(
        select(*_OF_A_CALL)
        .where(
            attempt.c.campaign_id == campaign_id,
            attempt.c.state == str(State.UNCONFIRMED),
            attempt.c.own_id.is_not(None),
        )
        .order_by(attempt.c.id)
    )
    return [_open_call(*row) for row in rows]


def witnesses(connection: Connection, campaign_id: int) -> dict[Channel, int]:
    """Return for each channel the own id of the last text that the service gave its id for."""
    last = (
        select(func.max(attempt.c.id))
        .where(
            attempt.c.campaign_id == campaign_id,
            attempt.c.own_id.is_not(None),
            attempt.c.gateway_id.is_not(None),
        )
        .group_by(attempt.c.channel)
    )
    rows = connection.execute(
        select(attempt.c.channel, attempt.c.own_id).where(attempt.c.id.in_(last))
    )
    return {Channel(row.channel): row.own_id for row in rows}
