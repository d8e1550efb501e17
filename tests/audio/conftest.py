"""Recordings to try: spoken Ukrainian where a speech program is installed, else noise."""

import shutil
import subprocess
import wave
from collections.abc import Callable
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest
from numpy.typing import NDArray

SENTENCE = "Добрий день! Нагадуємо про ваш візит завтра о чотирнадцятій тридцять."


BABBLE_RATE = 22_050


def babble(seconds: float, rate: int = BABBLE_RATE) -> NDArray[np.int16]:
    """Return what is like speech to a meter: syllables of a humming voice and hisses, in words."""
    chance = np.random.default_rng(20_261_101)
    moments = np.arange(round(seconds * rate)) / rate
    pitch = 120 + 20 * np.sin(2 * np.pi * 0.7 * moments)
    voice = sum(np.sin(2 * np.pi * n * np.cumsum(pitch) / rate) / n for n in range(1, 20))
    syllables = np.clip(np.sin(2 * np.pi * 4.5 * moments), 0, 1) ** 0.7
    words = (moments % 1.3) < 1.1
    hiss = chance.standard_normal(moments.size) * (np.sin(2 * np.pi * 1.9 * moments) > 0.9)
    heard = (voice * syllables + 0.3 * hiss) * words
    return (heard / np.abs(heard).max() * 20_000).astype(np.int16)


def write_wav(path: Path, samples: NDArray[np.int16], rate: int = 8000) -> Path:
    """Write samples of one channel."""
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes(samples.astype("<i2").tobytes())
    return path


@pytest.fixture(scope="session")
def ffmpeg() -> Callable[..., str]:
    """Run ffmpeg with these options and return what it prints."""

    def run(*options: str | Path) -> str:
        command = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-nostdin", *options]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    return run


@pytest.fixture(scope="session")
def encoders(ffmpeg: Callable[..., str]) -> str:
    return ffmpeg("-encoders")


@pytest.fixture(scope="session")
def speech(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("speech") / "speech.wav"
    program = shutil.which("espeak-ng")
    if program is None:
        write_wav(path, babble(4.0), BABBLE_RATE)
    else:
        subprocess.run([program, "-v", "uk", "-w", path, SENTENCE], check=True, capture_output=True)
    return path


@pytest.fixture
def make(tmp_path: Path, ffmpeg: Callable[..., str]) -> Callable[..., Path]:
    """Make a file by ffmpeg: `make("a.mp3", "-i", speech)`."""

    def made(name: str, *options: str | Path) -> Path:
        path = tmp_path / name
        ffmpeg("-v", "error", *options, f"file:{path}")
        return path

    return made


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Name the folder that converted recordings go to; it is not there yet."""
    return tmp_path / "data" / "recordings"
