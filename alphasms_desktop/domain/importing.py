"""How a contact file is to be read: what the user, or the memory of an earlier file, has chosen.

Whatever is None or empty is found out from the file itself.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class PhoneKind(StrEnum):
    """What a number is by the numbering plans."""

    MOBILE = "mobile"
    FIXED = "fixed"
    TOLL_FREE = "toll_free"
    PREMIUM = "premium"
    OTHER = "other"


class Several(StrEnum):
    """What several phones of one row mean: call the next if the first is not reached, or each."""

    NEXT = "next"
    EACH = "each"


class ColumnKind(StrEnum):
    """What a column holds, for texts that speak it."""

    TEXT = "text"
    NUMBER = "number"
    SUM = "sum"
    DATE = "date"
    TIME = "time"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class PhoneRules:
    """Which phones are taken; `country` (ISO 3166) is that of numbers written without a code."""

    country: str = "UA"
    takes_foreign: bool = True
    takes_premium: bool = False


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """A sheet of a workbook; `is_hidden` where the office has put it out of sight."""

    name: str
    is_hidden: bool = False


@dataclass(frozen=True)
class ImportChoices:
    """How to read a file; columns go by the names that its head gives them.

    `name_column` "" means that no column holds names.
    """

    sheet: str | None = None
    encoding: str | None = None
    separator: str | None = None
    phone_columns: tuple[str, ...] = ()
    name_column: str | None = None
    consent_column: str | None = None
    with_hidden: bool = False
    several: Several = Several.NEXT
    phones: PhoneRules = field(default_factory=PhoneRules)


@dataclass
class ImportProgress:
    """How far an import has come, told by its thread; whoever watches may have it given up."""

    rows: int = 0
    given_up: bool = False
