"""Which sheet of a workbook holds the people: the first may be a cover, and others hold more."""

from dataclasses import dataclass, replace
from pathlib import Path

from alphasms_desktop.contacts.cells import UNCALCULATED
from alphasms_desktop.contacts.columns import Frame, Layout, layout_of
from alphasms_desktop.contacts.frames import rows_of
from alphasms_desktop.contacts.header import Rows, cell_at, likeliest_header
from alphasms_desktop.contacts.phones import read_phone
from alphasms_desktop.contacts.sources import Source, open_source
from alphasms_desktop.domain.cells import Cell
from alphasms_desktop.domain.contact import Reason
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.importing import ImportChoices

_SAMPLE_ROWS = 200
_MOST_SHEETS = 40
_LOOKED_INTO_BYTES = 4 << 20
_LOOKED_INTO_ODS_BYTES = 512 << 10
"""Of a larger workbook only the sheet that is taken is read, and all others are named.

Of an ods each look reads all sheets.
"""
_NO_LIST = (Kind.NO_PHONE_COLUMN, Kind.NO_SUCH_COLUMN, Kind.FILE_EMPTY, Kind.SHEET_FORMAT)


@dataclass(frozen=True)
class Looked:
    """A source looked into: its first rows that hold anything, their numbers, and the columns.

    `unread` are the other sheets that hold people too.
    """

    source: Source
    numbers: list[int]
    rows: Rows
    layout: Layout
    unread: tuple[str, ...] = ()


def look_into(path: Path, choices: ImportChoices) -> Looked:
    """Open a file at the sheet chosen, else at the first that holds a list; raises TroubleError."""
    source = open_source(path, choices)
    if choices.sheet is not None:
        return _looked(path, source, choices)
    others = [one.name for one in source.sheets if not one.is_hidden and one.name != source.sheet]
    is_ods = path.suffix.lower() == ".ods"
    most_bytes = _LOOKED_INTO_ODS_BYTES if is_ods else _LOOKED_INTO_BYTES
    first = _list_in(path, source, choices)
    if first is not None and path.stat().st_size > most_bytes:
        return replace(first, unread=tuple(others))
    lists = [found for name in others[:_MOST_SHEETS] if (found := _list_on(path, name, choices))]
    taken = first or (lists.pop(0) if lists else _looked(path, source, choices))
    return replace(taken, unread=tuple(one.source.sheet for one in lists))


def _list_on(path: Path, sheet: str, choices: ImportChoices) -> Looked | None:
    try:
        source = open_source(path, replace(choices, sheet=sheet))
    except TroubleError as error:
        if error.trouble.kind in _NO_LIST:
            return None
        raise
    return _list_in(path, source, choices)


def _list_in(path: Path, source: Source, choices: ImportChoices) -> Looked | None:
    """Return what a sheet holds where that is a list, and no cover with the office's own phone."""
    try:
        looked = _looked(path, source, choices)
    except TroubleError as error:
        if error.trouble.kind in _NO_LIST:
            return None
        raise
    return None if _is_cover(looked) else looked


def _is_cover(looked: Looked) -> bool:
    layout = looked.layout
    if layout.is_named or len(looked.rows) >= _SAMPLE_ROWS:
        return False
    cells = (cell_at(row, layout.phone_column) for row in looked.rows)
    return sum(not isinstance(read_phone(cell), Reason) for cell in cells) < 2


def _looked(path: Path, source: Source, choices: ImportChoices) -> Looked:
    numbers, rows = _first_rows(path, source)
    layout = _columns_of(path, source, choices, rows)
    if layout.header == len(rows) - 1:
        raise TroubleError(Kind.FILE_EMPTY, path=path.name, what="no_rows")
    if source.has_uncalculated:
        _check_values(path, rows, layout)
        rows = [_with_marks_in_phones(row, layout) for row in rows]
    return Looked(source, numbers, rows, layout)


def _check_values(path: Path, rows: Rows, layout: Layout) -> None:
    """Raise TroubleError where the phones are formulas without values, all that are seen."""
    below = rows[layout.header + 1 :] if layout.header is not None else rows
    cells = [cell_at(row, layout.phone_column) for row in below]
    if set(cells) - {None} == {UNCALCULATED}:
        column = layout.columns[layout.phone_column]
        raise TroubleError(Kind.SHEET_FORMAT, path=path.name, what="formulas", column=column)


def _with_marks_in_phones(row: tuple[Cell, ...], layout: Layout) -> tuple[Cell, ...]:
    phones = (layout.phone_column, *layout.more_phone_columns)
    return tuple(
        None if cell == UNCALCULATED and at not in phones else cell for at, cell in enumerate(row)
    )


def _first_rows(path: Path, source: Source) -> tuple[list[int], Rows]:
    numbers: list[int] = []
    rows: list[tuple[Cell, ...]] = []
    for first, frame in source.frames():
        for row, cells in rows_of(frame, first):
            numbers.append(row)
            rows.append(cells)
            if len(rows) == _SAMPLE_ROWS:
                return numbers, _without_empty_tail(source, rows)
    if not rows:
        what = {"what": "hidden"} if source.hidden_rows else {}
        raise TroubleError(Kind.FILE_EMPTY, path=path.name, **what)
    return numbers, _without_empty_tail(source, rows)


def _columns_of(path: Path, source: Source, choices: ImportChoices, rows: Rows) -> Layout:
    frame = Frame(source.columns, source.columns_at)
    layout = layout_of(rows, choices, frame)
    if layout is None:
        wanted = choices.phone_columns
        names = frame.names(rows, likeliest_header(rows))
        raise TroubleError(
            Kind.NO_SUCH_COLUMN if wanted else Kind.NO_PHONE_COLUMN,
            path=path.name,
            column=", ".join(wanted),
            columns=", ".join(names),
        )
    return layout


def _without_empty_tail(source: Source, rows: Rows) -> Rows:
    """Drop columns on the right that hold nothing in any of these rows."""
    width = len(source.columns or ())
    for row in rows:
        last = max((place for place, cell in enumerate(row) if cell is not None), default=-1)
        width = max(width, last + 1)
    return [row[:width] for row in rows]
