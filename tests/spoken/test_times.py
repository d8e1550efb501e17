"""Times of day: what is read as one, and how it is said."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphasms_desktop.spoken.language import Language
from alphasms_desktop.spoken.said import Case, Problem, Said, Value
from alphasms_desktop.spoken.times import read_time, said_time


def _said(value: Value, language: Language = Language.UK, case: Case = Case.NOMINATIVE) -> str:
    said = said_time(value, language, case)
    assert isinstance(said, Said)
    assert not said.is_unsure
    return said.text


@pytest.mark.parametrize(
    "value",
    ["14:30", "14.30", "14:30:45", " 14:30 ", "2026-11-24 14:30", "2026-11-24T14:30:00",
     "24.11.2026 14:30", "24.11.26, 14:30", "2:30 PM", "2:30p.m.", time(14, 30, 9),
     datetime(2026, 11, 24, 14, 30), 0.604166, 0.6041666667, "0,604167"],
)  # fmt: skip
def test_a_time_is_read_however_it_is_written(value: Value) -> None:
    assert read_time(value) == time(14, 30)


@pytest.mark.parametrize(
    "value",
    ["", "24:00", "14:60", "9:5", "14", 14, 0, 1.5, -0.5, 9.05, "-9:05", "13:30 PM", "0:30 am",
     "14:30-15:00", "09-10", "о 14:30", "завтра", "24.11.2026", date(2026, 11, 24), True, None,
     0.9999999, float("nan"), "0.30.15"],
)  # fmt: skip
def test_what_is_not_surely_a_time_is_none(value: Value) -> None:
    assert read_time(value) is Problem.NOT_A_TIME
    assert said_time(value, Language.UK, Case.NOMINATIVE) is Problem.NOT_A_TIME


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("14:30", "чотирнадцята тридцять"),
        ("9.05", "дев’ята нуль п’ять"),
        ("13:01", "тринадцята нуль одна"),
        ("21:22", "двадцять перша двадцять дві"),
        ("3:40", "третя сорок"),
        ("0:15", "нульова п’ятнадцять"),
    ],
)
def test_minutes_follow_the_hour(value: str, words: str) -> None:
    assert _said(value) == words


def test_a_time_on_the_hour_is_said_as_such() -> None:
    assert _said("12:00") == "дванадцята година"
    assert _said("12:00", Language.RU) == "двенадцать часов"
    assert _said("21:00", Language.RU) == "двадцать один час"
    assert _said("15:00", Language.EN) == "three PM"


@pytest.mark.parametrize(
    ("case", "words", "hour"),
    [
        (Case.NOMINATIVE, "третя двадцять одна", "третя година"),
        (Case.GENITIVE, "третьої двадцять одна", "третьої години"),
        (Case.DATIVE, "третій двадцять одна", "третій годині"),
        (Case.ACCUSATIVE, "третю двадцять одну", "третю годину"),
        (Case.LOCATIVE, "третій двадцять одна", "третій годині"),
    ],
)
def test_the_ukrainian_hour_stands_in_the_case_of_the_sentence(
    case: Case, words: str, hour: str
) -> None:
    assert _said("3:21", case=case) == words
    assert _said("3:00", case=case) == hour


@pytest.mark.parametrize(
    ("value", "case", "words"),
    [
        ("14:30", Case.NOMINATIVE, "четырнадцать тридцать"),
        ("9:05", Case.NOMINATIVE, "девять ноль пять"),
        ("14:30", Case.GENITIVE, "четырнадцати тридцати"),
        ("2:00", Case.NOMINATIVE, "два часа"),
        ("2:00", Case.GENITIVE, "двух часов"),
        ("1:00", Case.GENITIVE, "одного часа"),
        ("2:00", Case.DATIVE, "двум часам"),
        ("2:00", Case.ACCUSATIVE, "два часа"),
        ("2:00", Case.LOCATIVE, "двух часах"),
    ],
)
def test_a_russian_time_is_said_in_cardinals(value: str, case: Case, words: str) -> None:
    assert _said(value, Language.RU, case) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("14:30", "two thirty PM"),
        ("9:05", "nine oh five AM"),
        ("12:00", "twelve noon"),
        ("0:00", "twelve midnight"),
        ("0:30", "twelve thirty AM"),
        ("12:30", "twelve thirty PM"),
    ],
)
def test_an_english_time_counts_to_twelve(value: str, words: str) -> None:
    assert _said(value, Language.EN) == words


def test_noon_and_midnight_of_a_twelve_hour_clock_are_told_apart() -> None:
    assert read_time("12:05 AM") == time(0, 5)
    assert read_time("12:05 PM") == time(12, 5)


@given(st.times())
def test_every_minute_of_a_day_is_read_from_text_and_from_a_share_of_the_day(moment: time) -> None:
    minute = time(moment.hour, moment.minute)
    assert read_time(minute.isoformat("minutes")) == minute
    assert read_time((moment.hour * 60 + moment.minute) / 1440) == minute


@given(st.times(), st.sampled_from(Language), st.sampled_from(Case))
def test_every_time_is_said_without_digits(moment: time, language: Language, case: Case) -> None:
    assert not any(sign.isdigit() for sign in _said(moment, language, case))
