"""The end of an Ogg file tells whether something is missing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from alphasms_desktop.audio.source import is_torn_ogg


@pytest.fixture
def voice(speech: Path, make: Callable[..., Path]) -> Path:
    return make("voice.ogg", "-i", speech, "-c:a", "libopus", "-page_duration", "200000")


def test_a_whole_file_is_not_torn(voice: Path) -> None:
    assert not is_torn_ogg(voice)


def test_something_after_the_last_page_tears_nothing(voice: Path) -> None:
    voice.write_bytes(voice.read_bytes() + b"a tag that some program has left")

    assert not is_torn_ogg(voice)


@pytest.mark.parametrize("into_page", [5, 26, 27, 28])
def test_a_file_that_ends_at_the_head_of_a_page_is_torn(voice: Path, into_page: int) -> None:
    content = voice.read_bytes()
    voice.write_bytes(content[: content.rfind(b"OggS") + into_page])

    assert is_torn_ogg(voice)


def test_a_file_that_lacks_its_very_last_byte_is_torn(voice: Path) -> None:
    voice.write_bytes(voice.read_bytes()[:-1])

    assert is_torn_ogg(voice)


@pytest.mark.parametrize("content", [b"", b"Ogg", b"RIFF and so on, OggS in its middle"])
def test_another_file_is_no_torn_ogg(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "other"
    path.write_bytes(content)

    assert not is_torn_ogg(path)
