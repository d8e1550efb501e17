"""Every spelling of the table is read as it says, with the numbering plans as its judge."""

import phonenumbers
import pytest

from alphasms_desktop.contacts.phones import read_phone, read_phones
from alphasms_desktop.domain.contact import Reason
from tests.contacts.phone_cases import ALIKE, CASES, DIFFERENT


def as_all_phones(expected):
    """Return what `read_phones` gives where the table names one phone."""
    return expected if isinstance(expected, Reason | tuple) else (expected,)


def judged_alone(cell):
    """Return all that phonenumbers alone finds in a cell, None where it finds no valid number."""
    try:
        number = phonenumbers.parse("" if cell is None else str(cell), "UA")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return (phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164),)


def differs(cell, expected):
    taken = None if isinstance(expected, Reason) else as_all_phones(expected)
    return judged_alone(cell) != taken


@pytest.mark.parametrize(("cell", "expected"), CASES)
def test_a_cell_is_read_as_the_table_says(cell, expected):
    phones = as_all_phones(expected)
    assert read_phones(cell) == phones
    assert read_phone(cell) == (phones if isinstance(phones, Reason) else phones[0])


def test_every_phone_of_the_table_is_valid_by_the_numbering_plans():
    phones = {
        phone
        for _, expected in CASES
        if not isinstance(expected, Reason)
        for phone in as_all_phones(expected)
    }
    assert len(phones) > 15
    for phone in phones:
        assert phonenumbers.is_valid_number(phonenumbers.parse(phone)), phone


@pytest.mark.parametrize(("cell", "expected"), ALIKE)
def test_the_numbering_plans_alone_take_and_refuse_the_same(cell, expected):
    assert not differs(cell, expected)


@pytest.mark.parametrize(
    ("why", "cell", "expected"),
    [(why, cell, expected) for why, cases in DIFFERENT.items() for cell, expected in cases],
)
def test_a_deliberate_difference_from_the_plans_is_still_one(why, cell, expected):
    assert differs(cell, expected), f"the plans now do the same: {why}"


def test_the_table_is_long_and_holds_nothing_twice():
    cells = [repr(cell) for cell, _ in CASES]
    assert len(cells) >= 300
    assert len(set(cells)) == len(cells)
