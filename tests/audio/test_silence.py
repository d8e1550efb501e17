"""Silence goes, speech stays bit for bit."""

import numpy as np
import pytest

from alphasms_desktop.audio.samples import Samples, of_bytes
from alphasms_desktop.audio.silence import (
    joined_stretches,
    silences_between,
    spoken_stretches,
    stretch_of_sound,
    stretches_with_short_pauses,
)
from tests.audio.conftest import babble

NOISES_DB = [None, -75, -60, -50]
every_noise = pytest.mark.parametrize("noise_db", NOISES_DB)


def room(seconds: float, noise_db: float | None, seed: int = 1) -> Samples:
    """Return the noise of a room; None is digital silence."""
    size = round(seconds * 8000)
    if noise_db is None:
        return np.zeros(size, np.int16)
    chance = np.random.default_rng(seed)
    return (np.rint(chance.standard_normal(size) * 32768 * 10 ** (noise_db / 20))).astype(np.int16)


def spoken(seconds: float = 2.0) -> Samples:
    return babble(seconds, 8000)


def without_silent_ends(samples: Samples) -> Samples:
    kept = stretch_of_sound(samples)
    return samples[kept.begin : kept.end]


def with_short_pauses(samples: Samples) -> Samples:
    return joined_stretches(samples, stretches_with_short_pauses(samples))


def place_of(part: Samples, whole: Samples) -> int:
    """Return at which sample a part stands in a whole, bit for bit; -1 where it does not."""
    at = whole.astype("<i2").tobytes().find(part.astype("<i2").tobytes())
    return at // 2 if at % 2 == 0 else -1


def recorded(noise_db: float | None, *parts: Samples | float) -> Samples:
    """Return speech and seconds without it, in order, in a room with its noise all the time."""
    heard = [np.zeros(round(p * 8000), np.int16) if isinstance(p, float) else p for p in parts]
    clean = np.concatenate(heard)
    return clean + room(clean.size / 8000, noise_db)


@every_noise
def test_silence_at_both_ends_goes_and_the_speech_stays_bit_for_bit(noise_db) -> None:
    whole = recorded(noise_db, 2.0, spoken(), 3.0)

    cut = without_silent_ends(whole)

    assert place_of(whole[16_000 : 2 * 16_000], cut) >= 0
    assert place_of(cut, whole) >= 0
    assert 2.0 < cut.size / 8000 <= 2.5


@pytest.mark.parametrize(
    ("noise_db", "gain_db"),
    [(None, -10), (None, -20), (None, -30), (-75, -10), (-75, -20), (-75, -30), (-60, -20)],
)
def test_speech_recorded_quietly_is_no_silence(noise_db, gain_db: int) -> None:
    speech = (spoken() * 10 ** (gain_db / 20)).astype(np.int16)
    whole = recorded(noise_db, 1.0, speech, 1.0)

    assert place_of(whole[8000:24_000], without_silent_ends(whole)) >= 0


@pytest.mark.parametrize("noise_db", [None, -75])
def test_a_soft_last_word_after_a_pause_is_kept(noise_db) -> None:
    last = (spoken(1.0) * 10 ** (-28 / 20)).astype(np.int16)
    whole = recorded(noise_db, spoken(), 1.5, last, 2.0)

    assert place_of(whole[: round(4.5 * 8000)], without_silent_ends(whole)) == 0


def test_a_recording_with_no_silence_is_not_cut() -> None:
    speech = spoken()[400:9000]

    assert np.array_equal(without_silent_ends(speech), speech)


@pytest.mark.parametrize("noise_db", [None, -70])
def test_a_silent_recording_is_left_as_it_is(noise_db) -> None:
    silent = room(2, noise_db)

    assert without_silent_ends(silent).size == silent.size
    assert with_short_pauses(silent).size == silent.size
    assert spoken_stretches(silent) == []


@every_noise
def test_a_long_pause_becomes_short_and_both_sides_stay_bit_for_bit(noise_db) -> None:
    whole = recorded(noise_db, spoken(2.0), 4.0, spoken(1.1))
    (pause,) = silences_between(whole, 1.0)

    cut = with_short_pauses(whole)

    assert place_of(whole[: pause.begin + 2000], cut) == 0
    last = whole[pause.end - 2000 :]
    assert place_of(last, cut) == cut.size - last.size
    assert (whole.size - cut.size) / 8000 == pytest.approx(pause.seconds - 0.6, abs=0.001)


def test_a_pause_of_a_second_stays() -> None:
    whole = recorded(None, spoken(1.1), 0.7, spoken(1.1))

    assert with_short_pauses(whole).tobytes() == whole.tobytes()


def test_every_long_pause_is_shortened() -> None:
    word = spoken(1.05)
    whole = recorded(-70, word, 2.0, word, 5.0, word, 1.5)

    pauses = silences_between(with_short_pauses(whole), 0.5)

    assert [round(pause.seconds, 2) for pause in pauses] == [0.6, 0.6]


def test_a_seam_in_the_noise_of_a_room_does_not_click() -> None:
    word = spoken(1.05)
    hum = (100 * np.sin(2 * np.pi * 50 * np.arange(32_000) / 8000)).astype(np.int16)
    whole = np.concatenate([word, hum, word])

    cut = with_short_pauses(whole)

    removed = whole.size - cut.size
    assert removed > 16_000
    hummed = cut[word.size : word.size + hum.size - removed].astype(int)
    assert np.abs(np.diff(hummed)).max() <= 1.5 * np.abs(np.diff(hum.astype(int))).max()


def test_read_only_samples_are_enough() -> None:
    content = recorded(None, 1.0, spoken(), 1.0).astype("<i2").tobytes()

    cut = without_silent_ends(of_bytes(content))

    assert 0 < cut.size < len(content) // 2
    assert cut.tobytes() in content
