"""Marks of the tables of an ods file, out of its content as a stream of bytes."""

import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import IO

from alphasms_desktop.contacts.sheet_marks import MAX_ROWS, Gathered, SheetMarks
from alphasms_desktop.contacts.workbook_guard import MAX_CELLS, pieces, refusal

_ODS_TAG = re.compile(rb"<table:table(-row|-column|)(?=[\s/>])[^>]*>")
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell(?=[\s/>])[^>]*>")
_ODS_NAME = re.compile(rb"""\stable:name=(?:"([^"]*)"|'([^']*)')""")
_ODS_UNSEEN = re.compile(rb"""\stable:visibility=["'](?:collapse|filter)""")
_ODS_REPEATED = re.compile(rb"""\stable:number-(?:rows|columns)-repeated=["'](\d+)""")
_ODS_SPANNED = re.compile(rb"""\stable:number-(rows|columns)-spanned=["'](\d+)""")


@dataclass(slots=True)
class _OdsTable(Gathered):
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


def ods_marks(path: Path, stream: IO[bytes]) -> dict[str, SheetMarks]:
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
    if sum(min(one.height, MAX_ROWS) * one.width for one in tables.values()) > MAX_CELLS:
        raise refusal(path, "too_big", "values far apart")
    return {name: one.marks() for name, one in tables.items()}


def _repeated(tag: bytes) -> int:
    found = _ODS_REPEATED.search(tag)
    return int(found[1]) if found else 1
