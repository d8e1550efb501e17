"""What proves a campaign: every event of every call, and whose consent stood on what."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from alphasms_desktop.domain.attempt import Why
from alphasms_desktop.domain.result import Results


@dataclass(frozen=True, slots=True)
class EventLine:
    """One change of one call; row and phone are empty for an event of the campaign itself."""

    at: datetime
    row: int | None
    phone: str
    number: int | None
    before: str
    after: str
    why: Why | None
    raw: str
    price: Decimal | None
    gateway_id: str | None


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """What was known of one recipient's consent: by the sheet, and by the contact book."""

    row: int
    phone: str
    by_sheet: bool | None
    is_given: bool | None
    basis: str
    on: date | None
    evidence: str


@dataclass(frozen=True)
class Evidence:
    """All that goes into an evidence pack; `results` gives them afresh each time it is asked.

    `sounds` are the WAV files of the message, `lost` the fingerprints of those that are gone.
    """

    results: Callable[[], Results]
    events: Iterable[EventLine]
    consents: Iterable[ConsentLine]
    sounds: tuple[Path, ...]
    lost: tuple[str, ...] = ()
