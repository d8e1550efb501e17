"""Values that a spreadsheet program takes for what they are, never for a formula or an error."""

import math
import re
from datetime import datetime
from decimal import Decimal

from alphasms_desktop.domain import money, phone
from alphasms_desktop.reports.columns import Form, Value

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_PLAIN = re.compile(r"[+-]\d[\d\s]*(?:[.,]\d+)?|\+\d[\d\s()]*")
_EXACT_DIGITS = 15


def cleaned(text: str) -> str:
    """Drop the characters that no workbook can hold."""
    return _UNWRITABLE.sub("", text)


def could_be_formula(text: str) -> bool:
    """Say whether a spreadsheet program might reckon with a text instead of showing it."""
    return text.startswith(_FORMULA_STARTS)


def exact(value: Value) -> Value:
    """Return a value that survives a spreadsheet: longer numbers as text, no infinities."""
    if isinstance(value, str):
        return cleaned(value) or None
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        return int(value) if value.is_integer() and abs(value) < 10**_EXACT_DIGITS else value
    if isinstance(value, int) and abs(value) >= 10**_EXACT_DIGITS:
        return str(value)
    return value


def in_csv(value: Value, form: Form) -> str:
    """Return a value as csv says it: decimal commas (as `;` implies), phones in groups.

    A text that would be taken for a formula gets an apostrophe in front; plain numbers and phones
    are left as they are.
    """
    value = exact(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, Decimal):
        return money.plain(value).replace(".", ",")
    if not isinstance(value, str):
        return str(value).replace(".", ",")
    if form is Form.PHONE:
        return phone.grouped(value)
    if could_be_formula(value) and not _PLAIN.fullmatch(value):
        return f"'{value}"
    return value
