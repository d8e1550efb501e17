"""Texts as the tables keep them: the message of a campaign, and what each recipient is told.

What a person is told is settled when the campaign is made, whatever becomes of the list later.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from alphasms_desktop.domain.campaign import Draft
from alphasms_desktop.domain.cells import Cell, cells_from_text
from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.domain.message import Fallback, TextMessage
from alphasms_desktop.domain.voice import Voice
from alphasms_desktop.store.schema import recipient

TextsOfRow = Callable[[Sequence[Cell]], Sequence[str | None]]
"""Returns what a row is told: first by the message, then by each fallback; None for nothing."""


def message_to_text(text: TextMessage | None, fallbacks: Sequence[Fallback]) -> str | None:
    """Return a text message with its fallbacks as one text, None for neither."""
    if text is None and not fallbacks:
        return None
    kept = {
        "text": asdict(text) if text else None,
        "fallbacks": [asdict(one) for one in fallbacks],
    }
    return json.dumps(kept, ensure_ascii=False)


def message_from_text(text: str | None) -> tuple[TextMessage | None, tuple[Fallback, ...]]:
    """Return what `message_to_text` wrote."""
    if not text:
        return None, ()
    kept = json.loads(text)
    fallbacks = tuple(Fallback(one["after_s"], _message(one["text"])) for one in kept["fallbacks"])
    return (_message(kept["text"]) if kept["text"] else None), fallbacks


def keep_texts(
    connection: Connection, campaign_id: int, draft: Draft, texts_of: TextsOfRow, after: int
) -> None:
    """Settle what each new recipient is told."""
    rows = connection.execute(
        select(recipient.c.id, recipient.c.fields).where(
            recipient.c.campaign_id == campaign_id, recipient.c.id > after
        )
    ).all()
    values = []
    for row in rows:
        told = texts_of(cells_from_text(row.fields))
        # A recording comes first: it has no text.
        first = [None] if draft.text is None else []
        values.append(
            {"recipient": row.id, "told": json.dumps([*first, *told], ensure_ascii=False)}
        )
    connection.execute(
        update(recipient)
        .where(recipient.c.id == bindparam("recipient"))
        .values(texts=bindparam("told")),
        values,
    )


def text_at(texts: str, place: int) -> str | None:
    """Return the text kept for a recipient at a place: 0 is the message, 1 the first fallback."""
    told = json.loads(texts) if texts else []
    return told[place] if place < len(told) else None


def _message(kept: dict[str, Any]) -> TextMessage:
    voice = kept.pop("voice")
    channel = Channel(kept.pop("channel"))
    return TextMessage(channel=channel, voice=Voice(**voice) if voice else None, **kept)
