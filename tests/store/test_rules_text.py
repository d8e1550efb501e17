"""The rules of a campaign as text: what was written is read, by this version and the next."""

import json
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphasms_desktop.domain.hours import AllowedHours, DespiteHours
from alphasms_desktop.domain.rules import Canary, Deadline, Missed, Purpose, Rules, Start
from alphasms_desktop.store.rules_text import rules_from_text, rules_to_text

moments = st.datetimes(
    datetime(2020, 1, 1),
    datetime(2100, 1, 1),
    timezones=st.sampled_from((UTC, timezone(timedelta(hours=3)))),
)
seconds = st.floats(0, 1e6)
hours = st.builds(
    AllowedHours,
    *(st.times(), st.times(), st.frozensets(st.integers(0, 6)), st.just("Europe/Kyiv")),
    st.frozensets(st.dates(), max_size=4),
)
every_rule = st.builds(
    Rules,
    uploads=st.integers(1, 16),
    calls_per_minute=st.none() | st.integers(1, 10_000),
    hours=st.none() | hours,
    despite_hours=st.none() | st.builds(DespiteHours, st.text(min_size=1), moments),
    start=st.none() | st.builds(Start, moments, st.sampled_from(Missed), seconds),
    deadline=st.none() | st.builds(Deadline, moments, st.booleans()),
    canary=st.none()
    | st.builds(Canary, st.integers(1, 1000), st.none() | st.floats(0, 1), seconds),
    retry_after_s=st.lists(seconds, max_size=5).map(tuple),
    cap=st.none() | st.decimals("0.01", "1000000", places=6),
    purpose=st.sampled_from(Purpose),
    not_again_within_days=st.integers(0, 3650),
    alarm=st.booleans(),
)


@given(every_rule)
def test_every_rule_is_read_as_it_was_written(rules):
    read = rules_from_text(rules_to_text(rules))
    assert read == rules
    assert [type(getattr(read, name)) for name in vars(rules)] == [
        type(value) for value in vars(rules).values()
    ]


def test_a_sum_keeps_every_digit():
    text = rules_to_text(Rules(cap=Decimal("0.100000")))
    assert str(rules_from_text(text).cap) == "0.100000"


def test_a_moment_keeps_its_zone():
    at = datetime(2026, 12, 1, 9, tzinfo=timezone(timedelta(hours=2)))
    assert (
        rules_from_text(rules_to_text(Rules(start=Start(at)))).start.at.utcoffset()
        == at.utcoffset()
    )


def test_a_rule_that_an_earlier_version_did_not_know_has_its_default():
    read = rules_from_text(json.dumps({"uploads": 3, "unknown_in_a_row": 9}))
    assert read == Rules(uploads=3, refused_in_a_row=9)
    assert read.despite_hours is None


def test_hours_kept_before_there_were_holidays_are_read():
    kept = {"start": "09:00:00", "end": "20:00:00", "days": [0, 1], "zone": "Europe/Kyiv"}
    read = rules_from_text(json.dumps({"hours": kept}))
    assert read.hours == AllowedHours(time(9), time(20), frozenset({0, 1}))


def test_a_rule_of_a_later_version_is_left_out():
    assert rules_from_text(json.dumps({"colour": "blue"})) == Rules()


def test_days_and_holidays_are_written_in_order():
    rules = Rules(hours=AllowedHours(holidays=frozenset({date(2026, 8, 24), date(2026, 1, 1)})))
    kept = json.loads(rules_to_text(rules))["hours"]
    assert kept["days"] == [0, 1, 2, 3, 4, 5]
    assert kept["holidays"] == ["2026-01-01", "2026-08-24"]


def test_what_is_no_rule_cannot_be_written():
    with pytest.raises(TypeError, match="object is no value of a rule"):
        rules_to_text(Rules(cap=object()))
