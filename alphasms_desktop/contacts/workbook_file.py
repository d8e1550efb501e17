"""Rows of xlsx, xlsm, xls, xlsb and ods files, by calamine, as the office sees them."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from alphasms_desktop.contacts.cells import UNCALCULATED, to_cell
from alphasms_desktop.contacts.sheet_marks import MergedRange, SheetMarks
from alphasms_desktop.contacts.workbook_guard import check_workbook, refusal, refusals
from alphasms_desktop.contacts.workbook_marks import WorkbookMarks
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.importing import SheetInfo

if TYPE_CHECKING:
    import pandas as pd
    from python_calamine import CalamineSheet, CalamineWorkbook

ROWS_A_FRAME = 10_000
MAX_COLUMNS = 1_000
"""No list of people is wider; what stands further to the right is left out."""


class WorkbookFile:
    """One sheet of a workbook: the named one, or the first that holds anything, hidden ones last.

    `columns_at` tells for each column of the frames which one of the sheet it is (0 is A).
    `hidden_rows` counts the rows that hold something and `hidden_columns` names the columns that
    are left out; where the format does not tell (`knows_hidden`), nothing is. Formulas give the
    values that were saved with them; those of an xlsx without any give UNCALCULATED.

    Raises TroubleError: FILE_EMPTY, FILE_LOCKED, SHEET_FORMAT with `what` no_sheet, password,
    broken, bomb or too_big.
    """

    def __init__(self, path: Path, sheet: str | None = None, with_hidden: bool = False) -> None:
        from python_calamine import CalamineWorkbook

        self._path = path
        check_workbook(path)
        marks = WorkbookMarks(path)
        with refusals(path), CalamineWorkbook.from_path(path) as book:
            self.sheets = _sheets(book)
            asked = tuple(one for one in self.sheets if sheet in (None, one.name))
            if sheet is not None and not asked:
                raise refusal(path, "no_sheet")
            self._sheet, seen = _first_with_rows(book, asked, marks, path)
        self.sheet = self._sheet.name
        self.knows_hidden = seen.knows_hidden
        self._merged = self._sheet.merged_cell_ranges or seen.merged
        shown = SheetMarks() if with_hidden else seen
        self._is_hidden = shown.hidden_rows
        self.hidden_rows = shown.hidden_filled
        self._uncalculated = seen.uncalculated
        self.has_uncalculated = bool(seen.uncalculated)
        start = self._sheet.start
        self._left = start[1] if start else 0
        columns = range(self._left, self._left + min(self._sheet.width, MAX_COLUMNS))
        self.columns_at = tuple(one for one in columns if one not in shown.hidden_columns)
        self.hidden_columns = tuple(one for one in columns if one in shown.hidden_columns)
        self.first_column = self.columns_at[0] if self.columns_at else self._left

    def frames(self) -> Iterator[tuple[int, "pd.DataFrame"]]:
        """Give frames of raw cells, each with the row number (as Excel shows it) of its first.

        A hidden row is there and holds nothing, so that the others keep their numbers.
        """
        import pandas as pd

        rows = self._rows()
        first = 1
        while part := self._next(rows):
            yield first, pd.DataFrame(part, dtype=object)
            first += len(part)

    def _next(self, rows: Iterator[list[object]]) -> list[list[object]]:
        with refusals(self._path):
            return list(islice(rows, ROWS_A_FRAME))

    def _rows(self) -> Iterator[list[object]]:
        places = [one - self._left for one in self.columns_at]
        blank: list[object] = [None] * len(places)
        merged = _MergedValues(self._merged, self.columns_at, self._left)
        for row, cells in enumerate(self._sheet.iter_rows()):
            values: list[object] = list(cells[:MAX_COLUMNS])
            merged.fill(row, values)
            self._mark_uncalculated(row, values)
            if row < len(self._is_hidden) and self._is_hidden[row]:
                yield blank
            else:
                yield [values[one] for one in places] if self.hidden_columns else values

    def _mark_uncalculated(self, row: int, values: list[object]) -> None:
        for column, rows in self._uncalculated.items():
            at = column - self._left
            if row < len(rows) and rows[row] and 0 <= at < MAX_COLUMNS:
                values += [None] * (at + 1 - len(values))
                values[at] = UNCALCULATED


class _MergedValues:
    """Values of merged cells on their way down the rows.

    A value goes down and never sideways. Down, since a building or a doctor written once over
    three rows belongs to three people. Not sideways, since what runs over columns is a title or
    the head of a group ("Phones" over mobile and home): repeated, it would look like a header and
    give several columns the same name. Nor does it reach rows that hold nothing else, or a blank
    line inside a merged cell would become somebody without a phone.
    """

    def __init__(self, merged: Iterable[MergedRange], columns: tuple[int, ...], left: int) -> None:
        self._starts: dict[int, list[_Merged]] = {}
        self._running: dict[int, tuple[int, object]] = {}
        for (top, first), (bottom, last) in merged:
            # Where the left columns are hidden, the office sees the value in the next one.
            at = bisect_left(columns, first)
            is_seen = at < len(columns) and columns[at] <= last and first >= left
            if is_seen and (bottom > top or columns[at] != first):
                one = _Merged(bottom, first - left, columns[at] - left)
                self._starts.setdefault(top, []).append(one)

    def fill(self, row: int, values: list[object]) -> None:
        """Put into a row what comes down to it; rows are to be given in their order."""
        if self._running and any(to_cell(value) is not None for value in values):
            for column, (bottom, value) in list(self._running.items()):
                if row <= bottom:
                    values[column] = value
                else:
                    del self._running[column]
        for one in self._starts.get(row, ()):
            value = values[one.source] if one.source < len(values) else None
            if to_cell(value) is not None:
                values[one.column] = value
                self._running[one.column] = (one.bottom, value)


@dataclass(frozen=True, slots=True)
class _Merged:
    """A merged cell: its last row, and where in a row its value stands and where it is seen."""

    bottom: int
    source: int
    column: int


def _sheets(book: "CalamineWorkbook") -> tuple[SheetInfo, ...]:
    """Return the sheets that are tables; charts and macros hold no rows."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    return tuple(
        SheetInfo(one.name, one.visible != SheetVisibleEnum.Visible)
        for one in book.sheets_metadata
        if one.typ == SheetTypeEnum.WorkSheet
    )


def _first_with_rows(
    book: "CalamineWorkbook", sheets: tuple[SheetInfo, ...], marks: WorkbookMarks, path: Path
) -> tuple["CalamineSheet", SheetMarks]:
    for one in sorted(sheets, key=lambda info: info.is_hidden):
        # The marks come first: they refuse a sheet that calamine would choke on.
        seen = marks.of(one.name)
        sheet = book.get_sheet_by_name(one.name)
        if _holds_anything(sheet):
            return sheet, seen
    raise TroubleError(Kind.FILE_EMPTY, path=path.name)


def _holds_anything(sheet: "CalamineSheet") -> bool:
    return any(to_cell(value) is not None for row in sheet.iter_rows() for value in row)
