"""The workbook, read back cell by cell."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Mode, Tally
from alphasms_desktop.domain.contact import Reason, Reject
from alphasms_desktop.domain.result import ResultRow, Results
from alphasms_desktop.reports import write_report

Rows = Callable[..., ResultRow]
Made = Callable[..., Results]

OURS = [
    *("Phone", "Result", "Handed over at", "Ended at", "Duration, s", "Key pressed", "Price"),
    *("Attempts", "Service's word", "Call id", "Reason"),
]


@pytest.fixture
def book(tmp_path: Path) -> Callable[[Results], Any]:
    """Write a report and read it as a spreadsheet program would."""

    def read(results: Results) -> Any:
        path = tmp_path / "звіт.xlsx"
        write_report(results, path)
        return load_workbook(path)

    return read


Book = Callable[[Results], Any]


def _values(sheet: Any) -> list[list[object]]:
    return [list(line) for line in sheet.iter_rows(values_only=True)]


def test_a_recipient_is_a_row_with_the_sheets_own_cells_and_ours(book: Book, results: Made) -> None:
    heading, line = _values(book(results())["Results"])

    assert heading == ["Row", "ПІБ", "Телефон", "Сума", *OURS]
    assert line == [
        *(2, "Коваленко Марія", "050 123-45-67", 1250.5),
        *("+380501234567", "Answered"),
        *(datetime(2026, 11, 24, 14, 30, 5), datetime(2026, 11, 24, 14, 30, 41)),
        *(24, "1", 0.4, 1, "ANSWERED", "100500", None),
    ]


def test_a_recipient_who_was_never_called_has_empty_cells(
    book: Book, results: Made, row: Rows
) -> None:
    waiting = row(
        state=State.QUEUED,
        raw="",
        attempts=0,
        handed_over_at=None,
        ended_at=None,
        duration_s=None,
        key=None,
        price=None,
        gateway_id=None,
    )
    line = _values(book(results([waiting]))["Results"])[1]

    assert line[4:] == ["+380501234567", "Waiting", *[None] * 5, 0, None, None, None]


def test_recipients_stand_in_the_order_they_come(book: Book, results: Made, row: Rows) -> None:
    rows = [row(row=number, phone=f"+38050{number:07d}") for number in range(2, 600)]
    lines = _values(book(results(rows))["Results"])[1:]

    assert [(line[0], line[4]) for line in lines] == [(r.row, r.phone) for r in rows]


def test_phones_and_ids_are_texts_and_dates_are_dates(book: Book, results: Made) -> None:
    sheet = book(results())["Results"]

    for column in ("E", "F", "J", "M", "N"):
        assert (sheet[f"{column}2"].data_type, sheet[f"{column}2"].number_format) == ("s", "@")
    assert sheet["G2"].is_date
    assert sheet["G2"].number_format == "yyyy-mm-dd hh:mm:ss"
    assert (sheet["K2"].data_type, sheet["K2"].number_format) == ("n", "0.00##")


def test_moments_are_those_of_kyiv_in_summer_and_winter(
    book: Book, results: Made, row: Rows
) -> None:
    summer = row(handed_over_at=datetime(2026, 7, 1, 21, 30, tzinfo=UTC))
    winter = row(handed_over_at=datetime(2026, 12, 1, 21, 30, tzinfo=UTC))
    sheet = book(results([summer, winter]))["Results"]

    assert sheet["G2"].value == datetime(2026, 7, 2, 0, 30)
    assert sheet["G3"].value == datetime(2026, 12, 1, 23, 30)


RISKY = ["=1+1", "=HYPERLINK(0)", "+1+1", "-1", "@SUM(A1)", "\t=1", "#N/A", "#REF!", "=", "+380"]


@pytest.mark.parametrize("text", RISKY)
def test_no_text_of_the_sheet_becomes_a_formula_or_an_error(
    text: str, book: Book, results: Made, row: Rows
) -> None:
    sheet = book(results([row(fields=(text, text, text), raw=text)]))["Results"]

    for cell in (*sheet[2][1:4], sheet["M2"]):
        assert (cell.value, cell.data_type) == (text, "s")
    for cell in sheet[2][1:4]:
        assert cell.quotePrefix


def test_a_heading_that_looks_like_a_formula_is_inert_too(book: Book, results: Made) -> None:
    sheet = book(results(columns=("=A1", "Телефон", "")))["Results"]

    assert (sheet["B1"].value, sheet["B1"].data_type) == ("=A1", "s")
    assert sheet["D1"].value is None


def test_a_text_that_begins_with_a_line_break_stays_a_text(
    book: Book, results: Made, row: Rows
) -> None:
    cell = book(results([row(fields=("\r=1+1", None, None))]))["Results"]["B2"]

    assert cell.data_type == "s"
    assert cell.value.strip() == "=1+1"


def test_values_keep_their_kind(book: Book, results: Made, row: Rows) -> None:
    rows = [
        row(fields=fields) for fields in ((7, True, None), (0.125, False, ""), (-3, "007", " "))
    ]
    lines = _values(book(results(rows))["Results"])[1:]

    assert [line[1:4] for line in lines] == [
        [7, True, None],
        [0.125, False, None],
        [-3, "007", " "],
    ]


def test_a_phone_kept_as_a_number_is_shown_with_all_its_digits(
    book: Book, results: Made, row: Rows
) -> None:
    sheet = book(results([row(fields=(380501234567, 380501234567.0, 4149123412341234))]))["Results"]

    assert [cell.value for cell in sheet[2][1:4]] == [
        380501234567,
        380501234567,
        "4149123412341234",
    ]
    assert sheet["B2"].number_format == sheet["C2"].number_format == "0"


def test_what_no_workbook_can_hold_is_left_out_of_a_text(
    book: Book, results: Made, row: Rows
) -> None:
    odd = row(fields=("Ко\x00вал\x0bь\ud800", float("nan"), float("inf")), raw="\x1b=1")
    sheet = book(results([odd]))["Results"]

    assert [cell.value for cell in sheet[2][1:4]] == ["Коваль", None, None]
    assert sheet["M2"].value == "=1"


def test_rows_shorter_or_longer_than_the_headings_move_nothing(
    book: Book, results: Made, row: Rows
) -> None:
    rows = [row(fields=("a",)), row(fields=("a", "b", "c", "d"))]
    lines = _values(book(results(rows))["Results"])[1:]

    assert [line[1:5] for line in lines] == [
        ["a", None, None, "+380501234567"],
        ["a", "b", "c", "+380501234567"],
    ]


def test_our_columns_say_whose_they_are_where_the_sheet_has_the_same(
    book: Book, results: Made
) -> None:
    heading = _values(book(results(columns=("row", " Phone ", "Phone (AlphaSMS)")))["Results"])[0]

    assert heading[:5] == [
        *("Row (AlphaSMS)", "row", " Phone ", "Phone (AlphaSMS)"),
        "Phone (AlphaSMS 2)",
    ]


def test_headings_are_bold_stay_in_sight_and_filter(book: Book, results: Made, row: Rows) -> None:
    sheet = book(results([row(), row(row=3)]))["Results"]

    assert all(cell.font.bold for cell in sheet[1])
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:O3"
    assert sheet.print_title_rows == "$1:$1"


def test_columns_are_wide_enough_but_not_boundless(book: Book, results: Made, row: Rows) -> None:
    sheet = book(results([row(fields=("x" * 500, "+380501234567", None))]))["Results"]
    widths = {letter: sheet.column_dimensions[letter].width for letter in "BCEG"}

    assert widths["B"] == 36
    assert widths["C"] >= 13
    assert widths["E"] >= 13
    assert widths["G"] >= 19


def test_rows_left_out_are_a_sheet_with_the_reason(book: Book, results: Made) -> None:
    rejects = [
        Reject(4, "050 12", Reason.TOO_SHORT, ("Іван", "050 12", 5)),
        Reject(9, "=x", Reason.DUPLICATE, ("Ганна", "=x", None), twin_row=2),
    ]
    sheet = book(results(rejects=rejects))["Rows left out"]

    assert _values(sheet) == [
        ["Row", "Taken for a phone", "Why left out", "ПІБ", "Телефон", "Сума"],
        [4, "050 12", "“050 12” has too few digits for a phone number.", "Іван", "050 12", 5],
        [9, "=x", "Repeats row 2: one call for each number.", "Ганна", "=x", None],
    ]
    assert sheet["B3"].data_type == sheet["E3"].data_type == "s"


def test_a_long_reason_gets_a_row_high_enough(book: Book, results: Made) -> None:
    reject = Reject(4, "3,8E+11", Reason.LOST_DIGITS, ())
    sheet = book(results(rejects=[reject, Reject(5, "", Reason.NO_PHONE, ())]))["Rows left out"]

    assert sheet.row_dimensions[2].height == 31
    assert sheet.row_dimensions[3].height is None


def test_the_summary_tells_the_whole(book: Book, results: Made) -> None:
    tally = Tally({State.BUSY: 2, State.ANSWERED: 5, State.FAILED: 0}, Decimal("2.80"))
    reject = Reject(4, "", Reason.NO_PHONE, ())

    assert _values(book(results(rejects=[reject], tally=tally))["Summary"]) == [
        ["What came of it", "5 answered, 2 not reached."],
        ["Campaign", "Візити & нагадування"],
        ["Mode", "real calls"],
        ["Stage", "Finished"],
        ["Created", datetime(2026, 7, 24, 15, 0, 5)],
        ["List", "Пацієнти.xlsx"],
        ["Recording", "візит.m4a"],
        ["SHA-256 of the recording", "ab" * 32],
        ["Recording length, s", 17.3],
        ["Recipients", 7],
        ["Answered", 5],
        ["Busy", 2],
        ["Rows left out", 1],
        ["Money spent", 2.8],
    ]


def test_training_is_said_in_the_summary_and_on_every_printed_page(
    book: Book, results: Made
) -> None:
    written = book(results(mode=Mode.TRAINING))
    lines = {str(label): value for label, value in _values(written["Summary"])}

    assert lines["Mode"] == "TRAINING: nobody was called, no money was spent"
    assert lines["Pretend money spent"] == 0
    for sheet in written:
        assert "TRAINING" in sheet.oddHeader.left.text


def test_the_sheets_stand_in_order(book: Book, results: Made) -> None:
    assert book(results()).sheetnames == ["Results", "Rows left out", "Summary"]


def test_a_campaign_without_rows_is_a_report_too(book: Book, results: Made) -> None:
    written = book(results([]))

    assert len(_values(written["Results"])) == 1
    assert written["Results"].auto_filter.ref == "A1:O1"
