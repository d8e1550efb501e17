"""Looks at an uploaded sound as the service does: container, codec, length (contract, section 2).

The sound is looked at as it comes in; nothing of it is kept but its format.
"""

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
_RIFF_BYTES, _CHUNK_HEAD_BYTES = 12, 8
# No format is longer; what a chunk holds beyond it is passed over.
_MOST_FORMAT_BYTES = 40


class SoundRefusedError(Exception):
    """The service does not take this sound; the text says why in its words."""


@dataclass(frozen=True)
class _Format:
    codec: int
    channels: int
    rate: int
    bits: int


class Sound:
    """A sound of which pieces are fed in order; afterwards it is known how long it is."""

    def __init__(self) -> None:
        self._head = b""
        self._pass_over = 0
        self._is_riff = False
        self._is_broken = False
        self._format: _Format | None = None
        self._data_announced: int | None = None
        self._data_bytes = 0

    def feed(self, piece: bytes | memoryview) -> None:
        """Look at the next piece of the file."""
        if self._data_announced is not None:
            self._data_bytes += len(piece)
        elif not self._is_broken:
            passed = min(self._pass_over, len(piece))
            self._pass_over -= passed
            if not self._pass_over:
                self._head += bytes(piece[passed:])
                self._walk()

    def seconds(self) -> Fraction:
        """Return how long an acceptable sound is; raises SoundRefusedError for any other."""
        form = self._format
        if form is None or self._data_announced is None:
            raise SoundRefusedError(INVALID_FORMAT)
        if (
            form.bits not in _BITS.get(form.codec, ())
            or form.channels not in (1, 2)
            or not _RATES[0] <= form.rate <= _RATES[1]
        ):
            raise SoundRefusedError(UNSUPPORTED)
        # Streamed files carry a size larger than themselves: what is there counts.
        data_bytes = min(self._data_announced, self._data_bytes)
        seconds = Fraction(data_bytes, form.rate * form.channels * form.bits // 8)
        if not _SECONDS[0] <= seconds <= _SECONDS[1]:
            raise SoundRefusedError(INVALID_DURATION)
        return seconds

    def _walk(self) -> None:
        """Find the two chunks that matter, wherever they stand among the others."""
        position = 0
        if not self._is_riff:
            if len(self._head) < _RIFF_BYTES:
                return
            self._is_riff = self._head[:4] == b"RIFF" and self._head[8:12] == b"WAVE"
            self._is_broken = not self._is_riff
            position = _RIFF_BYTES
        while not self._is_broken and (size := self._take_chunk(position)):
            position += size
        self._pass_over = max(0, position - len(self._head))
        self._head = self._head[position:]

    def _take_chunk(self, position: int) -> int:
        """Take the chunk that begins there, return its size; 0 where more or no more is needed."""
        begin = position + _CHUNK_HEAD_BYTES
        if len(self._head) < begin:
            return 0
        name, size = struct.unpack_from("<4sI", self._head, position)
        if name == b"data" and self._format is not None:
            self._data_announced = size
            self._data_bytes = len(self._head) - begin
            return _CHUNK_HEAD_BYTES + self._data_bytes
        if name == b"fmt ":
            stop = begin + min(size, _MOST_FORMAT_BYTES)
            if len(self._head) < stop:
                return 0
            self._format = _read_format(self._head[begin:stop])
            self._is_broken = self._format is None
        return int(_CHUNK_HEAD_BYTES + size + size % 2)


def _read_format(chunk: bytes) -> _Format | None:
    if len(chunk) < 16:
        return None
    codec, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", chunk)
    if codec == _EXTENSIBLE and chunk[26:40] == _OLD_NUMBER:
        codec = int.from_bytes(chunk[24:26], "little")
    return _Format(codec, channels, rate, bits)
