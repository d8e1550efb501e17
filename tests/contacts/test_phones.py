"""Phones as people type them: one written form where it is certain, else the reason."""

import re

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphasms_desktop.contacts.phones import read_phone
from alphasms_desktop.domain.contact import Reason
from alphasms_desktop.domain.phone import clean, digits_of, ukrainian_mobile

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
    "O5O1234567",
    "05O 123 45 67",
    "+38 (О50) 123-45-67",
    "тел.О501234567",
    "05O1234567",
    "380501234567.0",
    "380501234567,0",
    "501234567.0",
    "0501234567 дод. 12",
    "0501234567 дод 3",
    "0501234567 ext. 5",
    "0501234567 (дод. 12)",
    "050 123-45-67 вн.12",
    "0501234567#12",
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
    "0038 050 123 45 67",
    "8~10~380501234567",
    "0501234567 0671234567",
    "050 1234567 067 7654321",
    "(050)1234567(067)1234567",
    "0501234567-0671234567",
    "0501234567+380671234567",
    "380501234567,380671234567",
    "0501234567/68",
    "050 12 45; 050 123 45 67",
    "мама 0501234567 тато 0671234567",
    "Олена Петрівна Шевчук 0501234567",
    "0501234567 о 14:30",
    "Марко 0501234567",
    "номер телефону: 501234567",
    "tel:+380501234567",
    '="0501234567"',
    "+38(050)1234567 (Viber)",
    "٠٥٠١٢٣٤٥٦٧",
    "050–123–45–67",
    "050\t123\t45\t67",
    "\ufeff0501234567",
    "0501234567²",
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
    ("441234567", "+380441234567"),
    (441234567, "+380441234567"),
    ("+39 06 1234 5678", "+390612345678"),
    ("+79161234567", "+79161234567"),
    ("+1 800 555 0199", "+18005550199"),
    ("380501000000", "+380501000000"),
    ("0500000000", "+380500000000"),
]

REFUSED = [
    (None, Reason.NO_PHONE),
    ("", Reason.NO_PHONE),
    (" \u00a0\u200e'", Reason.NO_PHONE),
    ("немає", Reason.NOT_A_PHONE),
    ("-", Reason.NOT_A_PHONE),
    ("Олена Шевчук", Reason.NOT_A_PHONE),
    (True, Reason.NOT_A_PHONE),
    (float("nan"), Reason.NOT_A_PHONE),
    (1.5, Reason.NOT_A_PHONE),
    ("3.80501E+11", Reason.LOST_DIGITS),
    ("3,80501E+11", Reason.LOST_DIGITS),
    ("3.8E11", Reason.LOST_DIGITS),
    ("'3.80501E+11", Reason.LOST_DIGITS),
    ("3.80501Е+11", Reason.LOST_DIGITS),
    ("380501000000.0", Reason.LOST_DIGITS),
    (380501000000, Reason.LOST_DIGITS),
    (501200000, Reason.LOST_DIGITS),
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
    ("+380 900 30 12 34", Reason.PREMIUM),
    (900301234, Reason.PREMIUM),
    (float("inf"), Reason.NOT_A_PHONE),
    (-501234567, Reason.NOT_A_PHONE),
    ("112", Reason.TOO_SHORT),
    ("+103", Reason.TOO_SHORT),
    ("123-45-67", Reason.TOO_SHORT),
    ("05012345; 06712", Reason.TOO_SHORT),
    ("050 12 45; 067", Reason.TOO_SHORT),
    ("0501234567 14", Reason.TOO_LONG),
    ("48512345678", Reason.NO_SUCH_NUMBER),
    ("79161234567", Reason.NO_SUCH_NUMBER),
    ("2912345678", Reason.NO_SUCH_NUMBER),
    ("+80501234567", Reason.NO_SUCH_NUMBER),
    ("+999 123 456 789", Reason.NO_SUCH_NUMBER),
    ("UA213223130000026007233566001", Reason.NO_SUCH_NUMBER),
    ("№ 501234567", Reason.NO_SUCH_NUMBER),
    ("договір 501234567", Reason.NO_SUCH_NUMBER),
    ("Марко 501234567", Reason.NO_SUCH_NUMBER),
    ("501234567.50", Reason.NOT_A_PHONE),
    ("50123456.7", Reason.NOT_A_PHONE),
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


# Words, extensions and several numbers in one cell are ours to understand, not the library's.
ONE_NUMBER = re.compile(r"[+(]?\d[\d\s().\u2011–-]{8,20}", re.ASCII)
AGREED = [
    cell
    for cell in [*SAME_MOBILE, *(cell for cell, _ in OTHERS)]
    if isinstance(cell, str) and ONE_NUMBER.fullmatch(cell) and len(digits_of(cell)) <= 13
    if cell.startswith(("+", "0", "("))
]


@pytest.mark.parametrize("cell", AGREED)
def test_the_numbering_plans_agree(cell):
    judged = phonenumbers.parse(clean(cell), "UA")
    assert phonenumbers.is_valid_number(judged)
    written = phonenumbers.format_number(judged, phonenumbers.PhoneNumberFormat.E164)
    assert read_phone(cell) == written


@pytest.mark.parametrize(
    "letters", ["050123 о 456", "050123456о Ян", "0501234о о о", "о 501234567"]
)
def test_a_letter_of_a_word_is_never_taken_for_a_zero(letters):
    assert isinstance(read_phone(letters), Reason) or digits_of(letters) in read_phone(letters)


@pytest.mark.parametrize("footnote", ["050123456²", "050123456①", "050123456½"])
def test_a_footnote_never_becomes_a_digit(footnote):
    assert read_phone(footnote) is Reason.TOO_SHORT


@pytest.mark.parametrize("code", ["39", "50", "63", "66", "67", "68", "73", "75", "77", *"9"])
def test_every_code_taken_on_sight_is_a_mobile_of_the_numbering_plan(code):
    for one in [code] if code != "9" else [f"9{digit}" for digit in range(1, 10)]:
        written = ukrainian_mobile(f"0{one}1234567")
        assert written == f"+380{one}1234567"
        assert phonenumbers.is_valid_number(phonenumbers.parse(written)), one


def typed_digits(cell):
    """Return the digits that somebody typed, an O that touches a digit counted as a zero."""
    return digits_of(clean(str(int(cell)) if isinstance(cell, float) else str(cell)))


@given(st.one_of(st.text(max_size=40), st.integers(), st.floats(), st.booleans(), st.none()))
def test_reading_never_fails_and_never_invents_digits(cell):
    found = read_phone(cell)
    if not isinstance(found, Reason):
        assert found.removeprefix("+").removeprefix("380") in typed_digits(cell)


@given(st.text(alphabet="0123456789+()-., ;/\n\u00a0оОOaтелдодx№²'Ee", max_size=30))
def test_whatever_looks_like_a_phone_has_a_valid_written_form_or_none(cell):
    found = read_phone(cell)
    if not isinstance(found, Reason):
        assert phonenumbers.is_valid_number(phonenumbers.parse(found))
        assert found.removeprefix("+").removeprefix("380") in typed_digits(cell)


@given(st.from_regex(r"[0-9()+ .\-]{6,18}", fullmatch=True))
def test_what_was_read_once_is_read_again_the_same(cell):
    found = read_phone(cell)
    if not isinstance(found, Reason):
        assert read_phone(found) == found


@given(
    st.lists(
        st.sampled_from(["67", "50", "93"]).flatmap(
            lambda code: st.from_regex(rf"0{code}[0-9]{{7}}", fullmatch=True)
        ),
        min_size=2,
        max_size=4,
    )
)
def test_of_several_numbers_in_a_cell_the_first_is_taken(numbers):
    for between in (", ", ";", " / ", "\n", " ", " або "):
        assert read_phone(between.join(numbers)) == f"+38{numbers[0]}"


def test_a_cell_of_endless_digits_is_refused_at_once():
    assert read_phone("0 5 " * 20_000) is Reason.TOO_LONG
    assert read_phone("050 1234567 " * 5_000 + "1") is Reason.TOO_LONG
