"""The library of recordings: entries over files that lie under their fingerprints.

The same sound is one file, whatever entries and campaigns speak of it. An entry that was removed
can be brought back; a file goes only when nothing speaks of it any more.
"""

from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, Row, delete, insert, select, update

from alphasms_desktop.domain.campaign import CampaignKind, Phase
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.library import LibraryEntry, NewEntry, SoundOrigin
from alphasms_desktop.domain.message import Recording
from alphasms_desktop.store.composition_text import composition_from_text
from alphasms_desktop.store.database import Database
from alphasms_desktop.store.recipes import sounds_of_recipes
from alphasms_desktop.store.schema import campaign, recording
from alphasms_desktop.store.values import to_moment

_ENDED = {str(Phase.FINISHED), str(Phase.STOPPED)}
_UNTOUCHED_S = 86_400.0
"""So old is what is thrown away: a younger file may belong to a campaign being made."""

_TAKES_KEPT_S = 7 * 86_400.0
"""What a microphone took lies in the library as it goes out; its raw original only so long."""


@dataclass
class _Uses:
    """Where one sound is used, the latest campaign first."""

    names: list[str] = field(default_factory=list)
    last_at: float | None = None
    is_needed: bool = False


class Recordings:
    """The library of one data folder; `folder` is where the files lie."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder

    def add(self, new: NewEntry) -> int:
        """Put a recording into the library; returns the id of its entry.

        The same sound is not put there twice, and a clip takes the place of the one before.
        """
        with self._database.write() as connection:
            alike = connection.scalar(
                select(recording.c.id).where(
                    recording.c.fingerprint == new.recording.fingerprint,
                    recording.c.clip == new.clip,
                    recording.c.removed_at.is_(None),
                )
            )
            if alike is not None:
                return int(alike)
            if new.clip:
                connection.execute(
                    update(recording)
                    .where(recording.c.clip == new.clip, recording.c.removed_at.is_(None))
                    .values(removed_at=self._database.now())
                )
            return self._insert(connection, new)

    def all(self) -> list[LibraryEntry]:
        """Return every entry, the newest first."""
        with self._database.read() as connection:
            rows = connection.execute(
                select(recording)
                .where(recording.c.removed_at.is_(None))
                .order_by(recording.c.id.desc())
            ).all()
            uses = _uses(connection)
        return [_entry(row, uses[row.fingerprint]) for row in rows]

    def rename(self, entry_id: int, name: str) -> None:
        """Give an entry another name."""
        self._change(entry_id, name=name)

    def duplicate(self, entry_id: int, name: str) -> int:
        """Make a second entry of the same sound; returns its id."""
        with self._database.write() as connection:
            row = connection.execute(select(recording).where(recording.c.id == entry_id)).one()
            entry = _entry(row, _Uses())
            copy = NewEntry(entry.recording, name, entry.origin, entry.thumbnail)
            return self._insert(connection, copy)

    def remove(self, entry_id: int) -> None:
        """Take an entry out; raises TroubleError(RECORDING_NEEDED) while one calls with it.

        A second entry of the same sound may go: the first keeps it.
        """
        entries = {one.id: one for one in self.all()}
        gone = entries.get(entry_id)
        if gone is None:
            return
        others = [one for one in entries.values() if one.id != entry_id]
        has_twin = any(one.recording.fingerprint == gone.recording.fingerprint for one in others)
        if gone.is_needed and not has_twin:
            raise TroubleError(Kind.RECORDING_NEEDED, campaign=gone.used_in[0])
        self._change(entry_id, removed_at=self._database.now())

    def bring_back(self, entry_id: int) -> None:
        """Take a removal back."""
        self._change(entry_id, removed_at=None)

    def clear_unused_files(self) -> int:
        """Delete files nothing speaks of after a day, finished takes after a week; says how many.

        What campaigns have called with stays for ever: it is the evidence of what was said. What
        the draft and templates hold on to stays as long as they do.
        """
        old = self._database.now() - _UNTOUCHED_S
        with self._database.write() as connection:
            connection.execute(delete(recording).where(recording.c.removed_at < old))
            spoken_of = {*_uses(connection), *sounds_of_recipes(connection)}
            spoken_of.update(connection.scalars(select(recording.c.fingerprint)))
        gone = 0
        for file in self._folder.glob("*.wav"):
            if file.stem not in spoken_of:
                gone += _delete_if_older(file, old)
        old_takes = self._database.now() - _TAKES_KEPT_S
        for take in (self._folder / "takes").glob("*.wav"):
            gone += _delete_if_older(take, old_takes)
        return gone

    def _insert(self, connection: Connection, new: NewEntry) -> int:
        sound = new.recording
        return int(
            connection.execute(
                insert(recording)
                .values(
                    fingerprint=sound.fingerprint,
                    name=new.name,
                    seconds=sound.seconds,
                    size_bytes=sound.size_bytes,
                    source=sound.source,
                    origin=str(new.origin),
                    clip=new.clip,
                    thumbnail=bytes(new.thumbnail).hex(),
                    made_at=self._database.now(),
                )
                .returning(recording.c.id)
            ).scalar_one()
        )

    def _change(self, entry_id: int, **values: object) -> None:
        with self._database.write() as connection:
            connection.execute(update(recording).where(recording.c.id == entry_id).values(**values))


def _delete_if_older(file: Path, than: float) -> bool:
    """Delete a file that has not been touched since; says whether it did."""
    with suppress(OSError):
        if file.stat().st_mtime < than:
            file.unlink()
            return True
    return False


def _uses(connection: Connection) -> defaultdict[str, _Uses]:
    """Return for each fingerprint the campaigns that have called, or will call, with it."""
    uses: defaultdict[str, _Uses] = defaultdict(_Uses)
    rows = connection.execute(
        select(
            campaign.c.name,
            campaign.c.kind,
            campaign.c.phase,
            campaign.c.created_at,
            campaign.c.audio_fingerprint,
            campaign.c.composition,
        ).order_by(campaign.c.id.desc())
    )
    for row in rows:
        for fingerprint in _sounds_of(row.audio_fingerprint, row.composition):
            use = uses[fingerprint]
            use.last_at = max(use.last_at or 0.0, row.created_at)
            use.is_needed = use.is_needed or row.phase not in _ENDED
            if row.kind != str(CampaignKind.TRIAL):
                use.names.append(row.name)
    return uses


def _sounds_of(fingerprint: str, composition_text: str | None) -> Sequence[str]:
    composition = composition_from_text(composition_text)
    return [fingerprint, *(set(composition.clips.values()) if composition else ())]


def _entry(row: Row[tuple[object, ...]], use: _Uses) -> LibraryEntry:
    made_at = to_moment(row.made_at)
    assert made_at is not None  # the column is never empty
    return LibraryEntry(
        id=row.id,
        recording=Recording(row.fingerprint, row.seconds, row.size_bytes, row.source),
        name=row.name,
        origin=SoundOrigin(row.origin),
        made_at=made_at,
        thumbnail=tuple(bytes.fromhex(row.thumbnail)),
        clip=row.clip,
        used_in=tuple(use.names),
        last_used_at=to_moment(use.last_at),
        is_needed=use.is_needed and bool(use.names),
    )
