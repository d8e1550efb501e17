"""A contact file opened for reading: its head at once, its rows as a stream of batches."""

from collections.abc import Iterator
from pathlib import Path

from alphasms_desktop.contacts.column_kinds import kind_of_column
from alphasms_desktop.contacts.columns import Frame, Layout, layout_of
from alphasms_desktop.contacts.frames import rows_of
from alphasms_desktop.contacts.header import Rows, cell_at, likeliest_header, shape_of
from alphasms_desktop.contacts.sorting import RowSorter
from alphasms_desktop.contacts.sources import open_source
from alphasms_desktop.domain.cells import Cell
from alphasms_desktop.domain.contact import Batch, SheetHead
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.importing import ColumnKind, ImportChoices

_SAMPLE_ROWS = 200


class Spreadsheet:
    """A contact file; each `batches` reads it from its first row to its last.

    Raises TroubleError: FILE_MISSING, FILE_EMPTY, FILE_LOCKED, SHEET_FORMAT, NO_PHONE_COLUMN,
    NO_SUCH_COLUMN.
    """

    def __init__(self, path: Path, choices: ImportChoices | None = None) -> None:
        self._path = path
        self._choices = choices or ImportChoices()
        self._source = open_source(path, self._choices)
        numbers, rows = self._first_rows()
        self._shape = shape_of(rows, self._source.columns)
        self._layout = self._find_columns(rows)
        header = self._layout.header
        if header == len(rows) - 1:
            raise TroubleError(Kind.FILE_EMPTY, path=path.name)
        self._header_row = numbers[header] if header is not None else 0
        self.head = self._make_head(rows[header + 1 :] if header is not None else rows)

    def batches(self) -> Iterator[Batch]:
        """Give the rows, sorted into those ready and those set aside, at most 10,000 at a time.

        A phone that came before makes its row a duplicate of the first that had it.
        """
        sorter = RowSorter(self._layout, self._choices, self._header_row)
        for first, frame in self._source.frames():
            yield sorter.sort(first, frame)

    def close(self) -> None:
        """Nothing is held open between frames."""

    def _make_head(self, below: Rows) -> SheetHead:
        layout, source = self._layout, self._source
        kinds = [
            kind_of_column([cell_at(row, place) for row in below])
            for place in range(len(layout.columns))
        ]
        for place in (layout.phone_column, *layout.also_phones, *layout.more_phone_columns):
            kinds[place] = ColumnKind.PHONE
        return SheetHead(
            source=self._path.name,
            sheet=source.sheet,
            columns=layout.columns,
            phone_column=layout.phone_column,
            name_column=layout.name_column,
            more_phone_columns=layout.more_phone_columns,
            consent_column=layout.consent_column,
            kinds=tuple(kinds),
            sheets=source.sheets,
            encoding=source.encoding,
            separator=source.separator,
            hidden_rows=source.hidden_rows,
            hidden_columns=len(source.hidden_columns),
            also_phones=layout.also_phones,
            shape=self._shape,
        )

    def _first_rows(self) -> tuple[list[int], Rows]:
        """Return the first rows that hold anything and their numbers."""
        numbers: list[int] = []
        rows: list[tuple[Cell, ...]] = []
        for first, frame in self._source.frames():
            for row, cells in rows_of(frame, first):
                numbers.append(row)
                rows.append(cells)
                if len(rows) == _SAMPLE_ROWS:
                    return numbers, self._without_empty_tail(rows)
        if not rows:
            what = {"what": "hidden"} if self._source.hidden_rows else {}
            raise TroubleError(Kind.FILE_EMPTY, path=self._path.name, **what)
        return numbers, self._without_empty_tail(rows)

    def _find_columns(self, rows: Rows) -> Layout:
        source, wanted = self._source, self._choices.phone_columns
        frame = Frame(source.columns, source.columns_at)
        layout = layout_of(rows, self._choices, frame)
        if layout is None:
            kind = Kind.NO_SUCH_COLUMN if wanted else Kind.NO_PHONE_COLUMN
            names = frame.names(rows, likeliest_header(rows))
            raise TroubleError(
                kind,
                path=self._path.name,
                column=", ".join(wanted),
                columns=", ".join(names),
            )
        return layout

    def _without_empty_tail(self, rows: Rows) -> Rows:
        """Drop columns on the right that hold nothing in any of these rows."""
        width = len(self._source.columns or ())
        for row in rows:
            last = max((place for place, cell in enumerate(row) if cell is not None), default=-1)
            width = max(width, last + 1)
        return [row[:width] for row in rows]
