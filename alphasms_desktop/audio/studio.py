"""The studio: opens recordings, keeps what was made of them, lets it be heard as on the phone.

What works on samples is imported for the first recording: it takes a tenth of a second.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.message import Recording

if TYPE_CHECKING:
    from alphasms_desktop.audio.on_table import SoundOnTable
    from alphasms_desktop.audio.samples import Samples

THUMBNAIL_COLUMNS = 48
_LOUDEST = 255


class Studio:
    """The studio of a folder, where telephone WAVs lie under their fingerprints."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def open(self, path: Path) -> "SoundOnTable":
        """Open a recording of up to ten minutes; raises TroubleError."""
        from alphasms_desktop.audio.on_table import SoundOnTable
        from alphasms_desktop.audio.prepare import open_sound

        return SoundOnTable(open_sound(path))

    def keep(self, wav: bytes, source: str) -> Recording:
        """Keep a telephone WAV for calls; raises TroubleError."""
        from alphasms_desktop.audio.telephone import keep_wav

        return keep_wav(wav, self._folder, source)

    def as_on_the_phone(self, wav: bytes) -> bytes:
        """Return a telephone WAV as it is heard at the ear: 300 to 3400 Hz, companded."""
        from alphasms_desktop.audio.phone import phone_preview

        return phone_preview(wav)

    def joined(self, fingerprints: Sequence[str]) -> bytes:
        """Return kept recordings in order as one telephone WAV; raises TroubleError."""
        from alphasms_desktop.audio.join import join
        from alphasms_desktop.audio.wav import wav_of

        return wav_of(join([samples_in(self._folder, one) for one in fingerprints]).tobytes())

    def thumbnail(self, fingerprint: str) -> tuple[int, ...]:
        """Return how loud a kept recording is in columns, 0 to 255; raises TroubleError."""
        from alphasms_desktop.audio.peaks import mean_levels

        means = mean_levels(samples_in(self._folder, fingerprint), THUMBNAIL_COLUMNS)
        return tuple(min(_LOUDEST, round(one * _LOUDEST)) for one in means)

    def taken(self, take: Path) -> Path:
        """Return the WAV of what a microphone has written, which stays; raises TroubleError."""
        from alphasms_desktop.audio.take import finished_take

        return finished_take(take)


def samples_in(folder: Path, fingerprint: str) -> "Samples":
    """Return the samples of a telephone WAV kept in a folder; raises TroubleError."""
    from alphasms_desktop.audio.samples import of_bytes
    from alphasms_desktop.audio.wav import samples_of

    return of_bytes(samples_of(read_kept(folder, fingerprint)))


def read_kept(folder: Path, fingerprint: str) -> bytes:
    """Return a telephone WAV kept in a folder; raises TroubleError(FILE_MISSING)."""
    path = folder / f"{fingerprint}.wav"
    try:
        return path.read_bytes()
    except OSError as error:
        raise TroubleError(Kind.FILE_MISSING, str(error), path=path) from error
