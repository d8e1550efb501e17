"""The desk of contacts: read, remembered, mended, taken back, given up."""

import openpyxl
import pytest

from alphasms_desktop.app import open_workspace
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.contact import Mended, Reason
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.importing import ImportChoices, ImportProgress, Several
from alphasms_desktop.domain.live import ListFilter
from tests.fakes import phone

BAD = [("Ira", "05012"), ("Oleh", 380501000000), ("Ann", None)]


@pytest.fixture
def desk(tmp_path):
    workspace = open_workspace(tmp_path / "data", Mode.TRAINING)
    yield workspace.contacts
    workspace.close()


def sheet(tmp_path, rows, header=("Name", "Mobile"), name="people.xlsx"):
    book = openpyxl.Workbook()
    book.active.append(list(header))
    for row in rows:
        book.active.append(list(row))
    book.save(tmp_path / name)
    return tmp_path / name


def phones(desk, taken):
    return [one.phone for one in desk.page(taken.list.id, ListFilter.READY)]


def test_the_choices_of_yesterday_are_those_of_today(desk, tmp_path):
    header = ("Name", "Mobile", "Home")
    first = sheet(tmp_path, [("A", phone(2), phone(20))], header)
    assert not desk.take_in(first).is_recalled
    chosen = ImportChoices(phone_columns=("Home", "Mobile"), several=Several.EACH)
    assert phones(desk, desk.take_in(first, chosen)) == [phone(20), phone(2)]

    again = desk.take_in(sheet(tmp_path, [("B", phone(3), phone(30))], header, "tomorrow.xlsx"))
    assert again.is_recalled
    assert again.choices == chosen
    assert phones(desk, again) == [phone(30), phone(3)]
    other = desk.take_in(sheet(tmp_path, [(phone(4), "C")], ("Tel", "Name"), "other.xlsx"))
    assert not other.is_recalled


def test_memory_that_fits_no_more_is_no_hindrance(desk, tmp_path):
    first = sheet(tmp_path, [("A", phone(2))])
    taken = desk.take_in(first)
    desk.memory.keep(taken.list.head.shape, ImportChoices(phone_columns=("Gone",)))
    again = desk.take_in(first)
    assert (phones(desk, again), again.is_recalled) == ([phone(2)], False)


def test_rows_left_out_come_back_mended_and_only_those_that_were(desk, tmp_path):
    taken = desk.take_in(sheet(tmp_path, [("A", phone(2)), *BAD]))
    copy = tmp_path / "left out.xlsx"
    desk.save_rejects(taken.list.id, copy)

    book = openpyxl.load_workbook(copy)
    table = book.active
    assert [cell.value for cell in table[1]] == [
        *("Row in the file · AlphaSMS", "Name", "Mobile", "Why left out · AlphaSMS"),
    ]
    assert [table.cell(row, 1).value for row in (2, 3, 4)] == [3, 4, 5]
    assert table.cell(2, 4).fill.fgColor.rgb.endswith("FFF5DB")
    assert desk.take_mended(taken.list.id, copy) == Mended(0, 3, 0)
    table.cell(2, 3).value = phone(33)
    book.save(copy)

    assert desk.take_mended(taken.list.id, copy) == Mended(1, 2, 0)
    now = desk.get(taken.list.id)
    assert (now.ready, now.rejected) == (2, 2)
    assert [(one.row, one.name) for one in desk.page(now.id, ListFilter.READY)] == [
        (2, "A"),
        (3, "Ira"),
    ]
    # The same file once more takes nothing twice.
    assert desk.take_mended(taken.list.id, copy).taken == 0
    assert desk.get(taken.list.id).ready == 2


def test_another_file_is_not_taken_for_a_mended_one(desk, tmp_path):
    path = sheet(tmp_path, [("A", phone(2)), *BAD])
    taken = desk.take_in(path)
    with pytest.raises(TroubleError) as caught:
        desk.take_mended(taken.list.id, path)
    assert caught.value.trouble.kind is Kind.NOT_MENDED


def test_a_number_that_was_probably_cut_is_taken_on_the_user_s_word(desk, tmp_path):
    taken = desk.take_in(sheet(tmp_path, [("A", phone(2)), *BAD]))
    rejects = {one.row: one for one in desk.page(taken.list.id, ListFilter.ATTENTION)}
    assert rejects[4].reason is Reason.PROBABLY_CUT
    assert desk.mend(taken.list.id, 4, rejects[4].original) is None
    assert "+380501000000" in phones(desk, taken)
    assert desk.mend(taken.list.id, 3, "05012") is Reason.TOO_SHORT


def test_an_import_given_up_leaves_nothing(desk, tmp_path):
    path = sheet(tmp_path, [("A", phone(2))])
    with pytest.raises(TroubleError) as caught:
        desk.take_in(path, progress=ImportProgress(given_up=True))
    assert caught.value.trouble.kind is Kind.GIVEN_UP
    progress = ImportProgress()
    taken = desk.take_in(path, progress=progress)
    assert progress.rows == 1
    assert taken.list.id > 1
    assert desk.page(taken.list.id - 1, ListFilter.ALL) == []


def test_a_list_with_a_name_is_not_removed_with_a_draft(desk, tmp_path):
    workspace = open_workspace(tmp_path / "data", Mode.TRAINING)
    taken = desk.take_in(sheet(tmp_path, [("A", phone(2))]))
    kept = workspace.book.keep_as(taken.list.id, "Patients")
    desk.remove(kept)
    desk.remove(taken.list.id)
    assert [one.name for one in workspace.book.named.all()] == ["Patients"]
    workspace.close()
