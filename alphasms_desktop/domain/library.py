"""The library of recordings: what an office has recorded or opened, under names of its own."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from alphasms_desktop.domain.message import Recording


class SoundOrigin(StrEnum):
    """Where a recording of the library came from."""

    FILE = "file"
    MICROPHONE = "microphone"
    PARTS = "parts"


@dataclass(frozen=True)
class NewEntry:
    """A recording about to be put into the library.

    `thumbnail` is its loudness in columns, 0 to 255; `clip` is the key of the clip it is in
    messages made of clips, empty for a recording that stands alone.
    """

    recording: Recording
    name: str
    origin: SoundOrigin
    thumbnail: tuple[int, ...] = ()
    clip: str = ""


@dataclass(frozen=True)
class LibraryEntry:
    """A recording of the library; `used_in` are names of campaigns, the latest first.

    It is needed while a campaign that has not ended calls with it.
    """

    id: int
    recording: Recording
    name: str
    origin: SoundOrigin
    made_at: datetime
    thumbnail: tuple[int, ...] = ()
    clip: str = ""
    used_in: tuple[str, ...] = ()
    last_used_at: datetime | None = None
    is_needed: bool = False
