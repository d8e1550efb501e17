"""A recording as the telephone will sound: a narrow band, coded as the network codes it."""

from alphasms_desktop.audio.ffmpeg import run_filters, through_codec
from alphasms_desktop.audio.wav import samples_of, wav_of

_BAND = "highpass=f=300,highpass=f=300,lowpass=f=3400,lowpass=f=3400"


def phone_preview(wav: bytes) -> bytes:
    """Return a telephone WAV as it is heard: 300 to 3400 Hz, through A-law and back."""
    heard = run_filters(samples_of(wav), _BAND)
    return wav_of(through_codec(heard, "alaw"))
