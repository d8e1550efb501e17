"""How domain values stand in the tables, and back: money, columns, cells, troubles."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import overload

from alphasms_desktop.domain.attempt import State, Why
from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.domain.errors import Kind, Trouble
from alphasms_desktop.domain.success import Success

STATES = {str(one): one for one in State}
CHANNELS = {str(one): one for one in Channel}
"""Members by the words that are kept: what is read by the thousand is looked up, not made."""

_MILLION = Decimal(1_000_000)


def to_millionths(amount: Decimal | None) -> int | None:
    """Return an amount as whole millionths of the currency."""
    return None if amount is None else int((amount * _MILLION).to_integral_value())


@overload
def from_millionths(amount: int) -> Decimal: ...
@overload
def from_millionths(amount: None) -> None: ...
def from_millionths(amount: int | None) -> Decimal | None:
    """Return whole millionths as an amount."""
    return None if amount is None else Decimal(amount) / _MILLION


def to_moment(seconds: float | None) -> datetime | None:
    """Return seconds since 1970 as an aware time in UTC."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def to_why(word: str | None) -> Why | None:
    """Return the reason that is kept; None for none, and for one this version does not know."""
    return Why(word) if word in set(Why) else None


def to_success(word: str | None) -> Success | None:
    """Return how a campaign's successes are known; None before there is any."""
    return Success(word) if word else None


def trouble_columns(trouble: Trouble | None) -> dict[str, str | None]:
    """Return the campaign's columns that keep why it is paused; all empty for None."""
    return {
        "trouble_kind": trouble.kind if trouble else None,
        "trouble_detail": trouble.detail if trouble else None,
        "trouble_values": json.dumps(trouble.values) if trouble else None,
    }


def trouble_from(kind: str | None, detail: str | None, values: str | None) -> Trouble | None:
    """Return the trouble those columns keep; a kind this version does not know is a fault."""
    if not kind:
        return None
    known = Kind(kind) if kind in set(Kind) else Kind.FAULT
    return Trouble(known, detail or "", json.loads(values or "{}"))
