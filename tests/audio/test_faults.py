"""What spoils a recording is found, and what does not is not."""

import numpy as np
import pytest

from alphasms_desktop.audio.faults import faults_of_loudness, faults_of_size, faults_of_sound
from alphasms_desktop.audio.samples import Samples
from alphasms_desktop.domain.sound import Finding, Loudness, SoundFault, SoundLimits
from tests.audio.conftest import babble

LIMITS = SoundLimits()


def speech(seconds: float = 6.0) -> Samples:
    return babble(seconds, 8000)


def louder(samples: Samples, gain_db: float) -> Samples:
    return (np.clip(samples * 10 ** (gain_db / 20), -32_768, 32_767)).astype(np.int16)


def noisy(samples: Samples, below_speech_db: float) -> Samples:
    effective = np.sqrt(np.mean(np.square(samples, dtype=np.float64)))
    noise = np.random.default_rng(3).standard_normal(samples.size)
    return (samples * 0.5 + noise * effective * 0.5 * 10 ** (-below_speech_db / 20)).astype(
        np.int16
    )


def silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * 8000), np.int16)


def test_good_speech_has_no_fault() -> None:
    assert faults_of_sound(speech(), 0.0) == []


def test_speech_that_just_reaches_full_scale_is_not_clipped() -> None:
    loud = louder(speech(), 20 * np.log10(32_767 / 20_000) - 0.001)

    assert abs(loud.astype(int)).max() > 32_700
    assert faults_of_sound(loud, 0.0) == []


def test_clipping_is_found_with_its_moments_in_the_original() -> None:
    shouted = speech()
    for second in (1, 4):
        part = slice(second * 8000, (second + 1) * 8000)
        shouted[part] = louder(shouted[part], 20)

    (found,) = faults_of_sound(shouted, 30.0)

    assert found == Finding(SoundFault.CLIPPED, (31.0, 34.0))


@pytest.mark.parametrize("below_speech_db", [5, 12, 15])
def test_much_noise_between_the_words_is_found(below_speech_db: float) -> None:
    found = faults_of_sound(noisy(speech(), below_speech_db), 0.0)

    assert Finding(SoundFault.NOISY) in found


@pytest.mark.parametrize("below_speech_db", [30, 40, 60])
def test_the_noise_of_an_ordinary_room_is_none(below_speech_db: float) -> None:
    assert faults_of_sound(noisy(speech(), below_speech_db), 0.0) == []


def test_a_constant_offset_is_neither_noise_nor_sound() -> None:
    assert faults_of_sound((speech() // 2 + 9000).astype(np.int16), 0.0) == []
    only = np.full(8000, 9000, dtype=np.int16)
    assert [one.fault for one in faults_of_sound(only, 0.0)] == [SoundFault.SILENT]


def test_a_long_silence_inside_is_found_where_it_begins() -> None:
    recorded = np.concatenate([silence(4), speech(2.2), silence(3.5), speech(2.2), silence(4)])

    (found,) = faults_of_sound(recorded, 0.0)

    assert found.fault is SoundFault.LONG_SILENCE
    assert found.moments_s == pytest.approx([6.2], abs=0.3)


def test_a_pause_of_under_three_seconds_is_no_long_silence() -> None:
    recorded = np.concatenate([speech(2.2), silence(2.5), speech(2.2)])

    assert faults_of_sound(recorded, 0.0) == []


@pytest.mark.parametrize("level", [0, 1, 10])
def test_what_is_never_loud_enough_is_silent_and_nothing_else(level: int) -> None:
    hiss = np.random.default_rng(1).integers(-level, level + 1, 40_000).astype(np.int16)

    assert faults_of_sound(hiss, 0.0) == [Finding(SoundFault.SILENT)]


def test_a_short_word_in_a_long_silence_is_not_silent() -> None:
    recorded = np.concatenate([silence(2.9), speech(0.4), silence(2.9)])

    assert SoundFault.SILENT not in {one.fault for one in faults_of_sound(recorded, 0.0)}


@pytest.mark.parametrize("size", [1, 79, 80, 500])
def test_a_sound_of_a_moment_breaks_nothing(size: int) -> None:
    faults_of_sound(speech(1)[1000 : 1000 + size], 0.0)


@pytest.mark.parametrize(("lufs", "is_quiet"), [(-36.0, True), (-34.0, False), (None, False)])
def test_below_35_lufs_is_too_quiet(lufs: float | None, is_quiet: bool) -> None:
    found = faults_of_loudness(Loudness(lufs, -10.0))

    assert (found == [Finding(SoundFault.TOO_QUIET)]) == is_quiet


@pytest.mark.parametrize(
    ("seconds", "size_bytes", "fault"),
    [
        (0.99, 15_884, SoundFault.TOO_SHORT),
        (120.01, 1_920_204, SoundFault.TOO_LONG),
        (60.0, 5_000_001, SoundFault.TOO_BIG),
    ],
)
def test_what_the_service_does_not_take_is_found(
    seconds: float, size_bytes: int, fault: SoundFault
) -> None:
    assert faults_of_size(seconds, size_bytes, LIMITS) == [Finding(fault)]


@pytest.mark.parametrize(("seconds", "size_bytes"), [(1.0, 16_044), (120.0, 5_000_000)])
def test_the_limits_themselves_are_kept(seconds: float, size_bytes: int) -> None:
    assert faults_of_size(seconds, size_bytes, LIMITS) == []
