"""The numbers behind the charts: buckets that fit, hours of Kyiv, the most frequent prefixes."""

from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.statistics import (
    CAME,
    Came,
    MinuteCount,
    Share,
    Span,
    by_hour,
    listened,
    most_frequent,
    over_time,
)

NOON = 1_795_600_800 // 60  # 2026-11-24 10:00 UTC, noon in Kyiv
KYIV = ZoneInfo("Europe/Kyiv")


def test_without_results_there_is_nothing_to_draw():
    assert over_time([]) == (60, ())
    assert over_time([MinuteCount(NOON, State.SKIPPED, 5)]) == (60, ())


def test_an_hour_is_drawn_by_the_minute_and_a_day_by_the_half_hour():
    hour = [MinuteCount(NOON + at, State.ANSWERED, 1) for at in (0, 59)]
    assert over_time(hour)[0] == 60
    day = [MinuteCount(NOON + at, State.ANSWERED, 1) for at in (0, 24 * 60 - 1)]
    assert over_time(day)[0] == 1800


@given(
    st.lists(
        st.builds(
            MinuteCount,
            st.integers(NOON, NOON + 60 * 24 * 14),
            st.sampled_from(list(State)),
            st.integers(1, 1000),
        ),
        max_size=50,
    )
)
def test_no_call_is_lost_and_there_are_never_too_many_buckets(counts):
    _, buckets = over_time(counts)
    assert sum(sum(one.counts) for one in buckets) == sum(
        one.calls for one in counts if one.state in CAME
    )
    assert len(buckets) <= 61


def test_hours_of_the_day_are_those_of_kyiv_in_winter_and_summer():
    july = 1_783_944_000 // 60  # 2026-07-13 12:00 UTC, 15:00 in Kyiv
    counts = [
        MinuteCount(NOON, State.ANSWERED, 3),
        MinuteCount(NOON + 5, State.BUSY, 1),
        MinuteCount(NOON, State.REJECTED, 9),
        MinuteCount(july, State.NO_ANSWER, 2),
    ]
    assert by_hour(counts, KYIV) == (Share("12", 3, 4), Share("15", 0, 2))


def test_prefixes_beyond_the_eighth_are_summed():
    shares = [Share(f"+3805{n}", n, 10 * n) for n in range(1, 11)]
    found = most_frequent(shares)
    assert [one.name for one in found[:2]] == ["+380510", "+38059"]
    assert found[-1] == Share("", 1 + 2, 10 + 20)
    assert len(found) == 9


def test_whatever_a_call_comes_to_has_its_place():
    assert set(CAME.values()) == set(Came)


def test_how_long_people_listened_falls_into_a_few_equal_spans():
    assert listened({}) == ()
    assert listened({0: 2, 3: 1}) == (Span(0, 0, 2), Span(1, 1, 0), Span(2, 2, 0), Span(3, 3, 1))
    spans = listened({2: 3, 13: 40, 24: 1})
    assert len(spans) == 7
    assert spans[0] == Span(0, 3, 3)
    assert spans[-1] == Span(24, 27, 1)
    assert sum(one.people for one in spans) == 44
