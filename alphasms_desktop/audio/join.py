"""Clips put one after another, with cross-fades too short to be heard as such."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from alphasms_desktop.audio.ffmpeg import RATE
from alphasms_desktop.audio.samples import Samples

CROSS_FADE_S = 0.015


def join(clips: Sequence[Samples], cross_fade_s: float = CROSS_FADE_S) -> Samples:
    """Return clips in order as one; each seam is the end of one faded into the start of the next.

    A cross-fade is never longer than half of either clip. Fades are linear: what did not clip
    before does not clip then.
    """
    longest = round(cross_fade_s * RATE)
    fades = [min(longest, before.size // 2, after.size // 2) for before, after in pairwise(clips)]
    joined = np.empty(sum(clip.size for clip in clips) - sum(fades), dtype=np.int16)
    at = 0
    for clip, fade in zip(clips, [0, *fades], strict=False):
        at -= fade
        seam = _faded(joined[at : at + fade], clip[:fade]) if fade else clip[:0]
        joined[at : at + clip.size] = clip
        joined[at : at + fade] = seam
        at += clip.size
    return joined


def _faded(going: Samples, coming: Samples) -> Samples:
    """Return one stretch of samples turning into another."""
    share = (np.arange(going.size, dtype=np.float32) + 0.5) / going.size
    mixed: Samples = np.rint(going * (1 - share) + coming * share).astype(np.int16)
    return mixed
