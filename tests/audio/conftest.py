"""Recordings to try: spoken Ukrainian where a speech program is installed, else noise."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import imageio_ffmpeg
import pytest

SENTENCE = "Добрий день! Нагадуємо про ваш візит завтра о чотирнадцятій тридцять."


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
def speech(tmp_path_factory: pytest.TempPathFactory, ffmpeg: Callable[..., str]) -> Path:
    path = tmp_path_factory.mktemp("speech") / "speech.wav"
    program = shutil.which("espeak-ng")
    if program is None:
        ffmpeg("-v", "error", "-f", "lavfi", "-i", "anoisesrc=r=22050:d=4:c=pink", path)
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
