"""A recording made ready: what was asked is done, the rest and the original stay as they are."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from alphasms_desktop.audio.prepare import Sound, open_sound, prepare
from alphasms_desktop.audio.samples import of_bytes
from alphasms_desktop.audio.wav import samples_of
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.sound import Preparation, SoundFault, SoundLimits
from tests.audio.conftest import babble, write_wav


def silence(seconds: float) -> np.ndarray:
    return np.zeros(round(seconds * 8000), np.int16)


@pytest.fixture
def with_pauses() -> Sound:
    """Speech of 6.6 s with 2 s before it, 4 s in it and 3 s after it."""
    parts = (silence(2), babble(3.3, 8000), silence(4), babble(3.3, 8000), silence(3))
    return Sound(np.concatenate(parts), "message.wav")


def test_with_nothing_asked_the_decoded_sound_comes_out_untouched(speech: Path) -> None:
    sound = open_sound(speech)
    prepared = prepare(sound)

    assert samples_of(prepared.wav) == sound.samples.tobytes()
    assert prepared.measured.seconds == sound.seconds
    assert prepared.measured.size_bytes == len(prepared.wav) == 44 + 2 * sound.samples.size
    assert prepared.measured.findings == ()


def test_the_original_is_never_touched(speech: Path) -> None:
    before = hashlib.sha256(speech.read_bytes()).digest(), speech.stat().st_mtime_ns
    sound = open_sound(speech)
    decoded = sound.samples.tobytes()

    prepare(sound, Preparation(0.5, 3.0, True, True, True, True))

    assert (hashlib.sha256(speech.read_bytes()).digest(), speech.stat().st_mtime_ns) == before
    assert sound.samples.tobytes() == decoded


def test_spoken_words_are_bit_identical_after_trimming(
    speech: Path, make: Callable[..., Path]
) -> None:
    padded = make("padded.mp3", "-i", speech, "-af", "adelay=2500:all=1,apad=pad_dur=2")
    sound = open_sound(padded)

    cut = of_bytes(samples_of(prepare(sound, Preparation(cuts_silence=True)).wav))

    at = sound.samples.tobytes().find(cut.tobytes()) // 2
    assert at > 2 * 8000
    spoken = np.flatnonzero(np.abs(sound.samples.astype(int)) > 300)
    assert at <= spoken[0] - 0.15 * 8000
    assert at + cut.size >= spoken[-1] + 0.15 * 8000
    assert cut.size < sound.samples.size - 3 * 8000


def test_handles_cut_by_the_seconds_of_the_original(with_pauses: Sound) -> None:
    prepared = prepare(with_pauses, Preparation(start_s=2.25, end_s=5.0))

    assert samples_of(prepared.wav) == with_pauses.samples[18_000:40_000].tobytes()


@pytest.mark.parametrize(("start_s", "end_s"), [(0.0, None), (-1.0, 99.0), (None, 15.6)])
def test_handles_at_or_beyond_the_ends_cut_nothing(start_s, end_s, with_pauses: Sound) -> None:
    prepared = prepare(with_pauses, Preparation(start_s, end_s))

    assert prepared.measured.seconds == with_pauses.seconds


@pytest.mark.parametrize(("start_s", "end_s"), [(5.0, 5.0), (5.0, 4.0), (99.0, None), (None, -1.0)])
def test_a_part_without_length_is_refused(start_s, end_s, with_pauses: Sound) -> None:
    with pytest.raises(TroubleError) as caught:
        prepare(with_pauses, Preparation(start_s, end_s))

    assert caught.value.trouble.kind is Kind.NO_LENGTH
    assert caught.value.trouble.values == {"path": "message.wav"}


def test_everything_at_once(with_pauses: Sound) -> None:
    prepared = prepare(with_pauses, Preparation(None, None, True, True, True, True))
    measured = prepared.measured

    assert measured.seconds == pytest.approx(3.3 + 0.6 + 3.3 + 0.4, abs=0.5)
    assert measured.loudness.lufs == pytest.approx(-19, abs=1)
    assert measured.loudness.true_peak_db is not None
    assert measured.loudness.true_peak_db <= -3
    assert measured.findings == ()


def test_a_long_silence_is_said_until_pauses_are_shortened(with_pauses: Sound) -> None:
    (found,) = prepare(with_pauses).measured.findings

    assert found.fault is SoundFault.LONG_SILENCE
    assert found.moments_s == pytest.approx([5.3], abs=0.3)
    assert prepare(with_pauses, Preparation(shortens_pauses=True)).measured.faults == ()
    assert prepare(with_pauses, Preparation(end_s=5.0)).measured.faults == ()


def test_moments_are_seconds_of_the_original_whatever_the_handles_cut(with_pauses: Sound) -> None:
    (whole,) = prepare(with_pauses).measured.findings
    (part,) = prepare(with_pauses, Preparation(start_s=2.5)).measured.findings

    assert part.moments_s == pytest.approx(whole.moments_s, abs=0.02)


def test_a_quiet_recording_is_said_to_be_so_even_when_it_was_levelled() -> None:
    sound = Sound((babble(6.0, 8000) * 0.01).astype(np.int16), "quiet.wav")
    measured = prepare(sound, Preparation(levels=True)).measured

    assert measured.loudness.lufs == pytest.approx(-19, abs=1)
    assert SoundFault.TOO_QUIET in measured.faults


def test_silence_is_not_made_loud() -> None:
    hiss = np.random.default_rng(1).integers(-10, 11, 40_000).astype(np.int16)
    prepared = prepare(Sound(hiss, "hiss.wav"), Preparation(levels=True, cuts_silence=True))

    assert prepared.measured.faults[0] is SoundFault.SILENT
    assert samples_of(prepared.wav) == hiss.tobytes()


def test_a_cut_off_file_is_said_to_be_so(speech: Path, make: Callable[..., Path]) -> None:
    cut = make("cut.mp3", "-i", speech)
    content = cut.read_bytes()
    cut.write_bytes(content[: len(content) // 2])

    assert prepare(open_sound(cut)).measured.faults == (SoundFault.CUT_OFF,)


def test_the_limits_are_those_given(with_pauses: Sound) -> None:
    limits = SoundLimits(max_bytes=100_000, min_s=20, max_s=10)

    faults = prepare(with_pauses, limits=limits).measured.faults

    assert faults[-3:] == (SoundFault.TOO_SHORT, SoundFault.TOO_LONG, SoundFault.TOO_BIG)


def test_ten_minutes_open_and_a_second_more_does_not(tmp_path: Path) -> None:
    long = write_wav(tmp_path / "long.wav", silence(600))
    longer = write_wav(tmp_path / "longer.wav", silence(601))

    assert open_sound(long).seconds == 600
    with pytest.raises(TroubleError) as caught:
        open_sound(longer)
    assert caught.value.trouble.kind is Kind.RECORDING_TOO_BIG
    assert caught.value.trouble.values == {
        "path": "longer.wav",
        "seconds": "601",
        "max_seconds": "312",
    }


def test_a_file_without_samples_has_no_length(tmp_path: Path) -> None:
    with pytest.raises(TroubleError) as caught:
        open_sound(write_wav(tmp_path / "nothing.wav", silence(0)))

    assert caught.value.trouble.kind is Kind.NO_LENGTH


@pytest.mark.parametrize("samples", [1, 79, 800, 3000])
def test_the_shortest_sounds_are_prepared_and_said_to_be_too_short(samples: int) -> None:
    sound = Sound(babble(1.0, 8000)[1000 : 1000 + samples], "click.wav")

    prepared = prepare(sound, Preparation(None, None, True, True, True, True))

    assert prepared.measured.size_bytes == len(prepared.wav)
    assert SoundFault.TOO_SHORT in prepared.measured.faults


def test_what_is_left_of_the_original_is_told_with_its_moments(with_pauses: Sound) -> None:
    measured = prepare(with_pauses, Preparation(cuts_silence=True, shortens_pauses=True)).measured

    (first, second) = measured.kept_s
    assert first == pytest.approx((1.8, 5.6), abs=0.3)
    assert second == pytest.approx((8.9, 12.8), abs=0.3)
    assert measured.moment_of(0.0) == first[0]
    assert measured.moment_of(1.0) == pytest.approx(second[1])
    half = measured.moment_of(0.51)
    assert second[0] <= half < second[0] + 0.5
    assert prepare(with_pauses, Preparation(start_s=1.0)).measured.kept_s == ((1.0, 15.6),)
