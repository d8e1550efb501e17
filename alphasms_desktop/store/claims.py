"""Claiming: the one way an attempt becomes a request. Guarded, durable, in row order."""

import secrets
from collections.abc import Sequence

from sqlalchemy import Connection, Row, case, func, select, update

from alphasms_desktop.domain.attempt import Change, Claim, State, Step, Why
from alphasms_desktop.store.schema import attempt, do_not_call, recipient
from alphasms_desktop.store.steps import count, keep_steps, record


def claim(
    connection: Connection, campaign_id: int, epoch: int, limit: int, now: float
) -> tuple[list[Claim], list[Change]]:
    """Turn up to `limit` QUEUED attempts to SENDING, each with a fresh token for its webhook.

    Those on the do-not-call list at this moment are SKIPPED in the same transaction. Returns the
    claims, and every change for telling.
    """
    rows = _candidates(connection, campaign_id, limit, now)
    unwanted = [Step(row.id, State.SKIPPED, Why.DO_NOT_CALL) for row in rows if row.unwanted]
    skipped = keep_steps(connection, campaign_id, unwanted, now)
    wished = [
        Claim(row.id, row.recipient_id, row.row, row.phone, secrets.token_hex(16), epoch)
        for row in rows
        if not row.unwanted
    ]
    claims = _mark_sending(connection, wished, epoch, now)
    changes = [
        Change(one.attempt_id, one.recipient_id, State.QUEUED, State.SENDING) for one in claims
    ]
    steps = [Step(one.attempt_id, State.SENDING, Why.CLAIMED) for one in claims]
    if changes:
        record(connection, campaign_id, list(zip(steps, changes, strict=True)), now)
        count(connection, campaign_id, changes)
    return claims, skipped + changes


def _candidates(
    connection: Connection, campaign_id: int, limit: int, now: float
) -> Sequence[Row[tuple[int, int, str, int, bool]]]:
    return connection.execute(
        select(
            attempt.c.id,
            attempt.c.recipient_id,
            attempt.c.phone,
            recipient.c.row,
            do_not_call.c.phone.is_not(None).label("unwanted"),
        )
        .join(recipient, recipient.c.id == attempt.c.recipient_id)
        .outerjoin(do_not_call, do_not_call.c.phone == attempt.c.phone)
        .where(
            attempt.c.campaign_id == campaign_id,
            attempt.c.state == str(State.QUEUED),
            func.coalesce(attempt.c.not_before, 0) <= now,
        )
        .order_by(attempt.c.id)
        .limit(limit)
    ).all()


def _mark_sending(
    connection: Connection, wished: Sequence[Claim], epoch: int, now: float
) -> list[Claim]:
    if not wished:
        return []
    tokens = {one.attempt_id: one.token for one in wished}
    taken = set(
        connection.scalars(
            update(attempt)
            .where(attempt.c.id.in_(list(tokens)), attempt.c.state == str(State.QUEUED))
            .values(
                state=str(State.SENDING),
                epoch=epoch,
                claimed_at=now,
                token=case(tokens, value=attempt.c.id),
            )
            .returning(attempt.c.id)
        )
    )
    return [one for one in wished if one.attempt_id in taken]
