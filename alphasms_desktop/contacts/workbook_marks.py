"""What calamine does not tell of a sheet: hidden rows and columns, merged cells of ods.

Read from the file's own XML as a stream of bytes: a sheet of a million rows is 349 MB of it.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from alphasms_desktop.contacts.workbook_guard import (
    MAX_CELLS,
    check_markup,
    check_room,
    check_rows,
    column_number,
    is_far,
    is_package,
    pieces,
    refusal,
    refusals,
)

MergedRange = tuple[tuple[int, int], tuple[int, int]]
"""Row and column of the top left cell and of the bottom right one, from 0."""

_MAX_ROWS, _MAX_COLUMNS = 1_048_576, 16_384
_HEAD_BYTES = 4096
_MAX_INDEX_BYTES = 16 << 20
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"

_ROOT = re.compile(rb"<((?:[\w.-]+:)?)worksheet[\s>]")
_ROW_NUMBER = re.compile(rb"""\sr=["'](\d+)""")
_UNSEEN = re.compile(rb"""\s(?:hidden=["'](?:1|true)|(?:ht|width)=["']0+(?:\.0*)?["'])""")
_FROM_TO = re.compile(rb"""\s(min|max)=["'](\d+)""")
_FILLED = re.compile(rb"[^>\s]\s*</(?:[\w.-]+:)?[vt]>")
_UNSEEN_SIGNS = (b'hidden="1', b'hidden="t', b"hidden='", b'ht="0', b"ht='0")

_ODS_TAG = re.compile(rb"<table:table(-row|-column|)(?=[\s/>])[^>]*>")
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell(?=[\s/>])[^>]*>")
_ODS_NAME = re.compile(rb"""\stable:name=(?:"([^"]*)"|'([^']*)')""")
_ODS_UNSEEN = re.compile(rb"""\stable:visibility=["'](?:collapse|filter)""")
_ODS_REPEATED = re.compile(rb"""\stable:number-(?:rows|columns)-repeated=["'](\d+)""")
_ODS_SPANNED = re.compile(rb"""\stable:number-(rows|columns)-spanned=["'](\d+)""")


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """What the office sees of a sheet; rows and columns count from 0.

    `hidden_rows` has a byte for each row down to the last hidden one, 1 where it is hidden;
    `hidden_filled` counts those that hold something. Without `knows_hidden` the file keeps it
    where it is not looked for. `merged` is of ods alone, calamine tells it of the others.
    `uncalculated` has for a column of an xlsx a byte for each row, 1 where a formula stands whose
    value was not saved.
    """

    hidden_rows: bytes = b""
    hidden_columns: frozenset[int] = frozenset()
    hidden_filled: int = 0
    merged: tuple[MergedRange, ...] = ()
    knows_hidden: bool = False
    uncalculated: dict[int, bytearray] = field(default_factory=dict)


class WorkbookMarks:
    """The marks of a workbook's sheets, to be made before calamine opens the file.

    Raises TroubleError: SHEET_FORMAT (too_big where the values stand so far apart that calamine
    would take all the memory there is, broken), FILE_LOCKED.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read: dict[str, SheetMarks] = {}
        self._parts: dict[str, str] = {}
        with refusals(path):
            if not is_package(path):
                return
            with zipfile.ZipFile(path) as archive:
                names = _names(archive)
                if "xl/workbook.xml" in names:
                    self._parts = _sheet_parts(path, archive, names)
                elif "content.xml" in names:
                    with archive.open(names["content.xml"]) as stream:
                        self._read = _ods_marks(path, stream)

    def of(self, sheet: str) -> SheetMarks:
        """Return the marks of a sheet; of one in a format that is not looked into, none."""
        if sheet not in self._parts:
            return self._read.get(sheet, SheetMarks())
        with refusals(self._path), zipfile.ZipFile(self._path) as archive:
            part = self._parts[sheet]
            with archive.open(part) as stream:
                marks, is_wide = _xlsx_marks(self._path, stream)
            if is_wide:
                with archive.open(part) as stream:
                    check_room(self._path, _xlsx_pieces(self._path, stream)[1])
        return marks


@dataclass(slots=True)
class _Gathered:
    """Marks of a sheet while its rows pass by."""

    rows: bytearray = field(default_factory=bytearray)
    columns: set[int] = field(default_factory=set)
    filled: int = 0
    merged: list[MergedRange] = field(default_factory=list)
    uncalculated: dict[int, bytearray] = field(default_factory=dict)

    def miss_value(self, column: int, row: int) -> None:
        rows = self.uncalculated.setdefault(column, bytearray())
        rows.extend(bytes(max(row + 1 - len(rows), 0)))
        rows[row] = 1

    def hide_rows(self, first: int, count: int) -> None:
        last = min(first + count, _MAX_ROWS)
        self.rows.extend(bytes(max(last - len(self.rows), 0)))
        self.rows[first:last] = b"\1" * max(last - first, 0)

    def hide_columns(self, first: int, count: int) -> None:
        self.columns.update(range(first, min(first + count, _MAX_COLUMNS)))

    def marks(self) -> SheetMarks:
        return SheetMarks(
            bytes(self.rows),
            frozenset(self.columns),
            self.filled,
            tuple(self.merged),
            knows_hidden=True,
            uncalculated=self.uncalculated,
        )


def _names(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the names of the parts as calamine compares them -> as they are written."""
    return {one.lower().replace("\\", "/"): one for one in archive.namelist()}


def _sheet_parts(path: Path, archive: zipfile.ZipFile, names: dict[str, str]) -> dict[str, str]:
    relations = _index(path, archive, names.get("xl/_rels/workbook.xml.rels", ""))
    targets = {one.get("Id", ""): one.get("Target", "") for one in relations.iter()}
    parts: dict[str, str] = {}
    for one in _index(path, archive, names["xl/workbook.xml"]).iter():
        target = targets.get(one.get(_RELATION) or one.get(_STRICT_RELATION) or "", "")
        within = target if target.startswith(("/", "xl/")) else f"xl/{target}"
        part = names.get(posixpath.normpath(within).lstrip("/").lower())
        if one.tag.rpartition("}")[2] == "sheet" and part:
            parts[one.get("name", "")] = part
    return parts


def _index(path: Path, archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    """Return a small part as a tree."""
    if name not in archive.namelist() or archive.getinfo(name).file_size > _MAX_INDEX_BYTES:
        raise refusal(path, "broken", name)
    body = archive.read(name)
    check_markup(path, body)
    return ElementTree.fromstring(body)


def _xlsx_pieces(path: Path, stream: IO[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """Return the prefix of the sheet's tags, which is mostly none, and the pieces of its rows."""
    root = _ROOT.search(stream.read(_HEAD_BYTES))
    if root is None:
        raise refusal(path, "broken", "no worksheet")
    stream.seek(0)
    prefix = root[1]
    return prefix, pieces(path, stream, b"<%brow" % prefix, b"</%bsheetData>" % prefix)


def _xlsx_marks(path: Path, stream: IO[bytes]) -> tuple[SheetMarks, bool]:
    """Return the marks, and whether the sheet is so wide that its room must be looked at."""
    prefix, parts = _xlsx_pieces(path, stream)
    column_tag = re.compile(rb"<%bcol\s[^>]*>" % prefix)
    row_tag = re.compile(rb"<%brow\b[^>]*>" % prefix)
    formula = _uncalculated_formula(prefix)
    gathered = _Gathered()
    row, is_wide = 0, False
    for piece in parts:
        is_wide = is_far(path, piece) or is_wide
        if not row:
            _take_columns(gathered, column_tag.findall(piece))
        tags = row_tag.findall(piece)
        if b"<%bf" % prefix in piece:
            _take_uncalculated(gathered, formula.finditer(piece))
        all_tags = b"".join(tags)
        check_rows(path, all_tags)
        # Most pieces hide nothing; to look at each row would take half as long as calamine does.
        if any(one in all_tags for one in _UNSEEN_SIGNS):
            row = _take_rows(gathered, piece, row_tag, row)
        elif tags:
            number = _ROW_NUMBER.search(tags[-1])
            row = int(number[1]) if number else row + len(tags)
    return gathered.marks(), is_wide


def _take_rows(gathered: _Gathered, piece: bytes, row_tag: re.Pattern[bytes], row: int) -> int:
    """Take what is hidden in a piece and return the number of its last row."""
    for match in row_tag.finditer(piece):
        tag = match[0]
        number = _ROW_NUMBER.search(tag)
        row = int(number[1]) if number else row + 1
        if _UNSEEN.search(tag):
            gathered.hide_rows(row - 1, 1)
            gathered.filled += _holds_value(piece, match.end(), tag)
    return row


def _take_columns(gathered: _Gathered, tags: list[bytes]) -> None:
    for tag in tags:
        if _UNSEEN.search(tag):
            ends = {name: int(number) for name, number in _FROM_TO.findall(tag)}
            first = ends.get(b"min", 1)
            gathered.hide_columns(first - 1, ends.get(b"max", first) - first + 1)


def _uncalculated_formula(prefix: bytes) -> re.Pattern[bytes]:
    """Return what finds cells of formulas without a value; a text that came to nothing has one."""
    cell = rb"""<%bc(?=\s)(?![^>]*\st=["']str)[^>]*?\sr=["']([A-Z]{1,3})(\d{1,7})["'][^>]*>"""
    formula = rb"<%bf(?:\s[^>]*)?(?:/>|>[^<]*</%bf>)"
    value = rb"\s*(?:<%bv\s*/>|<%bv></%bv>)?\s*</%bc>"
    return re.compile((cell + formula + value).replace(b"%b", prefix))


def _take_uncalculated(gathered: _Gathered, found: Iterator[re.Match[bytes]]) -> None:
    for match in found:
        row = int(match[2]) - 1
        if row < _MAX_ROWS:
            gathered.miss_value(column_number(match[1]) - 1, row)


def _holds_value(piece: bytes, start: int, tag: bytes) -> bool:
    """Say whether the row after a tag has a cell with a value."""
    if tag.endswith(b"/>"):
        return False
    end = piece.find(b"row>", start)
    return _FILLED.search(piece, start, end if end >= 0 else len(piece)) is not None


@dataclass(slots=True)
class _OdsTable(_Gathered):
    """A table of an ods file; its values take the first `height` rows and `width` columns."""

    row: int = 0
    column: int = 0
    height: int = 0
    width: int = 0

    def take_column(self, tag: bytes) -> None:
        count = _repeated(tag)
        if _ODS_UNSEEN.search(tag):
            self.hide_columns(self.column, count)
        self.column += count

    def take_row(self, tag: bytes, piece: bytes, start: int, end: int) -> None:
        count = _repeated(tag)
        last_value = max(piece.rfind(b" office:", start, end), piece.rfind(b"<text:p", start, end))
        if last_value >= 0:
            self.height = self.row + count
            self._widen(piece, start, last_value)
        if _ODS_UNSEEN.search(tag):
            self.hide_rows(self.row, count)
            self.filled += count if last_value >= 0 else 0
        if piece.find(b"-spanned=", start, end) >= 0:
            self._take_merged(piece[start:end])
        self.row += count

    def _widen(self, piece: bytes, start: int, end: int) -> None:
        """Count the cells of a row up to its last value."""
        cells = piece.count(b"<table:table-cell", start, end)
        cells += piece.count(b"<table:covered-table-cell", start, end)
        if piece.find(b"columns-repeated=", start, end) >= 0:
            cells += sum(int(one) - 1 for one in _ODS_REPEATED.findall(piece, start, end))
        self.width = max(self.width, cells)

    def _take_merged(self, body: bytes) -> None:
        column = 0
        for tag in _ODS_CELL.findall(body):
            spans = {name: int(number) for name, number in _ODS_SPANNED.findall(tag)}
            if spans:
                bottom = self.row + spans.get(b"rows", 1) - 1
                right = column + spans.get(b"columns", 1) - 1
                self.merged.append(((self.row, column), (bottom, right)))
            column += _repeated(tag)


def _ods_marks(path: Path, stream: IO[bytes]) -> dict[str, SheetMarks]:
    """Return the marks of every table: calamine reads them all as soon as it opens the file."""
    tables: dict[str, _OdsTable] = {}
    table = _OdsTable()
    for piece in pieces(path, stream, b"<table:table-row", b"</office:spreadsheet>"):
        for match in _ODS_TAG.finditer(piece):
            tag, kind = match[0], match[1]
            if kind == b"-row":
                end = piece.find(b"</table:table-row>", match.end())
                is_blank = end < 0 or tag.endswith(b"/>")
                table.take_row(tag, piece, match.end(), match.end() if is_blank else end)
            elif kind == b"-column":
                table.take_column(tag)
            elif name := _ODS_NAME.search(tag):
                table = tables.setdefault(unescape((name[1] or name[2]).decode()), _OdsTable())
    if sum(min(one.height, _MAX_ROWS) * one.width for one in tables.values()) > MAX_CELLS:
        raise refusal(path, "too_big", "values far apart")
    return {name: one.marks() for name, one in tables.items()}


def _repeated(tag: bytes) -> int:
    found = _ODS_REPEATED.search(tag)
    return int(found[1]) if found else 1
