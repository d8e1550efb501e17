"""Any recording -> the WAV that goes with every call: 8 kHz, mono, 16-bit, known by its hash."""

import hashlib
from pathlib import Path

from alphasms_desktop.audio.decode import decode
from alphasms_desktop.audio.ffmpeg import BYTES_PER_SECOND
from alphasms_desktop.audio.keep import keep
from alphasms_desktop.audio.wav import seconds_of, wav_of
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.message import Recording
from alphasms_desktop.domain.sound import SoundLimits

_MAX_BYTES = SoundLimits().max_bytes
_SHORTEST_S = 0.1


def to_telephone_wav(source: Path, target_folder: Path) -> Recording:
    """Convert a recording and keep it in a folder under the name `<fingerprint>.wav`.

    The same sound gives the same file, however often it is converted. Raises TroubleError for
    what is no recording, has no sound, is too short or too long, or cannot be kept.
    """
    decoded = decode(source, _MAX_BYTES + BYTES_PER_SECOND)
    if decoded.seconds < _SHORTEST_S:
        raise TroubleError(Kind.NO_LENGTH, path=source.name)
    wav = wav_of(decoded.samples)
    if len(wav) > _MAX_BYTES:
        raise too_long(source.name, decoded.seconds)
    return keep_wav(wav, target_folder, source.name)


def keep_wav(wav: bytes, target_folder: Path, source: str) -> Recording:
    """Keep a telephone WAV in a folder under its fingerprint, one file for the same sound.

    `source` is what the recording is called. Raises TroubleError where it cannot be kept.
    """
    fingerprint = hashlib.sha256(wav).hexdigest()
    keep(wav, target_folder / f"{fingerprint}.wav")
    return Recording(fingerprint, seconds_of(wav), len(wav), source)


def too_long(name: str, seconds: float) -> TroubleError:
    """Return the refusal of a recording that no call could carry."""
    return TroubleError(
        Kind.RECORDING_TOO_BIG,
        path=name,
        seconds=round(seconds),
        max_seconds=_MAX_BYTES // BYTES_PER_SECOND,
    )
