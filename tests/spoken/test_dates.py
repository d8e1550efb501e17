"""Dates and days of the week: what is read as one, and how it is said."""

from collections.abc import Callable
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphasms_desktop.spoken.dates import (
    Day,
    read_day,
    said_date,
    said_date_with_year,
    said_weekday,
)
from alphasms_desktop.spoken.language import Language
from alphasms_desktop.spoken.said import Case, Problem, Said, Value

_Sayer = Callable[[Value, Language, Case], Said | Problem]


@pytest.mark.parametrize(
    "value",
    ["24.11.2026", "2026-11-24", "2026-11-24 14:30", "2026-11-24T14:30:00", "24.11.2026 14:30",
     "24.11.2026, 9:00", "24.11.2026 р.", "24.11.2026 року", "24/11/2026", "11/24/2026",
     " 24.11.2026 ", date(2026, 11, 24), datetime(2026, 11, 24, 14, 30)],
)  # fmt: skip
def test_a_date_is_read_however_it_is_written(value: Value) -> None:
    assert read_day(value) == Day(24, 11, 2026)


@pytest.mark.parametrize("value", ["24.11.26", "24.11", "24.11.", "24/11/26"])
def test_a_year_that_is_not_written_out_is_unknown(value: str) -> None:
    assert read_day(value) == Day(24, 11, None)


@pytest.mark.parametrize(
    "value",
    ["31.04.2026", "29.02.2026", "24.13.2026", "0.1.2026", "24.11.1026", "завтра", 46350, 24.11,
     time(9), True, None, "", "24-11-2026", "24.11.2026-26.11.2026"],
)  # fmt: skip
def test_what_is_not_surely_a_date_is_none(value: Value) -> None:
    assert read_day(value) is Problem.NOT_A_DATE


def test_a_date_that_may_be_american_is_not_guessed() -> None:
    assert read_day("05/06/2026") is Problem.DATE_UNCLEAR
    assert read_day("05/05/2026") == Day(5, 5, 2026)


def test_the_leap_day_is_taken_where_the_year_is_unknown() -> None:
    assert read_day("29.02") == Day(29, 2, None)


@pytest.mark.parametrize(
    ("language", "case", "words"),
    [
        (Language.UK, Case.NOMINATIVE, "двадцять четверте листопада"),
        (Language.UK, Case.GENITIVE, "двадцять четвертого листопада"),
        (Language.UK, Case.ACCUSATIVE, "двадцять четверте листопада"),
        (Language.RU, Case.NOMINATIVE, "двадцать четвёртое ноября"),
        (Language.RU, Case.DATIVE, "двадцать четвёртому ноября"),
        (Language.EN, Case.GENITIVE, "the twenty-fourth of November"),
    ],
)
def test_a_date_is_said_without_its_year(language: Language, case: Case, words: str) -> None:
    assert said_date("24.11.2026", language, case) == Said(words)
    assert said_date("24.11", language, case) == Said(words)


@pytest.mark.parametrize(
    ("value", "language", "words"),
    [
        ("03.01.2026", Language.UK, "третє січня дві тисячі двадцять шостого року"),
        ("03.01.1999", Language.UK, "третє січня тисяча дев’ятсот дев’яносто дев’ятого року"),
        ("03.01.2000", Language.UK, "третє січня двохтисячного року"),
        ("03.01.2026", Language.RU, "третье января две тысячи двадцать шестого года"),
        ("03.01.2026", Language.EN, "the third of January twenty twenty-six"),
    ],
)
def test_a_year_is_said_where_it_is_asked_for(value: str, language: Language, words: str) -> None:
    assert said_date_with_year(value, language, Case.NOMINATIVE) == Said(words)


def test_neither_a_year_nor_a_weekday_comes_out_of_two_digits() -> None:
    assert said_date_with_year("24.11.26", Language.UK, Case.NOMINATIVE) is Problem.YEAR_UNCLEAR
    assert said_weekday("24.11", Language.UK, Case.NOMINATIVE) is Problem.YEAR_UNCLEAR


@pytest.mark.parametrize(
    ("value", "language", "case", "word"),
    [
        ("24.11.2026", Language.UK, Case.NOMINATIVE, "вівторок"),
        ("25.11.2026", Language.UK, Case.ACCUSATIVE, "середу"),
        ("27.11.2026", Language.UK, Case.GENITIVE, "п’ятниці"),
        ("25.11.2026", Language.RU, Case.DATIVE, "среде"),
        ("25.11.2026", Language.RU, Case.LOCATIVE, "среда"),
        ("29.11.2026", Language.EN, Case.ACCUSATIVE, "Sunday"),
    ],
)
def test_a_weekday_is_found_for_its_date(
    value: str, language: Language, case: Case, word: str
) -> None:
    assert said_weekday(value, language, case) == Said(word)


@pytest.mark.parametrize("say", [said_date, said_date_with_year, said_weekday])
def test_what_is_no_date_is_said_in_no_form(say: _Sayer) -> None:
    assert say("завтра", Language.UK, Case.NOMINATIVE) is Problem.NOT_A_DATE


@given(
    st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(Language), st.sampled_from(Case)
)
def test_every_date_is_read_back_and_said_without_digits(
    day: date, language: Language, case: Case
) -> None:
    assert read_day(day.isoformat()) == read_day(f"{day:%d.%m.%Y}") == read_day(day)
    said = said_date_with_year(day, language, case)
    assert isinstance(said, Said)
    assert not any(sign.isdigit() for sign in said.text)
