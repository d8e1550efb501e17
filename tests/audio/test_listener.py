"""What is taken from a decoder's words, and what is not, however a file words its own tags."""

import io

import pytest

from alphasms_desktop.audio.listener import Listener

DURATION = "[info]   Duration: 00:01:02.50, start: 0.025057, bitrate: 128 kb/s"
SOUND = "[info]   Stream #0:0: Audio: mp3 (mp3float), 44100 Hz, stereo, fltp, 128 kb/s"
FILM = "[info]   Stream #0:1[0x1](und): Video: h264 (avc1), yuv420p, 160x120, 5 fps"
COVER = "[info]   Stream #0:1: Video: png, rgb24(pc), 160x120, 90k tbr (attached pic)"
GUESSED = "[in#0/mp3 @ 0x55c4f800c0] [warning] Estimating duration from bitrate, this may be wrong"


def heard(*lines: str) -> Listener:
    listener = Listener(io.BytesIO("\n".join(lines).encode()))
    listener.join()
    return listener


def test_the_length_a_file_claims_is_heard() -> None:
    assert heard("[info] Input #0, mp3, from 'a.mp3':", DURATION, SOUND).stated_s == 62.5


def test_a_cover_picture_does_not_make_a_song_a_film() -> None:
    assert heard(DURATION, SOUND, COVER).stated_s == 62.5


@pytest.mark.parametrize(
    "lines",
    [
        ("[info]   Duration: N/A, bitrate: N/A", SOUND),
        (GUESSED, DURATION, SOUND),
        (DURATION, SOUND, FILM),
        ("[info]     title           :   Duration: 09:00:00.00, start", SOUND),
        ("  Duration: 09:00:00.00, start: 0", SOUND),
    ],
    ids=["none", "guessed", "film", "in a tag", "not ffmpeg's"],
)
def test_what_is_no_claim_is_not_taken_for_one(lines: tuple[str, ...]) -> None:
    assert heard(*lines).stated_s is None


@pytest.mark.parametrize(
    "line",
    [
        "[in#0/wav @ 0x55aea881b0c0] [warning] Packet corrupt (stream = 0, dts = NOPTS).",
        "[in#0/mov,mp4 @ 0x55b74e9350c0] [error] stream 0, offset 0xc02b: partial file",
        "[in#0/matroska,webm @ 0x55c117cb10c0] [error] File ended prematurely",
    ],
)
def test_signs_of_a_torn_end_are_heard(line: str) -> None:
    assert heard(DURATION, line).is_torn


def test_a_title_is_no_sign_of_a_torn_end() -> None:
    assert not heard("[info]     title           : Packet corrupt", DURATION).is_torn


def test_only_complaints_are_kept_and_without_addresses() -> None:
    listener = heard(
        DURATION,
        "[aist#0:0 @ 0x5] [warning] Guessed Channel Layout: mono",
        "[in#0 @ 0x564eef55c0c0] [error] moov atom not found",
        "[error] Error opening input file a.m4a.",
    )

    assert listener.complaint == "moov atom not found\nError opening input file a.m4a."


def test_of_endless_complaints_the_end_is_kept() -> None:
    listener = heard("x" * 100_000, "[fatal] Stream map '' matches no streams.")

    assert len(listener.complaint) == 4000
    assert listener.complaint.endswith("matches no streams.")
