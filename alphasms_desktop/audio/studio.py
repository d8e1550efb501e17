"""The studio: opens recordings, keeps what was made of them, lets it be heard as on the phone.

What works on samples is imported for the first recording: it takes a tenth of a second.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from alphasms_desktop.domain.message import Recording
from alphasms_desktop.domain.sound import SoundLimits

if TYPE_CHECKING:
    from alphasms_desktop.audio.on_table import SoundOnTable

USUAL_LIMITS = SoundLimits()


class Studio:
    """The studio of a folder, where telephone WAVs lie under their fingerprints."""

    def __init__(self, folder: Path, limits: SoundLimits = USUAL_LIMITS) -> None:
        self._folder = folder
        self._limits = limits

    def open(self, path: Path) -> "SoundOnTable":
        """Open a recording of up to ten minutes; raises TroubleError."""
        from alphasms_desktop.audio.on_table import SoundOnTable
        from alphasms_desktop.audio.prepare import open_sound

        return SoundOnTable(open_sound(path), self._limits)

    def keep(self, wav: bytes, source: str) -> Recording:
        """Keep a telephone WAV for calls; raises TroubleError."""
        from alphasms_desktop.audio.telephone import keep_wav

        return keep_wav(wav, self._folder, source)

    def as_on_the_phone(self, wav: bytes) -> bytes:
        """Return a telephone WAV as it is heard at the ear: 300 to 3400 Hz, companded."""
        from alphasms_desktop.audio.phone import phone_preview

        return phone_preview(wav)
