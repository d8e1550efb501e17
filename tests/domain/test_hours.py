"""Allowed hours: daylight-saving days, windows over midnight, days that are not allowed."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphasms_desktop.domain.hours import AllowedHours, parse_days, parse_hours

KYIV = ZoneInfo("Europe/Kyiv")


def kyiv(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=KYIV)


@pytest.mark.parametrize(
    ("moment", "is_allowed"),
    [
        ("2026-11-23 08:59:59", False),
        ("2026-11-23 09:00:00", True),
        ("2026-11-23 19:59:59", True),
        ("2026-11-23 20:00:00", False),
        ("2026-11-28 12:00:00", True),
        ("2026-11-29 12:00:00", False),
    ],
)
def test_calls_leave_from_nine_to_eight_and_not_on_sunday(moment, is_allowed):
    assert AllowedHours().allows(kyiv(moment)) is is_allowed
    assert AllowedHours().allows(kyiv(moment).astimezone(UTC)) is is_allowed


def test_after_hours_on_saturday_the_next_moment_is_monday_morning():
    assert AllowedHours().next_allowed(kyiv("2026-11-28 20:30")) == kyiv("2026-11-30 09:00")


def test_before_hours_the_next_moment_is_this_morning():
    assert AllowedHours().next_allowed(kyiv("2026-11-23 03:00")) == kyiv("2026-11-23 09:00")


def test_a_window_over_midnight_belongs_to_the_day_on_which_it_began():
    night = AllowedHours(time(22), time(2), frozenset({4}))  # Friday
    assert night.allows(kyiv("2026-11-27 23:00"))
    assert night.allows(kyiv("2026-11-28 01:59"))
    assert not night.allows(kyiv("2026-11-28 02:00"))
    assert not night.allows(kyiv("2026-11-27 01:00"))
    assert not night.allows(kyiv("2026-11-28 22:30"))


def test_the_morning_after_the_clocks_change_begins_at_nine_by_the_wall():
    for evening, morning in [
        ("2026-03-28 21:00", "2026-03-30 09:00"),
        ("2026-10-24 21:00", "2026-10-26 09:00"),
    ]:
        assert AllowedHours().next_allowed(kyiv(evening)) == kyiv(morning)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),
    st.times(),
    st.times(),
    st.frozensets(st.integers(0, 6), min_size=1),
)
def test_the_next_allowed_moment_is_allowed_and_never_in_the_past(now, start, end, days):
    if start == end:
        return
    hours = AllowedHours(start, end, days)
    moment = now.replace(tzinfo=UTC)
    following = hours.next_allowed(moment)
    assert following >= moment
    assert following - moment < timedelta(days=9)
    is_skipped_hour = following.astimezone(UTC).astimezone(KYIV).time() != following.time()
    assert hours.allows(following) or is_skipped_hour


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Mon-Sat", {0, 1, 2, 3, 4, 5}),
        ("sat-mon", {5, 6, 0}),
        ("Mon,Wed, fri", {0, 2, 4}),
        ("Sunday", {6}),
    ],
)
def test_weekdays_are_read(text, days):
    assert parse_days(text) == days


@pytest.mark.parametrize("text", ["", "someday", "Mon-", "1-5"])
def test_what_is_no_weekday_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        parse_days(text)


def test_hours_are_read():
    assert parse_hours("09:00-20:00") == (time(9), time(20))
    assert parse_hours("9:30 – 24:00") == (time(9, 30), time(23, 59, 59))


@pytest.mark.parametrize("text", ["", "9-20", "25:00-26:00", "10:00-10:00", "10:00-11:75"])
def test_what_is_no_window_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        parse_hours(text)
