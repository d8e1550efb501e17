"""What is hidden in a workbook of Excel 97 to 2003: calamine reads its values alone.

Such a file is a small file system (OLE); in it the stream "Workbook" is a row of records. What is
not understood hides nothing, as before: calamine may read the file all the same.
"""

import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from alphasms_desktop.contacts.sheet_marks import Gathered, SheetMarks

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY_BYTES = 128
_SECTOR_POWERS, _MINI_POWER = (9, 12), 6
_LAST_SECTOR = 0xFFFFFFFA
_IN_HEAD = 109
_MOST_BYTES = 1 << 29

_BOUND_SHEET, _BEGIN, _END, _ROW, _COLUMNS = 0x0085, 0x0809, 0x000A, 0x0208, 0x007D
_VERSION_8 = 0x0600
_VALUES = frozenset((0x00FD, 0x0203, 0x027E, 0x00BD, 0x0006, 0x0204, 0x0205, 0x00D6))
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x20, 0x01


def xls_marks(path: Path) -> dict[str, SheetMarks]:
    """Return the marks of each sheet by its name, none where the file is not understood.

    OSError passes through.
    """
    if path.stat().st_size > _MOST_BYTES:
        return {}
    with suppress(struct.error, ValueError, LookupError):
        stream = _Ole(path.read_bytes()).stream("Workbook")
        return {name: _marks_at(stream, place) for name, place in _sheets(stream)}
    return {}


class _Ole:
    """The streams of an OLE file."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        if not body.startswith(_OLE):
            raise KeyError("no OLE file")
        sector_power, mini_power = struct.unpack_from("<HH", body, 30)
        if sector_power not in _SECTOR_POWERS or mini_power != _MINI_POWER:
            raise KeyError("sectors of no known size")
        self._size: int = 1 << sector_power
        self._mini_size: int = 1 << mini_power
        directory, _, self._least, mini_table = struct.unpack_from("<4I", body, 48)
        self._table = self._numbers(self._table_sectors())
        self._entries = self._chain(directory)
        self._mini_table = self._numbers(self._sectors(mini_table, self._table))

    def stream(self, wanted: str) -> bytes:
        """Return the bytes of a stream; raises KeyError where there is none of that name."""
        root_start, mini = 0, b""
        for at in range(0, len(self._entries), _ENTRY_BYTES):
            length, kind = struct.unpack_from("<HB", self._entries, at + 64)
            name = self._entries[at : at + max(0, length - 2)].decode("utf-16-le")
            start, size = struct.unpack_from("<II", self._entries, at + 116)
            if kind == 5:
                root_start = start
            if name.casefold() == wanted.casefold():
                if size >= self._least:
                    return self._chain(start)[:size]
                mini = self._chain(root_start)
                sectors = self._sectors(start, self._mini_table)
                return b"".join(
                    mini[one * self._mini_size : (one + 1) * self._mini_size] for one in sectors
                )[:size]
        raise KeyError(wanted)

    def _table_sectors(self) -> list[int]:
        sectors = list(struct.unpack_from(f"<{_IN_HEAD}I", self._body, 76))
        more, count = struct.unpack_from("<II", self._body, 68)
        each = self._size // 4
        for _ in range(min(count, len(self._body) // self._size)):
            if more >= _LAST_SECTOR:
                break
            found = struct.unpack_from(f"<{each}I", self._body, self._place(more))
            sectors += found[:-1]
            more = found[-1]
        return [one for one in sectors if one < _LAST_SECTOR]

    def _numbers(self, sectors: list[int]) -> list[int]:
        numbers: list[int] = []
        for one in sectors:
            numbers += struct.unpack_from(f"<{self._size // 4}I", self._body, self._place(one))
        return numbers

    def _sectors(self, first: int, table: list[int]) -> list[int]:
        """Return a chain of sectors; one that runs in a circle ends as it began."""
        sectors: list[int] = []
        while first < _LAST_SECTOR and len(sectors) <= len(table):
            sectors.append(first)
            first = table[first]
        return sectors

    def _chain(self, first: int) -> bytes:
        places = map(self._place, self._sectors(first, self._table))
        return b"".join(self._body[one : one + self._size] for one in places)

    def _place(self, sector: int) -> int:
        return (sector + 1) * self._size


def _records(stream: bytes, place: int) -> Iterator[tuple[int, int, int]]:
    """Give the kind of each record, where what it holds begins, and how long that is."""
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        yield kind, place + 4, length
        place += 4 + length


def _sheets(stream: bytes) -> list[tuple[str, int]]:
    """Return the name of each sheet and where its records begin."""
    sheets = []
    for kind, at, length in _records(stream, 0):
        if kind == _BEGIN and struct.unpack_from("<H", stream, at)[0] != _VERSION_8:
            return []
        if kind == _END:
            break
        if kind == _BOUND_SHEET:
            place, _, _, is_wide = struct.unpack_from("<IHBB", stream, at)
            name = stream[at + 8 : at + length]
            sheets.append((name.decode("utf-16-le" if is_wide & 1 else "latin-1"), place))
    return sheets


def _marks_at(stream: bytes, place: int) -> SheetMarks:
    """Return what is hidden on the sheet whose records begin at a place."""
    gathered = Gathered()
    hidden: set[int] = set()
    filled: set[int] = set()
    depth = 0
    for kind, at, _ in _records(stream, place):
        if kind == _BEGIN:
            depth += 1
        elif kind == _END:
            depth -= 1
            if depth == 0:
                break
        elif depth > 1:
            continue  # a chart on the sheet
        elif kind in _VALUES:
            filled.add(struct.unpack_from("<H", stream, at)[0])
        elif kind == _ROW and stream[at + 12] & _ROW_HIDDEN:
            hidden.add(struct.unpack_from("<H", stream, at)[0])
        elif kind == _COLUMNS:
            first, last, _, _, options = struct.unpack_from("<5H", stream, at)
            if options & _COLUMN_HIDDEN:
                gathered.hide_columns(first, last - first + 1)
    for row in hidden:
        gathered.hide_rows(row, 1)
    gathered.filled = len(hidden & filled)
    return gathered.marks()
