"""The outline of a recording for drawing: its lowest and highest sample in each column."""

import numpy as np

from alphasms_desktop.audio.ffmpeg import RATE
from alphasms_desktop.audio.samples import Samples

_FULL_SCALE = 32768.0
_BLOCK = 64
_BLOCKS_AT_LEAST = 4
"""How many blocks a column must hold for its edges not to show."""


class Peaks:
    """The outline of one recording at any zoom; made once, then asked for each redraw."""

    def __init__(self, samples: Samples) -> None:
        self._samples = samples
        blocks = np.arange(0, samples.size, _BLOCK)
        self._lowest = np.minimum.reduceat(samples, blocks) if samples.size else samples
        self._highest = np.maximum.reduceat(samples, blocks) if samples.size else samples

    def between(self, start_s: float, end_s: float, columns: int) -> Samples:
        """Return `columns` rows of (lowest, highest) for a part of the recording.

        What lies outside the recording is cut off; nothing at all gives rows of zeros.
        """
        begin = min(max(0, round(start_s * RATE)), self._samples.size)
        end = min(max(begin, round(end_s * RATE)), self._samples.size)
        if begin == end or columns < 1:
            return np.zeros((max(0, columns), 2), dtype=np.int16)
        if (end - begin) / columns < _BLOCK * _BLOCKS_AT_LEAST:
            return _outline(self._samples, self._samples, begin, end, columns)
        first, last = begin // _BLOCK, -(-end // _BLOCK)
        return _outline(self._lowest, self._highest, first, last, columns)


def peaks(samples: Samples, columns: int) -> Samples:
    """Return `columns` rows of (lowest, highest) for a whole recording."""
    return Peaks(samples).between(0, samples.size / RATE, columns)


def mean_levels(samples: Samples, columns: int) -> list[float]:
    """Return how loud each of so many columns of a recording is in the mean, from 0 to 1."""
    if samples.size < columns:
        return [0.0] * columns
    edges = np.linspace(0, samples.size, columns, endpoint=False).astype(np.int64)
    counts = np.diff(edges, append=samples.size)
    sums = np.add.reduceat(np.abs(samples.astype(np.float64)), edges)
    means: list[float] = (sums / counts / _FULL_SCALE).tolist()
    return means


def _outline(lowest: Samples, highest: Samples, begin: int, end: int, columns: int) -> Samples:
    edges = np.linspace(begin, end, columns, endpoint=False).astype(np.int64) - begin
    outline = np.empty((columns, 2), dtype=np.int16)
    np.minimum.reduceat(lowest[begin:end], edges, out=outline[:, 0])
    np.maximum.reduceat(highest[begin:end], edges, out=outline[:, 1])
    return outline
