"""Any recording -> the WAV that goes with every call: 8 kHz, mono, 16-bit, known by its hash."""

import hashlib
import io
import threading
import warnings
from pathlib import Path
from typing import Any

from alphasms_desktop.audio.decode import BYTES_PER_SECOND, RATE, telephone_samples
from alphasms_desktop.audio.keep import keep
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.message import Recording

_MAX_BYTES = 5_000_000
_MAX_SECONDS = _MAX_BYTES // BYTES_PER_SECOND
_SHORTEST_S = 0.1

_PICTURE_BRANDS = {b"avif", b"avis", b"heic", b"heix", b"hevc", b"hevx", b"mif1", b"msf1"}
"""Pictures in a film's container: to ffmpeg a video without sound."""

_importing = threading.Lock()


def to_telephone_wav(source: Path, target_folder: Path) -> Recording:
    """Convert a recording and keep it in a folder under the name `<fingerprint>.wav`.

    The same sound gives the same file, however often it is converted. Raises TroubleError for
    what is no recording, has no sound, is too short or too long, or cannot be kept.
    """
    _check(source)
    samples = telephone_samples(source, _MAX_BYTES + BYTES_PER_SECOND)
    seconds = len(samples) / BYTES_PER_SECOND
    if seconds < _SHORTEST_S:
        raise TroubleError(Kind.NO_LENGTH, path=source.name)
    wav = _wav(samples)
    if len(wav) > _MAX_BYTES:
        raise TroubleError(
            Kind.RECORDING_TOO_BIG,
            path=source.name,
            seconds=round(seconds),
            max_seconds=_MAX_SECONDS,
        )
    fingerprint = hashlib.sha256(wav).hexdigest()
    keep(wav, target_folder / f"{fingerprint}.wav")
    return Recording(fingerprint, seconds, len(wav), source.name)


def _check(source: Path) -> None:
    """Refuse what needs no decoder to be refused."""
    name = source.name
    try:
        if source.is_dir():
            raise TroubleError(Kind.FILE_MISSING, path=name, what="folder")
        if not source.is_file():
            raise TroubleError(Kind.FILE_MISSING, path=name)
        with source.open("rb") as file:
            head = file.read(12)
    except OSError as error:
        raise TroubleError(Kind.FILE_LOCKED, str(error), path=name) from error
    if not head:
        raise TroubleError(Kind.FILE_EMPTY, path=name)
    if _is_something_else(head):
        raise TroubleError(Kind.NOT_AUDIO, path=name)


def _is_something_else(head: bytes) -> bool:
    """Know zip archives (sound packed inside could be "decoded") and pictures by their start."""
    return head.startswith(b"PK\x03\x04") or (
        head[4:8] == b"ftyp" and head[8:12] in _PICTURE_BRANDS
    )


def _wav(samples: bytes) -> bytes:
    """Put the samples into a WAV with a plain header of 44 bytes."""
    segment = _audio_segment()(data=samples, sample_width=2, frame_rate=RATE, channels=1)
    file = io.BytesIO()
    segment.export(file, format="wav")
    return file.getvalue()


def _audio_segment() -> Any:  # noqa: ANN401  # pydub has no types
    """Import pydub without its warnings: it looks for an ffmpeg of its own that we never use.

    The lock keeps a second conversion from saving and restoring the warning filters in between.
    """
    with _importing, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pydub import AudioSegment
    return AudioSegment
