"""Calls whose end is not known and texts in doubt, as a run asks about them."""

from sqlalchemy import Connection, bindparam, func, or_, select

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
    attempt.c.own_id,
    attempt.c.state,
    attempt.c.channel,
    attempt.c.why,
    attempt.c.raw,
)
_ASKED_ABOUT = select(*_OF_A_CALL[:4]).where(
    attempt.c.campaign_id == bindparam("of_campaign"),
    attempt.c.state == bindparam("in_state"),
)
_ACCEPTED = Prepared(_ASKED_ABOUT.order_by(attempt.c.id))
_NO_RESULT = Prepared(
    _ASKED_ABOUT.where(_HAS_ID, attempt.c.accepted_at > bindparam("since")).order_by(attempt.c.id)
)


def _open_call(
    attempt_id: int,
    gateway_id: str | None,
    accepted_at: float | None,
    own_id: int | None,
    state: str,
    channel: str,
    why: str | None,
    raw: str,
) -> OpenCall:
    return OpenCall(
        attempt_id,
        gateway_id or "",
        accepted_at or 0.0,
        STATES[state],
        own_id,
        CHANNELS[channel],
        why == _REPEAT_REFUSED,
        raw,
    )


def open_calls(connection: Connection, campaign_id: int, no_result_since: float) -> list[OpenCall]:
    """Return calls whose end is not known; NO_RESULT ones only if taken after a moment."""
    of_it = {"of_campaign": campaign_id}
    accepted = _ACCEPTED.each(connection, in_state=str(State.ACCEPTED), **of_it)
    never_learned = _NO_RESULT.each(
        connection, in_state=str(State.NO_RESULT), since=no_result_since, **of_it
    )
    return [
        OpenCall(attempt_id, gateway_id or "", accepted_at or 0.0, state, own_id)
        for state, rows in ((State.ACCEPTED, accepted), (State.NO_RESULT, never_learned))
        for attempt_id, gateway_id, accepted_at, own_id in rows
    ]


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
