"""Files that are no contact lists: each refused in a way that helps."""

import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from alphasms_desktop.domain.errors import Kind

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FIRST_RECORD = b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(12)


def archive(path, **parts):
    with zipfile.ZipFile(path, "w") as made:
        for name, body in parts.items():
            made.writestr(name.replace("__", "/"), body)
    return path


def test_a_missing_file_and_a_folder(office):
    assert office.refusal(office.folder / "nowhere.xlsx").kind is Kind.FILE_MISSING
    trouble = office.refusal(office.folder)
    assert (trouble.kind, trouble.values["what"]) == (Kind.FILE_MISSING, "folder")


def test_a_file_that_another_program_holds(office, patients, monkeypatch):
    path = office.workbook(patients)

    def held(*_arguments, **_more):
        raise PermissionError(13, "The process cannot access the file")

    monkeypatch.setattr(Path, "open", held)
    trouble = office.refusal(path)
    assert (trouble.kind, trouble.values["path"]) == (Kind.FILE_LOCKED, "contacts.xlsx")


@pytest.mark.parametrize("body", [b"", b"\xef\xbb\xbf", b"\r\n \r\n", b"\xff\xfe", b";;;\r\n;;;"])
def test_an_empty_file(office, body):
    assert office.refusal(office.raw(body)).kind is Kind.FILE_EMPTY


def test_an_empty_workbook_and_one_with_a_header_only(office, patients):
    openpyxl.Workbook().save(office.folder / "empty.xlsx")
    assert office.refusal(office.folder / "empty.xlsx").kind is Kind.FILE_EMPTY
    refused = office.refusal(office.workbook(patients[:1]))
    assert (refused.kind, refused.values["what"]) == (Kind.FILE_EMPTY, "no_rows")
    assert office.refusal(office.workbook(patients[:1]), "Телефон").kind is Kind.FILE_EMPTY


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"<html><table><tr><td>0501234567</td></tr></table></html>", "html"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html><p>hello", "html"),
        (b"<?xml version='1.0'?><Workbook/>", "html"),
        (b"%PDF-1.7 ...", "document"),
        (b"{\\rtf1 0501234567}", "document"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "document"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "document"),
        (OLE + bytes(600) + "WordDocument".encode("utf-16-le"), "document"),
        (bytes(range(256)) * 8, "unknown"),
        (b"PK\x03\x04" + bytes(200), "broken"),
        (OLE + bytes(600), "broken"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (OLE + bytes(504) + FIRST_RECORD + b"\x2f\x00\x36\x00", "password"),
    ],
)
def test_a_file_that_is_no_table(office, body, what):
    trouble = office.refusal(office.raw(body, "odd.xls"))
    assert (trouble.kind, trouble.values["what"]) == (Kind.SHEET_FORMAT, what)
    assert trouble.values["path"] == "odd.xls"


def test_archives_that_are_no_workbooks(office):
    plain = archive(office.folder / "plain.xlsx", readme="hello")
    assert office.refusal(plain).values["what"] == "unknown"
    letter = archive(office.folder / "letter.docx", word__document="hello")
    assert office.refusal(letter).values["what"] == "document"
    locked = archive(
        office.folder / "locked.ods",
        **{"content.xml": "", "META-INF/manifest.xml": "<manifest:encryption-data/>"},
    )
    assert office.refusal(locked).values["what"] == "password"


def test_no_column_of_phones_names_the_columns(office):
    rows = [["Місто", "Вулиця"], ["Київ", "Садова"], ["Львів", "Нова"]]
    trouble = office.refusal(office.workbook(rows))
    assert trouble.kind is Kind.NO_PHONE_COLUMN
    assert trouble.values["columns"] == "Місто, Вулиця"


def test_a_trouble_never_tells_what_people_s_rows_hold(office):
    rows = [["1", "Олена Шевчук"], ["2", "Ян Кіт"]]
    assert office.refusal(office.workbook(rows)).values["columns"] == "A, B"


def test_a_named_column_that_is_not_there_names_those_that_are(office, patients):
    trouble = office.refusal(office.workbook(patients), "Мобільний")
    assert trouble.kind is Kind.NO_SUCH_COLUMN
    assert trouble.values["column"] == "Мобільний"
    assert trouble.values["columns"] == "№, Прізвище та ім’я, Телефон, Час"


def test_importing_the_package_loads_no_heavy_library():
    heavy = ("pandas", "numpy", "phonenumbers", "python_calamine", "charset_normalizer", "openpyxl")
    program = (
        "import sys, alphasms_desktop.contacts;"
        f"print([one for one in {heavy!r} if one in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
