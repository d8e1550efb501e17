"""Sounds the service takes and sounds it does not."""

import struct
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphasms_desktop.sandbox.wav import Sound, SoundRefusedError


def sound_seconds(content, *cuts):
    sound = Sound()
    for begin, end in pairwise([0, *sorted(cuts), len(content)]):
        sound.feed(content[begin:end])
    return sound.seconds()


def riff(*chunks):
    body = b"WAVE" + b"".join(
        name + struct.pack("<I", len(data)) + data + bytes(len(data) % 2) for name, data in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body


def header(codec=1, channels=1, rate=8000, bits=16, more=b""):
    block = channels * bits // 8
    return (
        b"fmt ",
        struct.pack("<HHIIHH", codec, channels, rate, rate * block, block, bits) + more,
    )


@pytest.mark.parametrize(
    ("fmt", "data_bytes", "seconds"),
    [
        (header(), 32000, 2),
        (header(bits=8), 8000, 1),
        (header(codec=6, bits=8), 12000, Fraction(3, 2)),
        (header(codec=7, bits=8), 960000, 120),
        (header(channels=2, rate=48000), 192000, 1),
        (header(codec=0xFFFE, more=struct.pack("<HHIH", 22, 16, 4, 1) + bytes.fromhex(
            "000000001000800000aa00389b71")), 16000, 1),
    ],
)  # fmt: skip
def test_phone_sounds_are_measured_exactly(fmt, data_bytes, seconds):
    assert sound_seconds(riff(fmt, (b"data", bytes(data_bytes)))) == seconds


def test_other_chunks_may_stand_before_between_and_after():
    sound = riff(
        (b"LIST", b"odd"), header(), (b"fact", b"1234"), (b"data", bytes(16000)), (b"x", b"")
    )
    assert sound_seconds(sound) == 1


@given(st.lists(st.integers(0, 120)))
def test_it_does_not_matter_in_which_pieces_a_sound_comes(cuts):
    sound = riff((b"LIST", b"odd"), header(), (b"fact", b"1234"), (b"data", bytes(16000)))
    assert sound_seconds(sound, *cuts) == 1


def test_a_sound_that_is_all_little_chunks_is_passed_over_in_one_go():
    with pytest.raises(SoundRefusedError, match="Invalid file format"):
        sound_seconds(riff(*[(b"none", b"")] * 500_000))


def test_a_streamed_file_of_unknown_length_is_measured_by_what_is_there():
    sound = riff(header(), (b"data", bytes(32000)))
    streamed = sound.replace(b"data" + struct.pack("<I", 32000), b"data\xff\xff\xff\xff")
    assert sound_seconds(streamed) == 2


@pytest.mark.parametrize(
    "content",
    [
        b"RIFF",
        b"RIFX" + bytes(100),
        b"RIFF\x00\x00\x00\x00AVI " + bytes(100),
        riff(),
        riff(header()),
        riff((b"data", bytes(16000)), header()),
        riff((b"fmt ", b"short"), (b"data", bytes(16000))),
    ],
)
def test_what_is_no_wav_has_an_invalid_format(content):
    with pytest.raises(SoundRefusedError, match="Invalid file format"):
        sound_seconds(content)


@pytest.mark.parametrize(
    "fmt",
    [
        header(codec=3, bits=32),
        header(codec=17, bits=4),
        header(bits=24),
        header(bits=0),
        header(codec=6, bits=16),
        header(channels=0),
        header(channels=3),
        header(rate=7999),
        header(rate=96000),
        header(codec=0xFFFE),
    ],
)
def test_other_codecs_are_unsupported(fmt):
    with pytest.raises(SoundRefusedError, match="Unsupported audio format"):
        sound_seconds(riff(fmt, (b"data", bytes(16000))))


@pytest.mark.parametrize("data_bytes", [0, 15998, 120 * 16000 + 2])
def test_a_sound_lasts_from_one_second_to_two_minutes(data_bytes):
    with pytest.raises(SoundRefusedError, match="Invalid audio duration"):
        sound_seconds(riff(header(), (b"data", bytes(data_bytes))))
