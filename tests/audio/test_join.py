"""Clips in order, with seams that cannot be heard."""

import numpy as np
import pytest

from alphasms_desktop.audio.join import join


def tone(hertz: float, seconds: float, loudest: int = 20_000) -> np.ndarray:
    return (loudest * np.sin(2 * np.pi * hertz * np.arange(round(seconds * 8000)) / 8000)).astype(
        np.int16
    )


def test_clips_follow_each_other_in_order() -> None:
    first, second, third = (np.full(8000, level, np.int16) for level in (100, 200, 300))

    joined = join([first, second, third])

    assert joined.size == 3 * 8000 - 2 * 120
    assert list(joined[[0, 7879, 8000, 15_759, 15_880, -1]]) == [100, 100, 200, 200, 300, 300]
    assert np.all(np.diff(joined) >= 0)


def test_outside_the_seams_every_sample_is_as_it_was() -> None:
    first, second = tone(440, 1), tone(330, 1)

    joined = join([first, second], 0.015)

    assert np.array_equal(joined[: 8000 - 120], first[:-120])
    assert np.array_equal(joined[8000:], second[120:])


def test_a_seam_has_no_step() -> None:
    low, high = np.full(8000, -20_000, np.int16), np.full(8000, 20_000, np.int16)

    steps = np.abs(np.diff(join([low, high], 0.015).astype(int)))

    assert steps.max() <= 40_000 / 120 + 1


def test_a_seam_of_two_loud_clips_does_not_overflow() -> None:
    loud = np.full(8000, 32_767, np.int16)

    assert join([loud, loud]).min() == 32_767


def test_without_a_cross_fade_clips_are_put_end_to_end() -> None:
    first, second = tone(440, 0.5), tone(330, 0.5)

    assert np.array_equal(join([first, second], 0), np.concatenate([first, second]))


@pytest.mark.parametrize("size", [0, 1, 2, 3, 50, 239, 240])
def test_short_clips_are_joined_too(size: int) -> None:
    short, long = np.full(size, 5, np.int16), tone(440, 0.5)

    joined = join([long, short, long], 0.015)

    fade = min(120, size // 2)
    assert joined.size == 8000 + size - 2 * fade
    assert np.array_equal(joined[: 4000 - fade], long[: 4000 - fade])
    assert np.array_equal(joined[joined.size - 4000 + fade :], long[fade:])


def test_one_clip_is_itself_and_none_is_nothing() -> None:
    clip = tone(440, 0.5)

    assert np.array_equal(join([clip]), clip)
    assert join([]).size == 0
