"""Recordings come out at one loudness, with peaks below the ceiling."""

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from alphasms_desktop.audio.decode import decode
from alphasms_desktop.audio.loudness import levelled, loudness_of, without_rumble
from alphasms_desktop.audio.samples import Samples, of_bytes
from alphasms_desktop.domain.sound import Loudness
from tests.audio.conftest import SENTENCE, babble, write_wav

VOICES = ["uk", "uk+f2", "uk+f5", "uk+m3", "uk+m7"]
SPEEDS = [120, 190]


def said(voice: str, speed: int, folder: Path) -> Samples:
    """Return at least five seconds of a voice, or of what is like one."""
    program, path = shutil.which("espeak-ng"), folder / "said.wav"
    if program is None:
        write_wav(path, babble(8.0 + VOICES.index(voice), 8000), 6000 + 20 * speed)
    else:
        options = ["-v", voice, "-s", str(speed), "-w", str(path), f"{SENTENCE} {SENTENCE}"]
        subprocess.run([program, *options], check=True, capture_output=True)
    return of_bytes(decode(path, 60 * 16_000).samples)


def tone(hertz: float, loudest: float, seconds: float = 5.0) -> Samples:
    moments = np.arange(round(seconds * 8000)) / 8000
    return (np.rint(32_767 * loudest * np.sin(2 * np.pi * hertz * moments))).astype(np.int16)


@pytest.mark.parametrize("speed", SPEEDS)
@pytest.mark.parametrize("voice", VOICES)
def test_speech_comes_out_at_minus_19_lufs(voice: str, speed: int, tmp_path: Path) -> None:
    speech = said(voice, speed, tmp_path)
    assert speech.size >= 5 * 8000

    for gain in (1.0, 0.02):
        quiet = (np.rint(speech * gain)).astype(np.int16)
        louder, reached = levelled(quiet, loudness_of(quiet))

        assert louder.size == speech.size
        assert reached == loudness_of(louder)
        assert reached.lufs == pytest.approx(-19, abs=1)
        assert reached.true_peak_db is not None
        assert reached.true_peak_db <= -3


def test_where_the_peaks_leave_room_every_sample_gets_the_same_gain() -> None:
    quiet = tone(1000, 0.02)

    louder, reached = levelled(quiet, loudness_of(quiet))

    assert reached.lufs == pytest.approx(-19, abs=0.2)
    gain = louder.astype(float).std() / quiet.astype(float).std()
    assert np.abs(louder - quiet * gain).max() <= gain


def test_a_loud_recording_is_made_softer() -> None:
    loud = tone(1000, 0.9)

    assert levelled(loud, loudness_of(loud))[1].lufs == pytest.approx(-19, abs=0.2)


def test_a_known_tone_measures_what_the_standard_says() -> None:
    """EBU Tech 3341: a stereo sine of 1 kHz at -23 dBFS has -23 LUFS; one channel has 3 less."""
    measured = loudness_of(tone(1000, 10 ** (-23 / 20)))

    assert measured.lufs == pytest.approx(-26, abs=0.2)
    assert measured.true_peak_db == pytest.approx(-23, abs=0.2)


@pytest.mark.parametrize("samples", [np.zeros(40_000, np.int16), np.empty(0, np.int16)])
def test_silence_has_no_loudness_and_is_not_made_louder(samples: Samples) -> None:
    measured = loudness_of(samples)

    assert measured == Loudness()
    assert levelled(samples, measured) == (samples, measured)


def test_rumble_goes_and_the_voice_stays() -> None:
    rumble, voice = tone(25, 0.4), tone(400, 0.4)
    without = without_rumble(rumble + voice).astype(float)

    kept = np.abs(np.fft.rfft(without[16_000:24_000])) / 4000 / 32_767
    assert kept.size == 4001
    assert 20 * np.log10(kept[25] / 0.4) < -30
    assert 20 * np.log10(kept[400] / 0.4) == pytest.approx(0, abs=0.2)
