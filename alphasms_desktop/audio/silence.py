"""Where nobody speaks: found in the decoded samples and cut by time, so speech stays bit for bit.

What counts as silence is set against the loudest speech and the noise of the room. In doubt it is
no silence: a whisper may stay as long as it likes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from alphasms_desktop.audio.ffmpeg import RATE
from alphasms_desktop.audio.join import join
from alphasms_desktop.audio.samples import (
    FRAME,
    Levels,
    Samples,
    levels_of,
    loudest_of,
)

SILENT_DB = -60.0
"""A recording that nowhere gets louder is silent: a telephone line's own noise covers it."""

_KEPT_S = 0.2
_LONG_PAUSE_S = 1.0
_SHORT_PAUSE_S = 0.6
_FADE_S = 0.01

_SURELY_SOFTER_DB = 30.0
_LINE_NOISE_DB = 50.0
_OVER_NOISE_DB = 6.0


@dataclass(frozen=True)
class Stretch:
    """A part of some samples, from one up to and without another."""

    begin: int
    end: int

    @property
    def seconds(self) -> float:
        """How long it is."""
        return (self.end - self.begin) / RATE


def spoken_stretches(samples: Samples) -> list[Stretch]:
    """Return where there is sound, stretches of samples with silences of any length between."""
    levels = levels_of(samples)
    sounds = levels > _threshold_db(levels)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], sounds, [False])).astype(np.int8)))
    return [
        Stretch(int(begin) * FRAME, int(end) * FRAME)
        for begin, end in zip(edges[::2], edges[1::2], strict=True)
    ]


def silences_between(samples: Samples, longer_than_s: float) -> list[Stretch]:
    """Return the silences inside, between sound and sound, that last longer."""
    spoken = spoken_stretches(samples)
    between = (Stretch(before.end, after.begin) for before, after in pairwise(spoken))
    return [silence for silence in between if silence.seconds > longer_than_s]


def stretch_of_sound(samples: Samples) -> Stretch:
    """Return what is left when silence goes from both ends; all, where nothing is heard.

    It is from 0.2 s before the first sound to 0.2 s after the last.
    """
    spoken = spoken_stretches(samples)
    if not spoken:
        return Stretch(0, samples.size)
    kept = round(_KEPT_S * RATE)
    return Stretch(max(0, spoken[0].begin - kept), min(samples.size, spoken[-1].end + kept))


def stretches_with_short_pauses(samples: Samples) -> list[Stretch]:
    """Return what is left when every pause of more than a second becomes one of 0.6 s.

    The middle of the pause goes.
    """
    half = round((_SHORT_PAUSE_S + _FADE_S) * RATE) // 2
    kept, begin = [], 0
    for pause in silences_between(samples, _LONG_PAUSE_S):
        kept.append(Stretch(begin, pause.begin + half))
        begin = pause.end - half
    return [*kept, Stretch(begin, samples.size)]


def joined_stretches(samples: Samples, kept: Sequence[Stretch]) -> Samples:
    """Return stretches as one; a short cross-fade hides each seam in the noise of the room."""
    return join([samples[one.begin : one.end] for one in kept], _FADE_S)


def _threshold_db(levels: Levels) -> float:
    """Return the level above which a frame holds sound."""
    loudest_db = loudest_of(levels)
    if loudest_db < SILENT_DB:
        return 0.0
    soft = levels[levels < loudest_db - _SURELY_SOFTER_DB]
    noise_db = float(np.median(soft)) if soft.size else loudest_db
    over_noise_db = max(noise_db + _OVER_NOISE_DB, loudest_db - _LINE_NOISE_DB, SILENT_DB)
    return min(over_noise_db, loudest_db - _SURELY_SOFTER_DB)
