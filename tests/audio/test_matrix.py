"""Every format people bring: whole, renamed, empty, random bytes, cut in the middle."""

import random
import wave
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from alphasms_desktop.audio.decode import Decoded, decode
from alphasms_desktop.domain.errors import Kind, TroubleError
from tests.audio.formats import FORMATS, Cut

NAMES = [one[0] for one in FORMATS]
ENOUGH = 60 * 16_000

every_format = pytest.mark.parametrize(("name", "codec", "options", "when_cut"), FORMATS, ids=NAMES)


@pytest.fixture(scope="session")
def whole(
    tmp_path_factory: pytest.TempPathFactory,
    ffmpeg: Callable[..., str],
    encoders: str,
    speech: Path,
) -> Callable[..., bytes]:
    """Return a recording in a format, made once."""
    folder = tmp_path_factory.mktemp("whole")

    def content(name: str, codec: str, options: tuple[str, ...]) -> bytes:
        if f" {codec} " not in encoders:
            pytest.skip(f"this ffmpeg cannot write {codec}")
        path = folder / name
        if not path.exists():
            ffmpeg("-v", "error", "-i", speech, "-c:a", codec, *options, path)
        return path.read_bytes()

    return content


def _seconds(path: Path) -> float:
    with wave.open(str(path), "rb") as file:
        return file.getnframes() / file.getframerate()


def _decoded(path: Path, content: bytes) -> Decoded:
    path.write_bytes(content)
    return decode(path, ENOUGH)


def _refused(path: Path, content: bytes) -> Kind:
    path.write_bytes(content)
    with pytest.raises(TroubleError) as caught:
        decode(path, ENOUGH)
    assert caught.value.trouble.values["path"] == path.name
    return caught.value.trouble.kind


@every_format
def test_a_whole_file_is_decoded_and_not_said_to_be_cut_off(
    name: str, codec: str, options: tuple, when_cut: Cut, whole, speech: Path, tmp_path: Path
) -> None:
    decoded = _decoded(tmp_path / name, whole(name, codec, options))

    assert decoded.seconds == pytest.approx(_seconds(speech), abs=0.1)
    assert not decoded.is_cut_off


@every_format
def test_a_file_is_known_by_what_it_is_and_not_by_its_name(
    name: str, codec: str, options: tuple, when_cut: Cut, whole, tmp_path: Path
) -> None:
    content = whole(name, codec, options)
    right = _decoded(tmp_path / name, content)

    for other in ("recording.txt", "recording.wav", "recording.mp3"):
        assert _decoded(tmp_path / other, content) == right


@every_format
def test_a_file_cut_in_the_middle_is_said_to_be_so_where_anything_tells_of_it(
    name: str, codec: str, options: tuple, when_cut: Cut, whole, speech: Path, tmp_path: Path
) -> None:
    content = whole(name, codec, options)
    cut, path = content[: len(content) // 2 + 1], tmp_path / name

    if when_cut is Cut.REFUSED:
        assert _refused(path, cut) is Kind.NOT_AUDIO
        return
    decoded = _decoded(path, cut)
    assert 0.2 * _seconds(speech) < decoded.seconds < 0.8 * _seconds(speech)
    assert decoded.is_cut_off == (when_cut is Cut.SAID)


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_file_is_said_to_be_empty(name: str, tmp_path: Path) -> None:
    assert _refused(tmp_path / name, b"") is Kind.FILE_EMPTY


@pytest.mark.parametrize("name", NAMES)
def test_random_bytes_are_no_recording(name: str, tmp_path: Path) -> None:
    noise = random.Random(name).randbytes(20_000)

    assert _refused(tmp_path / name, noise) is Kind.NOT_AUDIO


@every_format
def test_a_file_whose_middle_is_random_breaks_nothing(
    name: str, codec: str, options: tuple, when_cut: Cut, whole, speech: Path, tmp_path: Path
) -> None:
    content = bytearray(whole(name, codec, options))
    third = len(content) // 3
    content[third : 2 * third] = random.Random(name).randbytes(third)
    path = tmp_path / name
    path.write_bytes(content)

    with suppress(TroubleError):
        assert decode(path, ENOUGH).seconds < 60


FILM = ("-f", "lavfi", "-i", "testsrc=d=8:s=160x120:r=5")


@pytest.mark.parametrize("name", ["film.mp4", "film.mkv", "film.webm"])
def test_a_film_longer_than_its_sound_is_not_cut_off(
    name: str, speech: Path, make: Callable[..., Path]
) -> None:
    codec = "libvpx" if name.endswith("webm") else "mpeg4"
    film = make(name, *FILM, "-i", speech, "-c:v", codec, *("-t", "8"))

    assert not decode(film, ENOUGH).is_cut_off


def test_a_film_cut_in_the_middle_is_said_to_be_so(speech: Path, make: Callable[..., Path]) -> None:
    film = make("film.mp4", *FILM, "-i", speech, "-c:v", "mpeg4", "-movflags", "faststart")
    content = film.read_bytes()
    film.write_bytes(content[: len(content) // 2])

    assert decode(film, ENOUGH).is_cut_off


def test_a_song_with_a_cover_is_known_to_be_cut_off(
    speech: Path, make: Callable[..., Path]
) -> None:
    cover = make("cover.png", *FILM, "-frames:v", "1")
    streams = ("-map", "0", "-map", "1", "-c:v", "copy", "-disposition:v", "attached_pic")
    song = make("song.mp3", "-i", speech, "-i", cover, *streams)
    content = song.read_bytes()
    song.write_bytes(content[: len(content) * 2 // 3])

    assert decode(song, ENOUGH).is_cut_off
