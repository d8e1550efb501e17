"""The studio: opened, seen, prepared, kept."""

import wave

import pytest

from alphasms_desktop.audio.studio import Studio
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.sound import Preparation


@pytest.fixture
def recording(tmp_path):
    path = tmp_path / "message.wav"
    with wave.open(str(path), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(bytes(8000) + b"\x00\x40\x00\xc0" * 8000 + bytes(8000))
    return path


def test_a_recording_is_seen_trimmed_heard_and_kept(tmp_path, recording):
    studio = Studio(tmp_path / "recordings")
    (tmp_path / "recordings").mkdir()
    table = studio.open(recording)
    assert (table.name, table.seconds) == ("message.wav", 3.0)

    outline = table.outline(0, 3, 6)
    assert len(outline) == 6
    assert outline[0] == (0.0, 0.0)
    assert outline[2] == (-0.5, 0.5)

    prepared = table.prepared(Preparation(start_s=0.5, end_s=2.5))
    assert prepared.measured.seconds == 2.0
    assert len(studio.as_on_the_phone(prepared.wav)) == len(prepared.wav)
    kept = studio.keep(prepared.wav, "message.wav")
    assert kept.seconds == 2.0
    assert (tmp_path / "recordings" / f"{kept.fingerprint}.wav").read_bytes() == prepared.wav
    assert recording.stat().st_size == 44 + 48_000


def test_nothing_is_left_of_an_empty_part(tmp_path, recording):
    table = Studio(tmp_path).open(recording)
    with pytest.raises(TroubleError) as caught:
        table.prepared(Preparation(start_s=2.0, end_s=2.0))
    assert caught.value.trouble.kind is Kind.NO_LENGTH
