"""Contact files as offices have them: read, or refused in a way that helps."""

import csv
import datetime
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from alphasms_desktop.contacts import Spreadsheet
from alphasms_desktop.domain.contact import Reason
from alphasms_desktop.domain.errors import Kind, TroubleError

ROWS = [
    ["№", "Прізвище та ім’я", "Телефон", "Час"],
    [1, "Олена Шевчук", "050 123 45 67", "14:30"],
    [2, "Іван Їжак", "067 765 43 21", "15:00"],
    [3, "Ґанна Кіт", "063 111 22 33", "15:30"],
]
PHONES = ["+380501234567", "+380677654321", "+380631112233"]


def xlsx(folder, rows, name="contacts.xlsx"):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(folder / name)
    return folder / name


def text(rows, separator=";"):
    written = io.StringIO()
    csv.writer(written, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return written.getvalue()


def read(path, column=None):
    sheet = Spreadsheet(path, column)
    batches = list(sheet.batches())
    contacts = [one for batch in batches for one in batch.contacts]
    rejects = [one for batch in batches for one in batch.rejects]
    return sheet.head, contacts, rejects


def refusal(path, column=None):
    with pytest.raises(TroubleError) as caught:
        read(path, column)
    return caught.value.trouble


def test_a_workbook_is_read_with_the_file_s_own_row_numbers(tmp_path):
    head, contacts, rejects = read(xlsx(tmp_path, ROWS))

    assert head.columns == ("№", "Прізвище та ім’я", "Телефон", "Час")
    assert (head.phone_column, head.name_column) == (2, 1)
    assert [one.row for one in contacts] == [2, 3, 4]
    assert [one.phone for one in contacts] == PHONES
    assert contacts[0].name == "Олена Шевчук"
    assert contacts[0].fields == (1, "Олена Шевчук", "050 123 45 67", "14:30")
    assert rejects == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-u"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_text_table_is_read_in_any_usual_encoding_and_separator(tmp_path, encoding, separator):
    body = text(
        ROWS * 1
        + [
            [n, "Олена Шевчук з міста Києва", p, "x"]
            for n, p in enumerate(["0509998877", "0509998878"])
        ],
        separator,
    )
    (tmp_path / "contacts.csv").write_bytes(
        body.replace("’", "'").replace("№", "Номер").encode(encoding)
    )

    head, contacts, _ = read(tmp_path / "contacts.csv")

    assert [one.phone for one in contacts][:3] == PHONES
    assert head.columns[1] == "Прізвище та ім'я"
    assert contacts[1].name == "Іван Їжак"


def test_utf_16_without_a_mark_is_known(tmp_path):
    (tmp_path / "contacts.txt").write_bytes(text(ROWS, "\t").encode("utf-16-le"))
    _, contacts, _ = read(tmp_path / "contacts.txt")
    assert [one.phone for one in contacts] == PHONES


def test_one_column_of_phones_without_a_header_is_enough(tmp_path):
    (tmp_path / "phones.txt").write_text("0501234567\n067 765 43 21\n\n0631112233\n")
    head, contacts, _ = read(tmp_path / "phones.txt")

    assert head.columns == ("A",)
    assert [(one.row, one.phone) for one in contacts] == list(zip([1, 2, 4], PHONES, strict=True))


def test_title_lines_above_the_header_are_left_out(tmp_path):
    titled = [["Список пацієнтів на 24.11"], [], *ROWS]
    head, contacts, rejects = read(xlsx(tmp_path, titled))

    assert head.columns[2] == "Телефон"
    assert [one.row for one in contacts] == [4, 5, 6]
    assert rejects == []


def test_a_sheet_without_a_header_is_known(tmp_path):
    head, contacts, _ = read(xlsx(tmp_path, ROWS[1:]))
    assert head.columns == ("A", "B", "C", "D")
    assert [one.row for one in contacts] == [1, 2, 3]


def test_quoted_cells_may_hold_separators_and_line_ends(tmp_path):
    rows = [["Телефон", "Примітка"], ["0501234567", "перша;\nдруга"], ["0677654321", ""]]
    (tmp_path / "contacts.csv").write_text(text(rows), encoding="utf-8", newline="")
    _, contacts, _ = read(tmp_path / "contacts.csv")

    assert contacts[0].fields[1].split() == ["перша;", "друга"]
    assert [one.row for one in contacts] == [2, 3]


def test_repeats_keep_the_first_and_name_its_row(tmp_path):
    rows = [*ROWS, [4, "Олена Шевчук", 380501234567, "16:00"], [5, "Інша", "8 067 7654321", ""]]
    _, contacts, rejects = read(xlsx(tmp_path, rows))

    assert len(contacts) == 3
    assert [(one.row, one.reason, one.twin_row) for one in rejects] == [
        (5, Reason.DUPLICATE, 2),
        (6, Reason.DUPLICATE, 3),
    ]


def test_every_bad_row_has_its_number_and_reason_and_blank_rows_have_none(tmp_path):
    rows = [
        *ROWS,
        [],
        [4, "Без номера", None, ""],
        [5, "Обрізаний", "3.80501E+11", ""],
        [6, "Короткий", "050123", ""],
    ]
    _, _, rejects = read(xlsx(tmp_path, rows))

    assert [(one.row, one.reason) for one in rejects] == [
        (6, Reason.NO_PHONE),
        (7, Reason.LOST_DIGITS),
        (8, Reason.TOO_SHORT),
    ]


def test_ids_dates_and_tax_numbers_are_not_taken_for_phones(tmp_path):
    rows = [["ІПН", "ЄДРПОУ", "Контакт", "Договір"]]
    rows += [[2912345678 + n, 44123456 + n, f"+38067123450{n}", 100200300 + n] for n in range(9)]
    head, contacts, _ = read(xlsx(tmp_path, rows))

    assert head.columns[head.phone_column] == "Контакт"
    assert len(contacts) == 9


def test_a_column_can_be_named_whatever_its_case_and_blanks(tmp_path):
    rows = [["Телефон", "Мобільний  тел."], ["0441234567", "0501234567"]]
    head, contacts, _ = read(xlsx(tmp_path, rows), " мобільний тел. ")

    assert head.phone_column == 1
    assert contacts[0].phone == "+380501234567"


def test_cells_keep_their_kind_and_dates_become_text(tmp_path):
    rows = [
        ["Телефон", "Сума", "Дата", "Час", "Коли", "Число"],
        [
            "0501234567",
            12.5,
            datetime.date(2026, 11, 24),
            datetime.time(14, 30),
            datetime.datetime(2026, 11, 24, 9, 5),
            7.0,
        ],
    ]
    _, contacts, _ = read(xlsx(tmp_path, rows))
    assert contacts[0].fields[1:] == (12.5, "2026-11-24", "14:30", "2026-11-24 09:05", 7)


def test_columns_without_or_with_the_same_names_are_told_apart(tmp_path):
    rows = [["Телефон", None, "Нотатка", "Нотатка"], ["0501234567", "a", "b", "c"]]
    head, _, _ = read(xlsx(tmp_path, rows))
    assert head.columns == ("Телефон", "B", "Нотатка", "Нотатка 2")


def test_rows_come_in_batches_so_that_memory_stays_bounded(tmp_path):
    lines = ["Телефон"] + [f"067{number:07d}" for number in range(25_000)]
    (tmp_path / "many.csv").write_text("\n".join(lines))

    sizes = [len(batch.contacts) for batch in Spreadsheet(tmp_path / "many.csv").batches()]

    assert sizes == [9_999, 10_000, 5_001]


def test_the_first_sheet_with_rows_is_read(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Пацієнти")
    for row in ROWS:
        sheet.append(row)
    book.save(tmp_path / "two.xlsx")
    head, contacts, _ = read(tmp_path / "two.xlsx")
    assert (head.sheet, len(contacts)) == ("Пацієнти", 3)


def test_a_workbook_named_csv_is_read_for_what_it_is(tmp_path):
    _, contacts, _ = read(xlsx(tmp_path, ROWS).rename(tmp_path / "contacts.csv"))
    assert len(contacts) == 3


def test_a_missing_file_and_a_folder(tmp_path):
    assert refusal(tmp_path / "nowhere.xlsx").kind is Kind.FILE_MISSING
    assert refusal(tmp_path).kind is Kind.FILE_MISSING


def test_a_file_that_another_program_holds(tmp_path, monkeypatch):
    path = xlsx(tmp_path, ROWS)

    def held(*_arguments, **_more):
        raise PermissionError(13, "The process cannot access the file")

    monkeypatch.setattr(Path, "open", held)
    assert refusal(path).kind is Kind.FILE_LOCKED


@pytest.mark.parametrize("body", [b"", b"\xef\xbb\xbf", b"\r\n \r\n", b"\xff\xfe"])
def test_an_empty_file(tmp_path, body):
    (tmp_path / "empty.csv").write_bytes(body)
    assert refusal(tmp_path / "empty.csv").kind is Kind.FILE_EMPTY


def test_an_empty_workbook(tmp_path):
    openpyxl.Workbook().save(tmp_path / "empty.xlsx")
    assert refusal(tmp_path / "empty.xlsx").kind is Kind.FILE_EMPTY


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"<html><table><tr><td>0501234567</td></tr></table></html>", "html"),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>hello", "html"),
        (b"%PDF-1.7 ...", "document"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "document"),
        (bytes(range(256)) * 8, "unknown"),
        (b"PK\x03\x04" + bytes(200), "broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "broken"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "password",
        ),
    ],
)
def test_a_file_that_is_no_table(tmp_path, body, what):
    (tmp_path / "odd.xls").write_bytes(body)
    trouble = refusal(tmp_path / "odd.xls")
    assert (trouble.kind, trouble.values["what"]) == (Kind.SHEET_FORMAT, what)


def test_a_zip_that_is_no_workbook(tmp_path):
    with zipfile.ZipFile(tmp_path / "odd.xlsx", "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert refusal(tmp_path / "odd.xlsx").kind is Kind.SHEET_FORMAT


def test_no_column_of_phones_names_the_columns(tmp_path):
    trouble = refusal(xlsx(tmp_path, [["Місто", "Вулиця"], ["Київ", "Садова"], ["Львів", "Нова"]]))
    assert trouble.kind is Kind.NO_PHONE_COLUMN
    assert trouble.values["columns"] == "Місто, Вулиця"


def test_a_named_column_that_is_not_there_names_those_that_are(tmp_path):
    trouble = refusal(xlsx(tmp_path, ROWS), "Мобільний")
    assert trouble.kind is Kind.NO_SUCH_COLUMN
    assert (trouble.values["column"], "Телефон" in trouble.values["columns"]) == ("Мобільний", True)


def test_reading_loads_no_library_before_it_is_needed():
    heavy = ("pandas", "phonenumbers", "python_calamine")
    program = (
        "import sys, alphasms_desktop.contacts;"
        f"print([one for one in {heavy!r} if one in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_sample_and_its_twin_in_an_old_encoding_give_the_same_people():
    folder = Path(__file__).parents[2] / "resources" / "sample"
    _, contacts, rejects = read(folder / "contacts.xlsx")
    _, twins, twin_rejects = read(folder / "contacts-cp1251.csv")

    assert len(contacts) > 180
    assert [(one.row, one.phone, one.name) for one in contacts] == [
        (one.row, one.phone, one.name) for one in twins
    ]
    assert [(one.row, one.reason) for one in rejects] == [
        (one.row, one.reason) for one in twin_rejects
    ]
    reasons = {one.reason for one in rejects}
    assert {Reason.LOST_DIGITS, Reason.DUPLICATE, Reason.NO_PHONE, Reason.TOO_SHORT} <= reasons
    assert sum(one.phone.endswith("0000") for one in contacts) == 3
