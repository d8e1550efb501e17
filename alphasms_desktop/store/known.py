"""All that is kept of one phone, table by table, for whoever asks what is known of them."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Select, or_, select

from alphasms_desktop.domain.erasing import Known, KnownTable
from alphasms_desktop.store.clip_names import words_said_to
from alphasms_desktop.store.database import Database
from alphasms_desktop.store.schema import (
    attempt,
    call_back,
    campaign,
    consent,
    contact,
    contact_list,
    contact_mark,
    do_not_call,
    event,
    inbox,
    recipient,
    reject,
)
from alphasms_desktop.store.spellings import holds_phone
from alphasms_desktop.store.verification_table import verification

_MOMENTS = frozenset({"at", "since", "claimed_at", "accepted_at", "ended_at", "received_at"})
_MOMENTS_TOO = frozenset({"done_at", "not_before"})


_Queries = dict[str, Select[Any]]


def known_of(database: Database, phone: str) -> Known:
    """Return everything that is kept of a phone (E.164)."""
    theirs = select(recipient.c.id).where(recipient.c.phone == phone)
    attempts = select(attempt.c.id).where(
        or_(attempt.c.phone == phone, attempt.c.recipient_id.in_(theirs))
    )
    queries = {
        **_of_lists(phone),
        **_of_calls(phone, attempts),
        **_of_webhooks(phone, attempts),
        **_of_the_office(phone),
        **_of_checks(phone),
    }
    with database.read() as connection:
        said = tuple(words_said_to(connection, phone))
        tables = [_table(connection, name, query) for name, query in queries.items()]
    return Known(phone, (*tables, KnownTable("clips", ("campaign", "word", "sound"), said)))


def _of_lists(phone: str) -> _Queries:
    """Return the rows of contact files, those set aside too."""
    return {
        "contacts": select(
            contact_list.c.name.label("list"),
            contact_list.c.source,
            contact_list.c.columns,
            contact.c.row,
            contact.c.phone,
            contact.c.original,
            contact.c.name,
            contact.c.fields,
            contact.c.consent,
            contact.c.more_phones,
        )
        .join(contact_list, contact_list.c.id == contact.c.list_id)
        .where(or_(contact.c.phone == phone, contact.c.more_phones.contains(phone))),
        "set_aside": select(
            contact_list.c.name.label("list"),
            contact_list.c.source,
            contact_list.c.columns,
            reject.c.row,
            reject.c.original,
            reject.c.reason,
            reject.c.fields,
        )
        .join(contact_list, contact_list.c.id == reject.c.list_id)
        .where(or_(reject.c.phone == phone, holds_phone(reject.c.original, phone))),
    }


def _of_calls(phone: str, attempts: Select[tuple[int]]) -> _Queries:
    """Return who was to be called, what came of it, and how."""
    return {
        "recipients": select(
            campaign.c.name.label("campaign"),
            recipient.c.row,
            recipient.c.phone,
            recipient.c.name,
            recipient.c.fields,
            recipient.c.consent,
            recipient.c.more_phones,
            recipient.c.texts,
        )
        .join(campaign, campaign.c.id == recipient.c.campaign_id)
        .where(or_(recipient.c.phone == phone, recipient.c.more_phones.contains(phone))),
        "calls": select(
            campaign.c.name.label("campaign"),
            attempt.c.number,
            attempt.c.phone,
            attempt.c.state,
            attempt.c.raw,
            attempt.c.key,
            attempt.c.duration_s,
            attempt.c.gateway_id,
            attempt.c.text,
            attempt.c.claimed_at,
            attempt.c.accepted_at,
            attempt.c.ended_at,
        )
        .join(campaign, campaign.c.id == attempt.c.campaign_id)
        .where(attempt.c.id.in_(attempts)),
        "events": select(event.c.at, event.c.before, event.c.after, event.c.why, event.c.raw)
        .where(event.c.attempt_id.in_(attempts))
        .order_by(event.c.id),
    }


def _of_webhooks(phone: str, attempts: Select[tuple[int]]) -> _Queries:
    """Return what was received of calls and of number checks."""
    return {
        "webhooks": select(inbox.c.received_at, inbox.c.body)
        .where(
            or_(
                inbox.c.body.contains(phone.lstrip("+"), autoescape=True),
                inbox.c.token.in_(select(attempt.c.token).where(attempt.c.id.in_(attempts))),
                inbox.c.token.in_(
                    select(verification.c.token).where(verification.c.phone == phone)
                ),
            )
        )
        .order_by(inbox.c.id),
    }


def _of_the_office(phone: str) -> _Queries:
    """Return what the office itself has noted."""
    return {
        "marks": select(contact_mark.c.mark, contact_mark.c.at).where(
            contact_mark.c.phone == phone
        ),
        "consents": select(
            consent.c.is_given, consent.c.basis, consent.c.at, consent.c.evidence
        ).where(consent.c.phone == phone),
        "do_not_call": select(
            do_not_call.c.since, do_not_call.c.reason, do_not_call.c.origin
        ).where(do_not_call.c.phone == phone),
        "call_backs": select(
            call_back.c.at, call_back.c.name, call_back.c.why, call_back.c.note, call_back.c.done_at
        ).where(call_back.c.phone == phone),
    }


def _of_checks(phone: str) -> _Queries:
    """Return the number checks; no code is kept anywhere."""
    return {
        "number_checks": select(
            verification.c.at,
            verification.c.phone,
            verification.c.channel,
            verification.c.place,
            verification.c.operator,
            verification.c.state,
            verification.c.tries,
            verification.c.ended_at,
        )
        .where(verification.c.phone == phone)
        .order_by(verification.c.id),
    }


def _table(connection: Connection, name: str, query: Select[Any]) -> KnownTable:
    found = connection.execute(query)
    columns = tuple(found.keys())
    rows = tuple(
        tuple(_plain(column, value) for column, value in zip(columns, row, strict=True))
        for row in found
    )
    return KnownTable(name, columns, rows)


def _plain(column: str, value: object) -> object:
    """Return a moment as text that people and programs read."""
    if column in _MOMENTS | _MOMENTS_TOO and isinstance(value, float):
        return datetime.fromtimestamp(value, UTC).isoformat(timespec="seconds")
    return value
