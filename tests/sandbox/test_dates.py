"""Dates with and without a zone, and what is none."""

from datetime import datetime

import pytest

from alphasms_desktop.sandbox.dates import read_date


@pytest.mark.parametrize(
    "text", ["2024-08-15T15:52:01+0200", "2024-08-15T15:52:01+02:00", " 2024-08-15T13:52:01Z "]
)
def test_a_date_with_a_zone_is_the_same_everywhere(text):
    assert read_date(text) == 1_723_729_921


def test_a_date_without_a_zone_is_of_this_computer():
    assert read_date("2024-11-30T12:00") == datetime(2024, 11, 30, 12).astimezone().timestamp()


def test_no_date_is_none():
    assert read_date("") is read_date(" ") is None


@pytest.mark.parametrize("text", ["soon", "2024-13-01", "12:00"])
def test_what_is_no_date_is_an_error(text):
    with pytest.raises(ValueError, match=r"isoformat|month"):
        read_date(text)
