"""A contact file opened for reading: its head at once, its rows as a stream of batches."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from alphasms_desktop.contacts.column_kinds import kind_of_column
from alphasms_desktop.contacts.header import Rows, cell_at, shape_of
from alphasms_desktop.contacts.sheet_choice import look_into
from alphasms_desktop.contacts.sorting import RowSorter
from alphasms_desktop.domain.contact import Batch, SheetHead
from alphasms_desktop.domain.importing import ColumnKind, ImportChoices


class Spreadsheet:
    """A contact file; each `batches` reads it from its first row to its last.

    Raises TroubleError: FILE_MISSING, FILE_EMPTY, FILE_LOCKED, SHEET_FORMAT, NO_PHONE_COLUMN,
    NO_SUCH_COLUMN.
    """

    def __init__(self, path: Path, choices: ImportChoices | None = None) -> None:
        self._path = path
        self._choices = choices or ImportChoices()
        looked = look_into(path, self._choices)
        self._source, self._layout = looked.source, looked.layout
        self._shape = shape_of(looked.rows, self._source.columns)
        header, rows = self._layout.header, looked.rows
        self._header_row = looked.numbers[header] if header is not None else 0
        self.head = replace(
            self._make_head(rows[header + 1 :] if header is not None else rows),
            unread_sheets=looked.unread,
        )

    def batches(self) -> Iterator[Batch]:
        """Give the rows, sorted into those ready and those set aside, at most 10,000 at a time.

        A phone that came before makes its row a duplicate of the first that had it.
        """
        sorter = RowSorter(
            self._layout, self._choices, self._header_row, self._source.has_uncalculated
        )
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
