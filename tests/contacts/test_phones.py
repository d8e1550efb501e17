"""Phones as people type them: one written form where it is certain, else the reason."""

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphasms_desktop.contacts.phones import read_phone
from alphasms_desktop.domain.contact import Reason
from alphasms_desktop.domain.phone import clean, digits_of, grouped, masked

MOBILE = "+380501234567"

SAME_MOBILE = [
    "+380501234567",
    "380501234567",
    "80501234567",
    "0501234567",
    "501234567",
    "+38 (050) 123-45-67",
    "+38(050)1234567",
    "38 050 123 45 67",
    "(050) 123-45-67",
    "050 123 45 67",
    "050-123-45-67",
    "050.123.45.67",
    "050/123-45-67",
    "8-050-123-45-67",
    "8 050 123 45 67",
    "8 (050) 123-45-67",
    "  0501234567  ",
    "'0501234567",
    "’0501234567",
    "\u00a0050\u00a0123\u00a045\u00a067\u00a0",
    "\u200e+380501234567\u200e",
    "\u202a+380501234567\u202c",
    "+380\u2011501234567",
    "０５０１２３４５６７",
    "О501234567",
    "O5O1234567".replace("O5O", "O50"),
    "05O1234567",
    "380501234567.0",
    "380501234567,0",
    "501234567.0",
    "0501234567 дод. 12",
    "0501234567 дод 3",
    "0501234567 ext. 5",
    "0501234567;0671234567",
    "0501234567, 0671234567",
    "0501234567 / 067 123 45 67",
    "0501234567 або 0671234567",
    "0501234567\n0671234567",
    "тел. 050 123 45 67",
    "моб: 0501234567",
    "0501234567.",
    "0501234567 (Олена)",
    "00380501234567",
    "+38050 1234567",
    "+380-50-123-45-67",
    380501234567,
    380501234567.0,
    501234567,
    501234567.0,
    80501234567,
]

OTHERS = [
    ("0441234567", "+380441234567"),
    ("044 123-45-67", "+380441234567"),
    ("8 044 123 45 67", "+380441234567"),
    ("0800500500", "+380800500500"),
    ("+48 512 345 678", "+48512345678"),
    ("0048512345678", "+48512345678"),
    ("+1 212 555 2368", "+12125552368"),
    ("+49 151 23456789", "+4915123456789"),
    ("380501000000", "+380501000000"),
    ("0500000000", "+380500000000"),
]

REFUSED = [
    (None, Reason.NO_PHONE),
    ("", Reason.NO_PHONE),
    ("немає", Reason.NOT_A_PHONE),
    ("-", Reason.NOT_A_PHONE),
    ("Олена Шевчук", Reason.NOT_A_PHONE),
    (True, Reason.NOT_A_PHONE),
    (float("nan"), Reason.NOT_A_PHONE),
    (1.5, Reason.NOT_A_PHONE),
    ("3.80501E+11", Reason.LOST_DIGITS),
    ("3,80501E+11", Reason.LOST_DIGITS),
    ("3.8E11", Reason.LOST_DIGITS),
    (380501000000, Reason.LOST_DIGITS),
    (380500000000.0, Reason.LOST_DIGITS),
    ("103", Reason.TOO_SHORT),
    ("12", Reason.TOO_SHORT),
    ("05012345", Reason.TOO_SHORT),
    ("050123456", Reason.TOO_SHORT),
    ("05012345678", Reason.TOO_LONG),
    ("0501234567890123456", Reason.TOO_LONG),
    ("0000000000", Reason.NO_SUCH_NUMBER),
    ("+380001234567", Reason.NO_SUCH_NUMBER),
    ("0900301234", Reason.PREMIUM),
]


@pytest.mark.parametrize("cell", SAME_MOBILE)
def test_every_spelling_of_a_mobile_has_the_same_written_form(cell):
    assert read_phone(cell) == MOBILE


@pytest.mark.parametrize(("cell", "written"), OTHERS)
def test_other_numbers_are_judged_by_the_numbering_plans(cell, written):
    assert read_phone(cell) == written


@pytest.mark.parametrize(("cell", "reason"), REFUSED)
def test_what_is_not_certain_is_refused_with_the_reason(cell, reason):
    assert read_phone(cell) is reason


@pytest.mark.parametrize("cell", [cell for cell in SAME_MOBILE if str(cell).startswith("+380")])
def test_the_numbering_plans_agree(cell):
    judged = phonenumbers.parse(clean(cell), "UA")
    assert phonenumbers.is_valid_number(judged)
    written = phonenumbers.format_number(judged, phonenumbers.PhoneNumberFormat.E164)
    assert read_phone(cell) == written


@given(st.one_of(st.text(max_size=40), st.integers(), st.floats(), st.booleans(), st.none()))
def test_reading_never_fails_and_never_invents_digits(cell):
    found = read_phone(cell)
    if isinstance(found, Reason):
        return
    assert found.startswith("+")
    typed = digits_of(clean(str(int(cell)) if isinstance(cell, float) else str(cell)))
    tail = found[1:].removeprefix("380")
    assert tail in typed or found[1:] in typed


@given(st.from_regex(r"[0-9()+ .\-]{6,18}", fullmatch=True))
def test_anything_like_a_number_has_a_valid_written_form_or_none(cell):
    found = read_phone(cell)
    if not isinstance(found, Reason):
        assert phonenumbers.is_valid_number(phonenumbers.parse(found))


def test_phones_are_shown_in_groups_and_logged_in_part():
    assert grouped(MOBILE) == "+380 50 123 45 67"
    assert grouped("+48512345678") == "+48 512 345 678"
    assert masked(MOBILE) == "+380•••67"
