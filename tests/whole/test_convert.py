"""The command `convert`: a recording made ready without the window, and what is said of it."""

import hashlib
import io
import subprocess
import wave
from pathlib import Path

import numpy as np
import pytest

from alphasms_desktop.domain.sound import Finding, SoundFault, SoundLimits
from alphasms_desktop.wording.sounds import sound_sentence
from tests.audio.conftest import babble, write_wav
from tests.whole.conftest import Office, last_line


def silence(seconds: float) -> np.ndarray:
    return np.zeros(round(seconds * 8000), np.int16)


@pytest.fixture
def original(office: Office) -> Path:
    """Speech of 6.6 s at -35 LUFS or so, two seconds of silence before it and three after it."""
    speech = np.int16(babble(6.6, 8000) * 0.12)
    parts = np.concatenate([silence(2), speech, silence(3)])
    return write_wav(office.folder / "запис.wav", parts)


def samples(path: Path) -> bytes:
    content = path.read_bytes()
    with wave.open(io.BytesIO(content)) as file:
        assert file.getparams()[:3] == (1, 2, 8000)
        frames = file.readframes(file.getnframes())
    assert content[44:] == frames
    return frames


def refused(finished: subprocess.CompletedProcess) -> str:
    assert finished.returncode == 2
    assert "Traceback" not in finished.stderr
    return finished.stderr


def test_the_sound_is_written_and_measured_and_the_original_stays(
    office: Office, original: Path
) -> None:
    before = original.read_bytes()
    target = office.folder / "out.wav"

    finished = office.do("convert", original, target, "--json")

    assert finished.returncode == 0
    told = last_line(finished)
    assert set(told) == {"seconds", "bytes", "lufs", "true_peak_db", "warnings"}
    assert told["seconds"] == 11.6
    assert told["bytes"] == target.stat().st_size == 44 + 2 * 92_800
    assert samples(target) == before[44:]
    assert original.read_bytes() == before
    assert len(finished.stdout.splitlines()) == 1
    assert [path.name for path in office.folder.iterdir() if path.suffix == ".part"] == []


def test_trimming_leaves_the_speech_and_levelling_its_loudness(
    office: Office, original: Path
) -> None:
    target = office.folder / "out.wav"

    trimmed = last_line(office.do("convert", original, target, "--trim", "--json"))
    assert 6.4 < trimmed["seconds"] < 7.2
    assert samples(target) in original.read_bytes()

    levelled = last_line(office.do("convert", original, target, "--trim", "--level", "--json"))
    assert levelled["seconds"] == pytest.approx(trimmed["seconds"], abs=0.1)
    assert levelled["lufs"] == pytest.approx(-19, abs=1)
    assert levelled["true_peak_db"] <= -3
    assert trimmed["lufs"] < -30


def test_the_preview_is_the_sound_of_a_telephone(office: Office, original: Path) -> None:
    plain, heard = office.folder / "plain.wav", office.folder / "heard.wav"

    office.do("convert", original, plain)
    told = last_line(office.do("convert", original, heard, "--phone-preview", "--json"))

    assert told["bytes"] == plain.stat().st_size == heard.stat().st_size
    assert samples(heard) != samples(plain)
    assert np.unique(np.frombuffer(samples(heard), "<i2")).size <= 256


def test_without_json_it_says_the_same_in_words(office: Office) -> None:
    original = write_wav(office.folder / "long.wav", np.tile(babble(5.0, 8000), 25))

    finished = office.do("convert", original, office.folder / "out.wav")

    assert finished.returncode == 0
    figures, warning = finished.stdout.splitlines()
    assert figures.startswith("125.0 s · 2,000,044 bytes · loudness -")
    assert warning.startswith("The recording is longer than 120 seconds;")


def test_every_warning_has_its_kind_and_sentence(office: Office) -> None:
    hiss = np.random.default_rng(1).integers(-5, 6, 4000).astype(np.int16)
    original = write_wav(office.folder / "hiss.wav", hiss)

    told = last_line(office.do("convert", original, office.folder / "out.wav", "--json"))

    assert [one["kind"] for one in told["warnings"]] == ["silent", "too_short"]
    assert told["warnings"][0]["sentence"].startswith("Nothing can be heard in the recording.")


def test_the_limits_are_those_of_the_settings(office: Office, original: Path) -> None:
    office.data.mkdir()
    (office.data / "settings.json").write_text('{"max_s": 2.0, "max_bytes": 50000}')
    told = last_line(
        office.do(
            *("convert", original, office.folder / "out.wav"),
            *("--data-dir", office.data, "--json"),
        )
    )
    assert {"too_long", "too_big"} <= {one["kind"] for one in told["warnings"]}
    assert "2 seconds" in str(told["warnings"])


def test_the_original_is_never_overwritten(office: Office, original: Path) -> None:
    digest = hashlib.sha256(original.read_bytes()).digest()
    link = office.folder / "link.wav"
    names = [original, office.folder / "." / original.name]
    try:
        link.symlink_to(original)
        names.append(link)
    except OSError:  # Windows lets few people make links
        pass

    for name in names:
        said = refused(office.do("convert", original, name, "--level"))
        assert "The original is never overwritten" in said
    assert hashlib.sha256(original.read_bytes()).digest() == digest


def test_a_name_that_is_no_wav_is_refused(office: Office, original: Path) -> None:
    said = refused(office.do("convert", original, office.folder / "out.mp3"))

    assert "let its name end in .wav" in said
    assert not (office.folder / "out.mp3").exists()


def test_what_is_no_recording_is_refused_with_a_sentence_and_nothing_is_written(
    office: Office,
) -> None:
    letter, target = office.folder / "letter.txt", office.folder / "out.wav"
    letter.write_text("Шановний пацієнте! " * 100, encoding="utf-8")

    said = refused(office.do("convert", letter, target))
    assert "There is no sound in “letter.txt”" in said
    missing = office.do("convert", office.folder / "nothing.mp3", target, "--json")
    assert "nothing.mp3" in refused(missing)
    assert last_line(missing)["error"] == "file_missing"
    assert not target.exists()


def test_an_older_file_is_replaced_as_a_whole_or_not_at_all(office: Office, original: Path) -> None:
    target = office.folder / "out.wav"
    target.write_bytes(b"what was here before")
    letter = office.folder / "letter.txt"
    letter.write_text("no sound")

    refused(office.do("convert", letter, target))
    assert target.read_bytes() == b"what was here before"

    assert office.do("convert", original, target).returncode == 0
    assert samples(target)


def test_each_fault_has_a_sentence_with_nothing_left_open() -> None:
    sentences = {
        sound_sentence(Finding(fault, (14.2, 75.0)), SoundLimits()) for fault in SoundFault
    }

    assert len(sentences) == len(SoundFault)
    assert not [one for one in sentences if "{" in one or not one.endswith(".")]
    assert any("(0:14, 1:15)" in one for one in sentences)


def test_of_many_moments_the_first_are_named() -> None:
    moments = tuple(float(second) for second in range(3, 63, 10))

    sentence = sound_sentence(Finding(SoundFault.CLIPPED, moments), SoundLimits())

    assert "(0:03, 0:13, 0:23, 0:33, 0:43, …)" in sentence


def test_ukrainian_writes_numbers_its_own_way(office: Office, original: Path) -> None:
    target = office.folder / "out.wav"

    finished = office.do("convert", original, target, "--language", "uk")

    assert finished.returncode == 0
    assert finished.stdout.startswith("11,6")
