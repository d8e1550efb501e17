"""The csv as Excel is handed it: bytes first, then cell by cell."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from alphasms_desktop.domain.attempt import State, Why
from alphasms_desktop.domain.result import ResultRow, Results
from alphasms_desktop.reports import write_report

Rows = Callable[..., ResultRow]
Made = Callable[..., Results]


@pytest.fixture
def lines(tmp_path: Path) -> Callable[[Results], list[list[str]]]:
    """Write a report and read it as csv with semicolons."""

    def read(results: Results) -> list[list[str]]:
        path = tmp_path / "звіт.csv"
        write_report(results, path)
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file, delimiter=";"))

    return read


Lines = Callable[[Results], list[list[str]]]


def test_the_bytes_are_those_that_excel_opens_by_a_double_click(
    tmp_path: Path, results: Made
) -> None:
    path = tmp_path / "report.CSV"
    write_report(results(), path)
    content = path.read_bytes()

    assert content.startswith("\ufeffRow;ПІБ;Телефон;Сума;Phone;Result;".encode())
    assert content.endswith(b"\r\n")
    assert content.count(b"\n") == content.count(b"\r\n") == 2


def test_a_recipient_is_a_line(lines: Lines, results: Made) -> None:
    assert lines(results())[1] == [
        *("2", "Коваленко Марія", "050 123-45-67", "1250,5"),
        *("+380 50 123 45 67", "Answered", "2026-11-24 14:30:05", "2026-11-24 14:30:41"),
        *("24", "1", "0,40", "1", "ANSWERED", "100500", ""),
    ]


def test_what_is_not_known_is_empty(lines: Lines, results: Made, row: Rows) -> None:
    waiting = row(state=State.QUEUED, handed_over_at=None, duration_s=None, price=None, key=None)
    line = lines(results([waiting]))[1]

    assert (line[6], line[8], line[9], line[10]) == ("", "", "", "")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-1+2", "'-1+2"),
        ("-", "'-"),
        ("+", "'+"),
        ("+38-050-123-45-67", "'+38-050-123-45-67"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("-12", "-12"),
        ("-12,50", "-12,50"),
        ("+ 5", "'+ 5"),
        ("+380501234567", "+380501234567"),
        ("+38 (050) 123 45 67", "+38 (050) 123 45 67"),
        ("a=b", "a=b"),
        ('he said "no"; left', 'he said "no"; left'),
        ("two\nlines", "two\nlines"),
    ],
)
def test_only_what_could_be_a_formula_gets_an_apostrophe(
    text: str, written: str, lines: Lines, results: Made, row: Rows
) -> None:
    line = lines(results([row(fields=(text, None, None), raw=text)], columns=(text, "b", "c")))

    assert line[0][1] == written
    assert (line[1][1], line[1][12]) == (written, written)


def test_values_are_written_as_a_ukrainian_spreadsheet_reads_them(
    lines: Lines, results: Made, row: Rows
) -> None:
    rows = [
        row(fields=fields) for fields in ((7, True, None), (-0.5, False, 3.0), ("1.10", 10**16, ""))
    ]

    assert [line[1:4] for line in lines(results(rows))[1:]] == [
        ["7", "TRUE", ""],
        ["-0,5", "FALSE", "3"],
        ["1.10", "10000000000000000", ""],
    ]


def test_foreign_phones_are_grouped_too(lines: Lines, results: Made, row: Rows) -> None:
    assert lines(results([row(phone="+48501234567")]))[1][4] == "+48 501 234 567"


def test_a_text_that_no_encoding_takes_does_not_spoil_the_report(
    lines: Lines, results: Made, row: Rows
) -> None:
    assert lines(results([row(fields=("a\ud800b\x00", None, None))]))[1][1] == "ab"


def test_who_was_left_out_has_the_reason(lines: Lines, results: Made, row: Rows) -> None:
    left_out = row(state=State.SKIPPED, why=Why.DO_NOT_CALL)
    assert lines(results([left_out]))[1][-1] == "On the do-not-call list"
