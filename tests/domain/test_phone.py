"""A typed phone, cleaned and, where that is certain, in its one written form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphasms_desktop.domain.phone import (
    clean,
    digits_of,
    grouped,
    has_lost_digits,
    masked,
    plain_signs,
    ukrainian_mobile,
    was_number,
    without_extension,
)


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("  0501234567  ", "0501234567"),
        ("'0501234567", "0501234567"),
        ("050\u00a0123\u00a045\u00a067", "050 123 45 67"),
        ("\u200e+380501234567", "+380501234567"),
        ("０５０１２３４５６７", "0501234567"),
        ("＋380501234567", "+380501234567"),
        ("О50123456O", "0501234560"),
        ("05ОО123456", "0500123456"),
        ("Олена 0501234567", "Олена 0501234567"),
        ("Марко 501234567", "Марко 501234567"),
        ("№ 501234567", "№ 501234567"),
        ("050123456²", "050123456²"),
        ("380501234567.0", "380501234567"),
        ("380501234567,00", "380501234567"),
        ("0501234567 дод. 12", "0501234567"),
        ("0501234567, доб 12", "0501234567"),
        ("0501234567 (вн. 12)", "0501234567"),
        ("0501234567 ext:5", "0501234567"),
        ("0501234567x5", "0501234567"),
        ("0501234567 внутрішній 12", "0501234567"),
        ("0501234567;ext=12", "0501234567"),
        ("0501234567 Max 5", "0501234567 Max 5"),
        ("380 501 234 567,00", "380 501 234 567"),
        ("050.123.456.0", "050.123.456.0"),
        ("0501234567;", "0501234567"),
        ("", ""),
    ],
)
def test_what_a_phone_never_needs_is_stripped(typed, cleaned):
    assert clean(typed) == cleaned


@pytest.mark.parametrize(
    "typed",
    ["0501234567", "+380501234567", "380501234567", "80501234567", "501234567", "8 (050) 123-45-67",
     "+38 050 123 45 67", "00380501234567", "810380501234567", "(+380) 50 123 45 67",
     "+380(0)501234567", "+00380501234567"],
)  # fmt: skip
def test_a_mobile_is_known_whatever_its_prefix(typed):
    assert ukrainian_mobile(typed) == "+380501234567"


@pytest.mark.parametrize(
    "typed",
    ["", "050123456", "05012345678", "0441234567", "+501234567", "+0501234567", "+80501234567",
     "+48501234567", "0601234567", "1380501234567", "(+50)1234567", "38+0501234567",
     "0501234567+380671234567"],
)  # fmt: skip
def test_what_is_not_certainly_a_mobile_is_left_to_others(typed):
    assert ukrainian_mobile(typed) is None


@pytest.mark.parametrize("typed", ["3.80501E+11", "3,80501e+11", " '3.8E11 ", "3.80501Е+11", "4E9"])
def test_a_number_cut_by_a_spreadsheet_is_known(typed):
    assert has_lost_digits(typed)


@pytest.mark.parametrize("typed", ["380501234567", "0501234567", "E", "50E1234567", "", "Е 11"])
def test_a_number_that_was_not_cut_is_not_taken_for_one(typed):
    assert not has_lost_digits(typed)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("380501234567.0", "380501234567"),
        ("380501234567,00", "380501234567"),
        ("380,501,234,567.00", "380,501,234,567"),
        ("380501234567", None),
        ("380501234567.5", None),
        ("050.123.45.00", None),
        ("12.0", None),
    ],
)
def test_a_text_that_was_a_number_once_is_known_by_its_zero_fraction(typed, number):
    assert was_number(typed) == number
    assert without_extension(typed) == typed
    assert clean(typed) == (number or typed)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("０５０ ٣४", "050 34"),
        ("\u00a0050\t\n12", " 050 12"),
        ("\u200e0\u00ad5\x000\ufe0f\u3164", "050"),
        ("мобільнии\u0306", "мобільний"),
        ("＋３８", "+38"),
        ("050² 050① 050º 050½", "050² 050① 050º 050½"),
    ],
)
def test_only_what_is_drawn_otherwise_becomes_plain(typed, plain):
    assert plain_signs(typed) == plain


@given(st.text(max_size=60))
def test_cleaning_never_fails_and_leaves_nothing_more_to_clean_at_the_ends(typed):
    cleaned = clean(typed)
    assert cleaned == cleaned.strip()
    assert set(digits_of(cleaned)) <= set("0123456789")


def test_phones_are_shown_in_groups():
    assert grouped("+380501234567") == "+380 50 123 45 67"
    assert grouped("+48512345678") == "+48 512 345 678"


def test_phones_are_logged_in_part():
    assert masked("+380501234567") == "+380•••67"
    assert masked("+123") == "•••"
