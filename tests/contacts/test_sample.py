"""The sample that comes with the program, as the program reads it."""

from datetime import datetime
from pathlib import Path

import pytest

from alphasms_desktop.domain.contact import Reason

SAMPLE = Path(__file__).parents[2] / "resources" / "sample"


@pytest.fixture
def workbook(office):
    return office.read(SAMPLE / "contacts.xlsx")


@pytest.fixture
def twin(office):
    return office.read(SAMPLE / "contacts-cp1251.csv")


def read_alike(cells):
    """Return cells as both files hold them: a text table writes numbers and dates its own way."""
    number, name, _, visit, *rest = map(str, cells)
    day = datetime.strptime(visit, "%d.%m.%Y").date().isoformat() if "." in visit else visit
    return (number, name, day, *rest)


def test_the_workbook_and_its_twin_in_an_old_encoding_give_the_same(workbook, twin):
    assert workbook.head.columns == twin.head.columns
    for one, other in zip(
        workbook.contacts + workbook.rejects, twin.contacts + twin.rejects, strict=True
    ):
        assert (one.row, one.original) == (other.row, other.original)
        assert read_alike(one.fields) == read_alike(other.fields)
    assert workbook.phones == twin.phones
    assert [one.name for one in workbook.contacts] == [one.name for one in twin.contacts]
    assert [(one.reason, one.twin_row) for one in workbook.rejects] == [
        (one.reason, one.twin_row) for one in twin.rejects
    ]


def test_it_holds_what_happens_in_an_office(workbook):
    assert len(workbook.contacts) > 180
    assert {one.reason for one in workbook.rejects} == {
        *(Reason.LOST_DIGITS, Reason.DUPLICATE, Reason.NO_PHONE, Reason.TOO_SHORT),
        Reason.NOT_A_PHONE,
    }
    assert sum(phone.endswith("0000") for phone in workbook.phones) == 4
    assert any(phone.startswith("+38044") for phone in workbook.phones)
    assert sum(isinstance(one.fields[2], int) for one in workbook.contacts) > 5


def test_its_phones_are_obviously_invented(workbook):
    assert all(phone[6:9] == "000" for phone in workbook.phones)


def test_no_doctor_has_two_patients_at_once(workbook):
    slots = [(one.fields[4], one.fields[5]) for one in workbook.contacts]
    assert len(set(slots)) == len(slots)


def test_its_recording_is_small():
    assert 10_000 < (SAMPLE / "recording.m4a").stat().st_size < 200_000
