"""What people type as a phone: cleaned text, and the one written form where it is certain.

The written form is E.164 with its plus: `+380501234567`. Numbers this module is not certain of
(foreign ones, fixed lines, unknown codes) are for a numbering-plan library to judge.
"""

import re
import unicodedata

_ZERO_LIKE = str.maketrans({"О": "0", "о": "0", "O": "0", "o": "0"})
_EXTENSION = re.compile(r"(?:дод|доб|вн|внутр|ext|x|#)[\s.:]*\d{1,6}\s*$", re.IGNORECASE)
_FLOAT_TAIL = re.compile(r"^(\+?\d{7,15})[.,]0+$")
_SCIENTIFIC = re.compile(r"^\+?\d+(?:[.,]\d+)?\s*[eEеЕ]\s*\+?\d+$")
_DIGIT_NEIGHBOUR = re.compile(r"(?<=\d)[ОоOo]|[ОоOo](?=[\d\s()-]*\d)")
_MOBILE = re.compile(r"(?:39|50|63|66|67|68|73|75|77|9[1-9])\d{7}")
_PREFIXES = ("380", "80", "0", "")


def clean(raw: str) -> str:
    """Strip what a phone never needs: odd blanks, apostrophes, extensions, look-alike zeros."""
    text = unicodedata.normalize("NFKC", raw)
    text = "".join(" " if c.isspace() else c for c in text if unicodedata.category(c) != "Cf")
    text = _EXTENSION.sub("", text.strip(" '’ʼ`\"")).strip(" ,;.")
    text = _DIGIT_NEIGHBOUR.sub(lambda match: match.group().translate(_ZERO_LIKE), text)
    whole = _FLOAT_TAIL.match(text)
    return whole.group(1) if whole else text


def has_lost_digits(raw: str) -> bool:
    """Say whether a spreadsheet has cut the number to `3.80501E+11`, which nobody can restore."""
    return bool(_SCIENTIFIC.match(unicodedata.normalize("NFKC", raw).strip(" '’ʼ\"")))


def digits_of(text: str) -> str:
    """Return the ASCII digits of a cleaned text, in order."""
    return "".join(c for c in text if c in "0123456789")


def ukrainian_mobile(cleaned: str) -> str | None:
    """Return the E.164 form of a Ukrainian mobile however it is prefixed, or None if unsure."""
    if cleaned.startswith("+") and not cleaned.startswith("+380"):
        return None
    digits = digits_of(cleaned)
    for prefix in _PREFIXES:
        national = digits[len(prefix) :]
        if digits.startswith(prefix) and _MOBILE.fullmatch(national):
            return f"+380{national}"
    return None


def grouped(e164: str) -> str:
    """Return a phone as people read it: `+380 50 123 45 67`; foreign ones in threes."""
    digits = e164.removeprefix("+")
    if digits.startswith("380") and len(digits) == 12:
        return f"+380 {digits[3:5]} {digits[5:8]} {digits[8:10]} {digits[10:]}"
    head, rest = digits[: len(digits) % 3 or 3], digits[len(digits) % 3 or 3 :]
    return "+" + " ".join([head, *(rest[i : i + 3] for i in range(0, len(rest), 3))])


def masked(e164: str) -> str:
    """Return a phone that can be logged: its country or operator and the last two digits."""
    return f"{e164[:4]}•••{e164[-2:]}" if len(e164) > 8 else "•••"
