"""Telephone samples in a WAV with a plain header of 44 bytes, and out of it again."""

import io
import threading
import warnings
from typing import Any

from alphasms_desktop.audio.ffmpeg import BYTES_PER_SECOND, RATE

HEADER_BYTES = 44

_importing = threading.Lock()


def wav_of(samples: bytes) -> bytes:
    """Return samples (16 bits, 8000 a second, one channel) as a WAV."""
    segment = _audio_segment()(data=samples, sample_width=2, frame_rate=RATE, channels=1)
    file = io.BytesIO()
    segment.export(file, format="wav")
    return file.getvalue()


def samples_of(wav: bytes) -> bytes:
    """Return the samples of a WAV that `wav_of` has made."""
    return wav[HEADER_BYTES:]


def seconds_of(wav: bytes) -> float:
    """Return how long a WAV is that `wav_of` has made."""
    return (len(wav) - HEADER_BYTES) / BYTES_PER_SECOND


def _audio_segment() -> Any:  # noqa: ANN401  # pydub has no types
    """Import pydub without its warnings: it looks for an ffmpeg of its own that we never use.

    The lock keeps a second conversion from saving and restoring the warning filters in between.
    """
    with _importing, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pydub import AudioSegment
    return AudioSegment
