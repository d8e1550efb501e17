"""Numbers as sheets write them, exact; where a sign could mean two things, none."""

import re
from decimal import Decimal

from alphasms_desktop.domain.phone import plain_signs
from alphasms_desktop.spoken.said import Problem, Value

_MINUSES = str.maketrans("−–—", "---")
_WHOLE = r"[1-9]\d{0,2}(?: \d{3})+|0|[1-9]\d*"
_PLAIN = re.compile(rf"(-?)(?:({_WHOLE}))(?:[.,](\d+))?", re.ASCII)
_BOTH_SIGNS = re.compile(
    r"(-?)([1-9]\d{0,2}(?:(?:,\d{3})+(?=\.)|(?:\.\d{3})+(?=,)|(?:,\d{3}){2,}|(?:\.\d{3}){2,}))"
    r"(?:[.,](\d+))?",
    re.ASCII,
)
# One sign and three digits: 1.250 is a thousand for some and one and a quarter for others.
_TWO_MEANINGS = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_NOISE_DIGITS = 6
_MOST_DECIMALS = 12


def read_decimal(value: Value) -> Decimal | Problem:
    """Return the number that a value is, or why it is none.

    What begins with a zero is a code and no number.
    """
    if isinstance(value, bool):
        return Problem.NOT_A_NUMBER
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, float):
        return _read_float(value)
    return _read_text(value) if isinstance(value, str) else Problem.NOT_A_NUMBER


def _read_float(value: float) -> Decimal | Problem:
    """Read a result of arithmetic, which is seldom the number that the sheet shows."""
    exact = Decimal(repr(value))
    if not exact.is_finite():
        return Problem.NOT_A_NUMBER
    return Decimal(repr(round(value, _NOISE_DIGITS)))


def _read_text(text: str) -> Decimal | Problem:
    plain = plain_signs(text).strip().translate(_MINUSES)
    if _TWO_MEANINGS.fullmatch(plain):
        return Problem.NUMBER_UNCLEAR
    found = _PLAIN.fullmatch(plain) or _BOTH_SIGNS.fullmatch(plain)
    if not found:
        return Problem.NOT_A_NUMBER
    minus, whole, fraction = found.groups()
    if fraction and len(fraction) > _MOST_DECIMALS:
        return Problem.TOO_PRECISE
    return Decimal(f"{minus}{re.sub(r'[ .,]', '', whole)}.{fraction or '0'}")
