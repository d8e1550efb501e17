"""The rules of a run: when the clock lets calls leave, and what a missed start leads to."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphasms_desktop.domain.hours import MOST_REASON_SIGNS, AllowedHours, DespiteHours
from alphasms_desktop.domain.live import Repeats
from alphasms_desktop.domain.rules import Deadline, Missed, Purpose, Rules, Start

KYIV = ZoneInfo("Europe/Kyiv")
HOURS = AllowedHours(time(9), time(20))


def kyiv(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=KYIV)


NOON = kyiv("2026-11-24 12:00")  # a Tuesday


def test_without_rules_calls_may_leave_at_once():
    assert Rules().next_allowed(NOON) == NOON


@pytest.mark.parametrize(
    ("rules", "then"),
    [
        (Rules(start=Start(kyiv("2026-11-24 15:00"))), "2026-11-24 15:00"),
        (Rules(start=Start(kyiv("2026-11-24 11:00"))), "2026-11-24 12:00"),
        (Rules(start=Start(kyiv("2026-11-24 21:00")), hours=HOURS), "2026-11-25 09:00"),
        (Rules(start=Start(kyiv("2026-11-28 21:00")), hours=HOURS), "2026-11-30 09:00"),
        (Rules(deadline=Deadline(kyiv("2026-11-24 13:00"), skips_rest=False)), "2026-11-24 12:00"),
        (Rules(deadline=Deadline(kyiv("2026-11-24 12:00"), skips_rest=False)), "2026-11-25 00:00"),
        (
            Rules(hours=HOURS, deadline=Deadline(kyiv("2026-11-24 11:00"), skips_rest=False)),
            "2026-11-25 09:00",
        ),
        (Rules(deadline=Deadline(kyiv("2026-11-24 11:00"))), "2026-11-24 12:00"),
        (
            Rules(
                hours=HOURS,
                start=Start(kyiv("2026-11-26 10:00")),
                deadline=Deadline(kyiv("2026-11-24 11:00"), skips_rest=False),
            ),
            "2026-11-26 10:00",
        ),
    ],
)
def test_start_hours_and_deadline_are_taken_together(rules, then):
    assert rules.next_allowed(NOON) == kyiv(then)


def test_on_the_days_after_a_deadline_that_does_not_skip_the_hours_alone_decide():
    deadline = Deadline(kyiv("2026-11-24 18:00"), skips_rest=False)
    rules = Rules(hours=HOURS, deadline=deadline)
    assert rules.next_allowed(kyiv("2026-11-24 17:59")) == kyiv("2026-11-24 17:59")
    assert rules.next_allowed(kyiv("2026-11-24 18:00")) == kyiv("2026-11-25 09:00")
    assert rules.next_allowed(kyiv("2026-11-25 19:00")) == kyiv("2026-11-25 19:00")


def leave(at: str) -> DespiteHours:
    return DespiteHours.from_moment(kyiv(at), HOURS, "the water is cut off")


def test_with_leave_calls_go_on_through_the_night_and_keep_the_hours_of_the_next_evening():
    rules = Rules(hours=HOURS, despite_hours=leave("2026-11-24 21:40"))
    for night in ("2026-11-24 21:40", "2026-11-25 03:00", "2026-11-25 08:59"):
        assert rules.next_allowed(kyiv(night)) == kyiv(night)
    assert rules.next_allowed(kyiv("2026-11-25 09:00")) == kyiv("2026-11-25 09:00")
    assert rules.next_allowed(kyiv("2026-11-25 20:00")) == kyiv("2026-11-26 09:00")


def test_leave_covers_days_without_calls_and_what_is_given_by_day_covers_the_evening():
    sunday = Rules(hours=HOURS, despite_hours=leave("2026-11-28 21:00"))
    assert sunday.next_allowed(kyiv("2026-11-29 12:00")) == kyiv("2026-11-29 12:00")
    by_day = Rules(hours=HOURS, despite_hours=leave("2026-11-24 19:30"))
    assert by_day.next_allowed(kyiv("2026-11-24 20:30")) == kyiv("2026-11-24 20:30")


def test_leave_waits_for_the_start_and_ends_with_the_deadline():
    night = leave("2026-11-24 21:00")
    later = Rules(hours=HOURS, despite_hours=night, start=Start(kyiv("2026-11-24 21:00")))
    assert later.next_allowed(NOON) == kyiv("2026-11-24 21:00")
    deadline = Deadline(kyiv("2026-11-24 22:00"), skips_rest=False)
    ends = Rules(hours=HOURS, despite_hours=night, deadline=deadline)
    assert ends.next_allowed(kyiv("2026-11-24 21:59")) == kyiv("2026-11-24 21:59")
    assert ends.next_allowed(kyiv("2026-11-24 22:00")) == kyiv("2026-11-25 09:00")


def test_advertising_has_no_leave_even_where_it_says_so():
    rules = Rules(hours=HOURS, despite_hours=leave("2026-11-24 21:40"), purpose=Purpose.ADVERTISING)
    assert rules.contradicts_itself
    assert rules.next_allowed(kyiv("2026-11-24 21:40")) == kyiv("2026-11-25 09:00")


def test_a_reason_is_one_short_line():
    given = DespiteHours.from_moment(NOON, HOURS, "  a pipe\n burst ")
    assert given == DespiteHours("a pipe burst", kyiv("2026-11-25 09:00"))
    for none in ("", " \n\t", "x" * (MOST_REASON_SIGNS + 1)):
        with pytest.raises(ValueError, match="a reason of"):
            DespiteHours.from_moment(NOON, HOURS, none)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),
    st.none() | st.integers(-72, 72).map(timedelta),
    st.none() | st.integers(-72, 72).map(timedelta),
    st.sampled_from((None, HOURS, AllowedHours(time(22), time(2), frozenset({4})))),
)
def test_the_next_moment_is_allowed_and_stays_so(now, start, deadline, hours):
    """Asked again at the moment it named, it names no later one."""
    rules = Rules(
        start=Start(now + start) if start is not None else None,
        deadline=Deadline(now + deadline, skips_rest=False) if deadline is not None else None,
        hours=hours,
    )
    then = rules.next_allowed(now)
    assert then >= now
    assert rules.next_allowed(then) == then
    assert rules.hours is None or rules.hours.allows(then)
    assert rules.start is None or then >= rules.start.at


@pytest.mark.parametrize(
    ("minutes", "is_missed"), [(-60, False), (0, False), (5, False), (5.1, True), (600, True)]
)
def test_a_start_is_missed_when_it_is_five_minutes_late(minutes, is_missed):
    assert Start(NOON).is_missed(NOON + timedelta(minutes=minutes)) is is_missed


@pytest.mark.parametrize("if_missed", Missed)
def test_a_missed_start_asks_where_it_may_run_but_is_too_late(if_missed):
    start = Start(NOON, if_missed, late_within_s=3600)
    assert start.what_now(NOON + timedelta(minutes=60)) is if_missed
    too_late = Missed.ASK if if_missed is Missed.RUN else if_missed
    assert start.what_now(NOON + timedelta(minutes=61)) is too_late


# Days on which the clock is put forward or back, holidays, nights.


def test_on_the_day_the_clock_goes_forward_the_window_follows_the_wall():
    hours = AllowedHours(time(2), time(5), frozenset(range(7)))
    minutes = [
        minute
        for minute in range(24 * 60)
        if hours.allows(datetime(2026, 3, 28, 22, tzinfo=UTC) + timedelta(minutes=minute))
    ]
    # 03:00 to 04:00 does not exist in Kyiv on 29 March 2026.
    assert len(minutes) == 2 * 60


def test_on_the_day_the_clock_goes_back_the_hour_that_comes_twice_is_allowed_twice():
    hours = AllowedHours(time(2), time(5), frozenset(range(7)))
    minutes = [
        minute
        for minute in range(24 * 60)
        if hours.allows(datetime(2026, 10, 24, 21, tzinfo=UTC) + timedelta(minutes=minute))
    ]
    assert len(minutes) == 4 * 60


def test_a_window_that_begins_in_the_hour_left_out_begins_after_it():
    hours = AllowedHours(time(3, 30), time(6), frozenset(range(7)))
    begin = hours.next_allowed(kyiv("2026-03-29 00:00"))
    assert begin.astimezone(UTC) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert begin.time() == time(4, 30)


def test_nothing_begins_on_a_holiday_and_a_night_before_it_goes_on_into_it():
    night = AllowedHours(
        time(22), time(2), frozenset(range(7)), holidays=frozenset({date(2026, 8, 24)})
    )
    assert night.allows(kyiv("2026-08-24 01:00"))
    assert not night.allows(kyiv("2026-08-24 23:00"))
    assert not night.allows(kyiv("2026-08-25 01:00"))
    assert night.next_allowed(kyiv("2026-08-24 03:00")) == kyiv("2026-08-25 22:00")


def test_holidays_in_a_row_are_passed_over():
    holidays = frozenset(date(2026, 12, day) for day in range(24, 32))
    hours = AllowedHours(time(9), time(20), holidays=holidays)
    assert hours.next_allowed(kyiv("2026-12-24 10:00")) == kyiv("2027-01-01 09:00")


def test_where_every_day_is_forbidden_it_says_so():
    with pytest.raises(ValueError, match="no day is allowed"):
        AllowedHours(days=frozenset()).next_allowed(NOON)


@pytest.mark.parametrize(
    ("due", "rules", "then"),
    [
        ("2026-11-24 14:32", Rules(hours=HOURS), "2026-11-24 14:32"),
        ("2026-11-25 03:00", Rules(hours=HOURS), "2026-11-25 09:00"),
        ("2026-11-24 11:00", Rules(hours=HOURS), None),
        ("2026-11-24 11:00", Rules(hours=AllowedHours(time(14), time(20))), "2026-11-24 14:00"),
        ("2026-11-24 14:32", Rules(deadline=Deadline(kyiv("2026-11-24 14:00"))), None),
        ("2026-11-24 14:32", Rules(deadline=Deadline(NOON, skips_rest=False)), "2026-11-25 00:00"),
    ],
)
def test_attempts_again_leave_when_the_rules_let_them_or_at_once_or_never(due, rules, then):
    repeats = Repeats(kyiv(due), is_all=True)
    assert repeats.by(rules, NOON) == (Repeats(kyiv(then), is_all=True) if then else None)
