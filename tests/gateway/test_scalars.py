"""Scalars: a number or a string for everything; nonsense is nothing, never an exception."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphasms_desktop.gateway import scalars

_SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text())


@pytest.mark.parametrize(
    ("value", "digits"),
    [
        (1234, "1234"),
        ("0471", "0471"),
        (471, "0471"),
        ("7", "0007"),
        (0, "0000"),
        (471.0, "0471"),
        ("123456", "123456"),
        ("", None),
        (None, None),
        (-5, None),
        ("12a4", None),
        ("١٢٣٤", None),
        (True, None),
        (12.5, None),
        ("1" * 11, None),
    ],
)
def test_a_code_has_four_digits_at_least(value: object, digits: str | None) -> None:
    assert scalars.as_code(value) == digits


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        (0.1 + 0.2, Decimal("0.300000")),
        ("31.168300000000002", Decimal("31.168300")),
        ("0,40", Decimal("0.40")),
        (-3.5, Decimal("-3.500000")),
        ("1e999999999999", None),
        ("1e-999999999999", None),
        ("NaN", None),
        ("sNaN", None),
        (float("inf"), None),
        ("9" * 400, None),
        (True, None),
        ([1], None),
    ],
)
def test_an_amount_is_exact_or_nothing(value: object, amount: Decimal | None) -> None:
    assert scalars.as_decimal(value) == amount


@pytest.mark.parametrize(
    ("value", "flag"),
    [
        (True, True),
        (1, True),
        ("1", True),
        ("True", True),
        (1.0, True),
        (False, False),
        (0, False),
        ("false", False),
        (None, None),
        ("", None),
        (2, None),
        ([], None),
    ],
)
def test_a_flag_is_a_boolean_an_integer_or_a_word(value: object, flag: bool | None) -> None:
    assert scalars.as_flag(value) is flag


def test_an_id_of_nought_is_no_id() -> None:
    assert [scalars.as_id(one) for one in (0, "0", 0.0, None, "7", 7)] == ["", "", "", "", "7", "7"]


def test_a_count_is_whole_and_small() -> None:
    told = [scalars.as_count(one) for one in (2, "2", 2.0, 2.5, -1, 10**9, None)]
    assert told == [2, 2, 2, None, None, None, None]


@given(_SCALARS)
def test_any_scalar_ends_quietly(value: object) -> None:
    for read in (
        scalars.as_text,
        scalars.as_id,
        scalars.as_decimal,
        scalars.as_seconds,
        scalars.as_count,
        scalars.as_flag,
        scalars.as_code,
    ):
        read(value)
