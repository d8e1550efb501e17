"""Workbooks read as the office means them: without what it has hidden, merged cells filled."""

import openpyxl
import pytest

from alphasms_desktop.contacts.cells import UNCALCULATED, to_cell
from alphasms_desktop.contacts.workbook_file import WorkbookFile
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.importing import SheetInfo
from tests.contacts.test_workbook_guard import sheet_of, table_of

HEAD = ("Корпус", "Ім’я", "Телефон")


@pytest.fixture
def book():
    """Return a workbook of a head and six rows, which a test makes as it needs it."""
    made = openpyxl.Workbook()
    made.active.append(HEAD)
    for row in range(2, 8):
        made.active.append(["", f"Ім’я {row}", f"+38050000000{row}"])
    return made


def opened(book, folder, **choices):
    book.save(folder / "book.xlsx")
    return WorkbookFile(folder / "book.xlsx", **choices)


def rows_of(workbook):
    """Return the rows that hold anything, by their numbers."""
    found = {}
    for first, frame in workbook.frames():
        for row, values in enumerate(frame.values.tolist(), first):
            cells = tuple(to_cell(one) for one in values)
            if any(one is not None for one in cells):
                found[row] = cells
    return found


def column_of(workbook, place):
    return {row: cells[place] for row, cells in rows_of(workbook).items()}


def test_all_tables_are_named_in_their_order(book, tmp_path):
    book.create_chartsheet("Діаграма", 0)
    book.create_sheet("Сховане").sheet_state = "hidden"
    book.create_sheet("Дуже сховане").sheet_state = "veryHidden"
    book.create_sheet("Інше")
    workbook = opened(book, tmp_path)

    assert workbook.sheets == (
        SheetInfo("Sheet"),
        SheetInfo("Сховане", is_hidden=True),
        SheetInfo("Дуже сховане", is_hidden=True),
        SheetInfo("Інше"),
    )
    assert workbook.sheet == "Sheet"


def test_the_named_sheet_is_read_hidden_or_not(book, tmp_path):
    other = book.create_sheet("Інше")
    other.append(["Олена", "0501234567"])
    other.sheet_state = "hidden"
    workbook = opened(book, tmp_path, sheet="Інше")
    assert workbook.sheet == "Інше"
    assert rows_of(workbook) == {1: ("Олена", "0501234567")}


def test_a_sheet_that_is_not_there_and_one_that_holds_nothing(book, tmp_path):
    book.create_sheet("Порожнє")
    book.create_chartsheet("Діаграма")
    for name, kind, what in (
        ("Немає", Kind.SHEET_FORMAT, "no_sheet"),
        ("Діаграма", Kind.SHEET_FORMAT, "no_sheet"),
        ("Порожнє", Kind.FILE_EMPTY, ""),
    ):
        with pytest.raises(TroubleError) as caught:
            opened(book, tmp_path, sheet=name)
        trouble = caught.value.trouble
        assert (trouble.kind, trouble.values.get("what", "")) == (kind, what)
        assert trouble.values["path"] == "book.xlsx"


def test_hidden_rows_are_left_out_and_the_others_keep_their_numbers(book, tmp_path):
    book.active.auto_filter.ref = "A1:C7"
    for row in (3, 4, 20):
        book.active.row_dimensions[row].hidden = True
    workbook = opened(book, tmp_path)

    assert list(rows_of(workbook)) == [1, 2, 5, 6, 7]
    assert rows_of(workbook)[5] == (None, "Ім’я 5", "+380500000005")
    assert workbook.hidden_rows == 2
    assert workbook.knows_hidden


def test_hidden_columns_are_left_out_and_the_others_keep_their_letters(book, tmp_path):
    book.active.insert_cols(1, 2)
    book.active.insert_cols(4)
    for column in ("C", "D", "Z"):
        book.active.column_dimensions[column].hidden = True
    workbook = opened(book, tmp_path)

    assert rows_of(workbook)[1] == HEAD[1:]
    assert workbook.columns_at == (4, 5)
    assert workbook.first_column == 4
    assert workbook.hidden_columns == (2, 3)


def test_what_is_hidden_comes_along_if_asked_for(book, tmp_path):
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["B"].hidden = True
    workbook = opened(book, tmp_path, with_hidden=True)

    assert list(rows_of(workbook)) == [1, 2, 3, 4, 5, 6, 7]
    assert rows_of(workbook)[3] == (None, "Ім’я 3", "+380500000003")
    assert (workbook.columns_at, workbook.hidden_columns) == ((0, 1, 2), ())
    assert workbook.hidden_rows == 0


def test_frames_are_consecutive_and_stay_so_with_hidden_rows(tmp_path):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.row_dimensions[10_001].hidden = True
    for row in range(1, 20_003):
        sheet.append([row])
    workbook = opened(book, tmp_path)

    assert [(first, len(frame)) for first, frame in workbook.frames()] == [
        (1, 10_000),
        (10_001, 10_000),
        (20_001, 2),
    ]
    rows = rows_of(workbook)
    assert all(cells == (row,) for row, cells in rows.items())
    assert len(rows) == 20_001
    assert 10_001 not in rows


def test_everything_hidden_leaves_nothing(book, tmp_path):
    for column in "ABC":
        book.active.column_dimensions[column].hidden = True
    workbook = opened(book, tmp_path)
    assert rows_of(workbook) == {}
    assert (workbook.columns_at, workbook.hidden_columns) == ((), (0, 1, 2))


def test_a_value_merged_over_rows_belongs_to_each_of_them(book, tmp_path):
    book.active["A2"] = "Корпус 1"
    book.active.merge_cells("A2:A4")
    book.active["A5"] = "Корпус 2"
    book.active.merge_cells("A5:A6")
    workbook = opened(book, tmp_path)

    assert column_of(workbook, 0) == {
        1: "Корпус",
        **dict.fromkeys((2, 3, 4), "Корпус 1"),
        **dict.fromkeys((5, 6), "Корпус 2"),
        7: None,
    }


def test_a_title_over_all_columns_stays_one_cell(book, tmp_path):
    book.active.insert_rows(1, 3)
    book.active["A1"] = "Список мешканців"
    book.active.merge_cells("A1:C1")
    book.active["A2"] = "на листопад"
    book.active.merge_cells("A2:C3")
    rows = rows_of(opened(book, tmp_path))

    assert list(rows)[:3] == [1, 2, 4]
    assert rows[1] == ("Список мешканців", None, None)
    assert rows[2] == ("на листопад", None, None)
    assert rows[4] == HEAD


def test_a_head_of_two_rows_is_whole_in_its_second(book, tmp_path):
    book.active.insert_rows(1)
    book.active["A1"] = "Корпус"
    book.active["A2"] = None
    book.active.merge_cells("A1:A2")
    book.active["B1"] = "Мешканець"
    book.active.merge_cells("B1:C1")
    rows = rows_of(opened(book, tmp_path))
    assert rows[1] == ("Корпус", "Мешканець", None)
    assert rows[2] == HEAD


def test_merged_cells_make_nobody_of_blank_rows(book, tmp_path):
    book.active["A6"] = "Корпус 3"
    book.active.merge_cells("A6:A12")
    book.active.cell(14, 3, "+380500000014")
    rows = rows_of(opened(book, tmp_path))
    assert list(rows) == [1, 2, 3, 4, 5, 6, 7, 14]
    assert (rows[7][0], rows[14][0]) == ("Корпус 3", None)


def test_a_merged_value_is_seen_though_its_first_row_or_column_is_hidden(book, tmp_path):
    book.active.insert_cols(1)
    book.active["A3"] = "Корпус 1"
    book.active.merge_cells("A3:B5")
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["A"].hidden = True
    workbook = opened(book, tmp_path)
    assert workbook.columns_at == (1, 2, 3)
    assert column_of(workbook, 0) == {
        1: "Корпус",
        2: None,
        4: "Корпус 1",
        5: "Корпус 1",
        6: None,
        7: None,
    }


def test_formulas_give_the_values_saved_with_them(office):
    rows = (
        '<row r="1"><c r="A1"><f>1+1</f><v>380501234567</v></c>'
        '<c r="B1" t="str"><f>"Оле"&amp;"на"</f><v>Олена</v></c><c r="C1"><f>1+1</f></c></row>'
    )
    assert rows_of(WorkbookFile(sheet_of(office, rows))) == {
        1: (380501234567, "Олена", UNCALCULATED)
    }


def test_only_the_first_thousand_columns_are_kept(office):
    rows = '<row r="1"><c r="B1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>'
    workbook = WorkbookFile(sheet_of(office, rows))
    assert workbook.columns_at == tuple(range(1, 1001))
    assert rows_of(workbook) == {1: (1, *[None] * 999)}


def test_a_million_blank_formatted_rows_below_are_not_there(office):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>' + "".join(
        f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in (*range(2, 2000), 1_048_576)
    )
    workbook = WorkbookFile(sheet_of(office, rows))
    assert [(first, frame.shape) for first, frame in workbook.frames()] == [(1, (1, 1))]


def test_an_ods_file_is_read_as_the_office_sees_it(office):
    def cell(text, more=""):
        return (
            f'<table:table-cell {more} office:value-type="string"><text:p>{text}</text:p>'
            "</table:table-cell>"
        )

    over_two = cell("Корпус 1", 'table:number-columns-spanned="1" table:number-rows-spanned="3"')
    covered = "<table:covered-table-cell/>"
    workbook = WorkbookFile(
        table_of(
            office,
            '<table:table-column/><table:table-column table:visibility="collapse"/>'
            "<table:table-column/>"
            f"<table:table-row>{over_two}{cell('сховано')}{cell('0501')}</table:table-row>"
            f'<table:table-row table:visibility="filter">{covered}{cell("а")}{cell("0502")}'
            f"</table:table-row><table:table-row>{covered}{cell('б')}{cell('0503')}"
            "</table:table-row>",
        )
    )
    assert rows_of(workbook) == {1: ("Корпус 1", "0501"), 3: ("Корпус 1", "0503")}
    assert (workbook.hidden_rows, workbook.hidden_columns) == (1, (1,))
    assert workbook.columns_at == (0, 2)
