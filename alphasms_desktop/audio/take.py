"""What a microphone writes while it records: raw samples, whose file name says how they are made.

Raw samples have no header that would be wrong until the end, so that a crash loses nothing.
"""

import errno
import shutil
import struct
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from alphasms_desktop.domain.errors import Kind, TroubleError

RAW = ".raw"
_PCM, _FLOAT = 1, 3
_SAMPLE_BYTES = {"u8": 1, "s16": 2, "s32": 4, "f32": 4}
_HEADER = "<4sI4s4sIHHIIHH4sI"
_HEADER_REST = 36
_COPIED_AT_ONCE = 2**20
_FULL = {errno.ENOSPC, errno.EDQUOT}


@dataclass(frozen=True)
class TakeFormat:
    """How the samples of a take are made; `sample` is u8, s16, s32 or f32."""

    rate: int
    channels: int
    sample: str

    @property
    def frame_bytes(self) -> int:
        """How many bytes one moment of all channels takes."""
        return self.channels * _SAMPLE_BYTES[self.sample]

    @property
    def bytes_per_second(self) -> int:
        """How many bytes a second takes."""
        return self.rate * self.frame_bytes


def take_name(begun_at: datetime, made: TakeFormat) -> str:
    """Return the file name of a take that begins now."""
    return f"{begun_at:%Y-%m-%d %H-%M-%S} {made.rate} {made.channels} {made.sample}{RAW}"


def format_of(take: Path) -> TakeFormat:
    """Return how the samples of a take are made; raises TroubleError(NOT_AUDIO)."""
    try:
        _day, _time, rate, channels, sample = take.stem.split()
        made = TakeFormat(int(rate), int(channels), sample)
        made.frame_bytes  # noqa: B018  # a sample this program does not write
    except (ValueError, KeyError) as error:
        raise TroubleError(Kind.NOT_AUDIO, path=take.name) from error
    return made


def seconds_of_take(take: Path) -> float:
    """Return how long a take is; raises TroubleError(NOT_AUDIO)."""
    made = format_of(take)
    return take.stat().st_size / made.bytes_per_second if made.bytes_per_second else 0.0


def finished_take(take: Path) -> Path:
    """Turn a take into a WAV beside it and return that; the raw one goes when the WAV is whole.

    Raises TroubleError for what is no take, an empty one, and a full disk.
    """
    made = format_of(take)
    wav = take.with_suffix(".wav")
    passing = take.with_suffix(".part")
    try:
        size = take.stat().st_size // made.frame_bytes * made.frame_bytes
        if not size:
            raise TroubleError(Kind.NO_LENGTH, path=take.name)
        with take.open("rb") as raw, passing.open("wb") as file:
            file.write(_header(made, size))
            shutil.copyfileobj(raw, file, _COPIED_AT_ONCE)
            file.truncate(struct.calcsize(_HEADER) + size)
        passing.replace(wav)
        take.unlink()
    except OSError as error:
        passing.unlink(missing_ok=True)
        kind = Kind.DISK_FULL if error.errno in _FULL else Kind.FOLDER_UNWRITABLE
        raise TroubleError(kind, str(error), path=take.parent) from error
    return wav


def _header(made: TakeFormat, size: int) -> bytes:
    """Return a WAV's header of 44 bytes for so many bytes of samples."""
    bits = made.frame_bytes // made.channels * 8
    return struct.pack(
        _HEADER,
        b"RIFF",
        _HEADER_REST + size,
        b"WAVE",
        b"fmt ",
        16,
        _FLOAT if made.sample == "f32" else _PCM,
        made.channels,
        made.rate,
        made.bytes_per_second,
        made.frame_bytes,
        bits,
        b"data",
        size,
    )
