"""What people type as a phone: cleaned text, and the one written form where it is certain.

The written form is E.164 with its plus: `+380501234567`. Numbers this module is not certain of
(foreign ones, fixed lines, unknown codes) are for a numbering-plan library to judge.
"""

import re
import unicodedata

_EXTENSION = re.compile(
    r"[\s,;.(]*(?:дод|доб|вн|внутр|ext|x|#)[\s.:]*\d{1,6}[\s).]*$", re.IGNORECASE
)
_FLOAT_TAIL = re.compile(r"^(\+?\d{7,15})[.,]0+$")
_SCIENTIFIC = re.compile(r"^\+?\d+(?:[.,]\d+)?\s*[eEеЕ]\s*\+?\d{1,3}$")
_BLANK = re.compile(r"\s")
_LETTER = r"[^\W\d_]"
# An O is a zero where it touches a digit; one that belongs to a word stays a letter.
_LETTER_ZEROS = re.compile(rf"(?<!{_LETTER})(?:(?<=\d)[ОоOo]+|[ОоOo]+(?=\d))(?!{_LETTER})")
_MOBILE = re.compile(r"(?:39|50|63|66|67|68|73|75|77|9[1-9])\d{7}")
_PREFIXES = ("380", "80", "0", "", "00380", "810380")


def clean(raw: str) -> str:
    """Strip what a phone never needs: odd blanks, apostrophes, extensions, look-alike zeros."""
    text = _plain_signs(raw).strip(" '’ʼ`\"")
    text = _EXTENSION.sub("", text).strip(" ,;.")
    text = _LETTER_ZEROS.sub(lambda match: "0" * len(match.group()), text)
    whole = _FLOAT_TAIL.match(text)
    return whole.group(1) if whole else text


def has_lost_digits(raw: str) -> bool:
    """Say whether a spreadsheet has cut the number to `3.80501E+11`, which nobody can restore."""
    return bool(_SCIENTIFIC.match(_plain_signs(raw).strip(" '’ʼ\"")))


def digits_of(text: str) -> str:
    """Return the ASCII digits of a cleaned text, in order."""
    return "".join(c for c in text if c in "0123456789")


def ukrainian_mobile(cleaned: str) -> str | None:
    """Return the E.164 form of a Ukrainian mobile however it is prefixed, or None if unsure."""
    digits = digits_of(cleaned)
    if cleaned.startswith("+") and not digits.startswith("380"):
        return None
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


def _plain_signs(raw: str) -> str:
    """Return digits of any script as 0-9, any blank as a space, nothing invisible."""
    return _BLANK.sub(" ", raw if raw.isascii() else "".join(map(_plain_sign, raw)))


def _plain_sign(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Nd":
        return str(unicodedata.digit(sign))
    if category == "Cf":
        return ""
    # Raised and circled digits are footnotes: they must not become digits of a phone.
    wide = unicodedata.normalize("NFKC", sign)
    return wide if len(wide) == 1 and category != "No" else sign
