"""Rows as tables page through them: recipients, contacts of a list, a call's story."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from alphasms_desktop.domain.attempt import State, Why
from alphasms_desktop.domain.contact import Reason
from alphasms_desktop.domain.importing import PhoneKind
from alphasms_desktop.domain.rules import Rules


class Decision(StrEnum):
    """What the user says of a call in doubt."""

    MADE = "made"
    CALL_AGAIN = "call_again"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class LiveRow:
    """One recipient with its last attempt, as the live table shows it."""

    recipient_id: int
    attempt_id: int
    row: int
    name: str
    phone: str
    state: State
    raw: str
    key: str | None
    duration_s: float | None
    price: Decimal | None
    changed_at: datetime | None
    attempts: int
    why: Why | None = None
    not_before: datetime | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Repeats:
    """Of the attempts again that wait: when the earliest may leave; `is_all`: no others wait."""

    earliest: datetime
    is_all: bool

    def by(self, rules: Rules, now: datetime) -> "Repeats | None":
        """Return them as the rules let them leave; None where that is at once, or never."""
        earliest = rules.next_allowed(max(now, self.earliest))
        deadline = rules.deadline
        is_too_late = deadline and deadline.skips_rest and earliest >= deadline.at
        return None if earliest <= now or is_too_late else replace(self, earliest=earliest)


class SortKey(StrEnum):
    """What the live table can be ordered by.

    `CHANGED` orders everybody; `NEWEST` puts those whose calls changed lately first and leaves the
    others in the order of the file, which is quick enough to be asked again and again.
    """

    ROW = "row"
    NAME = "name"
    PHONE = "phone"
    STATE = "state"
    KEY = "key"
    DURATION = "duration"
    PRICE = "price"
    CHANGED = "changed"
    NEWEST = "newest"


@dataclass(frozen=True)
class View:
    """Which recipients a table shows and in what order; no states means all of them."""

    states: frozenset[State] = frozenset()
    search: str = ""
    sort: SortKey = SortKey.ROW
    descending: bool = False


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One event of a call's story; for a campaign's own event the states are its phases."""

    at: datetime
    number: int
    before: str
    after: str
    why: Why | None
    raw: str
    price: Decimal | None
    key: str | None = None


class ListNote(StrEnum):
    """What is to be said of a row that is ready: it will be left out, or was called lately."""

    DO_NOT_CALL = "do_not_call"
    RECENT = "recent"


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of an imported file: ready (reason None), repaired, or set aside."""

    row: int
    phone: str
    original: str
    name: str
    reason: Reason | None
    twin_row: int | None
    is_repaired: bool
    note: ListNote | None = None
    more_phones: tuple[str, ...] = ()
    kind: PhoneKind = PhoneKind.MOBILE
    has_agreed: bool = True
    differs: bool = False


@dataclass(frozen=True, slots=True)
class FoundContact:
    """Somebody found in the contact book, and the list they are in."""

    phone: str
    name: str
    list_name: str
    list_id: int


class ListFilter(StrEnum):
    """The chips above an imported file.

    READY are those whom a notice may call, AGREED those whom advertising may.
    """

    ALL = "all"
    READY = "ready"
    ATTENTION = "attention"
    DUPLICATES = "duplicates"
    DO_NOT_CALL = "do_not_call"
    NO_CONSENT = "no_consent"
    RECENT = "recent"
    AGREED = "agreed"


@dataclass(frozen=True, slots=True)
class ListCounts:
    """What the chips of an imported file count beyond what the file itself tells.

    Somebody may be counted by several of the first three; the others count who is any of them.
    A call is recent for `recent_days`.
    """

    do_not_call: int = 0
    no_consent: int = 0
    recent: int = 0
    unwanted_or_recent: int = 0
    unwanted_or_without_consent: int = 0
    any_of_three: int = 0
    recent_days: int = 1

    def left_out(self, needs_consent: bool, spares_recent: bool) -> int:
        """Return how many will not be called, each counted once."""
        if needs_consent:
            return self.any_of_three if spares_recent else self.unwanted_or_without_consent
        return self.unwanted_or_recent if spares_recent else self.do_not_call
