"""The telephone's WAV: 44 bytes of header and the samples, nothing else."""

import io
import struct
import wave

from alphasms_desktop.audio.wav import samples_of, seconds_of, wav_of

SAMPLES = struct.pack("<12000h", *((i * 7919) % 65536 - 32768 for i in range(12_000)))


def test_the_header_has_44_bytes_and_says_what_follows() -> None:
    wav = wav_of(SAMPLES)

    assert wav[:44] == struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        *(b"RIFF", 36 + 24_000, b"WAVE"),
        *(b"fmt ", 16, 1, 1, 8000, 16000, 2, 16),
        *(b"data", 24_000),
    )
    assert wav[44:] == SAMPLES


def test_what_goes_in_comes_out_again() -> None:
    wav = wav_of(SAMPLES)

    assert samples_of(wav) == SAMPLES
    assert seconds_of(wav) == 1.5
    with wave.open(io.BytesIO(wav)) as file:
        assert file.getparams()[:4] == (1, 2, 8000, 12_000)
        assert file.readframes(12_000) == SAMPLES


def test_no_samples_make_a_header_alone() -> None:
    assert len(wav_of(b"")) == 44
