"""Rows of a contact file: sorted into those ready and those set aside, with the file's numbers."""

import datetime

import openpyxl

from alphasms_desktop.contacts import Spreadsheet
from alphasms_desktop.domain.contact import Reason

PHONES = ["+380501234567", "+380677654321", "+380631112233"]


def test_a_workbook_is_read_with_the_file_s_own_row_numbers(office, patients):
    found = office.read(office.workbook(patients))

    assert found.head.source == "contacts.xlsx"
    assert found.head.columns == ("№", "Прізвище та ім’я", "Телефон", "Час")
    assert (found.head.phone_column, found.head.name_column) == (2, 1)
    assert (found.rows, found.phones, found.rejects) == ([2, 3, 4], PHONES, [])
    assert found.contacts[0].name == "Олена Шевчук"
    assert found.contacts[0].original == "050 123 45 67"
    assert found.contacts[0].fields == (1, "Олена Шевчук", "050 123 45 67", "14:30")


def test_repeats_keep_the_first_and_name_its_row(office, patients):
    rows = [*patients, [4, "Олена Шевчук", 380501234567, ""], [5, "Інша", "8 067 7654321", ""]]
    found = office.read(office.workbook(rows))

    assert found.phones == PHONES
    assert [(one.row, one.reason, one.twin_row) for one in found.rejects] == [
        (5, Reason.DUPLICATE, 2),
        (6, Reason.DUPLICATE, 3),
    ]


def test_every_bad_row_has_its_number_and_reason_and_blank_rows_have_none(office, patients):
    rows = [
        *patients,
        [],
        [None, " ", "", "\u00a0"],
        [4, "Без номера", None, ""],
        [5, "Обрізаний", "3.80501E+11", ""],
        [6, "Обрізаний числом", 380501000000, ""],
        [7, "Короткий", "050123", ""],
        ["Разом", None, None, None],
    ]
    found = office.read(office.workbook(rows))

    assert [(one.row, one.reason) for one in found.rejects] == [
        (7, Reason.NO_PHONE),
        (8, Reason.LOST_DIGITS),
        (9, Reason.PROBABLY_CUT),
        (10, Reason.TOO_SHORT),
        (11, Reason.NO_PHONE),
    ]
    assert found.rejects[3].original == "050123"
    assert found.rejects[3].fields == (7, "Короткий", "050123", None)


def test_cells_keep_their_kind_and_dates_become_text(office):
    header = ["Телефон", "Сума", "Дата", "Час", "Коли", "Число", "Так", "Довго"]
    cells = [
        *("0501234567", 12.5, datetime.date(2026, 11, 24), datetime.time(14, 30)),
        *(datetime.datetime(2026, 11, 24, 9, 5), 7.0, True, datetime.timedelta(hours=30)),
    ]
    found = office.read(office.workbook([header, cells]))

    assert found.contacts[0].fields[1:] == (
        *(12.5, "2026-11-24", "14:30", "2026-11-24 09:05", 7, True, "30:00"),
    )


def test_every_minute_of_a_day_is_read_as_it_was_written(office):
    times = [datetime.time(minute // 60, minute % 60) for minute in range(24 * 60)]
    rows = [["Телефон", "Час"], *([f"067{n:07d}", one] for n, one in enumerate(times))]
    found = office.read(office.workbook(rows))
    assert [one.fields[1] for one in found.contacts] == [f"{one:%H:%M}" for one in times]


def test_the_first_sheet_that_holds_anything_is_read(office, patients):
    book = openpyxl.Workbook()
    book.active.append([" "])
    sheet = book.create_sheet("Пацієнти")
    for row in patients:
        sheet.append(row)
    book.save(office.folder / "two.xlsx")
    found = office.read(office.folder / "two.xlsx")
    assert (found.head.sheet, found.phones) == ("Пацієнти", PHONES)


def test_a_hidden_sheet_is_read_only_if_there_is_no_other(office, patients):
    book = openpyxl.Workbook()
    book.active.append(["0509999999"])
    book.active.sheet_state = "hidden"
    sheet = book.create_sheet("Пацієнти")
    for row in patients:
        sheet.append(row)
    book.save(office.folder / "hidden.xlsx")
    assert office.read(office.folder / "hidden.xlsx").phones == PHONES


def test_a_file_is_read_for_what_it_is_and_not_for_its_name(office, patients):
    assert office.read(office.workbook(patients).rename(office.folder / "a.csv")).phones == PHONES
    assert office.read(office.text(patients).rename(office.folder / "b.xlsx")).phones == PHONES


def test_a_sheet_can_be_read_twice(office, patients):
    sheet = Spreadsheet(office.workbook(patients))
    assert list(sheet.batches()) == list(sheet.batches())
