"""What is wrong with the sound of a recording, found in its samples before anything is mended."""

import numpy as np

from alphasms_desktop.audio.ffmpeg import RATE
from alphasms_desktop.audio.samples import (
    NOTHING_DB,
    Levels,
    Samples,
    centred,
    levels_of,
    loudest_of,
)
from alphasms_desktop.audio.silence import SILENT_DB, silences_between
from alphasms_desktop.domain.sound import Finding, Loudness, SoundFault, SoundLimits

_FULL_SCALE = 32766
_CLIPPED_IN_A_SECOND = 5
"""Decoding smooths clipped runs, so they are counted by the second; a lone full peak is none."""
_QUIET_LUFS = -35.0
_LONG_SILENCE_S = 3.0
_OVER_NOISE_DB = 20.0
_SPEECH_RANGE_DB = 20.0
_NOISE_SHARE = 5
"""Percent of all frames that are taken for the pauses between words."""


def faults_of_sound(samples: Samples, begin_s: float) -> list[Finding]:
    """Return the faults of samples that begin at a second of the original."""
    levels = levels_of(centred(samples))
    if loudest_of(levels) < SILENT_DB:
        return [Finding(SoundFault.SILENT)]
    found = []
    if clipped := _clipped_seconds(samples):
        found.append(Finding(SoundFault.CLIPPED, _moments(clipped, begin_s)))
    if _over_noise_db(levels) < _OVER_NOISE_DB:
        found.append(Finding(SoundFault.NOISY))
    if silences := silences_between(samples, _LONG_SILENCE_S):
        starts = [silence.begin / RATE for silence in silences]
        found.append(Finding(SoundFault.LONG_SILENCE, _moments(starts, begin_s)))
    return found


def faults_of_loudness(loudness: Loudness) -> list[Finding]:
    """Return what is to be said of a loudness as it was recorded."""
    is_quiet = loudness.lufs is not None and loudness.lufs < _QUIET_LUFS
    return [Finding(SoundFault.TOO_QUIET)] if is_quiet else []


def faults_of_size(seconds: float, size_bytes: int, limits: SoundLimits) -> list[Finding]:
    """Return by which limits of the service a prepared recording would fail."""
    broken = {
        SoundFault.TOO_SHORT: seconds < limits.min_s,
        SoundFault.TOO_LONG: seconds > limits.max_s,
        SoundFault.TOO_BIG: size_bytes > limits.max_bytes,
    }
    return [Finding(fault) for fault, is_broken in broken.items() if is_broken]


def _clipped_seconds(samples: Samples) -> list[float]:
    full = np.flatnonzero((samples >= _FULL_SCALE) | (samples <= -_FULL_SCALE))
    seconds, counts = np.unique(full // RATE, return_counts=True)
    return [float(second) for second in seconds[counts >= _CLIPPED_IN_A_SECOND]]


def _over_noise_db(levels: Levels) -> float:
    """Return by how much the speech stands out from what is heard between the words.

    Digital silence at the ends was put there by a program and says nothing of the room.
    """
    recorded = np.flatnonzero(levels > NOTHING_DB)
    heard = levels[recorded[0] : recorded[-1] + 1]
    speech = heard[heard > loudest_of(levels) - _SPEECH_RANGE_DB]
    speech_db = 10 * np.log10(np.mean(10 ** (speech / 10)))
    return float(speech_db - np.percentile(heard, _NOISE_SHARE))


def _moments(seconds: list[float], begin_s: float) -> tuple[float, ...]:
    return tuple(round(begin_s + second, 2) for second in seconds)
