"""Scalars as the service sends them: a number or a string for everything, or nothing at all."""

from decimal import Decimal, InvalidOperation

_LONGEST = 500


def as_text(value: object) -> str:
    """Return a scalar as text: `100500`, `"100500"` and `100500.0` alike; else an empty text.

    Cut to 500 signs and free of broken Unicode, so that it can be kept and shown.
    """
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).encode("utf-8", "replace").decode("utf-8").strip()[:_LONGEST]


def as_decimal(value: object) -> Decimal | None:
    """Return an amount without float noise (`0.1 + 0.2`), or None where there is none."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float, Decimal)):
        return None
    try:
        amount = Decimal(str(value).strip().replace(",", "."))
    except InvalidOperation:
        return None
    return round(amount, 6) if amount.is_finite() and abs(amount) < 10**12 else None


def as_seconds(value: object) -> float | None:
    """Return a duration in seconds, or None; nothing negative, nothing longer than a day."""
    amount = as_decimal(value)
    return float(amount) if amount is not None and 0 <= amount <= 86400 else None
