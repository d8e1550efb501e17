"""Contacts as a sheet gives them: the rows that can be called and the rows that cannot."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from alphasms_desktop.domain.cells import Cell, cells_from_text, cells_to_text
from alphasms_desktop.domain.importing import ColumnKind, SheetInfo
from alphasms_desktop.domain.phone import clean, digits_of


class Reason(StrEnum):
    """Why a row of the sheet cannot be called as it stands."""

    NO_PHONE = "no_phone"
    NOT_A_PHONE = "not_a_phone"
    NO_VALUE = "no_value"
    ASKED_NOT_TO = "asked_not_to"
    LOST_DIGITS = "lost_digits"
    PROBABLY_CUT = "probably_cut"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    NO_SUCH_NUMBER = "no_such_number"
    PREMIUM = "premium"
    FOREIGN = "foreign"
    DUPLICATE = "duplicate"


_USUAL_SIGNS = str.maketrans("", "", " ()-\u00a0")
OURS = " · AlphaSMS"
"""Ends the headings of columns that this program has added to a sheet."""

MOST_CALLS_OF_PHONE = 5
"""However many rows share a phone: a family is called for each, a mistake in a column is not."""


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
    """A row set aside, with the reason; `twin_row` is the row that a duplicate repeats.

    Of a duplicate what a call of its own would need is kept too, as a contact has it: `phone`,
    `name`, `more_phones`, `consent`, and the kind of its phone, None for a mobile. `differs` says
    that it tells something else than the row it repeats.
    """

    row: int
    original: str
    reason: Reason
    fields: tuple[Cell, ...]
    twin_row: int | None = None
    phone: str = ""
    name: str = ""
    more_phones: tuple[str, ...] = ()
    consent: bool | None = None
    kind: str | None = None
    differs: bool = False


@dataclass(frozen=True)
class SheetHead:
    """What is known of a sheet before its rows: where it is from and which column is which.

    Places are indexes into `columns`. `encoding` and `separator` are of text files, the hidden
    rows and columns were left out, and `also_phones` are columns that look like phones too.
    `unread_sheets` are other sheets with phones, whose people are not called.
    `shape` is the same for files whose columns are the same.
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
    hidden_columns: int = 0
    shape: str = ""
    also_phones: tuple[int, ...] = ()
    unread_sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadyRows:
    """Rows that can be called, by columns: that is how a million of them travel fast.

    `fields` are texts of domain.cells, `more_phones` are joined by blanks, `kinds` is None for a
    mobile; `repaired` counts the rows whose phone stands otherwise in the file.
    """

    rows: list[int] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    originals: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    more_phones: list[str] = field(default_factory=list)
    consents: list[bool | None] = field(default_factory=list)
    kinds: list[str | None] = field(default_factory=list)
    repaired: int = 0

    def __len__(self) -> int:
        return len(self.rows)

    def contacts(self) -> Iterator[Contact]:
        """Give the rows one by one."""
        for at in range(len(self.rows)):
            yield Contact(
                self.rows[at],
                self.phones[at],
                self.originals[at],
                self.names[at],
                cells_from_text(self.fields[at]),
                tuple(self.more_phones[at].split()),
                self.consents[at],
            )


@dataclass(frozen=True, slots=True)
class Batch:
    """Some consecutive rows of a sheet, sorted into those ready and those set aside."""

    ready: ReadyRows
    rejects: tuple[Reject, ...] = ()

    @classmethod
    def of(cls, contacts: Iterable[Contact], rejects: Iterable[Reject] = ()) -> "Batch":
        """Make a batch of single contacts."""
        ready = ReadyRows()
        for one in contacts:
            ready.rows.append(one.row)
            ready.phones.append(one.phone)
            ready.originals.append(one.original)
            ready.names.append(one.name)
            ready.fields.append(cells_to_text(one.fields))
            ready.more_phones.append(" ".join(one.more_phones))
            ready.consents.append(one.consent)
            ready.kinds.append(None)
        return cls(ready, tuple(rejects))


def is_repaired(phone: str, original: str) -> bool:
    """Say whether a phone stands otherwise in the file, beyond blanks, signs and the +38."""
    plain = (phone, phone[1:], phone[3:])
    if original in plain or original.translate(_USUAL_SIGNS) in plain:
        return False
    return digits_of(clean(original)) not in plain


@dataclass(frozen=True)
class Mended:
    """What a row set aside has become; `unknown` rows are not, or no longer, set aside."""

    taken: int
    still_bad: int
    unknown: int


@dataclass(frozen=True)
class Joined:
    """How many people were added to a list, and how many were brought up to date."""

    added: int
    updated: int


@dataclass(frozen=True)
class ContactList:
    """A list kept in the store: an id, where it came from, and its counts.

    `unusual` counts ready phones that are no mobiles. `differing` are duplicates that say
    something else than the row whose phone they repeat, in the columns `differs_in`; `shared` are
    ready rows whose phone an earlier row has, since a call for each was wished. A list with a name
    is one of the office's own; one without belongs to the campaign it was imported for.
    """

    id: int
    head: SheetHead
    ready: int
    rejected: int
    duplicates: int
    repaired: int = 0
    unusual: int = 0
    name: str = ""
    created_at: datetime | None = None
    differing: int = 0
    differs_in: tuple[str, ...] = ()
    shared: int = 0

    @property
    def calls_each_row(self) -> bool:
        """Whether each row that shares a phone is called; not where an answer was cut short."""
        return self.shared > 0 and not self.differing
