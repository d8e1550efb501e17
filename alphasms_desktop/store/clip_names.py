"""Clips that say a person's words, such as a name: forgotten when nobody needs them any more.

A composition keeps its clips in order, for recipients point at their places; what is forgotten
keeps its place and loses its word.
"""

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import Connection, delete, select, update

from alphasms_desktop.domain.clips import Composition
from alphasms_desktop.store.composition_text import (
    composition_from_text,
    composition_to_text,
    places_from_text,
)
from alphasms_desktop.store.schema import campaign, recipient, recording

_WORD = "word:"
_FORGOTTEN = "forgotten:"


def forget_unused_names(connection: Connection) -> list[str]:
    """Forget words that no recipient hears any more, after some of them were erased.

    Returns the fingerprints of sounds that nothing speaks of any more.
    """
    all_of_them = _compositions(connection)
    words: set[str] = set()
    heard: set[str] = set()
    for campaign_id, composition in all_of_them.items():
        keys = list(composition.clips)
        words |= {key for key in keys if key.startswith(_WORD)}
        texts = connection.scalars(
            select(recipient.c.clips).where(recipient.c.campaign_id == campaign_id).distinct()
        )
        for text in texts:
            heard |= {keys[place] for place in places_from_text(text)}
    return _forget(connection, all_of_them, words - heard)


def words_said_to(connection: Connection, phone: str) -> list[tuple[str, str, str]]:
    """Return the words of clips that a person hears: campaign, word, fingerprint of the sound."""
    rows = connection.execute(
        select(campaign.c.name, campaign.c.composition, recipient.c.clips)
        .join(campaign, campaign.c.id == recipient.c.campaign_id)
        .where(recipient.c.phone == phone, campaign.c.composition.is_not(None))
    )
    said = []
    for row in rows:
        composition = composition_from_text(row.composition)
        clips = list(composition.clips.items()) if composition else []
        for place in places_from_text(row.clips):
            key, sound = clips[place]
            if key.startswith(_WORD):
                said.append((row.name, key.removeprefix(_WORD), sound))
    return said


def unspoken(connection: Connection, fingerprints: Collection[str]) -> list[str]:
    """Return those of some sounds that neither the library nor a campaign speaks of."""
    return sorted(set(fingerprints) - _spoken_of(connection, _compositions(connection), set()))


def _compositions(connection: Connection) -> dict[int, Composition]:
    rows = connection.execute(
        select(campaign.c.id, campaign.c.composition).where(campaign.c.composition.is_not(None))
    )
    read = {row.id: composition_from_text(row.composition) for row in rows}
    return {one: composition for one, composition in read.items() if composition is not None}


def _forget(
    connection: Connection, compositions: dict[int, Composition], words: set[str]
) -> list[str]:
    if not words:
        return []
    gone: set[str] = set()
    for campaign_id, composition in compositions.items():
        if words.isdisjoint(composition.clips):
            continue
        gone |= {sound for key, sound in composition.clips.items() if key in words}
        clips = {
            f"{_FORGOTTEN}{place}" if key in words else key: sound
            for place, (key, sound) in enumerate(composition.clips.items())
        }
        text = composition_to_text(replace(composition, clips=clips))
        connection.execute(
            update(campaign).where(campaign.c.id == campaign_id).values(composition=text)
        )
    kept = connection.execute(
        select(recording.c.id, recording.c.clip, recording.c.fingerprint).where(
            recording.c.clip.startswith(_WORD, autoescape=True)
        )
    ).all()
    for row in kept:
        if row.clip in words:
            gone.add(row.fingerprint)
            connection.execute(delete(recording).where(recording.c.id == row.id))
    return sorted(gone - _spoken_of(connection, compositions, words))


def _spoken_of(
    connection: Connection, compositions: dict[int, Composition], without: set[str]
) -> set[str]:
    """Return the sounds that something speaks of, some words of compositions left aside."""
    spoken_of = set(connection.scalars(select(recording.c.fingerprint)))
    spoken_of |= set(connection.scalars(select(campaign.c.audio_fingerprint)))
    for composition in compositions.values():
        spoken_of |= {
            sound
            for key, sound in composition.clips.items()
            if key not in without and not key.startswith(_FORGOTTEN)
        }
    return spoken_of
