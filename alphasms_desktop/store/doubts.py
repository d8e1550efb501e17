"""Calls whose end is not known and texts in doubt, as a run asks about them."""

from sqlalchemy import Connection, bindparam, case, func, or_, select

from alphasms_desktop.domain.attempt import CallId, OpenCall, OpenCalls, State, Why
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
_ITS_ID = case(
    # Ours is a number, the service's a text, and nothing makes one of the other.
    (attempt.c.own_id.is_not(None), attempt.c.own_id),
    else_=func.coalesce(attempt.c.gateway_id, ""),
)
_ASKED_ABOUT = select(
    attempt.c.id,
    _ITS_ID.label("asked_by"),
    func.coalesce(attempt.c.accepted_at, 0.0).label("accepted_at"),
).where(
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
    state: str,
    own_id: int | None,
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


def open_calls(
    connection: Connection, campaign_id: int, no_result_since: float
) -> tuple[OpenCalls, OpenCalls]:
    """Return the calls that are under way, and those given up that were taken after a moment."""
    of_it = {"of_campaign": campaign_id}
    accepted = _ACCEPTED.plain(connection, in_state=str(State.ACCEPTED), **of_it)
    given_up = _NO_RESULT.plain(
        connection, in_state=str(State.NO_RESULT), since=no_result_since, **of_it
    )
    return _columns(accepted, State.ACCEPTED), _columns(given_up, State.NO_RESULT)


def _columns(rows: list[tuple[int, CallId, float]], state: State) -> OpenCalls:
    if not rows:
        return OpenCalls((), (), (), state)
    attempt_ids, asked_by, accepted_at = zip(*rows, strict=True)
    return OpenCalls(attempt_ids, asked_by, accepted_at, state)


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
