"""Looks at an uploaded sound as the service does: container, codec, length."""

import struct
from dataclasses import dataclass
from fractions import Fraction

INVALID_FORMAT = "Invalid file format"
UNSUPPORTED = "Unsupported audio format"
INVALID_DURATION = "Invalid audio duration"

_PCM, _ALAW, _MULAW, _EXTENSIBLE = 1, 6, 7, 0xFFFE
_BITS = {_PCM: (8, 16), _ALAW: (8,), _MULAW: (8,)}
# The end of the id by which an extensible header says that its codec is one of the old numbers.
_OLD_NUMBER = bytes.fromhex("000000001000800000aa00389b71")
_RATES = (8000, 48000)
_SECONDS = (1, 120)


class SoundRefusedError(Exception):
    """The service does not take this sound; the text says why in its words."""


@dataclass(frozen=True)
class _Format:
    codec: int
    channels: int
    rate: int
    bits: int


def sound_seconds(content: bytes) -> Fraction:
    """Return how long an acceptable sound is; raises SoundRefusedError for any other."""
    form, data_bytes = _walk(content)
    if (
        form.bits not in _BITS.get(form.codec, ())
        or form.channels not in (1, 2)
        or not _RATES[0] <= form.rate <= _RATES[1]
    ):
        raise SoundRefusedError(UNSUPPORTED)
    seconds = Fraction(data_bytes, form.rate * form.channels * form.bits // 8)
    if not _SECONDS[0] <= seconds <= _SECONDS[1]:
        raise SoundRefusedError(INVALID_DURATION)
    return seconds


def _walk(content: bytes) -> tuple[_Format, int]:
    """Find the two chunks that matter, wherever they stand among the others."""
    if content[:4] != b"RIFF" or content[8:12] != b"WAVE":
        raise SoundRefusedError(INVALID_FORMAT)
    form: _Format | None = None
    position = 12
    while position + 8 <= len(content):
        name, size = struct.unpack_from("<4sI", content, position)
        position += 8
        if name == b"fmt ":
            form = _format(content[position : position + size])
        elif name == b"data" and form is not None:
            # Streamed files carry a size larger than themselves: what is there counts.
            return form, min(size, len(content) - position)
        position += size + size % 2
    raise SoundRefusedError(INVALID_FORMAT)


def _format(chunk: bytes) -> _Format:
    if len(chunk) < 16:
        raise SoundRefusedError(INVALID_FORMAT)
    codec, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", chunk)
    if codec == _EXTENSIBLE and chunk[26:40] == _OLD_NUMBER:
        codec = int.from_bytes(chunk[24:26], "little")
    return _Format(codec, channels, rate, bits)
