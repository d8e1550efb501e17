"""Messages of clips: made once for each distinct text, within bounds, by any thread."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from alphasms_desktop.audio.join import join
from alphasms_desktop.audio.stitch import Stitcher
from alphasms_desktop.audio.wav import samples_of

CLIPS = {
    name: np.full(8000, level, np.int16)
    for level, name in enumerate(("greeting", "14", "15", "30", "closing"), 1)
}
MESSAGE = ("greeting", "14", "30", "closing")


def test_a_message_is_its_clips_in_order() -> None:
    wav = Stitcher(CLIPS).wav(MESSAGE)

    assert samples_of(wav) == join([CLIPS[name] for name in MESSAGE]).tobytes()


def test_the_same_text_is_the_very_same_wav_again() -> None:
    stitcher = Stitcher(CLIPS)

    assert stitcher.wav(MESSAGE) is stitcher.wav(list(MESSAGE))
    assert stitcher.wav(MESSAGE) != stitcher.wav(("greeting", "15", "30", "closing"))


def test_what_is_kept_ready_stays_within_bounds_and_the_oldest_goes_first() -> None:
    stitcher = Stitcher(CLIPS, cache_bytes=40_000)
    first, second, third = (("14",), ("15",), ("30",))
    wavs = {message: stitcher.wav(message) for message in (first, second)}
    stitcher.wav(first)

    stitcher.wav(third)

    assert stitcher.held_bytes <= 40_000
    assert stitcher.wav(first) is wavs[first]
    assert stitcher.wav(second) == wavs[second]
    assert stitcher.wav(second) is not wavs[second]


def test_a_message_too_big_to_be_kept_is_made_all_the_same() -> None:
    stitcher = Stitcher(CLIPS, cache_bytes=1000)

    assert len(stitcher.wav(MESSAGE)) > 1000
    assert stitcher.held_bytes == 0


def test_missing_clips_are_named_before_the_start_each_once() -> None:
    messages = [MESSAGE, ("greeting", "16", "45"), ("16", "closing", "46")]

    assert Stitcher(CLIPS).missing(messages) == ("16", "45", "46")


def test_a_missing_clip_makes_no_message() -> None:
    with pytest.raises(KeyError, match="16"):
        Stitcher(CLIPS).wav(("greeting", "16"))


def test_many_threads_get_the_right_messages_within_bounds() -> None:
    stitcher = Stitcher(CLIPS, cache_bytes=100_000)
    messages = [("greeting", hour, "30") for hour in ("14", "15", "30")] * 50

    with ThreadPoolExecutor(8) as threads:
        wavs = list(threads.map(stitcher.wav, messages))

    for message, wav in zip(messages, wavs, strict=True):
        assert samples_of(wav) == join([CLIPS[name] for name in message]).tobytes()
    assert stitcher.held_bytes <= 100_000
