"""Telephone samples as arrays, and how loud they are from moment to moment."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from alphasms_desktop.audio.ffmpeg import RATE

Samples: TypeAlias = NDArray[np.int16]
"""16 bits, 8000 a second, one channel."""
Levels: TypeAlias = NDArray[np.float32]
"""The effective level of each hundredth of a second, in dB below full scale."""

FRAME_S = 0.01
FRAME = round(FRAME_S * RATE)
NOTHING_DB = -100.0
"""The level of frames that are all zeros."""

_FULL_SCALE = 32768.0
_LOUDEST_FRAMES = 10


def of_bytes(content: bytes) -> Samples:
    """Return bytes as samples, without copying them; they cannot be written to."""
    return np.frombuffer(content, dtype="<i2")


def levels_of(samples: Samples) -> Levels:
    """Return the level of each frame; a last one that is not full is left out."""
    frames = samples[: samples.size // FRAME * FRAME].reshape(-1, FRAME).astype(np.float32)
    power = np.einsum("ij,ij->i", frames, frames) / (FRAME * _FULL_SCALE**2)
    least = np.float32(10 ** (NOTHING_DB / 10))
    levels: Levels = 10 * np.log10(np.maximum(power, least))
    return levels


def centred(samples: Samples) -> Samples:
    """Return samples around their mean: a constant offset is not heard, and is no noise."""
    offset = round(float(np.mean(samples))) if samples.size else 0
    if not offset:
        return samples
    return np.clip(samples.astype(np.int32) - offset, -32768, 32767).astype(np.int16)


def loudest_of(levels: Levels) -> float:
    """Return the level that the loudest tenth of a second reaches; a click does not count."""
    if not levels.size:
        return NOTHING_DB
    nth = min(_LOUDEST_FRAMES, levels.size)
    return float(np.partition(levels, levels.size - nth)[levels.size - nth])
