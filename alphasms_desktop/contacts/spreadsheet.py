"""A contact file opened for reading: its head at once, its rows as a stream of batches."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from alphasms_desktop.contacts.cells import shown, to_cell
from alphasms_desktop.contacts.columns import Layout, Rows, guessed_layout, named_layout
from alphasms_desktop.contacts.file_kind import FileKind, kind_of
from alphasms_desktop.contacts.phones import read_phone
from alphasms_desktop.contacts.text_file import TextFile
from alphasms_desktop.contacts.workbook_file import WorkbookFile
from alphasms_desktop.domain.contact import Batch, Cell, Contact, Reason, Reject, SheetHead
from alphasms_desktop.domain.errors import Kind, TroubleError

if TYPE_CHECKING:
    import pandas as pd

_SAMPLE_ROWS = 200


class Spreadsheet:
    """A contact file; `batches` reads it once, from its first row to its last.

    Raises TroubleError: FILE_MISSING, FILE_EMPTY, FILE_LOCKED, SHEET_FORMAT, NO_PHONE_COLUMN,
    NO_SUCH_COLUMN.
    """

    def __init__(self, path: Path, phone_column: str | None = None) -> None:
        is_workbook = kind_of(path) is FileKind.WORKBOOK
        self._file = WorkbookFile(path) if is_workbook else TextFile(path)
        self._path = path
        rows = self._first_rows()
        self._layout = self._find_columns(rows, phone_column)
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
        header = self._layout.header
        first_row_of: dict[str, int] = {}
        for first, frame in self._file.frames():
            contacts: list[Contact] = []
            rejects: list[Reject] = []
            for row, cells in enumerate(_cells_of(frame, len(self._layout.columns)), first):
                is_above = header is not None and row <= header + 1
                if is_above or all(cell is None for cell in cells):
                    continue
                taken = self._take(row, cells, first_row_of)
                (contacts if isinstance(taken, Contact) else rejects).append(taken)  # type: ignore[arg-type]
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
        return Contact(
            row, phone, original, shown(cells[column]) if column is not None else "", cells
        )

    def _first_rows(self) -> Rows:
        for _, frame in self._file.frames():
            rows = list(_cells_of(frame.head(_SAMPLE_ROWS), None))
            if any(cell is not None for row in rows for cell in row):
                return _without_empty_tail(rows)
        raise TroubleError(Kind.FILE_EMPTY, path=self._path.name)

    def _find_columns(self, rows: Rows, phone_column: str | None) -> Layout:
        first_column = self._file.first_column
        layout = (
            named_layout(rows, phone_column, first_column)
            if phone_column
            else guessed_layout(rows, first_column)
        )
        if layout is None:
            names = _said_columns(rows)
            kind = Kind.NO_SUCH_COLUMN if phone_column else Kind.NO_PHONE_COLUMN
            raise TroubleError(kind, path=self._path.name, column=phone_column or "", columns=names)
        return layout


def _cells_of(frame: "pd.DataFrame", width: int | None) -> Iterator[tuple[Cell, ...]]:
    """Give the rows of a frame as cells, cut or filled to `width` columns."""
    for values in frame.itertuples(index=False, name=None):
        cells = tuple(to_cell(value) for value in values[:width])
        yield cells if width is None else cells + (None,) * (width - len(cells))


def _without_empty_tail(rows: Rows) -> Rows:
    """Drop columns on the right that hold nothing in any of these rows."""
    width = max(
        (place + 1 for row in rows for place, cell in enumerate(row) if cell is not None),
        default=0,
    )
    return [row[:width] for row in rows]


def _said_columns(rows: Rows) -> str:
    """Return the names in the likeliest header, for a sentence: the fullest of the first rows."""
    fullest = max(rows[:5], key=lambda row: sum(cell is not None for cell in row), default=())
    return ", ".join(shown(cell) for cell in fullest if cell is not None)
