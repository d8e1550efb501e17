"""Contact cards (vcf files) as rows of a table, in frames of 10,000."""

import codecs
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from alphasms_desktop.contacts.encoding import encoding_of
from alphasms_desktop.contacts.vcard import MARKED, READ, Card, cards_in
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.importing import SheetInfo
from alphasms_desktop.i18n import mark, tr

if TYPE_CHECKING:
    import pandas as pd

ROWS_A_FRAME = 10_000

# Of the columns in vcard.DETAILS.
_NAMES = (
    *(mark("Organisation"), mark("E-mail"), mark("Address")),
    *(mark("Birthday"), mark("Note"), mark("Categories")),
)
_HEAD_BYTES = 4096
_NARROW, _WIDE = b"BEGIN:VCARD", "BEGIN:VCARD".encode("utf-16-le")[:-1]
# What the detector takes cp1251 for where most of a file is photos; no program writes cards so.
_UNLIKELY = ("cp1125", "mac_cyrillic")
_LAST_RESORT = "cp1251"
_MOST_BYTES = 130_000
"""Of a line: 10,000 characters, each written as up to four bytes of quoted-printable."""
_NAME = re.compile(rb"(?:[\w-]++\.)?([\w-]++)[ \t]*+[;:]")
_SURELY_NEW = READ | {b"PHOTO"}


class CardFile:
    """The cards of a file; the row of a card is its place in the file, from 1.

    A column that no card fills is left out, but for the name and the first phone. Raises
    TroubleError: FILE_EMPTY where there is no card, FILE_LOCKED, SHEET_FORMAT.
    """

    sheet = ""
    sheets: tuple[SheetInfo, ...] = ()
    columns: tuple[str, ...] | None
    first_column = 0
    columns_at: tuple[int, ...] = ()
    separator = ""
    hidden_rows = 0
    hidden_columns: tuple[int, ...] = ()
    has_uncalculated = False

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self.encoding = _encoding_of_cards(path)
        except OSError as error:
            raise TroubleError(Kind.FILE_LOCKED, str(error), path=path.name) from error
        self._phones = 1
        filled: set[int] = set()
        is_empty = True
        for card in self._cards():
            is_empty = False
            self._phones = max(self._phones, len(card.phones))
            filled.update(place for place, text in enumerate(card.details) if text)
        if is_empty:
            raise TroubleError(Kind.FILE_EMPTY, path=path.name)
        self._filled = sorted(filled)
        more_phones = [tr("Phone {n}").format(n=n) for n in range(2, self._phones + 1)]
        details = [tr(_NAMES[place]) for place in self._filled]
        self.columns = (tr("Person"), tr("Phone"), *more_phones, *details)

    def frames(self) -> Iterator[tuple[int, "pd.DataFrame"]]:
        """Give frames of texts, a column for each of `columns`, each with the row of its first."""
        import pandas as pd

        rows = map(self._row, self._cards())
        first = 1
        while part := list(islice(rows, ROWS_A_FRAME)):
            yield first, pd.DataFrame(part, dtype=object)
            first += len(part)

    def _row(self, card: Card) -> tuple[str, ...]:
        phones = card.phones[: self._phones]
        missing = [""] * (self._phones - len(phones))
        return (card.name, *phones, *missing, *(card.details[place] for place in self._filled))

    def _cards(self) -> Iterator[Card]:
        encoding = MARKED if _is_wide(self.encoding) else self.encoding
        try:
            yield from cards_in(_unfolded(_lines(self._path, self.encoding)), encoding)
        except OSError as error:
            raise TroubleError(Kind.FILE_LOCKED, str(error), path=self._path.name) from error
        except UnicodeError as error:
            raise TroubleError(
                Kind.SHEET_FORMAT, str(error), path=self._path.name, what="broken"
            ) from error


def _lines(path: Path, encoding: str) -> Iterator[bytes]:
    """Give lines without their ends, each cut after _MOST_BYTES; those of UTF-16 as UTF-8."""
    is_wide = _is_wide(encoding)
    # Latin-1 is a letter for each byte: the lines of any narrow encoding are found by it.
    read_as, bytes_as = (encoding, "utf-8") if is_wide else ("latin-1", "latin-1")
    with path.open(encoding=read_as, errors="replace") as file:
        while line := file.readline(_MOST_BYTES):
            rest = line
            while rest and not rest.endswith("\n"):
                rest = file.readline(_MOST_BYTES)
            yield line.removesuffix("\n").encode(bytes_as)


def _unfolded(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Give whole lines of the properties that are read, each cut after _MOST_BYTES."""
    kept = bytearray()
    is_kept = is_quoted = goes_on = is_2_1 = False
    for line in lines:
        more = line.removeprefix(codecs.BOM_UTF8)
        found = _NAME.match(more)
        name = found[1] if found else b""
        # What follows a line that promises more is more, unless it surely is another property.
        if goes_on and name not in _SURELY_NEW:
            pass
        elif more.startswith((b" ", b"\t")):
            more = more if is_2_1 else more[1:]
        else:
            if is_kept:
                yield bytes(kept)
            kept.clear()
            is_kept = name.upper() in READ
            if name.upper() in (b"BEGIN", b"VERSION"):
                is_2_1 = b"2.1" in more
            is_quoted = b"QUOTED-PRINTABLE" in more.partition(b":")[0].upper()
        more = more.rstrip(b" \t") if is_quoted else more
        goes_on = is_quoted and more.endswith(b"=")
        if is_kept and len(kept) < _MOST_BYTES:
            kept += more.removesuffix(b"=") if goes_on else more
            del kept[_MOST_BYTES:]
    if is_kept:
        yield bytes(kept)


def _encoding_of_cards(path: Path) -> str:
    """Return the encoding by how the first BEGIN stands there, else as of any text file."""
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES).upper()
    wide = head.find(_WIDE)
    if wide >= 0:
        return "utf-16-be" if wide % 2 else "utf-16-le"
    encoding = encoding_of(path)
    is_wrong = encoding in _UNLIKELY or (_is_wide(encoding) and _NARROW in head)
    return _LAST_RESORT if is_wrong else encoding


def _is_wide(encoding: str) -> bool:
    return encoding.replace("_", "-").startswith("utf-16")
