"""What calamine does not tell of a sheet: hidden rows and columns, formulas without values.

Read from the file's own XML as a stream of bytes: a sheet of a million rows is 349 MB of it.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from alphasms_desktop.contacts.ods_marks import ods_marks
from alphasms_desktop.contacts.sheet_marks import MAX_ROWS, Gathered, SheetMarks
from alphasms_desktop.contacts.workbook_guard import (
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
from alphasms_desktop.contacts.xls_marks import xls_marks

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
                self._read = xls_marks(path)
                return
            with zipfile.ZipFile(path) as archive:
                names = _names(archive)
                if "xl/workbook.xml" in names:
                    self._parts = _sheet_parts(path, archive, names)
                elif "content.xml" in names:
                    with archive.open(names["content.xml"]) as stream:
                        self._read = ods_marks(path, stream)

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
    gathered = Gathered()
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


def _take_rows(gathered: Gathered, piece: bytes, row_tag: re.Pattern[bytes], row: int) -> int:
    """Take what is hidden in a piece and return the number of its last row."""
    for match in row_tag.finditer(piece):
        tag = match[0]
        number = _ROW_NUMBER.search(tag)
        row = int(number[1]) if number else row + 1
        if _UNSEEN.search(tag):
            gathered.hide_rows(row - 1, 1)
            gathered.filled += _holds_value(piece, match.end(), tag)
    return row


def _take_columns(gathered: Gathered, tags: list[bytes]) -> None:
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


def _take_uncalculated(gathered: Gathered, found: Iterator[re.Match[bytes]]) -> None:
    for match in found:
        row = int(match[2]) - 1
        if row < MAX_ROWS:
            gathered.miss_value(column_number(match[1]) - 1, row)


def _holds_value(piece: bytes, start: int, tag: bytes) -> bool:
    """Say whether the row after a tag has a cell with a value."""
    if tag.endswith(b"/>"):
        return False
    end = piece.find(b"row>", start)
    return _FILLED.search(piece, start, end if end >= 0 else len(piece)) is not None
