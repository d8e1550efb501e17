"""Numbers as sheets write them, exact."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphasms_desktop.spoken.decimals import read_decimal
from alphasms_desktop.spoken.said import Problem, Value


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("1250,50", "1250.5"),
        ("1250.50", "1250.5"),
        ("1 250,50", "1250.5"),
        ("1\u00a0250,50", "1250.5"),
        ("1,250.50", "1250.5"),
        ("1.250,50", "1250.5"),
        ("1,250,000", "1250000"),
        ("1250,505", "1250.505"),
        ("0,250", "0.25"),
        ("−5", "-5"),
        (0.1 + 0.2, "0.3"),
        (7, "7"),
    ],
)
def test_a_number_is_read_with_the_signs_of_any_country(value: Value, number: str) -> None:
    assert read_decimal(value) == Decimal(number)


@pytest.mark.parametrize("value", ["1,250", "1.250", "-12,500", "999.999"])
def test_a_sign_before_three_digits_may_mean_two_things(value: str) -> None:
    assert read_decimal(value) is Problem.NUMBER_UNCLEAR


@pytest.mark.parametrize(
    "value",
    ["", "-", "12 5", "1,25,000", "1.2.3", "007", "1e5", "5 шт", True, None, float("nan"),
     float("inf")],
)  # fmt: skip
def test_what_is_no_number_is_none(value: Value) -> None:
    assert read_decimal(value) is Problem.NOT_A_NUMBER


def test_more_digits_than_anybody_writes_are_refused() -> None:
    assert read_decimal("1," + "3" * 13) is Problem.TOO_PRECISE


@given(st.decimals(-(10**9), 10**9, places=2))
def test_a_number_with_two_decimals_is_read_back(number: Decimal) -> None:
    assert read_decimal(f"{number:.2f}") == read_decimal(f"{number:.2f}".replace(".", ","))
    assert read_decimal(f"{number:.2f}") == number
    assert read_decimal(float(number)) == number
