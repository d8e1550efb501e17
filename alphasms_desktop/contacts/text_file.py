"""Rows of csv, tsv and txt files, by pandas, in frames of 10,000; encoding and separator found."""

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from alphasms_desktop.contacts.encoding import encoding_of
from alphasms_desktop.contacts.phone_line import phones_in_a_line
from alphasms_desktop.contacts.text_shape import TextShape, shape_of, torn_rows
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.importing import SheetInfo

if TYPE_CHECKING:
    import pandas as pd

ROWS_A_FRAME = 10_000


class TextFile:
    """A text table.

    Phones in one line, as they come from a message, are a row each.

    Rows are counted as Excel counts them after opening it: a blank line is a row, a record whose
    quoted cells run over several lines is one row, and Excel's `sep=;` line is none.
    """

    sheet = ""
    sheets: tuple[SheetInfo, ...] = ()
    columns: tuple[str, ...] | None = None
    columns_at: tuple[int, ...] = ()
    hidden_rows = 0
    hidden_columns: tuple[int, ...] = ()
    has_uncalculated = False

    def __init__(
        self, path: Path, encoding: str | None = None, separator: str | None = None
    ) -> None:
        self._path = path
        try:
            self.encoding = encoding or encoding_of(path)
            self.shape: TextShape = shape_of(path, self.encoding, separator)
            self.separator = self.shape.separator
            self._in_a_line = phones_in_a_line(path, self.encoding)
        except OSError as error:
            raise TroubleError(Kind.FILE_LOCKED, str(error), path=path.name) from error
        except LookupError as error:
            raise TroubleError(
                Kind.SHEET_FORMAT, str(error), path=path.name, what="encoding"
            ) from error

    def frames(self) -> Iterator[tuple[int, "pd.DataFrame"]]:
        """Give frames of texts, each with the row number of its first."""
        import pandas as pd

        if self._in_a_line:
            yield 1, pd.DataFrame([[one] for one in self._in_a_line], dtype=object)
            return
        try:
            if self.shape.is_torn:
                yield from self._torn_frames()
                return
            reader = pd.read_csv(
                self._path,
                encoding=self.encoding,
                encoding_errors="replace",
                sep=self.shape.separator,
                quoting=csv.QUOTE_MINIMAL,
                skiprows=self.shape.hint_lines,
                header=None,
                names=list(range(self.shape.width)),
                index_col=False,
                dtype=object,
                keep_default_na=False,
                na_filter=False,
                skip_blank_lines=False,
                chunksize=ROWS_A_FRAME,
                engine="c",
            )
            first = 1
            with reader:
                for frame in reader:
                    yield first, frame
                    first += len(frame)
        except (pd.errors.ParserError, pd.errors.EmptyDataError, ValueError) as error:
            raise TroubleError(
                Kind.SHEET_FORMAT, str(error), path=self._path.name, what="broken"
            ) from error
        except OSError as error:
            raise TroubleError(Kind.FILE_LOCKED, str(error), path=self._path.name) from error

    def _torn_frames(self) -> Iterator[tuple[int, "pd.DataFrame"]]:
        import pandas as pd

        rows = torn_rows(self._path, self.encoding, self.shape)
        first = 1
        while part := list(islice(rows, ROWS_A_FRAME)):
            yield first, pd.DataFrame(part, dtype=object)
            first += len(part)
