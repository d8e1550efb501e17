"""How fast, and how long to wait: numbers in, numbers out."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphasms_desktop.engine.pacing import Backoff, Pace, RateLimit


def backoff() -> Backoff:
    return Backoff(jitter=Random(0))


def test_the_waits_grow_and_are_never_exactly_alike():
    waiting, now, waits = backoff(), 0.0, []
    for _ in range(7):
        waits.append(waiting.failed(now, now))
        now = waiting.until
    for wait, plain in zip(waits, (1, 2, 4, 8, 15, 15, 15), strict=True):
        assert plain * 0.9 <= wait <= plain * 1.1
    assert len(set(waits)) == 7


def test_those_under_way_together_fail_once():
    waiting = backoff()
    waiting.failed(10.0, begun_at=9.0)
    until = waiting.until
    waiting.failed(10.5, begun_at=9.5)
    assert (waiting.failures, waiting.until) == (1, until)


def test_after_six_failures_a_person_should_know():
    waiting, now = backoff(), 0.0
    told = []
    for _ in range(6):
        waiting.failed(now, now)
        now = waiting.until
        told.append(waiting.is_exhausted)
    assert told == [False] * 5 + [True]


def test_what_got_through_ends_the_waiting():
    waiting = backoff()
    waiting.failed(0.0, 0.0)
    waiting.got_through()
    assert (waiting.failures, waiting.until, waiting.is_exhausted) == (0, 0.0, False)


def hand_over(pace: Pace, begin: float, seconds: float, a_second: float) -> float:
    """Have calls handed over at a rate for so long; returns the moment after it."""
    for number in range(int(seconds * a_second) + 1):
        pace.learned(0.1, begin + number / a_second)
    return begin + seconds


def test_it_begins_with_four_uploads_or_fewer_where_fewer_are_allowed():
    assert (Pace(8).level, Pace(4).level, Pace(2).level, Pace(1).level) == (4, 4, 2, 1)


def test_more_uploads_are_kept_while_they_make_calls_leave_faster():
    pace, now = Pace(8), 0.0
    for rate in (20, 25, 30, 35):
        now = hand_over(pace, now, 2.2, rate)
    assert pace.level > 4


def test_more_uploads_that_gain_nothing_are_taken_back():
    pace, now = Pace(8), 0.0
    levels = []
    for _ in range(4):
        now = hand_over(pace, now, 2.2, 20)
        levels.append(pace.level)
    assert 5 in levels
    assert levels[-1] == 4


def test_trouble_halves_the_uploads_and_one_is_the_least():
    pace = Pace(8)
    levels = []
    for _ in range(4):
        pace.met_trouble()
        levels.append(pace.level)
    assert levels == [2, 1, 1, 1]


@pytest.mark.parametrize(("seconds", "room"), [(0.0, 4), (0.2, 8), (0.99, 8), (1.5, 4)])
def test_only_what_leaves_within_a_second_is_claimed(seconds, room):
    pace = Pace(4)
    if seconds:
        pace.learned(seconds, 0.0)
    assert pace.room(0) == room
    assert pace.room(room - 1) == 1
    assert pace.room(room + 5) == 0


@given(
    st.integers(1, 16),
    st.lists(st.tuples(st.sampled_from(["learned", "trouble", "held"]), st.floats(0.001, 30))),
)
def test_whatever_happens_the_uploads_stay_within_their_bounds(most, story):
    pace, now = Pace(most), 0.0
    for what, seconds in story:
        now += seconds
        if what == "learned":
            pace.learned(seconds, now)
        elif what == "trouble":
            pace.met_trouble()
        else:
            pace.held_back()
        assert 1 <= pace.level <= most
        assert 0 <= pace.room(0) <= 2 * most


def test_without_a_limit_there_is_always_room():
    assert RateLimit(None).room(0.0) is None


def test_the_first_minute_has_no_more_than_the_limit_and_the_call_that_begins_it():
    limit, left = RateLimit(30), 0
    for tick in range(60 * 4):
        room = limit.room(tick / 4)
        limit.take(room)
        left += room
    assert left == 30


def test_room_that_was_not_used_is_kept_for_a_second_only():
    limit = RateLimit(600)
    limit.room(0.0)
    assert limit.room(3600.0) == 10


def test_a_claim_that_did_not_leave_gives_its_room_back():
    limit = RateLimit(6)
    assert limit.room(0.0) == 1
    limit.take(1)
    assert limit.room(0.0) == 0
    limit.give_back()
    assert limit.room(0.0) == 1


@given(st.integers(1, 6000), st.lists(st.floats(0, 5), max_size=60))
def test_never_more_leave_than_the_minutes_passed_allow(per_minute, pauses):
    limit, now, left = RateLimit(per_minute), 0.0, 0
    for pause in pauses:
        now += pause
        room = limit.room(now)
        assert room >= 0
        limit.take(room)
        left += room
    assert left <= now * per_minute / 60 + 1 + 1e-6
