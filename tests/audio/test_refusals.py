"""What is no recording is refused with the reason, before anything is kept."""

import random
import wave
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from alphasms_desktop.audio import to_telephone_wav
from alphasms_desktop.domain.errors import Kind, Trouble, TroubleError

PICTURES = ("-f", "lavfi", "-i", "testsrc=d=1:s=160x120:r=5")


@pytest.fixture
def refusal(kept: Path) -> Callable[[Path], Trouble]:
    """Convert what cannot be converted, and return why; nothing may be left behind."""

    def refuse(source: Path) -> Trouble:
        with pytest.raises(TroubleError) as caught:
            to_telephone_wav(source, kept)
        assert not kept.exists()
        return caught.value.trouble

    return refuse


Refusal = Callable[[Path], Trouble]


def _silence(path: Path, frames: int) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(b"\0\0" * frames)
    return path


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path, refusal: Refusal) -> None:
    trouble = refusal(tmp_path / "немає.mp3")

    assert trouble == Trouble(Kind.FILE_MISSING, values={"path": "немає.mp3"})


def test_a_folder_is_no_file(tmp_path: Path, refusal: Refusal) -> None:
    trouble = refusal(tmp_path)

    assert trouble == Trouble(Kind.FILE_MISSING, values={"path": tmp_path.name, "what": "folder"})


def test_an_empty_file_is_said_to_be_empty(tmp_path: Path, refusal: Refusal) -> None:
    empty = tmp_path / "empty.mp3"
    empty.touch()

    assert refusal(empty) == Trouble(Kind.FILE_EMPTY, values={"path": "empty.mp3"})


def test_a_file_that_may_not_be_read_is_locked(
    tmp_path: Path, refusal: Refusal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(self: Path, mode: str = "r") -> None:
        raise PermissionError(13, "Permission denied", str(self))

    source = _silence(tmp_path / "open.wav", 8000)
    monkeypatch.setattr(Path, "open", denied)

    trouble = refusal(source)

    assert trouble.kind is Kind.FILE_LOCKED
    assert trouble.values == {"path": "open.wav"}


TEXT = "Шановний пацієнте, нагадуємо про візит.\n" * 500


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1251"])
@pytest.mark.parametrize("name", ["letter.txt", "letter.mp3", "letter.wav", "letter.aac", "a.srt"])
def test_text_is_not_audio(name: str, encoding: str, tmp_path: Path, refusal: Refusal) -> None:
    source = tmp_path / name
    source.write_bytes(TEXT.encode(encoding))

    assert refusal(source).kind is Kind.NOT_AUDIO


@pytest.mark.parametrize("size", [100, 5_000, 300_000])
@pytest.mark.parametrize("name", ["noise.mp3", "noise.wav", "noise.aac", "noise.ogg", "noise"])
def test_random_bytes_are_not_audio(name: str, size: int, tmp_path: Path, refusal: Refusal) -> None:
    source = tmp_path / name
    source.write_bytes(random.Random(size).randbytes(size))

    assert refusal(source).kind is Kind.NOT_AUDIO


@pytest.mark.parametrize("name", ["p.png", "p.jpg", "p.gif", "p.bmp", "p.tiff"])
def test_a_picture_is_not_audio(name: str, make: Callable[..., Path], refusal: Refusal) -> None:
    assert refusal(make(name, *PICTURES, "-frames:v", "1")).kind is Kind.NOT_AUDIO


def test_a_picture_called_a_recording_is_not_audio(
    make: Callable[..., Path], refusal: Refusal, tmp_path: Path
) -> None:
    picture = make("p.png", *PICTURES, "-frames:v", "1").rename(tmp_path / "p.mp3")

    assert refusal(picture).kind is Kind.NOT_AUDIO


def test_a_photo_in_a_container_of_films_is_not_called_a_video(
    make: Callable[..., Path], refusal: Refusal
) -> None:
    film = make("photo.mp4", *PICTURES, "-c:v", "mpeg4")
    content = film.read_bytes()
    film.write_bytes(content[:8] + b"heic" + content[12:])

    assert refusal(film).kind is Kind.NOT_AUDIO


@pytest.mark.parametrize("name", ["book.xlsx", "sounds.zip", "sounds.mp3"])
def test_an_archive_is_not_audio_whatever_lies_in_it(
    name: str, speech: Path, make: Callable[..., Path], refusal: Refusal, tmp_path: Path
) -> None:
    source = tmp_path / name
    with zipfile.ZipFile(source, "w") as archive:
        archive.write(make("inside.mp3", "-i", speech), "inside.mp3")

    assert refusal(source).kind is Kind.NOT_AUDIO


def test_a_recording_without_its_end_is_said_to_be_unfinished(
    make: Callable[..., Path], speech: Path, refusal: Refusal
) -> None:
    whole = make("cut.m4a", "-i", speech)
    whole.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    refused = refusal(whole)
    assert (refused.kind, refused.values["what"]) == (Kind.NOT_AUDIO, "unfinished")


@pytest.mark.parametrize("name", ["mute.mp4", "mute.mkv", "mute.avi"])
def test_a_video_without_sound_is_told_from_no_recording(
    name: str, make: Callable[..., Path], refusal: Refusal
) -> None:
    trouble = refusal(make(name, *PICTURES, "-c:v", "mpeg4", "-an"))

    assert trouble.kind is Kind.NO_SOUND_TRACK
    assert trouble.values == {"path": name}


@pytest.mark.parametrize("frames", [0, 1, 799])
def test_a_recording_too_short_to_hear_has_no_length(
    frames: int, tmp_path: Path, refusal: Refusal
) -> None:
    trouble = refusal(_silence(tmp_path / "click.wav", frames))

    assert trouble == Trouble(Kind.NO_LENGTH, values={"path": "click.wav"})


def test_a_tenth_of_a_second_is_a_recording(tmp_path: Path, kept: Path) -> None:
    assert to_telephone_wav(_silence(tmp_path / "beep.wav", 800), kept).seconds == 0.1


def test_a_recording_over_five_million_bytes_is_too_big(tmp_path: Path, refusal: Refusal) -> None:
    trouble = refusal(_silence(tmp_path / "lecture.wav", 313 * 8000))

    assert trouble.kind is Kind.RECORDING_TOO_BIG
    assert trouble.values == {"path": "lecture.wav", "seconds": "313", "max_seconds": "312"}


def test_a_recording_of_312_seconds_still_fits(tmp_path: Path, kept: Path) -> None:
    recording = to_telephone_wav(_silence(tmp_path / "long.wav", 312 * 8000), kept)

    assert recording.size_bytes == 312 * 16000 + 44


@pytest.mark.parametrize("frames", [2_499_978, 2_499_979])
def test_the_limit_counts_the_header_too(frames: int, tmp_path: Path, kept: Path) -> None:
    source = _silence(tmp_path / "edge.wav", frames)
    if frames == 2_499_978:
        assert to_telephone_wav(source, kept).size_bytes == 5_000_000
    else:
        with pytest.raises(TroubleError):
            to_telephone_wav(source, kept)
