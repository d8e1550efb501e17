"""Contacts as a sheet gives them: the rows that can be called and the rows that cannot."""

from dataclasses import dataclass
from enum import StrEnum

from alphasms_desktop.domain.importing import ColumnKind, SheetInfo

Cell = str | int | float | bool | None
"""One cell of a sheet; dates and times are text by the time they get here."""


class Reason(StrEnum):
    """Why a row of the sheet cannot be called as it stands."""

    NO_PHONE = "no_phone"
    NOT_A_PHONE = "not_a_phone"
    LOST_DIGITS = "lost_digits"
    PROBABLY_CUT = "probably_cut"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    NO_SUCH_NUMBER = "no_such_number"
    PREMIUM = "premium"
    FOREIGN = "foreign"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Contact:
    """A row that can be called: the file's own row number, the phone in E.164, all its cells.

    `more_phones` are called in turn when the one before is not reached; `consent` is None where
    the file does not say.
    """

    row: int
    phone: str
    original: str
    name: str
    fields: tuple[Cell, ...]
    more_phones: tuple[str, ...] = ()
    consent: bool | None = None


@dataclass(frozen=True, slots=True)
class Reject:
    """A row set aside, with the reason; `twin_row` is the row that a duplicate repeats."""

    row: int
    original: str
    reason: Reason
    fields: tuple[Cell, ...]
    twin_row: int | None = None


@dataclass(frozen=True)
class SheetHead:
    """What is known of a sheet before its rows: where it is from and which column is which.

    Places are indexes into `columns`. `encoding` and `separator` are of text files; the hidden
    rows and columns are those that were left out.
    """

    source: str
    sheet: str
    columns: tuple[str, ...]
    phone_column: int
    name_column: int | None
    more_phone_columns: tuple[int, ...] = ()
    consent_column: int | None = None
    kinds: tuple[ColumnKind, ...] = ()
    sheets: tuple[SheetInfo, ...] = ()
    encoding: str = ""
    separator: str = ""
    hidden_rows: int = 0
    hidden_columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Batch:
    """Some consecutive rows of a sheet, sorted into those ready and those set aside."""

    contacts: tuple[Contact, ...]
    rejects: tuple[Reject, ...]


@dataclass(frozen=True)
class ContactList:
    """A list kept in the store: an id, where it came from, and its counts."""

    id: int
    head: SheetHead
    ready: int
    rejected: int
    duplicates: int
