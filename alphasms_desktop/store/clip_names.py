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


def forget_clips_of_campaigns(connection: Connection, campaigns: Collection[int]) -> list[str]:
    """Forget the words of campaigns whose people were erased, where no other campaign says them.

    Returns the fingerprints of sounds that nothing speaks of any more.
    """
    all_of_them = _compositions(connection)
    needed = {
        key
        for one, composition in all_of_them.items()
        if one not in campaigns
        for key in composition.clips
    }
    words = {
        key
        for one in campaigns
        if one in all_of_them
        for key in all_of_them[one].clips
        if key.startswith(_WORD)
    }
    return _forget(connection, all_of_them, words - needed)


def forget_unused_names(connection: Connection) -> list[str]:
    """Forget words that no recipient hears any more, after one of them was erased.

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
        kept = composition_to_text(replace(composition, clips=clips))
        connection.execute(
            update(campaign).where(campaign.c.id == campaign_id).values(composition=kept)
        )
    theirs = recording.c.clip.in_(list(words))
    gone |= set(connection.scalars(select(recording.c.fingerprint).where(theirs)))
    connection.execute(delete(recording).where(theirs))
    spoken_of = set(connection.scalars(select(recording.c.fingerprint)))
    spoken_of |= set(connection.scalars(select(campaign.c.audio_fingerprint)))
    for composition in compositions.values():
        spoken_of |= {sound for key, sound in composition.clips.items() if key not in words}
    return sorted(gone - spoken_of)
