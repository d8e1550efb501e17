"""Messages made of clips and columns: what they need, what is missing, what they come to."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from alphasms_desktop.domain.cells import Cell
from alphasms_desktop.domain.clips import ClipPart, Composition, NotSaid, Survey, Unsaid, keys_of
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.library import LibraryEntry
from alphasms_desktop.domain.message import Recording
from alphasms_desktop.engine.desk_ports import ListStore
from alphasms_desktop.engine.sound_ports import SoundLibrary, SoundStudio

_SHOWN = 20
_HEADER_BYTES = 44


@dataclass(frozen=True)
class ClipDesk:
    """Compositions are looked over and tried here."""

    lists: ListStore
    library: SoundLibrary
    studio: SoundStudio

    def survey(self, list_id: int, parts: Sequence[ClipPart], source: str) -> Survey:
        """Return what a message of parts comes to for the ready rows of a list.

        `source` is what the message is called. Raises TroubleError.
        """
        clips = self.clips()
        columns = self.lists.get(list_id).head.columns
        needed: dict[str, int] = {}
        unsaid: list[Unsaid] = []
        unsaid_rows = 0
        longest: tuple[str, ...] = ()
        for contact in self.lists.contacts(list_id):
            keys = keys_of(parts, columns, contact.fields)
            if isinstance(keys, NotSaid):
                unsaid_rows += 1
                if len(unsaid) < _SHOWN:
                    unsaid.append(Unsaid(contact.row, keys))
                continue
            for key in keys:
                needed[key] = needed.get(key, 0) + 1
            if _seconds(keys, clips) > _seconds(longest, clips):
                longest = keys
        missing = tuple(key for key in needed if key not in clips)
        found = {key: clips[key].recording.fingerprint for key in needed if key in clips}
        composition = Composition(tuple(parts), found)
        is_whole = bool(needed) and not missing
        recording = _message(composition, longest, clips, source) if is_whole else None
        return Survey(composition, tuple(needed), missing, tuple(unsaid), unsaid_rows, recording)

    def clips(self) -> dict[str, LibraryEntry]:
        """Return the clips of the library by their keys."""
        return {one.clip: one for one in self.library.all() if one.clip}

    def said_to(self, list_id: int, place: int, composition: Composition) -> Recording:
        """Keep and return what one ready row (from 0) hears; raises TroubleError.

        NO_LENGTH is raised for a row that is not there or cannot be said.
        """
        keys = self._keys_at(list_id, place, composition.parts)
        if not keys or any(key not in composition.clips for key in keys):
            raise TroubleError(Kind.NO_LENGTH, path=str(place + 1))
        wav = self.studio.joined([composition.clips[key] for key in keys])
        return self.studio.keep(wav, str(place + 1))

    def _keys_at(self, list_id: int, place: int, parts: Sequence[ClipPart]) -> tuple[str, ...]:
        columns = self.lists.get(list_id).head.columns
        for at, contact in enumerate(self.lists.contacts(list_id)):
            if at == place:
                fields: Sequence[Cell] = contact.fields
                keys = keys_of(parts, columns, fields)
                return () if isinstance(keys, NotSaid) else keys
        return ()


def _seconds(keys: Sequence[str], clips: dict[str, LibraryEntry]) -> float:
    """Return how long a message is; cross-fades make it a little shorter."""
    return sum(clips[key].recording.seconds for key in keys if key in clips)


def _message(
    composition: Composition, longest: Sequence[str], clips: dict[str, LibraryEntry], source: str
) -> Recording:
    """Return the longest message under the fingerprint of the whole composition."""
    parts = [[str(one.said), one.text] for one in composition.parts]
    text = json.dumps([parts, sorted(composition.clips.items())])
    fingerprint = hashlib.sha256(text.encode()).hexdigest()
    size = _HEADER_BYTES + sum(clips[key].recording.size_bytes - _HEADER_BYTES for key in longest)
    return Recording(fingerprint, _seconds(longest, clips), size, source)
