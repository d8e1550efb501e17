"""What a microphone writes while it records: raw samples, whose file name says how they are made.

Raw samples have no header that would be wrong until the end, so that a crash loses nothing.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from alphasms_desktop.domain.errors import Kind, TroubleError

RAW = ".raw"
SAMPLE_BYTES = {"u8": 1, "s16": 2, "s32": 4, "f32": 4}


@dataclass(frozen=True)
class TakeFormat:
    """How the samples of a take are made; `sample` is u8, s16, s32 or f32."""

    rate: int
    channels: int
    sample: str

    @property
    def frame_bytes(self) -> int:
        """How many bytes one moment of all channels takes."""
        return self.channels * SAMPLE_BYTES[self.sample]

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
