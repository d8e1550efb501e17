"""What the desks need of recordings; adapters fit by shape, `app` joins them."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol, Self

from alphasms_desktop.domain.attempt import Claim
from alphasms_desktop.domain.campaign import Campaign
from alphasms_desktop.domain.library import LibraryEntry, NewEntry
from alphasms_desktop.domain.message import Recording
from alphasms_desktop.domain.sound import Measured, Outline, Preparation, SoundLimits


class PreparedSound(Protocol):
    """A telephone WAV, and what is to be said of it."""

    @property
    def wav(self) -> bytes:
        """The file as it goes out."""
        ...

    @property
    def measured(self) -> Measured:
        """Length, size, loudness, faults."""
        ...


class SoundOnTable(Protocol):
    """An opened recording."""

    name: str
    seconds: float

    def outline(self, start_s: float, end_s: float, columns: int) -> Outline:
        """Return its shape between two moments."""
        ...

    def prepared(self, preparation: Preparation, limits: SoundLimits) -> PreparedSound:
        """Return what comes of it; raises TroubleError where nothing is left."""
        ...

    def followed_by(self, other: Self, preparation: Preparation) -> Self:
        """Return both in order as one, each prepared so; raises TroubleError when too long."""
        ...

    def plain(self) -> bytes:
        """Return it as a WAV with nothing done to it."""
        ...


class SoundStudio(Protocol):
    """Where recordings are opened and kept."""

    def open(self, path: Path) -> SoundOnTable:
        """Open a recording; raises TroubleError."""
        ...

    def keep(self, wav: bytes, source: str) -> Recording:
        """Keep a telephone WAV for calls; raises TroubleError."""
        ...

    def as_on_the_phone(self, wav: bytes) -> bytes:
        """Return a telephone WAV as it is heard at the ear."""
        ...

    def joined(self, fingerprints: Sequence[str]) -> bytes:
        """Return kept recordings one after another as one telephone WAV; raises TroubleError."""
        ...

    def thumbnail(self, fingerprint: str) -> tuple[int, ...]:
        """Return how loud a kept recording is in columns, 0 to 255; raises TroubleError."""
        ...

    def taken(self, take: Path) -> Path:
        """Return the WAV of what a microphone has written, which stays; raises TroubleError."""
        ...


class SoundLibrary(Protocol):
    """Where recordings are kept under names."""

    def add(self, new: NewEntry) -> int:
        """Put a recording into the library; returns the id of its entry."""
        ...

    def all(self) -> list[LibraryEntry]:
        """Return every entry, the newest first."""
        ...

    def rename(self, entry_id: int, name: str) -> None:
        """Give an entry another name."""
        ...

    def duplicate(self, entry_id: int, name: str) -> int:
        """Make a second entry of the same sound; returns its id."""
        ...

    def remove(self, entry_id: int) -> None:
        """Take an entry out; raises TroubleError(RECORDING_NEEDED)."""
        ...

    def bring_back(self, entry_id: int) -> None:
        """Take a removal back."""
        ...

    def clear_unused_files(self) -> int:
        """Delete files nothing speaks of; returns how many."""
        ...


Convert = Callable[[Path], Recording]
ReadSound = Callable[[str], bytes]
SoundOfCall = Callable[[Claim], bytes]
"""Returns the WAV that goes with a call; on any thread."""
OpenSounds = Callable[[Campaign], SoundOfCall]
"""Returns the sounds of a campaign's calls; raises TroubleError where one is missing."""
