"""Sums of money and plain numbers in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphasms_desktop.spoken.amounts import said_number, said_sum
from alphasms_desktop.spoken.language import Language
from alphasms_desktop.spoken.said import Problem, Said, Value


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("1250,50", "одна тисяча двісті п’ятдесят гривень п’ятдесят копійок"),
        ("1 250,50 грн", "одна тисяча двісті п’ятдесят гривень п’ятдесят копійок"),
        ("₴1250.50", "одна тисяча двісті п’ятдесят гривень п’ятдесят копійок"),
        (1250.4999999999998, "одна тисяча двісті п’ятдесят гривень п’ятдесят копійок"),
        (1, "одна гривня"),
        (2, "дві гривні"),
        (11, "одинадцять гривень"),
        (12, "дванадцять гривень"),
        (21, "двадцять одна гривня"),
        (1002, "одна тисяча дві гривні"),
        ("0,01", "одна копійка"),
        ("0,22", "двадцять дві копійки"),
        ("5,5", "п’ять гривень п’ятдесят копійок"),
    ],
)
def test_a_sum_is_said_in_the_right_plural(value: Value, words: str) -> None:
    assert said_sum(value, Language.UK) == Said(words)


def test_kopecks_are_left_out_where_there_are_none() -> None:
    assert said_sum("40,00", Language.UK) == Said("сорок гривень")
    assert said_sum(0, Language.UK) == Said("нуль гривень")


def test_a_sum_is_said_in_russian_and_in_english() -> None:
    assert said_sum("22,01", Language.RU) == Said("двадцать две гривны одна копейка")
    assert said_sum("22,01", Language.EN) == Said("twenty-two hryvnias one kopeck")
    assert said_sum(1, Language.EN) == Said("one hryvnia")


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("-5", Problem.NEGATIVE),
        (-0.01, Problem.NEGATIVE),
        (10**9, Problem.TOO_LARGE),
        (10**40, Problem.TOO_LARGE),
        (1.005, Problem.TOO_PRECISE),
        ("1250,505", Problem.TOO_PRECISE),
        ("1.250", Problem.NUMBER_UNCLEAR),
        ("$5", Problem.NOT_A_NUMBER),
        ("грн", Problem.NOT_A_NUMBER),
        ("5 грн 50 коп", Problem.NOT_A_NUMBER),
    ],
)
def test_a_sum_that_is_not_certain_is_refused(value: Value, problem: Problem) -> None:
    assert said_sum(value, Language.UK) is problem


@pytest.mark.parametrize(
    ("value", "language", "words"),
    [
        (12, Language.UK, "дванадцять"),
        (12.0, Language.UK, "дванадцять"),
        ("12,50", Language.UK, "дванадцять цілих п’ять десятих"),
        ("1,1", Language.UK, "одна ціла одна десята"),
        ("0,25", Language.UK, "нуль цілих двадцять п’ять сотих"),
        (0.001, Language.UK, "нуль цілих одна тисячна"),
        (-3, Language.UK, "мінус три"),
        ("2,5", Language.RU, "две целых пять десятых"),
        (-0.05, Language.EN, "minus zero point zero five"),
        (1250, Language.EN, "one thousand two hundred and fifty"),
    ],
)
def test_a_number_is_said_as_how_many(value: Value, language: Language, words: str) -> None:
    assert said_number(value, language) == Said(words)


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        (10**12, Problem.TOO_LARGE),
        (-(10**12), Problem.TOO_LARGE),
        ("3,1415", Problem.TOO_PRECISE),
        ("007", Problem.NOT_A_NUMBER),
        ("багато", Problem.NOT_A_NUMBER),
    ],
)
def test_a_number_that_no_ear_can_follow_is_refused(value: Value, problem: Problem) -> None:
    assert said_number(value, Language.UK) is problem


@given(st.integers(0, 10**11 - 1), st.sampled_from(Language))
def test_every_sum_below_the_limit_is_said_without_digits(kopecks: int, language: Language) -> None:
    said = said_sum(f"{kopecks // 100},{kopecks % 100:02d}", language)
    assert isinstance(said, Said)
    assert not any(sign.isdigit() for sign in said.text)
