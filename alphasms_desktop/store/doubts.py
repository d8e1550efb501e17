"""Calls whose end is not known and texts in doubt, as a run asks about them."""

from typing import Any

from sqlalchemy import Connection, Row, func, select

from alphasms_desktop.domain.attempt import OpenCall, State, Why
from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.store.schema import attempt
from alphasms_desktop.store.values import to_moment


def open_call_of(row: Row[Any]) -> OpenCall:
    """Return an attempt's row as a call to be asked about."""
    accepted_at = to_moment(row.accepted_at or 0.0)
    assert accepted_at is not None  # a number was given
    return OpenCall(
        row.id,
        row.gateway_id or "",
        accepted_at,
        State(row.state),
        row.own_id,
        Channel(row.channel),
        is_refused=row.why == str(Why.REPEAT_REFUSED),
        raw=row.raw,
    )


def doubtful_texts(connection: Connection, campaign_id: int) -> list[OpenCall]:
    """Return what is in doubt and can be asked about by an id of our own."""
    rows = connection.execute(
        select(attempt)
        .where(
            attempt.c.campaign_id == campaign_id,
            attempt.c.state == str(State.UNCONFIRMED),
            attempt.c.own_id.is_not(None),
        )
        .order_by(attempt.c.id)
    )
    return [open_call_of(row) for row in rows]


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
