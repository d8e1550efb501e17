"""What an office keeps of people beyond a single file: who must not be called, who has agreed."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from alphasms_desktop.domain.success import Success


class Origin(StrEnum):
    """How a phone came onto the do-not-call list."""

    HAND = "hand"
    FILE = "file"
    KEY = "key"


@dataclass(frozen=True, slots=True)
class Unwanted:
    """A phone that no campaign calls; `campaign` names the one it came from, if any."""

    phone: str
    since: datetime
    reason: str
    origin: Origin = Origin.HAND
    campaign: str = ""


@dataclass(frozen=True, slots=True)
class Consent:
    """Whether the owner of a phone agreed to advertising: on what basis, when, with what proof."""

    phone: str
    is_given: bool
    basis: str = ""
    on: date | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class PastCall:
    """A call made to somebody: when, by which campaign, and what came of it (a State's word)."""

    at: datetime
    campaign: str
    phone: str
    state: str
    key: str | None = None
    success: Success = Success.ANSWERED


@dataclass(frozen=True, slots=True)
class Person:
    """A phone of the contact book with everything known of it."""

    phone: str
    names: tuple[str, ...]
    lists: tuple[str, ...]
    unwanted: Unwanted | None
    consent: Consent | None
    calls: tuple[PastCall, ...]
    marks: tuple[str, ...] = ()
