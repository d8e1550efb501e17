"""What a microphone writes survives a crash, and becomes a WAV that anything can open."""

import wave
from datetime import UTC, datetime

import numpy as np
import pytest

from alphasms_desktop.audio.studio import Studio
from alphasms_desktop.audio.take import finished_take
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.takes import (
    TakeFormat,
    format_of,
    seconds_of_take,
    take_name,
)

BEGUN = datetime(2026, 11, 23, 14, 2, 5, tzinfo=UTC)
USUAL = TakeFormat(48_000, 1, "s16")


def take(folder, made, content):
    path = folder / take_name(BEGUN, made)
    path.write_bytes(content)
    return path


def tone(seconds, rate=48_000):
    moments = np.arange(round(seconds * rate)) / rate
    return np.sin(2 * np.pi * 440 * moments) * 0.5


def test_a_take_says_by_its_name_how_it_is_made(tmp_path):
    path = take(tmp_path, USUAL, bytes(48_000))
    assert path.name == "2026-11-23 14-02-05 48000 1 s16.raw"
    assert format_of(path) == USUAL
    assert seconds_of_take(path) == 0.5


@pytest.mark.parametrize("name", ["x.raw", "2026 14 48000 1 s24.raw", "2026 14 much 1 s16.raw"])
def test_a_file_of_another_name_is_no_take(tmp_path, name):
    with pytest.raises(TroubleError) as caught:
        format_of(tmp_path / name)
    assert caught.value.trouble.kind is Kind.NOT_AUDIO


def test_a_take_becomes_a_wav_with_a_plain_header(tmp_path):
    samples = (tone(1.0) * 32_767).astype("<i2").tobytes()
    raw = take(tmp_path, USUAL, samples)

    wav = finished_take(raw)

    assert raw.exists()  # until what is made of it is safe, it is what a crash leaves
    with wave.open(str(wav)) as file:
        assert file.getparams()[:4] == (1, 2, 48_000, 48_000)
        assert file.readframes(48_000) == samples


def test_a_sample_torn_by_a_crash_is_left_out(tmp_path):
    wav = finished_take(take(tmp_path, TakeFormat(8_000, 2, "s16"), bytes(16_003)))
    assert wav.stat().st_size == 44 + 16_000


@pytest.mark.parametrize(
    ("made", "written"),
    [
        (TakeFormat(44_100, 2, "f32"), lambda one: np.repeat(one, 2).astype("<f4")),
        (TakeFormat(44_100, 1, "s32"), lambda one: (one * (2**31 - 1)).astype("<i4")),
        (TakeFormat(44_100, 1, "u8"), lambda one: (one * 127 + 128).astype("u1")),
    ],
)
def test_takes_of_every_microphone_can_be_opened(tmp_path, made, written):
    wav = finished_take(take(tmp_path, made, written(tone(2.0, 44_100)).tobytes()))

    table = Studio(tmp_path).open(wav)

    assert table.seconds == pytest.approx(2.0, abs=0.01)
    low, high = table.outline(0.5, 1.5, 1)[0]
    assert low == pytest.approx(-0.5, abs=0.05)
    assert high == pytest.approx(0.5, abs=0.05)


def test_an_empty_take_is_refused_and_kept(tmp_path):
    raw = take(tmp_path, USUAL, b"\x00")
    with pytest.raises(TroubleError) as caught:
        finished_take(raw)
    assert caught.value.trouble.kind is Kind.NO_LENGTH
    assert raw.exists()
