"""What people type as a phone: cleaned text, and the one written form where it is certain.

The written form is E.164 with its plus: `+380501234567`. Numbers this module is not certain of
(foreign ones, fixed lines, unknown codes) are for a numbering-plan library to judge.
"""

import re
import unicodedata
from functools import lru_cache

_LETTER = r"[^\W\d_]"
EXTENSION = (
    rf"(?<!{_LETTER})(?:(?:дод|доп|доб|вн|ext){_LETTER}*|[xх#])"
    r"[\s.:=]{0,4}\d{1,6}(?!\d)(?=\s?(?:$|[.,;/|+()]))"
)
"""The pattern of a number behind a switchboard, `дод. 12`; letters of both cases."""

_LAST_EXTENSION = re.compile(rf"[\s,;.(]{{0,4}}{EXTENSION}[\s.)]*$", re.IGNORECASE)
_GROUPED = r"[1-9]\d{0,2}(?:[ ,.]\d{3}){2,4}"
_FLOAT = re.compile(rf"(\+?\d{{7,15}}(?=[.,]0+$)|{_GROUPED}(?=[.,]0{{1,2}}$))[.,]0+", re.ASCII)
_SCIENTIFIC = re.compile(r"^\+?\d+(?:[.,]\d+)?\s*[eEеЕ]\s*\+?\d{1,3}$")
_BLANK = re.compile(r"\s+")
_QUOTES = " '’ʼ`\"="
# An O is a zero where it touches a digit; one that belongs to a word stays a letter.
_LETTER_ZEROS = re.compile(rf"(?<!{_LETTER})(?:(?<=\d)[ОоOo]+|[ОоOo]+(?=\d))(?!{_LETTER})")
MOBILE_CODES = frozenset({"39", "50", "63", "66", "67", "68", "73", "75", "77"}) | frozenset(
    f"9{digit}" for digit in range(1, 10)
)
"""What the mobiles of Ukraine begin with after +380."""
_MOBILE = re.compile(rf"(?:{'|'.join(sorted(MOBILE_CODES))})\d{{7}}", re.ASCII)
_PREFIXES = ("380", "80", "0", "", "00380", "810380", "3800")
_UNSEEN_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"
_ONE_SIGN_OTHERWISE_DRAWN = ("<wide>", "<narrow>", "<small>", "<noBreak>")


def clean(raw: str) -> str:
    """Strip what a phone never needs: odd blanks, apostrophes, extensions, look-alike zeros."""
    text = without_extension(raw)
    return was_number(text) or text


def without_extension(raw: str) -> str:
    """Do as `clean` does, but leave what was a number once as it is: `380501234567.0`."""
    text = _LAST_EXTENSION.sub("", plain_signs(raw).strip(_QUOTES)).strip(" ,;.")
    return _LETTER_ZEROS.sub(lambda match: "0" * len(match.group()), text)


def was_number(text: str) -> str | None:
    """Return `380501234567` for the text `380501234567.0`, or None for one not made of a number."""
    whole = _FLOAT.fullmatch(text)
    return whole.group(1) if whole else None


def has_lost_digits(raw: str) -> bool:
    """Say whether a spreadsheet has cut the number to `3.80501E+11`, which nobody can restore."""
    return bool(_SCIENTIFIC.match(plain_signs(raw).strip(f"{_QUOTES}.:")))


def digits_of(text: str) -> str:
    """Return the ASCII digits of a cleaned text, in order."""
    return "".join(c for c in text if c in "0123456789")


def ukrainian_mobile(cleaned: str) -> str | None:
    """Return the E.164 form of a Ukrainian mobile however it is prefixed, or None if unsure."""
    lead = cleaned.lstrip(" (")
    digits = digits_of(lead)
    if "+" in lead[1:]:
        return None
    if lead.startswith("+"):
        digits = digits.removeprefix("00")
        if not digits.startswith("380"):
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


def veiled(e164: str) -> str:
    """Return a phone for a screen that others see: `+380 67 ••• 55 09`."""
    parts = grouped(e164).split()
    hidden = {2} if len(parts) == 5 else set(range(1, len(parts) - 1))
    return " ".join("•••" if place in hidden else part for place, part in enumerate(parts))


def plain_signs(raw: str) -> str:
    """Return digits of any script as 0-9, blanks as single spaces, nothing invisible."""
    if raw.isascii() and raw.isprintable():
        return _BLANK.sub(" ", raw)
    whole = unicodedata.normalize("NFC", raw)
    return _BLANK.sub(" ", "".join(map(_plain_sign, whole)))


@lru_cache(maxsize=2_000)
def _plain_sign(sign: str) -> str:
    if sign.isspace():
        return " "
    category = unicodedata.category(sign)
    if category == "Nd":
        return str(unicodedata.digit(sign))
    if category in ("Cc", "Cf", "Mn", "Me") or sign in _UNSEEN_LETTERS:
        return ""
    # Raised and circled signs are footnotes: they must not become digits of a phone.
    drawn = unicodedata.decomposition(sign)
    is_same = drawn.startswith(_ONE_SIGN_OTHERWISE_DRAWN)
    return unicodedata.normalize("NFKC", sign) if is_same else sign
