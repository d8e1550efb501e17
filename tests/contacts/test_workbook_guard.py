"""Files that would harm a reader: refused before calamine opens them."""

import zipfile

import openpyxl
import pytest

from alphasms_desktop.contacts import workbook_guard
from alphasms_desktop.contacts.workbook_file import WorkbookFile
from alphasms_desktop.contacts.workbook_guard import check_workbook
from alphasms_desktop.domain.errors import Kind, TroubleError

ONE_ROW = '<row r="1"><c r="A1"><v>380501234567</v></c></row>'
BEFORE = "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>"
AFTER = "</sheetData></worksheet>"


def what_of(read, path):
    with pytest.raises(TroubleError) as caught:
        read(path)
    trouble = caught.value.trouble
    assert (trouble.kind, trouble.values["path"]) == (Kind.SHEET_FORMAT, path.name)
    return trouble.values["what"]


def rewritten(path, **bodies):
    """Write the parts of a package anew, those named with another body."""
    with zipfile.ZipFile(path) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            key = name.rsplit("/", 1)[-1].split(".")[0]
            archive.writestr(name, bodies.get(key, body))
    return path


def sheet_of(office, rows, before=BEFORE):
    """Write a workbook whose sheet is that XML."""
    return rewritten(office.workbook([[1]]), sheet1=before + rows + AFTER)


def table_of(office, rows):
    """Write an ods file with one table of that XML."""
    path = office.folder / "contacts.ods"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr(
            "content.xml",
            '<office:document-content xmlns:office="urn:o" xmlns:table="urn:t" xmlns:text="urn:x">'
            f'<office:body><office:spreadsheet><table:table table:name="A">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


def pretend_bytes(archive, sizes):
    """Make a package's table of contents name other unpacked sizes."""
    body = bytearray(archive.read_bytes())
    for name, size in sizes.items():
        at = body.rindex(name.encode()) - 46
        body[at + 24 : at + 28] = size.to_bytes(4, "little")
    archive.write_bytes(bytes(body))
    return archive


def test_a_good_workbook_passes(office, patients):
    check_workbook(office.workbook(patients))


def test_what_is_no_package_is_only_asked_for_its_size(office, monkeypatch):
    path = office.raw(b"\xd0\xcf\x11\xe0" + bytes(3000), "old.xls")
    check_workbook(path)
    monkeypatch.setattr(workbook_guard, "_MAX_FILE_BYTES", 2999)
    assert what_of(check_workbook, path) == "too_big"


def test_a_package_that_unpacks_to_far_more_than_it_is(office):
    path = office.folder / "zeros.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("xl/sharedStrings.xml", "w") as part:
            for _ in range(201):
                part.write(bytes(1 << 20))
        archive.writestr("xl/workbook.xml", "")
    assert what_of(check_workbook, path) == "bomb"


def test_a_long_sheet_of_much_the_same_is_no_bomb(office, monkeypatch):
    monkeypatch.setattr(workbook_guard, "_HARMLESS_BYTES", 1 << 20)
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(1, 60_000))
    check_workbook(sheet_of(office, rows))


@pytest.mark.parametrize(
    "sizes",
    [
        {"xl/workbook.xml": (2 << 30) + 1},
        {"xl/workbook.xml": 2 << 30, "xl/styles.xml": 2 << 30, "xl/theme/theme1.xml": 1 << 20},
    ],
)
def test_a_package_with_too_big_a_part_or_too_much_in_all(office, patients, sizes, monkeypatch):
    monkeypatch.setattr(workbook_guard, "_MAX_RATIO", 1 << 40)
    path = pretend_bytes(office.workbook(patients), sizes)
    assert what_of(check_workbook, path) == "bomb"


def test_two_parts_of_one_name(office, patients):
    path = office.workbook(patients)
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/workbook.xml", "another")
    assert what_of(check_workbook, path) == "broken"


def test_more_parts_than_any_workbook_has(office):
    path = office.folder / "many.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(10_001):
            archive.writestr(str(number), "")
    assert what_of(check_workbook, path) == "broken"


def test_an_encrypted_part_and_a_packing_that_no_office_uses(office, patients):
    path = office.workbook(patients)
    body = path.read_bytes()
    at = body.rindex(b"xl/workbook.xml") - 46
    path.write_bytes(body[: at + 8] + b"\x01" + body[at + 9 :])
    assert what_of(check_workbook, path) == "broken"
    path.write_bytes(body[: at + 10] + b"\x0c" + body[at + 11 :])
    assert what_of(check_workbook, path) == "broken"


def test_a_package_cut_short(office, patients):
    path = office.workbook(patients)
    path.write_bytes(path.read_bytes()[:-100])
    assert what_of(check_workbook, path) == "broken"


def test_a_part_that_is_longer_than_it_says(office, patients):
    path = pretend_bytes(office.workbook(patients), {"xl/worksheets/sheet1.xml": 100})
    assert what_of(WorkbookFile, path) == "broken"


@pytest.mark.parametrize("part", ["workbook", "sheet1"])
def test_a_part_that_declares_entities(office, patients, part):
    path = office.workbook(patients)
    with zipfile.ZipFile(path) as archive:
        name = "xl/workbook.xml" if part == "workbook" else "xl/worksheets/sheet1.xml"
        body = archive.read(name)
    entities = b'<!DOCTYPE a [<!ENTITY b "c">]>'
    assert what_of(WorkbookFile, rewritten(path, **{part: entities + body})) == "broken"


def test_xml_that_never_ends_its_row(office, monkeypatch):
    monkeypatch.setattr(workbook_guard, "_MAX_ROW_BYTES", 1 << 20)
    row = '<row r="1">' + '<c r="A1"><v>1</v></c>' * 200_000
    assert what_of(WorkbookFile, sheet_of(office, row)) == "broken"


@pytest.mark.parametrize(
    "rows",
    [
        ONE_ROW + '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="A60000000"><v>1</v></c></row>',
    ],
)
def test_rows_that_no_sheet_has(office, rows):
    assert what_of(WorkbookFile, sheet_of(office, rows)) == "broken"


@pytest.mark.parametrize("far", ["XFD1048576", "CA1048576", "xfd1048576", "ZZZZZZZ1"])
def test_values_so_far_apart_that_calamine_would_end_the_program(office, far):
    rows = ONE_ROW + f'<row r="{far.lstrip("XFDCAxfdZ")}"><c r="{far}"><v>1</v></c></row>'
    assert what_of(WorkbookFile, sheet_of(office, rows)) == "too_big"


def test_a_wide_sheet_and_a_far_cell_without_a_value_are_read(office):
    rows = ONE_ROW + '<row r="9"><c r="XFD9"><v>1</v></c></row>'
    assert len(WorkbookFile(sheet_of(office, rows)).columns_at) == 1000
    rows = ONE_ROW + '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert WorkbookFile(sheet_of(office, rows)).columns_at == (0,)


@pytest.mark.parametrize(
    "rows",
    [
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-'
        'columns-repeated="16384" office:value-type="float" office:value="1"/></table:table-row>',
        '<table:table-row><table:table-cell office:value-type="float" office:value="1"/>'
        '</table:table-row><table:table-row table:number-rows-repeated="1048574"/>'
        '<table:table-row><table:table-cell table:number-columns-repeated="16383"/>'
        '<table:table-cell office:value-type="float" office:value="1"/></table:table-row>',
    ],
)
def test_ods_values_repeated_without_end_or_far_apart(office, rows):
    assert what_of(WorkbookFile, table_of(office, rows)) == "too_big"


def test_what_the_reader_panics_at_is_a_broken_file(office, capfd):
    book = openpyxl.Workbook()
    book.active["A1"] = 1.5
    book.active["A1"].number_format = "yyyy-mm-dd hh:mm"
    book.save(office.folder / "moment.xlsx")
    with zipfile.ZipFile(office.folder / "moment.xlsx") as archive:
        body = archive.read("xl/worksheets/sheet1.xml")
    path = rewritten(office.folder / "moment.xlsx", sheet1=body.replace(b"<v>1.5", b"<v>-1e300"))
    assert what_of(lambda one: list(WorkbookFile(one).frames()), path) == "broken"
    assert "panicked" in capfd.readouterr().err


def test_a_mistake_of_ours_is_not_taken_for_a_broken_file(tmp_path):
    with pytest.raises(KeyError), workbook_guard.refusals(tmp_path):
        raise KeyError("ours")
    with pytest.raises(KeyboardInterrupt), workbook_guard.refusals(tmp_path):
        raise KeyboardInterrupt


def test_a_file_that_another_program_holds_is_locked_and_not_broken(tmp_path):
    with pytest.raises(TroubleError) as caught, workbook_guard.refusals(tmp_path):
        raise PermissionError(13, "held")
    assert caught.value.trouble.kind is Kind.FILE_LOCKED
