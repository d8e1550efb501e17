"""Phones as people type them: which rules hold for them, and what must hold for any cell.

The spellings themselves are in `phone_cases`.
"""

import unicodedata

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphasms_desktop.contacts.phones import read_phone, read_phones
from alphasms_desktop.domain.contact import Reason
from alphasms_desktop.domain.importing import PhoneRules
from alphasms_desktop.domain.phone import digits_of, ukrainian_mobile

MOBILE = "+380501234567"
POLAND = PhoneRules(country="PL")
ONLY_HOME = PhoneRules(takes_foreign=False)
ONLY_POLAND = PhoneRules(country="PL", takes_foreign=False)


@pytest.mark.parametrize(
    ("country", "cell", "phone"),
    [
        ("PL", "512 345 678", "+48512345678"),
        ("PL", 512345678, "+48512345678"),
        ("PL", "48 512 345 678", "+48512345678"),
        ("PL", "Jan 512 345 678", "+48512345678"),
        ("PL", "тел. 512-345-678", "+48512345678"),
        ("PL", "+380501234567", MOBILE),
        ("PL", "00380 50 123 45 67", MOBILE),
        ("DE", "0171 1234567", "+491711234567"),
        ("DE", "Hans 0171 1234567", "+491711234567"),
        ("US", "(212) 555-2368", "+12125552368"),
        ("IT", "06 1234 5678", "+390612345678"),
        ("KZ", "8 (701) 123-45-67", "+77011234567"),
    ],
)
def test_a_number_without_a_code_is_of_the_country_that_the_rules_name(country, cell, phone):
    assert phonenumbers.is_valid_number(phonenumbers.parse(phone))
    assert read_phone(cell, PhoneRules(country=country)) == phone


@pytest.mark.parametrize(
    ("country", "cell", "reason"),
    [
        ("PL", "0501234567", Reason.NO_SUCH_NUMBER),
        ("PL", "380501234567", Reason.TOO_LONG),
        ("PL", "512 345", Reason.TOO_SHORT),
        ("PL", "012345678", Reason.NO_SUCH_NUMBER),
        ("PL", "+38 (67) 123-45-67", Reason.NO_SUCH_NUMBER),
        ("DE", "Hans 1711234567", Reason.NO_SUCH_NUMBER),
        ("XX", "0501234567", Reason.NO_SUCH_NUMBER),
    ],
)
def test_a_ukrainian_spelling_is_not_certain_elsewhere(country, cell, reason):
    assert read_phone(cell, PhoneRules(country=country)) is reason


def test_a_country_that_does_not_exist_still_leaves_numbers_with_a_code():
    assert read_phone("+380501234567", PhoneRules(country="XX")) == MOBILE


def test_several_numbers_of_a_country_without_a_trunk_zero_are_told_apart():
    both = ("+48512345678", "+48601234567")
    assert read_phones("512345678 601234567", POLAND) == both
    assert read_phones("512 345 678 / 601 234 567", POLAND) == both


def test_foreign_numbers_can_be_refused():
    assert read_phone("+48512345678", ONLY_HOME) is Reason.FOREIGN
    assert read_phone("0048512345678", ONLY_HOME) is Reason.FOREIGN
    assert read_phone("0501234567", ONLY_HOME) == MOBILE
    assert read_phone("044 123-45-67", ONLY_HOME) == "+380441234567"
    assert read_phones("+48512345678; 0501234567", ONLY_HOME) == (MOBILE,)
    assert read_phones("+48512345678 +380501234567", ONLY_HOME) == (MOBILE,)


def test_foreign_is_what_is_not_of_the_country_of_the_rules():
    assert read_phone("+380501234567", ONLY_POLAND) is Reason.FOREIGN
    assert read_phone("+48512345678", ONLY_POLAND) == "+48512345678"
    america = PhoneRules(country="US", takes_foreign=False)
    assert read_phone("+1 416 555 0123", america) is Reason.FOREIGN
    canada = PhoneRules(country="CA", takes_foreign=False)
    assert read_phone("800 555 0199", canada) == "+18005550199"


def test_premium_numbers_are_taken_only_on_demand():
    asked_for = PhoneRules(takes_premium=True)
    assert read_phone("0900301234", asked_for) == "+380900301234"
    assert read_phone("0900301234") is Reason.PREMIUM
    assert read_phones("0900301234, 0501234567", asked_for) == ("+380900301234", MOBILE)
    assert read_phones("0900301234, 0501234567") == (MOBILE,)


@pytest.mark.parametrize(
    "cell",
    ["не дзвонити 0501234567", "050 123 45 67 (НЕ ТЕЛЕФОНУВАТИ!)", "0501234567 не звонить",
     "0501234567, просив не турбувати", "do not call +380501234567", "0501234567 відмовився"],
)  # fmt: skip
def test_a_number_that_says_not_to_call_is_not_called(cell):
    assert read_phone(cell) is Reason.ASKED_NOT_TO


def test_words_beside_a_number_do_not_stop_its_call():
    for cell in ("0501234567 дзвонити ввечері", "мама, не працює: 0501234567"):
        assert read_phone(cell) == MOBILE


def test_a_number_cell_that_was_probably_cut_can_be_taken_as_text():
    assert read_phone(380501200000) is Reason.PROBABLY_CUT
    assert read_phone("380501200000") == "+380501200000"
    assert read_phone(512300000, POLAND) is Reason.PROBABLY_CUT
    assert read_phone("512300000.0", POLAND) is Reason.PROBABLY_CUT


def test_a_number_that_is_no_phone_with_its_zeros_either_says_why():
    assert read_phone(900300000) is Reason.PREMIUM
    assert read_phone(48500000000) is Reason.LOST_DIGITS
    assert read_phone(1_000_000_000) is Reason.NO_SUCH_NUMBER


def test_a_huge_number_is_refused():
    for huge in (10**15, 10**400, 10**5000, 1e300):
        assert read_phone(huge) is Reason.TOO_LONG
    assert read_phone(-(10**5000)) is Reason.NOT_A_PHONE


def test_a_cell_of_endless_digits_is_refused_at_once():
    assert read_phone("0 5 " * 20_000) is Reason.TOO_LONG
    assert read_phone("050 1234567 " * 5_000 + "1") is Reason.TOO_LONG
    assert read_phone("(" * 30_000 + "1") is Reason.TOO_SHORT


def test_a_cell_of_very_many_numbers_gives_each_once():
    many = [f"05012{number:05}" for number in range(300)]
    assert read_phones("; ".join(many * 2)) == tuple(f"+38{number}" for number in many)


@pytest.mark.parametrize(
    "letters", ["050123 о 456", "050123456о Ян", "0501234о о о", "о 501234567"]
)
def test_a_letter_of_a_word_is_never_taken_for_a_zero(letters):
    assert isinstance(read_phone(letters), Reason) or digits_of(letters) in read_phone(letters)


@pytest.mark.parametrize("code", ["39", "50", "63", "66", "67", "68", "73", "75", "77", *"9"])
def test_every_code_taken_on_sight_is_a_mobile_of_the_numbering_plan(code):
    for one in [code] if code != "9" else [f"9{digit}" for digit in range(1, 10)]:
        written = ukrainian_mobile(f"0{one}1234567")
        assert written == f"+380{one}1234567" == read_phone(f"0{one}1234567")
        number = phonenumbers.parse(written)
        assert phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE, one


CELLS = st.one_of(st.text(max_size=40), st.integers(), st.floats(), st.booleans(), st.none())
NEARLY_PHONES = st.text(alphabet="0123456789+()-., :;/\n\u00a0оОOaтелдодx№²'Ee٣５", max_size=30)
SPELT = st.from_regex(
    r"(тел\. ?)?(\+?38|8|00380|\+48|)[ (]{0,2}[0OО]?[3-9][0-9][) -]{0,2}[0-9OО]{3}"
    r"[ -]?[0-9]{2}[ -]?[0-9]{2}( дод\. ?[0-9]{1,3}|\.0|[,;/ ]{1,2}0[5-9][0-9]{8})?",
    fullmatch=True,
)
RULES = st.builds(
    PhoneRules,
    country=st.sampled_from(["UA", "UA", "PL", "US", "IT", "AR", "DE", "XX"]),
    takes_foreign=st.booleans(),
    takes_premium=st.booleans(),
)


def typed_digits(cell):
    """Return all digits of a cell in their order, of any script, each letter O as a zero."""
    text = str(int(cell)) if isinstance(cell, float) else str(cell)
    return "".join(
        "0" if sign in "ОоOoＯｏ" else str(unicodedata.digit(sign))
        for sign in text
        if sign in "ОоOoＯｏ" or unicodedata.category(sign) == "Nd"
    )


def home_code(rules):
    return str(phonenumbers.country_code_for_region(rules.country))


@given(st.one_of(CELLS, NEARLY_PHONES, SPELT), RULES)
def test_reading_never_fails_and_never_invents_digits(cell, rules):
    found = read_phones(cell, rules)
    if isinstance(found, Reason):
        return
    assert len(set(found)) == len(found) > 0
    for phone in found:
        number = phonenumbers.parse(phone)
        assert phonenumbers.is_valid_number(number)
        national = phonenumbers.national_significant_number(number)
        code = str(number.country_code)
        typed = typed_digits(cell)
        # A number keeps the code it was written with; one without a code gets that of the rules.
        assert national in typed
        is_with_code = code + national in typed or f"{code}0{national}" in typed
        assert is_with_code or code == home_code(rules)


@given(st.one_of(CELLS, NEARLY_PHONES, SPELT), RULES)
def test_the_first_of_all_phones_is_the_phone(cell, rules):
    every = read_phones(cell, rules)
    first = every if isinstance(every, Reason) else every[0]
    assert read_phone(cell, rules) == first


@given(st.one_of(NEARLY_PHONES, SPELT), RULES)
def test_what_was_read_once_is_read_again_the_same(cell, rules):
    found = read_phones(cell, rules)
    for phone in () if isinstance(found, Reason) else found:
        assert read_phones(phone, rules) == (phone,)


@given(SPELT)
def test_stricter_rules_only_ever_refuse_more(cell):
    usual, strict = read_phones(cell), read_phones(cell, ONLY_HOME)
    if isinstance(usual, Reason):
        assert strict in (usual, Reason.FOREIGN)
    else:
        assert strict is Reason.FOREIGN or set(strict) <= set(usual)


@given(
    st.lists(
        st.sampled_from(["67", "50", "93"]).flatmap(
            lambda code: st.from_regex(rf"0{code}[0-9]{{7}}", fullmatch=True)
        ),
        min_size=2,
        max_size=4,
    )
)
def test_of_several_numbers_in_a_cell_each_is_read_once_in_its_order(numbers):
    for between in (", ", ",", ";", " / ", "/", "\n", " ", " або ", "\t", " тел. "):
        phones = tuple(dict.fromkeys(f"+38{number}" for number in numbers))
        assert read_phones(between.join(numbers)) == phones
