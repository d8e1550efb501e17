"""Scalars as the service sends them: a number or a string for everything, or nothing at all."""

from decimal import Decimal, InvalidOperation

_LONGEST = 500
_LONGEST_NUMBER = 60
_CODE_DIGITS = 4
_LONGEST_CODE = 10


def as_text(value: object) -> str:
    """Return a scalar as text: `100500`, `"100500"` and `100500.0` alike; else an empty text.

    Cut to 500 signs and free of broken Unicode, so that it can be kept and shown.
    """
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).encode("utf-8", "replace").decode("utf-8").strip()[:_LONGEST]


def as_id(value: object) -> str:
    """Return an id as text; empty where there is none, which the service also writes as 0."""
    text = as_text(value)
    return "" if text == "0" else text


def as_decimal(value: object) -> Decimal | None:
    """Return an amount without float noise (`0.1 + 0.2`), or None where there is none."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float, Decimal)):
        return None
    written = str(value).strip()
    if len(written) > _LONGEST_NUMBER:
        return None
    try:
        amount = Decimal(written.replace(",", "."))
    except InvalidOperation:
        return None
    # The exponent is looked at first: arithmetic with 1e999999999 overflows.
    if not amount.is_finite() or abs(amount.adjusted()) > _LONGEST_NUMBER:
        return None
    return round(amount, 6) if abs(amount) < 10**12 else None


def as_seconds(value: object) -> float | None:
    """Return a duration in seconds, or None; nothing negative, nothing longer than a day."""
    amount = as_decimal(value)
    return float(amount) if amount is not None and 0 <= amount <= 86400 else None


def as_count(value: object) -> int | None:
    """Return a count of parts, or None where there is none that can be."""
    amount = as_decimal(value)
    is_count = amount is not None and 0 <= amount <= 10_000 and amount == int(amount)
    return int(amount) if amount is not None and is_count else None


def as_flag(value: object) -> bool | None:
    """Return a yes or no, documented as an integer and shown as a boolean; None for neither."""
    text = "1" if value is True else "0" if value is False else as_text(value).casefold()
    return {"1": True, "true": True, "0": False, "false": False}.get(text)


def as_code(value: object) -> str | None:
    """Return a code's digits, with the leading zeros a number loses; None for anything else."""
    text = as_text(value)
    if not (text.isascii() and text.isdigit()) or len(text) > _LONGEST_CODE:
        return None
    return text.zfill(_CODE_DIGITS)
