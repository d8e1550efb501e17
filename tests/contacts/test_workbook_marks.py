"""Hidden rows and columns and the merged cells of ods, out of the file's own XML."""

import zipfile

import openpyxl
import pytest

from alphasms_desktop.contacts import workbook_guard
from alphasms_desktop.contacts.sheet_marks import SheetMarks
from alphasms_desktop.contacts.workbook_marks import WorkbookMarks
from alphasms_desktop.domain.errors import Kind, TroubleError
from tests.contacts.test_workbook_guard import AFTER, BEFORE, rewritten, sheet_of, table_of

CELL = '<c r="A1"><v>1</v></c>'
ODS_CELL = '<table:table-cell office:value-type="float" office:value="1"/>'


def hidden_rows(marks):
    """Return the numbers of the hidden rows as the office counts them."""
    return [row for row, is_hidden in enumerate(marks.hidden_rows, 1) if is_hidden]


def marks_of(path, sheet="Sheet"):
    return WorkbookMarks(path).of(sheet)


def test_formulas_whose_values_were_not_saved_are_not_passed_over_for_other_phones(office):
    rows = [["ПІБ", "Телефон", "Телефон родича", "Борг"]]
    rows += [[f"Особа {n}", f'="050123450{n}"', f"066111223{n}", "=2+2"] for n in range(5)]
    path = office.workbook(rows)
    refused = office.refusal(path)
    assert (refused.values["what"], refused.values["column"]) == ("formulas", "Телефон")

    book = openpyxl.load_workbook(path)
    book.active["B2"] = "0501234560"
    book.save(path)
    found = office.read(path)
    assert (found.phones, found.rows) == (["+380501234560"], [2])
    assert [(one.row, one.reason) for one in found.rejects] == [
        (n, "no_value") for n in range(3, 7)
    ]
    assert found.contacts[0].fields[3] is None


def test_a_formula_that_came_to_an_empty_text_has_a_value(office, tmp_path):
    path = office.workbook([["ПІБ", "Телефон"], ["Ян", "0501234567"], ["Іва", "=A1"]])
    plain = tmp_path / "plain.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(plain, "w") as new:
        for part in old.namelist():
            body = old.read(part).replace(b'<c r="B3">', b'<c r="B3" t="str">')
            new.writestr(part, body)
    assert [one.reason for one in office.read(plain).rejects] == ["no_phone"]


def test_rows_and_columns_hidden_by_hand(office):
    book = openpyxl.Workbook()
    for row in range(1, 8):
        book.active.append([row, "a", "b", "c"])
    for row in (2, 5, 9):
        book.active.row_dimensions[row].hidden = True
    book.active.column_dimensions["B"].hidden = True
    book.active.row_dimensions[7].height = 0.75
    book.save(office.folder / "hidden.xlsx")
    marks = marks_of(office.folder / "hidden.xlsx")

    assert marks.knows_hidden
    assert hidden_rows(marks) == [2, 5, 9]
    assert marks.hidden_filled == 2
    assert marks.hidden_columns == {1}


def test_each_sheet_has_its_own(office):
    book = openpyxl.Workbook()
    book.active.append([1])
    second = book.create_sheet("Друга & <остання>")
    second.append([1])
    second.row_dimensions[1].hidden = True
    book.save(office.folder / "two.xlsx")
    marks = WorkbookMarks(office.folder / "two.xlsx")

    assert hidden_rows(marks.of("Sheet")) == []
    assert hidden_rows(marks.of("Друга & <остання>")) == [1]
    assert marks.of("there is none") == SheetMarks()


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (f'<row r="3" hidden="1">{CELL}</row>', [3]),
        (f"<row hidden='true' r='3'>{CELL}</row>", [3]),
        (f'<row r="3"\n hidden="1" >{CELL}</row>', [3]),
        (f'<row r="3" ht="0" customHeight="1">{CELL}</row>', [3]),
        (f'<row r="3" ht="0.0">{CELL}</row>', [3]),
        ('<row r="3" hidden="1"/>', [3]),
        (f'<row r="3" hidden="0">{CELL}</row>', []),
        (f'<row r="3" hidden="false" ht="0.6">{CELL}</row>', []),
        (f'<row r="3" customHeight="0">{CELL}</row>', []),
        ('<row r="3"><c r="A3" t="str"><v>hidden="1" ht="0"</v></c></row>', []),
        (f'<row>{CELL}</row><row hidden="1">{CELL}</row><row>{CELL}</row>', [2]),
        (f'<row r="7">{CELL}</row><row hidden="1">{CELL}</row>', [8]),
    ],
)
def test_the_ways_a_row_is_written(office, row, expected):
    assert hidden_rows(marks_of(sheet_of(office, row))) == expected


def test_hidden_rows_count_only_where_they_hold_something(office):
    rows = (
        '<row r="1" hidden="1"><c r="A1" s="1"/></row>'
        '<row r="2" hidden="1"><c r="A2"><v></v></c><c r="B2" t="str"><v> </v></c></row>'
        '<row r="3" hidden="1"/>'
        '<row r="4" hidden="1"><c r="A4" t="inlineStr"><is><t>Олена</t></is></c></row>'
        f'<row r="5">{CELL}</row>'
    )
    marks = marks_of(sheet_of(office, rows))
    assert (hidden_rows(marks), marks.hidden_filled) == ([1, 2, 3, 4], 1)


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ('<col min="3" max="16384" width="9" hidden="1"/>', set(range(2, 16384))),
        ('<col min="4" max="4" width="0" customWidth="1"/>', {3}),
        ('<col width="9" min="1" max="2"/><col hidden="true" max="6" min="5"/>', {4, 5}),
        ('<col min="1" max="2" width="0.5" hidden="0"/>', set()),
    ],
)
def test_the_ways_columns_are_written(office, columns, expected):
    before = BEFORE.replace("<sheetData>", f"<cols>{columns}</cols><sheetData>")
    marks = marks_of(sheet_of(office, f'<row r="1">{CELL}</row>', before))
    assert marks.hidden_columns == expected


def test_tags_with_a_prefix(office):
    sheet = (BEFORE + f'<row r="1" hidden="1">{CELL}</row>' + AFTER).replace("</", "</x:")
    sheet = sheet.replace("xmlns", "xmlns:x").replace("<", "<x:").replace("<x:/x:", "</x:")
    marks = marks_of(rewritten(office.workbook([[1]]), sheet1=sheet))
    assert (hidden_rows(marks), marks.hidden_filled) == ([1], 1)


def test_rows_are_found_wherever_the_pieces_end(office, monkeypatch):
    rows, table_rows = "", ""
    for n in range(1, 500):
        hidden, collapsed = ("hidden='1'", "table:visibility='filter'") if n % 3 else ("", "")
        rows += f'<row r="{n}" {hidden}><c r="A{n}"><v>{n}</v></c></row>'
        table_rows += f"<table:table-row {collapsed}>{ODS_CELL}</table:table-row>"
    path = sheet_of(office, rows + AFTER + '<row r="900" hidden="1"/>')
    table = table_of(office, table_rows)
    expected = [n for n in range(1, 500) if n % 3]
    for piece_bytes in (7, 64, 4099):
        monkeypatch.setattr(workbook_guard, "_PIECE_BYTES", piece_bytes)
        assert hidden_rows(marks_of(path)) == expected
        assert hidden_rows(marks_of(table, "A")) == expected


def test_the_sheet_is_found_where_the_workbook_says(office):
    made = office.workbook([[1]])
    with zipfile.ZipFile(made) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    sheet = parts.pop("xl/worksheets/sheet1.xml").replace(b"<row ", b'<row hidden="1" ')
    relations = parts.pop("xl/_rels/workbook.xml.rels")
    relations = relations.replace(b"/xl/worksheets/sheet1.xml", b"worksheets/../Odd/Table.xml")
    with zipfile.ZipFile(made, "w") as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
        archive.writestr("xl/_rels/workbook.xml.rels", relations)
        archive.writestr("xl/odd/table.xml", sheet)
    assert hidden_rows(marks_of(made)) == [1]


def test_an_ods_table_tells_hidden_rows_columns_and_merged_cells(office):
    marks = marks_of(
        table_of(
            office,
            '<table:table-column table:number-columns-repeated="2"/>'
            '<table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
            '<table:table-column table:number-columns-repeated="16380"/>'
            '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
            '<table:table-row table:visibility="filter" table:number-rows-repeated="2">'
            f"{ODS_CELL}</table:table-row>"
            '<table:table-row-group><table:table-row table:visibility="collapse"/>'
            "<table:table-row><table:table-cell table:number-columns-repeated='2'/>"
            '<table:table-cell table:number-columns-spanned="1" table:number-rows-spanned="2">'
            "<text:p>Корпус</text:p></table:table-cell></table:table-row></table:table-row-group>"
            "<table:table-row><table:table-cell table:number-columns-repeated='2'/>"
            '<table:covered-table-cell/><table:table-cell table:number-columns-spanned="3"/>'
            "</table:table-row>",
        ),
        "A",
    )
    assert marks.knows_hidden
    assert hidden_rows(marks) == [4, 5, 6]
    assert marks.hidden_filled == 2
    assert marks.hidden_columns == {2, 3}
    assert marks.merged == (((6, 2), (7, 2)), ((7, 3), (7, 5)))


def test_every_table_of_an_ods_file_has_its_own(office):
    tables = (
        f"<table:table-row>{ODS_CELL}</table:table-row></table:table>"
        "<table:table table:name='Б &amp; В'><table:table-column table:visibility='collapse'/>"
        f"<table:table-row table:visibility='collapse'>{ODS_CELL}</table:table-row>"
    )
    marks = WorkbookMarks(table_of(office, tables))
    assert hidden_rows(marks.of("A")) == []
    assert hidden_rows(marks.of("Б & В")) == [1]
    assert (marks.of("A").hidden_columns, marks.of("Б & В").hidden_columns) == (set(), {0})


def test_an_old_workbook_is_not_looked_into(office):
    marks = marks_of(office.raw(b"\xd0\xcf\x11\xe0" + bytes(600), "old.xls"))
    assert marks == SheetMarks()
    assert not marks.knows_hidden


def test_a_sheet_that_is_no_sheet_is_broken(office):
    path = rewritten(office.workbook([[1]]), sheet1="<worksheet/>".encode("utf-16"))
    with pytest.raises(TroubleError) as caught:
        marks_of(path)
    trouble = caught.value.trouble
    assert (trouble.kind, trouble.values["what"]) == (Kind.SHEET_FORMAT, "broken")
