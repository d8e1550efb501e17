"""A converted recording is one whole file under its fingerprint, or not there at all."""

import errno
import os
from pathlib import Path

import pytest

from alphasms_desktop.audio import keep, to_telephone_wav
from alphasms_desktop.domain.errors import Kind, TroubleError


def test_the_same_recording_twice_is_one_file(speech: Path, kept: Path) -> None:
    first = to_telephone_wav(speech, kept)
    again = to_telephone_wav(speech, kept)

    assert again == first
    assert [path.name for path in kept.iterdir()] == [f"{first.fingerprint}.wav"]


def test_a_recording_already_kept_is_not_touched(speech: Path, kept: Path) -> None:
    path = kept / f"{to_telephone_wav(speech, kept).fingerprint}.wav"
    os.utime(path, (1, 1))

    to_telephone_wav(speech, kept)

    assert path.stat().st_mtime == 1


def test_a_damaged_file_is_put_right(speech: Path, kept: Path) -> None:
    recording = to_telephone_wav(speech, kept)
    path = kept / f"{recording.fingerprint}.wav"
    path.write_bytes(path.read_bytes()[:1000])

    to_telephone_wav(speech, kept)

    assert path.stat().st_size == recording.size_bytes


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, Kind.DISK_FULL),
        (errno.EDQUOT, Kind.DISK_FULL),
        (errno.EACCES, Kind.FOLDER_UNWRITABLE),
        (errno.EROFS, Kind.FOLDER_UNWRITABLE),
    ],
)
def test_a_write_that_fails_says_why_and_leaves_nothing(
    number: int, kind: Kind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(TroubleError) as caught:
        keep.keep(b"sound", tmp_path / "recordings" / "a.wav")

    assert caught.value.trouble.kind is kind
    told = {"path": str(tmp_path / "recordings"), "what": "recording"}
    assert caught.value.trouble.values == told
    assert isinstance(caught.value.__cause__, OSError)
    assert not list((tmp_path / "recordings").iterdir())


def test_a_file_in_the_place_of_the_folder_is_said_to_be_unwritable(
    speech: Path, tmp_path: Path
) -> None:
    (tmp_path / "recordings").write_text("not a folder")
    with pytest.raises(TroubleError) as caught:
        to_telephone_wav(speech, tmp_path / "recordings")

    assert caught.value.trouble.kind is Kind.FOLDER_UNWRITABLE
