"""Files as real programs write them: LibreOffice, pandas, openpyxl; out, and in again."""

import shutil
import subprocess
from datetime import date, time
from random import Random

import openpyxl
import pandas as pd
import pytest

from alphasms_desktop.contacts.xls_marks import xls_marks
from alphasms_desktop.reports import write_table
from tests.fakes import phone

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
ROWS = [
    ["Олена Шевчук", "0501234567", "00123", date(2026, 11, 24), time(14, 30), 1254.3],
    ["Іван Ткаченко", "+380677654321", "00045", date(2026, 11, 25), time(9, 5), 200],
]
HEADER = ["Прізвище та ім’я", "Телефон", "Картка", "Дата", "Час", "Сума"]
PHONES = ["+380501234567", "+380677654321"]
FIELDS = ("Олена Шевчук", "0501234567", "00123", "2026-11-24", "14:30", 1254.3)


@pytest.fixture
def book(office):
    return office.workbook([HEADER, *ROWS], "patients.xlsx")


def converted(path, ending, options=""):
    """Have LibreOffice open a file and save it as another kind."""
    target = f"{ending}:{options}" if options else ending
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    command = [OFFICE, profile, "--headless", "--convert-to", target, "--outdir"]
    subprocess.run(
        [*command, str(path.parent), str(path)], check=True, capture_output=True, timeout=100
    )
    return path.with_suffix(f".{ending}")


def test_a_workbook_of_openpyxl_keeps_phones_zeros_dates_and_times(office, book):
    found = office.read(book)
    assert found.phones == PHONES
    assert found.contacts[0].fields == FIELDS
    assert [str(one) for one in found.head.kinds] == [
        *("text", "phone", "number", "date", "time", "sum"),
    ]


def test_a_workbook_of_pandas_is_read_alike(office):
    frame = pd.DataFrame(ROWS, columns=HEADER)
    path = office.folder / "pandas.xlsx"
    frame.to_excel(path, index=False)
    found = office.read(path)
    assert found.phones == PHONES
    # pandas writes a time as a text.
    assert found.contacts[0].fields == (*FIELDS[:4], "14:30:00", FIELDS[5])


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed here")
@pytest.mark.timeout(120)
@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_what_libreoffice_saves_is_read_alike(office, book, ending):
    opened = openpyxl.load_workbook(book)
    opened.active.append(["Хто Сховався", phone(7)])
    opened.active.row_dimensions[4].hidden = True
    opened.active["G1"], opened.active["G2"] = "Старий телефон", phone(8)
    opened.active.column_dimensions["G"].hidden = True
    opened.save(book)
    path = converted(book, ending)
    found = office.read(path)
    assert (found.head.hidden_rows, found.head.hidden_columns) == (1, 1)
    assert found.head.also_phones == ()
    assert found.phones == PHONES
    assert found.contacts[0].fields[:4] == FIELDS[:4]
    assert [str(one) for one in found.head.kinds][:2] == ["text", "phone"]


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed here")
@pytest.mark.timeout(120)
def test_an_old_workbook_damaged_anywhere_hides_nothing_and_stops_nothing(office, book):
    body = converted(book, "xls").read_bytes()
    assert xls_marks(book.with_suffix(".xls")).keys() == {"Sheet"}
    for seed in range(300):
        random = Random(seed)
        torn = bytearray(body[: random.randrange(len(body))] if seed % 2 else body)
        for _ in range(20):
            if torn:
                torn[random.randrange(len(torn))] = random.randrange(256)
        path = office.raw(bytes(torn), "torn.xls")
        assert isinstance(xls_marks(path), dict)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed here")
@pytest.mark.timeout(120)
def test_a_csv_of_libreoffice_in_an_old_encoding_is_read_alike(office, book):
    path = converted(book, "csv", "Text - txt - csv (StarCalc):59,34,34,1,,0,false,true,false")
    found = office.read(path)
    assert found.phones == PHONES
    assert found.contacts[0].name == "Олена Шевчук"
    assert found.contacts[0].fields[2] == "00123"


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_what_we_write_is_read_back_with_every_digit(office, ending):
    path = office.folder / f"out.{ending}"
    write_table(("Name", "Phone", "Card"), [("=1+1", phone(2), "007")], path)
    found = office.read(path)
    assert found.phones == [phone(2)]
    assert str(found.contacts[0].fields[0]).lstrip("'") == "=1+1"
    assert found.contacts[0].fields[2] == "007"
    if ending == "xlsx":
        cell = openpyxl.load_workbook(path).active["A2"]
        assert (cell.data_type, cell.quotePrefix or cell.number_format == "@") == ("s", True)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed here")
@pytest.mark.timeout(120)
def test_what_we_write_survives_a_spreadsheet_program(office):
    path = office.folder / "out.xlsx"
    write_table(("Phone", "Card"), [(phone(2), "007")], path)
    found = office.read(converted(path, "ods"))
    assert found.phones == [phone(2)]
    assert found.contacts[0].fields[1] == "007"
