"""Rows of the campaign's tables as values, and the clips of its recipients."""

from sqlalchemy import Connection, Row, bindparam, select, update

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Campaign, CampaignKind, Draft, Mode, Phase, Service
from alphasms_desktop.domain.cells import cells_from_text
from alphasms_desktop.domain.message import Recording
from alphasms_desktop.domain.result import ResultRow
from alphasms_desktop.store.composition_text import (
    composition_from_text,
    places_of,
    places_to_text,
)
from alphasms_desktop.store.message_text import message_from_text
from alphasms_desktop.store.rules_text import rules_from_text
from alphasms_desktop.store.schema import contact_list, recipient
from alphasms_desktop.store.values import from_millionths, to_moment, to_why, trouble_from


def campaign_of(row: Row[tuple[object, ...]]) -> Campaign:
    """Return a campaign's row as a value."""
    created_at = to_moment(row.created_at)
    assert created_at is not None  # the column is never empty
    text, fallbacks = message_from_text(row.message)
    return Campaign(
        id=row.id,
        name=row.name,
        mode=Mode(row.mode),
        service=Service(row.service_url, row.account),
        list_id=row.list_id,
        recording=Recording(
            row.audio_fingerprint, row.audio_seconds, row.audio_bytes, row.audio_source
        ),
        rules=rules_from_text(row.rules),
        phase=Phase(row.phase),
        created_at=created_at,
        trouble=trouble_from(row.trouble_kind, row.trouble_detail, row.trouble_values),
        kind=CampaignKind(row.kind),
        composition=composition_from_text(row.composition),
        is_archived=row.archived_at is not None,
        text=text,
        fallbacks=fallbacks,
    )


def result_of(row: Row[tuple[object, ...]]) -> ResultRow:
    """Return a recipient's row, joined with its attempt that counts, as a value."""
    return ResultRow(
        row=row.row,
        phone=row.phone,
        name=row.name,
        fields=cells_from_text(row.fields),
        state=State(row.state),
        raw=row.raw,
        attempts=row.number,
        handed_over_at=to_moment(row.accepted_at),
        ended_at=to_moment(row.ended_at),
        duration_s=row.duration_s,
        key=row.key,
        price=from_millionths(row.price),
        gateway_id=row.gateway_id,
        why=to_why(row.why),
        text=row.text,
        parts=row.parts,
    )


def keep_clips(connection: Connection, campaign_id: int, draft: Draft, after: int) -> None:
    """Settle which clips each new recipient hears."""
    assert draft.composition is not None
    text = connection.scalar(
        select(contact_list.c.columns).where(contact_list.c.id == draft.list_id)
    )
    columns, places = cells_from_text(text or "[]"), places_of(draft.composition.clips)
    rows = connection.execute(
        select(recipient.c.id, recipient.c.fields).where(
            recipient.c.campaign_id == campaign_id, recipient.c.id > after
        )
    ).all()
    connection.execute(
        update(recipient).where(recipient.c.id == bindparam("recipient")),
        [
            {
                "recipient": row.id,
                "clips": places_to_text(
                    draft.composition, places, columns, cells_from_text(row.fields)
                ),
            }
            for row in rows
        ],
    )
