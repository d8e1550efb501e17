"""Whatever a phone, a recorder or a computer makes comes out as the same telephone WAV."""

import hashlib
import struct
import wave
from collections.abc import Callable
from pathlib import Path

import pytest

from alphasms_desktop.audio import to_telephone_wav
from tests.audio.formats import FORMATS

PICTURES = ("-f", "lavfi", "-i", "testsrc=d=2:s=160x120:r=5")


def _seconds(path: Path) -> float:
    with wave.open(str(path), "rb") as file:
        return file.getnframes() / file.getframerate()


@pytest.mark.parametrize(
    ("name", "codec", "options"), [one[:3] for one in FORMATS], ids=[one[0] for one in FORMATS]
)
def test_a_recording_of_any_format_becomes_a_telephone_wav_of_its_length(
    name: str,
    codec: str,
    options: tuple[str, ...],
    speech: Path,
    encoders: str,
    make: Callable[..., Path],
    kept: Path,
) -> None:
    if f" {codec} " not in encoders:
        pytest.skip(f"this ffmpeg cannot write {codec}")
    recording = to_telephone_wav(make(name, "-i", speech, "-c:a", codec, *options), kept)

    assert recording.seconds == pytest.approx(_seconds(speech), abs=0.1)
    assert recording.source == name
    with wave.open(str(kept / f"{recording.fingerprint}.wav"), "rb") as file:
        assert file.getparams()[:3] == (1, 2, 8000)
        assert file.getnframes() == round(recording.seconds * 8000)
        assert max(file.readframes(file.getnframes())) > 0


@pytest.mark.parametrize("name", ["film.mp4", "film.mov", "film.mkv"])
def test_the_sound_of_a_video_is_taken(
    name: str, speech: Path, make: Callable[..., Path], kept: Path
) -> None:
    film = make(name, *PICTURES, "-i", speech, "-c:v", "mpeg4", "-shortest")

    assert to_telephone_wav(film, kept).seconds == pytest.approx(2, abs=0.1)


def test_a_cover_picture_is_not_taken_for_the_recording(
    speech: Path, make: Callable[..., Path], kept: Path
) -> None:
    cover = make("cover.png", *PICTURES, "-frames:v", "1")
    streams = ("-map", "0", "-map", "1", "-c:v", "copy", "-disposition:v", "attached_pic")
    song = make("song.mp3", "-i", speech, "-i", cover, *streams)

    recording = to_telephone_wav(song, kept)

    assert recording.seconds == pytest.approx(_seconds(speech), abs=0.1)


def test_the_wav_has_a_plain_header_of_44_bytes(
    speech: Path, make: Callable[..., Path], kept: Path
) -> None:
    tagged = make("tagged.wav", "-i", speech, "-metadata", "title=Візит")
    recording = to_telephone_wav(tagged, kept)
    wav = (kept / f"{recording.fingerprint}.wav").read_bytes()

    samples = len(wav) - 44
    assert wav[:44] == struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        *(b"RIFF", 36 + samples, b"WAVE"),
        *(b"fmt ", 16, 1, 1, 8000, 16000, 2, 16),
        *(b"data", samples),
    )
    assert recording.size_bytes == len(wav)
    assert recording.fingerprint == hashlib.sha256(wav).hexdigest()


def test_a_tone_the_telephone_cannot_carry_is_gone_and_not_folded_down(
    make: Callable[..., Path], kept: Path
) -> None:
    whistle = make("whistle.wav", "-f", "lavfi", "-i", "sine=6000:r=44100:d=2,volume=18dB")
    recording = to_telephone_wav(whistle, kept)

    with wave.open(str(kept / f"{recording.fingerprint}.wav"), "rb") as file:
        file.setpos(4000)
        steps = struct.unpack("<8000h", file.readframes(8000))
    loudest = max(abs(step) for step in steps)
    assert loudest < 32768 * 10 ** (-50 / 20)


def test_the_very_sound_of_a_telephone_wav_comes_through_unchanged(
    tmp_path: Path, kept: Path
) -> None:
    samples = struct.pack("<16000h", *((i * 7919) % 65536 - 32768 for i in range(16000)))
    source = tmp_path / "ready.wav"
    with wave.open(str(source), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(samples)

    recording = to_telephone_wav(source, kept)

    assert recording.fingerprint == hashlib.sha256(source.read_bytes()).hexdigest()
    assert (kept / f"{recording.fingerprint}.wav").read_bytes() == source.read_bytes()


@pytest.mark.parametrize("name", ["cut.mp3", "cut.wav", "cut.ogg", "cut.flac", "cut.aac"])
def test_a_file_cut_in_the_middle_gives_what_it_has(
    name: str, speech: Path, make: Callable[..., Path], kept: Path
) -> None:
    whole = make(name, "-i", speech)
    content = whole.read_bytes()
    whole.write_bytes(content[: len(content) // 2 + 1])

    assert 0.5 < to_telephone_wav(whole, kept).seconds < _seconds(speech)


AWKWARD = ["-i.mp3", "100%d.mp3", "%03d.mp3", "Запис про візит №1.mp3", "a'b \"c.mp3", "без"]


@pytest.mark.parametrize("name", [*AWKWARD, "http:x.mp3", "concat:a|b.mp3"])
def test_a_name_is_only_a_name(
    name: str, speech: Path, make: Callable[..., Path], kept: Path, tmp_path: Path
) -> None:
    plain = make("plain.mp3", "-i", speech)
    try:
        odd = plain.rename(tmp_path / name)
    except OSError:
        pytest.skip("this system does not allow such a name")

    assert to_telephone_wav(odd, kept).source == name


def test_a_name_given_from_the_current_folder_is_found(
    speech: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(speech.parent)

    assert to_telephone_wav(Path(speech.name), kept).source == speech.name
