"""Rows of xlsx, xlsm, xls, xlsb and ods files, by calamine, in frames of 10,000."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from alphasms_desktop.contacts.cells import to_cell
from alphasms_desktop.domain.errors import Kind, TroubleError

if TYPE_CHECKING:
    import pandas as pd
    from python_calamine import CalamineSheet

ROWS_A_FRAME = 10_000


class WorkbookFile:
    """The first sheet of a workbook that has any rows; hidden sheets come last."""

    def __init__(self, path: Path) -> None:
        self._sheet = _first_with_rows(path)
        self.sheet = self._sheet.name
        start = self._sheet.start
        self.first_column = start[1] if start else 0

    def frames(self) -> Iterator[tuple[int, "pd.DataFrame"]]:
        """Give frames of raw cells, each with the row number (as Excel shows it) of its first."""
        import pandas as pd

        rows = iter(self._sheet.iter_rows())
        first = 1
        while part := list(islice(rows, ROWS_A_FRAME)):
            yield first, pd.DataFrame(part, dtype=object)
            first += len(part)


def _first_with_rows(path: Path) -> "CalamineSheet":
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_path(path)
        by_visibility = sorted(
            book.sheets_metadata, key=lambda one: one.visible != SheetVisibleEnum.Visible
        )
        for metadata in by_visibility:
            sheet = book.get_sheet_by_name(metadata.name)
            if _holds_anything(sheet):
                return sheet
    except PasswordError as error:
        raise TroubleError(Kind.SHEET_FORMAT, path=path.name, what="password") from error
    except PermissionError as error:
        raise TroubleError(Kind.FILE_LOCKED, str(error), path=path.name) from error
    except (CalamineError, OSError, ValueError) as error:
        raise TroubleError(Kind.SHEET_FORMAT, str(error), path=path.name, what="broken") from error
    raise TroubleError(Kind.FILE_EMPTY, path=path.name)


def _holds_anything(sheet: "CalamineSheet") -> bool:
    return any(to_cell(value) is not None for row in sheet.iter_rows() for value in row)
