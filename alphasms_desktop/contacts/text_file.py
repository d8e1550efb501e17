"""Rows of csv, tsv and txt files, by pandas, in frames of 10,000; encoding and separator found."""

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from alphasms_desktop.domain.errors import Kind, TroubleError

if TYPE_CHECKING:
    import pandas as pd

ROWS_A_FRAME = 10_000
_SAMPLE_BYTES = 64_000
_SEPARATORS = ";,\t|"
_MOST_COLUMNS = 1_000
_BY_MARK = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_CANDIDATES = ["utf_16_le", "utf_16_be", "cp1251", "koi8_u", "cp1125", "mac_cyrillic"]
_LAST_RESORT = "cp1251"


class TextFile:
    """A text table; blank lines count as rows, so that row numbers are those Excel shows."""

    sheet = ""
    first_column = 0

    def __init__(self, path: Path) -> None:
        self._path = path
        self.encoding = encoding_of(path)
        self.separator, self._width = _shape_of(path, self.encoding)

    def frames(self) -> Iterator[tuple[int, "pd.DataFrame"]]:
        """Give frames of texts, each with the row number of its first."""
        import pandas as pd

        try:
            reader = pd.read_csv(
                self._path,
                encoding=self.encoding,
                encoding_errors="replace",
                sep=self.separator,
                header=None,
                names=list(range(self._width)),
                index_col=False,
                dtype=str,
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


def encoding_of(path: Path) -> str:
    """Return the encoding: by its mark, else UTF-8 if it is, else the likeliest Cyrillic one."""
    with path.open("rb") as file:
        sample = file.read(_SAMPLE_BYTES)
    for mark, encoding in _BY_MARK.items():
        if sample.startswith(mark):
            return encoding
    if b"\0" not in sample and _is_utf_8(path):
        return "utf-8"
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_CANDIDATES).best()
    return best.encoding if best else _LAST_RESORT


def _is_utf_8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while piece := file.read(1_000_000):
                decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _shape_of(path: Path, encoding: str) -> tuple[str, int]:
    """Return the separator, and how many columns the widest row can have at most."""
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        sample = file.read(_SAMPLE_BYTES)
        try:
            separator = csv.Sniffer().sniff(sample, delimiters=_SEPARATORS).delimiter
        except csv.Error:
            separator = _most_frequent(sample)
        file.seek(0)
        width = max((line.count(separator) for line in file), default=0) + 1
    return separator, min(width, _MOST_COLUMNS)


def _most_frequent(sample: str) -> str:
    """Return the likeliest separator of a sample the sniffer gave up on (one column, say)."""
    return max(_SEPARATORS, key=lambda one: (sample.count(one), -_SEPARATORS.index(one)))
