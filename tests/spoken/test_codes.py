"""Codes digit by digit and phones by groups."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphasms_desktop.spoken.codes import said_digits, said_phone
from alphasms_desktop.spoken.language import Language
from alphasms_desktop.spoken.said import Problem, Said, Value

_IN_UKRAINIAN = "нуль шістдесят сім, сто двадцять три, сорок п’ять, шістдесят сім"


@pytest.mark.parametrize("value", ["0712", "07 12", "07-12", "07–12"])
def test_a_code_is_said_digit_by_digit_with_rests(value: str) -> None:
    assert said_digits(value, Language.UK) == Said("нуль, сім, один, два")


def test_a_code_that_the_sheet_holds_as_a_number_is_said_as_it_stands_there() -> None:
    assert said_digits(71, Language.EN) == Said("seven, one")
    assert said_digits(71.0, Language.RU) == Said("семь, один")


@pytest.mark.parametrize("value", ["A7", "7,1", "", -7, 7.5, True, None, "1" * 31])
def test_what_has_other_signs_is_no_code(value: Value) -> None:
    assert said_digits(value, Language.UK) is Problem.NOT_DIGITS


@pytest.mark.parametrize(
    "value",
    ["+380671234567", "0671234567", "067 123-45-67", "(067) 123-45-67", "+38 (067) 123 45 67",
     "067–123–45–67", 380671234567, 671234567, 380671234567.0, "80671234567", "0671234567 дод. 2"],
)  # fmt: skip
def test_a_mobile_is_said_as_it_is_dialled_at_home(value: Value) -> None:
    assert said_phone(value, Language.UK) == Said(_IN_UKRAINIAN)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("044 200 00 07", "нуль сорок чотири, двісті, нуль нуль, нуль сім"),
        ("+380 44 200 00 07", "нуль сорок чотири, двісті, нуль нуль, нуль сім"),
        ("0 800 300 460", "нуль вісімсот, триста, чотириста шістдесят"),
        ("+48 512 345 678", "плюс сорок вісім, п’ятсот дванадцять, триста сорок п’ять,"
         " шістсот сімдесят вісім"),
    ],
)  # fmt: skip
def test_zeros_and_the_plus_are_heard(value: str, words: str) -> None:
    assert said_phone(value, Language.UK) == Said(words)


def test_english_says_a_phone_digit_by_digit() -> None:
    words = "zero six seven, one two three, four five, six seven"
    assert said_phone("0671234567", Language.EN) == Said(words)


@pytest.mark.parametrize(
    "value",
    ["103", "3.80671E+11", "0671234567, 0501234567", "0671234567 Олена", "48512345678", "", 1.5,
     True, None, "06712345678"],
)  # fmt: skip
def test_what_is_not_surely_a_phone_is_none(value: Value) -> None:
    assert said_phone(value, Language.UK) is Problem.NOT_A_PHONE


@given(st.from_regex(r"0[3-9]\d{8}", fullmatch=True))
def test_no_digit_of_a_phone_is_lost(phone: str) -> None:
    said = said_phone(phone, Language.EN)
    digits = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    assert isinstance(said, Said)
    assert said.text.replace(",", "").split() == [digits[int(digit)] for digit in phone]
