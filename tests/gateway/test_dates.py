"""Moments: every way the service writes them, Kyiv's clock where no zone is given."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphasms_desktop.gateway.dates import FORMATS, moment, server_time


@pytest.mark.parametrize(
    ("text", "in_utc"),
    [
        ("200914T15:27:03", datetime(2020, 9, 14, 12, 27, 3, tzinfo=UTC)),
        ("20200914T15:27:03", datetime(2020, 9, 14, 12, 27, 3, tzinfo=UTC)),
        ("2024-11-30T12:00", datetime(2024, 11, 30, 10, 0, tzinfo=UTC)),
        ("2024-11-30T12:00:05", datetime(2024, 11, 30, 10, 0, 5, tzinfo=UTC)),
        ("2024-08-15T15:52:01+0200", datetime(2024, 8, 15, 13, 52, 1, tzinfo=UTC)),
        ("2024-08-15T15:52:01+03:00", datetime(2024, 8, 15, 12, 52, 1, tzinfo=UTC)),
        ("2024-08-15T15:52:01Z", datetime(2024, 8, 15, 15, 52, 1, tzinfo=UTC)),
        ("2024-08-15 15:52:01", datetime(2024, 8, 15, 12, 52, 1, tzinfo=UTC)),
        ("2024/10/12", datetime(2024, 10, 11, 21, 0, tzinfo=UTC)),
        (" 2024/10/12 09:30:00 ", datetime(2024, 10, 12, 6, 30, tzinfo=UTC)),
    ],
)
def test_a_moment_is_read_however_it_is_written(text: str, in_utc: datetime) -> None:
    read = moment(text)
    assert read is not None
    assert read.utcoffset() is not None
    assert read == in_utc


@pytest.mark.parametrize(
    "text", ["", "now", "2024-13-01", "0001-01-01", "2024-1-1", "20240912", "9999-12-31", "1e9"]
)
def test_what_is_no_moment_is_none(text: str) -> None:
    assert moment(text) is None


@given(st.text(max_size=40) | st.from_regex("|".join(shape for shape, _ in FORMATS)))
def test_any_text_is_a_moment_with_a_zone_or_none(text: str) -> None:
    read = moment(text)
    assert read is None or read.utcoffset() is not None


def test_a_date_header_is_read_in_seconds() -> None:
    assert (
        server_time("Thu, 01 Jan 2026 00:00:00 GMT") == datetime(2026, 1, 1, tzinfo=UTC).timestamp()
    )
    assert server_time("Thu, 01 Jan 2026 02:00:00 +0200") == server_time(
        "Thu, 01 Jan 2026 00:00:00 GMT"
    )


@given(st.text(max_size=60))
def test_any_date_header_ends_quietly(header: str) -> None:
    server_time(header)


def test_a_zone_far_out_is_a_zone() -> None:
    read = moment("2024-08-15T15:52:01+1400")
    assert read is not None
    assert read.utcoffset() == timedelta(hours=14)
