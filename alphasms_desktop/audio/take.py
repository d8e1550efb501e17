"""A take of the microphone made a WAV that anything can open."""

import errno
import shutil
import struct
from pathlib import Path

from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.takes import TakeFormat, format_of

_PCM, _FLOAT = 1, 3
_HEADER = "<4sI4s4sIHHIIHH4sI"
_HEADER_REST = 36
_COPIED_AT_ONCE = 2**20
_FULL = {errno.ENOSPC, errno.EDQUOT}


def finished_take(take: Path) -> Path:
    """Make a WAV of a take beside it and return that.

    The take stays: it goes when what was made of it is safe, for until then it is the only one
    that is offered again after a crash. Raises TroubleError for what is no take, an empty one,
    and a full disk.
    """
    made = format_of(take)
    wav = take.with_suffix(".wav")
    passing = take.with_suffix(".part")
    try:
        size = take.stat().st_size // made.frame_bytes * made.frame_bytes
        if not size:
            raise TroubleError(Kind.NO_LENGTH, path=take.name)
        if wav.exists() and wav.stat().st_size == struct.calcsize(_HEADER) + size:
            return wav
        with take.open("rb") as raw, passing.open("wb") as file:
            file.write(_header(made, size))
            shutil.copyfileobj(raw, file, _COPIED_AT_ONCE)
            file.truncate(struct.calcsize(_HEADER) + size)
        passing.replace(wav)
    except OSError as error:
        passing.unlink(missing_ok=True)
        kind = Kind.DISK_FULL if error.errno in _FULL else Kind.FOLDER_UNWRITABLE
        raise TroubleError(kind, str(error), path=take.parent, what="recording") from error
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
