"""Loudness by EBU R 128: measured, and brought to one measure for all recordings."""

import re

from alphasms_desktop.audio.ffmpeg import run_filters, run_meter
from alphasms_desktop.audio.samples import Samples, of_bytes
from alphasms_desktop.domain.sound import Loudness

TARGET_LUFS = -19.0
TRUE_PEAK_CEILING_DB = -3.0

_NOTHING_LUFS = -70.0
_METER = "ebur128=peak=true:framelog=quiet"
_INTEGRATED = re.compile(r"^ +I: +(-?\d+\.\d+) LUFS", re.MULTILINE)
_TRUE_PEAK = re.compile(r"^ +Peak: +(-?\d+\.\d+) dBFS", re.MULTILINE)

_MOST_GAIN_DB = 40.0
_NEAR_DB = 0.3
_ROUNDS = 4
_PUSH = 1.5
"""The limiter takes a part of each further decibel too."""
_LIMITER_DB = TRUE_PEAK_CEILING_DB - 1.5
"""Coming back to 8 kHz after the limiter raises peaks by up to a decibel."""
_LIMITER = (
    f"aresample=96000,alimiter=limit={_LIMITER_DB}dB:level=disabled:attack=3:release=50:latency=1,"
    "aresample=8000"
)


def loudness_of(samples: Samples) -> Loudness:
    """Measure; parts of 0.4 s are weighed, so what is shorter has no loudness."""
    if not samples.size:
        return Loudness()
    said = run_meter(samples.tobytes(), _METER)
    integrated, peak = _INTEGRATED.search(said), _TRUE_PEAK.search(said)
    lufs = float(integrated[1]) if integrated else _NOTHING_LUFS
    return Loudness(
        lufs if lufs > _NOTHING_LUFS else None,
        float(peak[1]) if peak else None,
    )


def levelled(samples: Samples, measured: Loudness) -> tuple[Samples, Loudness]:
    """Bring samples of a measured loudness to -19 LUFS with no true peak above -3 dB.

    Where peaks leave room this is one gain for all, as by the linear mode of loudnorm. Where they
    do not, loudnorm would turn to its other mode, which breathes between words and misses the
    target by decibels: so the same gain goes through a limiter, and is mended by what it took.
    """
    if measured.lufs is None or measured.true_peak_db is None:
        return samples, measured
    gain_db = min(TARGET_LUFS - measured.lufs, _MOST_GAIN_DB)
    if measured.true_peak_db + gain_db <= TRUE_PEAK_CEILING_DB:
        louder = _filtered(samples, f"volume={gain_db:.2f}dB")
        return louder, loudness_of(louder)
    for _ in range(_ROUNDS):
        louder = _filtered(samples, f"volume={gain_db:.2f}dB:precision=float,{_LIMITER}")
        reached = loudness_of(louder)
        missing_db = TARGET_LUFS - (reached.lufs or TARGET_LUFS)
        if missing_db < _NEAR_DB:
            break
        gain_db += missing_db * _PUSH
    return louder, reached


def without_rumble(samples: Samples) -> Samples:
    """Return samples without what lies below 80 Hz: traffic, wind, a hand on the microphone."""
    return _filtered(samples, "highpass=f=80,highpass=f=80")


def _filtered(samples: Samples, filters: str) -> Samples:
    return of_bytes(run_filters(samples.tobytes(), filters))
