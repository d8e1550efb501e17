"""Contact files read in another process: the same rows, its troubles, its end."""

import threading

import pytest

from alphasms_desktop.contacts import SheetProcess, Spreadsheet
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.importing import ImportChoices


@pytest.fixture(scope="module")
def process():
    made = SheetProcess()
    made.warm_up()
    yield made
    made.stop()


def rows(sheet):
    try:
        return [one for batch in sheet.batches() for one in batch.ready.contacts()]
    finally:
        sheet.close()


def test_it_gives_the_same_head_and_rows(office, process, patients):
    path = office.workbook(patients)
    here = Spreadsheet(path)
    there = process.open(path)
    assert there.head == here.head
    assert rows(there) == [one for batch in here.batches() for one in batch.ready.contacts()]


def test_one_process_reads_one_file_after_another(office, process, patients):
    path = office.workbook(patients)
    first = rows(process.open(path))
    number = process._process.pid
    assert rows(process.open(path)) == first
    assert process._process.pid == number


def test_choices_go_along(office, process):
    path = office.text([["Mobile", "Second"], ["0501234567", "0677654321"]])
    chosen = ImportChoices(phone_columns=("Second",))
    assert [one.phone for one in rows(process.open(path, chosen))] == ["+380677654321"]


def test_its_troubles_are_ours_and_it_goes_on(office, process, patients):
    empty = office.raw(b"", "empty.csv")
    with pytest.raises(TroubleError) as caught:
        process.open(empty)
    assert caught.value.trouble.kind is Kind.FILE_EMPTY
    assert len(rows(process.open(office.workbook(patients)))) == 3


def test_an_import_given_up_ends_the_process_and_the_next_one_has_another(office, process):
    path = office.text([["Телефон"], *([f"067{number:07d}"] for number in range(40_000))])
    sheet = process.open(path)
    batches = sheet.batches()
    next(batches)
    given_up = process._process
    sheet.close()
    assert not given_up.is_alive()
    assert len(rows(process.open(path))) == 40_000


def test_a_process_that_dies_is_a_file_that_cannot_be_read(office, process):
    path = office.text([["Телефон"], *([f"067{number:07d}"] for number in range(100_000))])
    sheet = process.open(path)
    batches = sheet.batches()
    next(batches)
    process._process.kill()
    with pytest.raises(TroubleError) as caught:
        list(batches)
    assert caught.value.trouble.kind is Kind.SHEET_FORMAT
    sheet.close()
    assert len(rows(process.open(path))) == 100_000


def test_a_second_file_waits_until_the_first_is_read(office, process, patients):
    path = office.workbook(patients)
    first = process.open(path)
    read = []
    waiting = threading.Thread(target=lambda: read.extend(rows(process.open(path))))
    waiting.start()
    assert len(rows(first)) == 3
    waiting.join()
    assert len(read) == 3
