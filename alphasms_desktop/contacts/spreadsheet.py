"""A contact file opened for reading: its head at once, its rows as a stream of batches."""

from collections.abc import Iterator
from pathlib import Path

from alphasms_desktop.contacts.cells import shown
from alphasms_desktop.contacts.columns import Layout, guessed_layout, named_layout
from alphasms_desktop.contacts.file_kind import FileKind, kind_of
from alphasms_desktop.contacts.frames import rows_of
from alphasms_desktop.contacts.header import Rows, column_names, likeliest_header
from alphasms_desktop.contacts.phones import read_phone
from alphasms_desktop.contacts.text_file import TextFile
from alphasms_desktop.contacts.workbook_file import WorkbookFile
from alphasms_desktop.domain.contact import Batch, Cell, Contact, Reason, Reject, SheetHead
from alphasms_desktop.domain.errors import Kind, TroubleError

_SAMPLE_ROWS = 200


class Spreadsheet:
    """A contact file; each `batches` reads it from its first row to its last.

    Raises TroubleError: FILE_MISSING, FILE_EMPTY, FILE_LOCKED, SHEET_FORMAT, NO_PHONE_COLUMN,
    NO_SUCH_COLUMN.
    """

    def __init__(self, path: Path, phone_column: str | None = None) -> None:
        is_workbook = kind_of(path) is FileKind.WORKBOOK
        self._file = WorkbookFile(path) if is_workbook else TextFile(path)
        self._path = path
        numbers, rows = self._first_rows()
        self._layout = self._find_columns(rows, phone_column)
        header = self._layout.header
        if header == len(rows) - 1:
            raise TroubleError(Kind.FILE_EMPTY, path=path.name)
        self._header_row = numbers[header] if header is not None else 0
        self.head = SheetHead(
            source=path.name,
            sheet=self._file.sheet,
            columns=self._layout.columns,
            phone_column=self._layout.phone_column,
            name_column=self._layout.name_column,
        )

    def batches(self) -> Iterator[Batch]:
        """Give the rows, sorted into those ready and those set aside, at most 10,000 at a time.

        A phone that came before makes its row a duplicate of the first that had it.
        """
        first_row_of: dict[str, int] = {}
        for first, frame in self._file.frames():
            contacts: list[Contact] = []
            rejects: list[Reject] = []
            for row, cells in rows_of(frame, first, len(self._layout.columns)):
                if row <= self._header_row:
                    continue
                taken = self._take(row, cells, first_row_of)
                if isinstance(taken, Contact):
                    contacts.append(taken)
                else:
                    rejects.append(taken)
            yield Batch(tuple(contacts), tuple(rejects))

    def _take(
        self, row: int, cells: tuple[Cell, ...], first_row_of: dict[str, int]
    ) -> Contact | Reject:
        cell = cells[self._layout.phone_column]
        original = shown(cell)
        phone = read_phone(cell)
        if isinstance(phone, Reason):
            return Reject(row, original, phone, cells)
        twin = first_row_of.setdefault(phone, row)
        if twin != row:
            return Reject(row, original, Reason.DUPLICATE, cells, twin)
        column = self._layout.name_column
        name = shown(cells[column]) if column is not None else ""
        return Contact(row, phone, original, name, cells)

    def _first_rows(self) -> tuple[list[int], Rows]:
        """Return the first rows that hold anything and their numbers."""
        numbers: list[int] = []
        rows: list[tuple[Cell, ...]] = []
        for first, frame in self._file.frames():
            for row, cells in rows_of(frame, first):
                numbers.append(row)
                rows.append(cells)
                if len(rows) == _SAMPLE_ROWS:
                    return numbers, _without_empty_tail(rows)
        if not rows:
            raise TroubleError(Kind.FILE_EMPTY, path=self._path.name)
        return numbers, _without_empty_tail(rows)

    def _find_columns(self, rows: Rows, phone_column: str | None) -> Layout:
        at = self._file.first_column
        layout = named_layout(rows, phone_column, at) if phone_column else guessed_layout(rows, at)
        if layout is None:
            kind = Kind.NO_SUCH_COLUMN if phone_column else Kind.NO_PHONE_COLUMN
            columns = ", ".join(column_names(rows, likeliest_header(rows), at))
            raise TroubleError(
                kind, path=self._path.name, column=phone_column or "", columns=columns
            )
        return layout


def _without_empty_tail(rows: Rows) -> Rows:
    """Drop columns on the right that hold nothing in any of these rows."""
    width = max(
        (place + 1 for row in rows for place, cell in enumerate(row) if cell is not None),
        default=0,
    )
    return [row[:width] for row in rows]
