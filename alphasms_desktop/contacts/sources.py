"""What a contact file is read as: a workbook, a text table, or contact cards."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from alphasms_desktop.contacts.card_file import CardFile
from alphasms_desktop.contacts.file_kind import FileKind, kind_of
from alphasms_desktop.contacts.text_file import TextFile
from alphasms_desktop.contacts.workbook_file import WorkbookFile
from alphasms_desktop.domain.importing import ImportChoices, SheetInfo

if TYPE_CHECKING:
    import pandas as pd


class Source(Protocol):
    """Rows of a file in frames; what does not apply to a kind of file is empty.

    `columns` are names the file itself gives its columns, None where a header must be found;
    `columns_at` is where each column of the frames stands in the sheet (0 is A), empty for all
    from A on. `has_uncalculated` says that cells hold UNCALCULATED.
    """

    sheet: str
    sheets: tuple[SheetInfo, ...]
    columns: tuple[str, ...] | None
    columns_at: tuple[int, ...]
    encoding: str
    separator: str
    hidden_rows: int
    hidden_columns: tuple[int, ...]
    has_uncalculated: bool

    def frames(self) -> Iterator[tuple[int, "pd.DataFrame"]]:
        """Give frames of raw values, each with the row number of its first."""
        ...


class Workbook(WorkbookFile):
    """A workbook, of which no encoding need be known."""

    columns: tuple[str, ...] | None = None
    encoding = ""
    separator = ""


def open_source(path: Path, choices: ImportChoices) -> Source:
    """Open a file as what it is; raises TroubleError for one that holds no table."""
    kind = kind_of(path)
    if kind is FileKind.CARDS:
        return CardFile(path)
    if kind is FileKind.WORKBOOK:
        return Workbook(path, choices.sheet, choices.with_hidden)
    return TextFile(path, choices.encoding, choices.separator)
