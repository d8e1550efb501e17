"""Claiming: the one way an attempt becomes a request. Guarded, durable, in row order."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, bindparam, false, func, select, update

from alphasms_desktop.domain.attempt import Change, Claim, State, Step, Why
from alphasms_desktop.domain.campaign import CampaignKind
from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.rules import Purpose, Rules
from alphasms_desktop.store.composition_text import UNSAID, places_from_text
from alphasms_desktop.store.consents import has_refused
from alphasms_desktop.store.do_not_call import unwanted_among
from alphasms_desktop.store.own_ids import take_own_ids
from alphasms_desktop.store.prepared import Prepared
from alphasms_desktop.store.ringing import free_since, is_free, one_ring_a_phone
from alphasms_desktop.store.schema import (
    attempt,
    campaign,
    consent,
    do_not_call,
    erased,
    event,
    recipient,
)
from alphasms_desktop.store.steps import count, keep_steps, record_alike
from alphasms_desktop.store.values import CHANNELS, to_millionths

_DAY_S = 86_400.0
_TOKEN_BYTES = 16
_VOICE = str(Channel.VOICE)
_NEVER_LEFT = (str(State.QUEUED), str(State.SKIPPED), str(State.REJECTED))

_MARKED = ("attempt_id", "epoch", "claimed_at", "reserved", "token", "own_id")
_MARKING = (
    update(attempt)
    .where(attempt.c.id == bindparam("attempt_id"), attempt.c.state == str(State.QUEUED))
    .values(
        state=str(State.SENDING),
        **{one: bindparam(one) for one in _MARKED if one not in {"attempt_id", "own_id"}},
    )
)
_MARK_CALLS = Prepared(_MARKING)
_MARK_TEXTS = Prepared(_MARKING.values(own_id=bindparam("own_id")))


@dataclass(frozen=True)
class Claiming:
    """Who claims: a campaign, its owner's epoch, its rules, and what to reserve for each call.

    `shares_phones` says that several of its recipients have one phone: their calls go one by one.
    """

    campaign_id: int
    epoch: int
    rules: Rules
    reserve: Decimal | None = None
    shares_phones: bool = False


def claim(
    connection: Connection, claiming: Claiming, limit: int, now: float
) -> tuple[list[Claim], list[Change]]:
    """Turn up to `limit` QUEUED attempts to SENDING, each with a fresh token for its webhook.

    A text gets an id of our own in the same transaction, for ever: whatever goes out again goes
    out under the id and the token of the first time, so that the service can tell it is the same.
    Whoever must not be called at this moment (do-not-call, no consent, called too recently, a
    message that cannot be put together) is SKIPPED with the reason in the same transaction.
    Returns the claims, and every change.
    """
    campaign_id = claiming.campaign_id
    rows = _candidates(connection, claiming, limit, now)
    if claiming.shares_phones:
        rows = one_ring_a_phone(rows)
    skipped: list[Change] = []
    if reasons := _reasons_not_to(connection, rows):
        steps = [Step(one, State.SKIPPED, why) for one, why in reasons.items()]
        skipped = keep_steps(connection, campaign_id, steps, now)
        rows = [row for row in rows if row.id not in reasons]
    wished = _wished(connection, rows, claiming.epoch)
    _mark_sending(connection, wished, claiming, now)
    before, after = State.QUEUED, State.SENDING
    changes = [
        Change(row.id, row.recipient_id, before, after, None, row.number, True, own_id, channel)
        for row, own_id, channel in zip(
            rows, [one.own_id for one in wished], [one.channel for one in wished], strict=True
        )
    ]
    if changes:
        step = Step(0, after, Why.CLAIMED)
        record_alike(connection, campaign_id, before, step, [row.id for row in rows], now)
        count(connection, campaign_id, changes)
    return wished, skipped + changes


def next_retry(connection: Connection, campaign_id: int) -> float | None:
    """Return the earliest moment from which a queued attempt may leave, or None without any."""
    moment = func.min(func.coalesce(attempt.c.not_before, 0))
    queued = attempt.c.state == str(State.QUEUED)
    return connection.scalar(select(moment).where(attempt.c.campaign_id == campaign_id, queued))


def _reasons_not_to(connection: Connection, rows: Sequence[Any]) -> dict[int, Why]:
    """Return who must not be called at this moment, and why."""
    looked_up = {row.id: _phones(row) for row in rows if row.has_erased or row.more_phones}
    phones = [one for some in looked_up.values() for one in some]
    found = unwanted_among(connection, phones) if phones else frozenset()
    reasons = {}
    for row in rows:
        is_unwanted = row.is_listed or not found.isdisjoint(looked_up.get(row.id, ()))
        if why := _why_not(row, is_unwanted):
            reasons[row.id] = why
    return reasons


def _phones(row: Row[Any]) -> tuple[str, ...]:
    return (row.phone, row.first_phone, *row.more_phones.split())


def _why_not(row: Row[Any], is_unwanted: bool) -> Why | None:
    if not row.phone:
        return Why.ERASED
    if is_unwanted:
        return Why.DO_NOT_CALL
    if row.no_consent:
        return Why.NO_CONSENT
    if row.clips == UNSAID or (not row.text and row.channel != _VOICE):
        return Why.NOTHING_TO_SAY
    return Why.CALLED_RECENTLY if row.recent else None


def _candidates(
    connection: Connection, claiming: Claiming, limit: int, now: float
) -> Sequence[Any]:
    rules = claiming.rules
    days = rules.not_again_within_days
    shares = claiming.shares_phones
    waiting = _waiting(rules.purpose, days > 0, shares)
    since = {"recently": now - days * _DAY_S} if days else {}
    if shares:
        since |= free_since(rules, now)
    return waiting.all(connection, of_campaign=claiming.campaign_id, now=now, most=limit, **since)


@lru_cache
def _waiting(purpose: Purpose, minds_others: bool, shares_phones: bool) -> Prepared:
    # Whoever must not be called is left out at once, though their phone may be ringing.
    is_erased = attempt.c.phone == ""
    free = (is_free() | _is_listed() | is_erased,) if shares_phones else ()
    return Prepared(
        select(
            attempt.c.id,
            attempt.c.recipient_id,
            attempt.c.phone,
            attempt.c.number,
            attempt.c.channel,
            attempt.c.text,
            attempt.c.own_id,
            attempt.c.token,
            recipient.c.row,
            recipient.c.phone.label("first_phone"),
            recipient.c.more_phones,
            recipient.c.clips,
            _is_listed().label("is_listed"),
            select(erased.c.pseudonym).exists().label("has_erased"),
            _lacks_consent(purpose).label("no_consent"),
            (_was_called_recently() if minds_others else false()).label("recent"),
        )
        .join(recipient, recipient.c.id == attempt.c.recipient_id)
        .where(
            attempt.c.campaign_id == bindparam("of_campaign"),
            attempt.c.state == str(State.QUEUED),
            func.coalesce(attempt.c.not_before, 0) <= bindparam("now"),
            *free,
        )
        .order_by(attempt.c.id)
        .limit(bindparam("most"))
    )


def _wished(connection: Connection, rows: Sequence[Row[Any]], epoch: int) -> list[Claim]:
    texts = [row for row in rows if row.channel != _VOICE]
    known = {row.id: row.own_id for row in rows if row.own_id is not None}
    doubted = _once_in_doubt(connection, list(known))
    fresh = [row.id for row in texts if row.id not in known]
    own_ids = known | dict(zip(fresh, take_own_ids(connection, len(fresh)), strict=True))
    return [
        Claim(
            row.id,
            row.recipient_id,
            row.row,
            row.phone,
            row.token if row.id in known else token,
            epoch,
            places_from_text(row.clips) if row.clips else (),
            CHANNELS[row.channel],
            row.text or "",
            own_ids.get(row.id),
            row.id in doubted,
        )
        for row, token in zip(rows, _tokens(len(rows)), strict=True)
    ]


def _tokens(count: int) -> list[str]:
    """Return fresh tokens; the system is asked for chance once."""
    drawn = secrets.token_hex(_TOKEN_BYTES * count)
    digits = _TOKEN_BYTES * 2
    return [drawn[at : at + digits] for at in range(0, len(drawn), digits)]


def _once_in_doubt(connection: Connection, attempt_ids: Sequence[int]) -> set[int]:
    """Return the attempts of which it was once not known whether they were taken."""
    if not attempt_ids:
        return set()
    return set(
        connection.scalars(
            select(event.c.attempt_id).where(
                event.c.attempt_id.in_(attempt_ids), event.c.after == str(State.UNCONFIRMED)
            )
        )
    )


def _is_listed() -> ColumnElement[bool]:
    """Whether the phone, or the person's first one, is on the do-not-call list."""
    listed = select(do_not_call.c.phone)
    return attempt.c.phone.in_(listed) | recipient.c.phone.in_(listed)


def _lacks_consent(purpose: Purpose) -> ColumnElement[bool]:
    """Whether the person has not agreed to advertising, or the phone itself has refused it."""
    if purpose is not Purpose.ADVERTISING:
        return false()
    kept = select(consent.c.is_given).where(consent.c.phone == recipient.c.phone)
    lacks = func.coalesce(kept.scalar_subquery(), recipient.c.consent, false()).is_(False)
    return lacks | has_refused()


def _was_called_recently() -> ColumnElement[bool]:
    """Whether another campaign has called, or may have called, the phone within the days.

    The user's own trial calls are no reason to leave anybody out.
    """
    other = attempt.alias("other")
    trials = select(campaign.c.id).where(campaign.c.kind == str(CampaignKind.TRIAL))
    return (
        select(other.c.id)
        .where(
            other.c.phone == attempt.c.phone,
            other.c.claimed_at > bindparam("recently"),
            other.c.campaign_id != bindparam("of_campaign"),
            other.c.campaign_id.not_in(trials),
            other.c.state.not_in(_NEVER_LEFT),
        )
        .exists()
    )


def _mark_sending(
    connection: Connection, wished: Sequence[Claim], claiming: Claiming, now: float
) -> None:
    """Mark them in the transaction that found them waiting; else none of them may leave."""
    reserved = to_millionths(claiming.reserve)
    epoch = claiming.epoch
    rows = [(one.attempt_id, epoch, now, reserved, one.token, one.own_id) for one in wished]
    texts = [one for one in rows if one[-1] is not None]
    calls = [one for one in rows if one[-1] is None] if texts else rows
    marked = sum(
        statement.many(connection, _MARKED, some)
        for statement, some in ((_MARK_CALLS, calls), (_MARK_TEXTS, texts))
        if some
    )
    if marked != len(wished):
        raise TroubleError(Kind.FAULT, "not all that was claimed was waiting")
