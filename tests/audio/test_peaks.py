"""The outline of a recording: nothing that sticks out is lost at any zoom."""

import numpy as np
import pytest

from alphasms_desktop.audio.peaks import Peaks, peaks
from tests.audio.conftest import babble


@pytest.mark.parametrize("columns", [1, 7, 300, 2000])
@pytest.mark.parametrize("seconds", [0.01, 1.0, 61.3])
def test_the_outline_reaches_the_loudest_samples(seconds: float, columns: int) -> None:
    samples = babble(seconds, 8000)

    outline = peaks(samples, columns)

    assert outline.shape == (columns, 2)
    assert outline.dtype == np.int16
    assert outline[:, 0].min() == samples.min()
    assert outline[:, 1].max() == samples.max()
    assert np.all(outline[:, 0] <= outline[:, 1])


@pytest.mark.parametrize("at", [0, 1, 63, 64, 100_000, 479_999])
def test_a_single_click_stands_in_its_column(at: int) -> None:
    samples = np.zeros(480_000, np.int16)
    samples[at] = 30_000

    outline = peaks(samples, 600)

    (column,) = np.flatnonzero(outline[:, 1] == 30_000)
    assert abs(column - at * 600 / 480_000) <= 1


def test_far_zoomed_in_every_sample_is_a_column() -> None:
    samples = babble(2.0, 8000)

    outline = Peaks(samples).between(0.5, 0.55, 400)

    assert np.array_equal(outline[:, 0], samples[4000:4400])
    assert np.array_equal(outline[:, 1], samples[4000:4400])


def test_more_columns_than_samples_repeat_them() -> None:
    outline = Peaks(np.array([1, 2, 3, 4], dtype=np.int16)).between(0, 1, 8)

    assert list(outline[:, 0]) == [1, 1, 2, 2, 3, 3, 4, 4]


def test_a_part_is_drawn_as_it_stands_in_the_whole() -> None:
    samples = np.concatenate([np.zeros(80_000, np.int16), np.full(80_000, 9, np.int16)])
    drawn = Peaks(samples)

    assert not drawn.between(0, 9.9, 50).any()
    assert (drawn.between(10.1, 20, 50) == 9).all()


@pytest.mark.parametrize(("start_s", "end_s"), [(5, 5), (5, 4), (30, 40), (-2, -1)])
def test_nothing_is_drawn_of_no_part(start_s: float, end_s: float) -> None:
    drawn = Peaks(babble(20, 8000))

    assert np.array_equal(drawn.between(start_s, end_s, 10), np.zeros((10, 2)))


def test_an_empty_recording_has_a_flat_outline() -> None:
    assert not peaks(np.empty(0, np.int16), 10).any()
