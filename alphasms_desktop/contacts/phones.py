"""A cell read as a phone: its one written form, or the reason why it has none.

Ukrainian mobiles, however they are spelt, are certain at once; everything else is judged by the
numbering plans of the whole world. What is not certain is refused and never guessed.
"""

import math
import re
from functools import lru_cache

from alphasms_desktop.domain.contact import Cell, Reason
from alphasms_desktop.domain.phone import clean, digits_of, has_lost_digits, ukrainian_mobile

HOME = "UA"
_FEWEST_DIGITS = 7
_MOST_DIGITS = 15
_NATIONAL_DIGITS = 9
_PLAIN = re.compile(r"(?:\+?38)?0(?:39|50|63|66|67|68|73|75|77|9[1-9])\d{7}")
_BETWEEN_NUMBERS = re.compile(r"[,;/|\n]|\s(?:або|или|and|or|та|и|і)\s", re.IGNORECASE)
_LOST_ZEROS = 5
_OLD_TRUNK = re.compile(r"80\d{9}")


def read_phone(cell: Cell) -> str | Reason:
    """Return the phone of a cell in E.164, or why there is none.

    Of several numbers in one cell the first that is valid counts.
    """
    if cell is None or cell == "":
        return Reason.NO_PHONE
    if not isinstance(cell, str):
        return _read_number(cell)
    if _PLAIN.fullmatch(cell):
        return f"+38{cell[-10:]}"
    if has_lost_digits(cell):
        return Reason.LOST_DIGITS
    found: str | Reason = _read_text(cell)
    if isinstance(found, Reason):
        for part in _BETWEEN_NUMBERS.split(cell)[:5]:
            one = _read_text(part)
            if not isinstance(one, Reason):
                return one
    return found


def _read_number(cell: float | bool) -> str | Reason:
    if isinstance(cell, bool) or not math.isfinite(cell) or cell != int(cell) or cell < 0:
        return Reason.NOT_A_PHONE
    digits = str(int(cell))
    if len(digits) >= _FEWEST_DIGITS and digits.endswith("0" * _LOST_ZEROS):
        return Reason.LOST_DIGITS
    return _read_text(digits)


@lru_cache(maxsize=50_000)
def _read_text(text: str) -> str | Reason:
    cleaned = clean(text)
    digits = digits_of(cleaned)
    if len(digits) < sum(letter.isalpha() for letter in cleaned) or not digits:
        return Reason.NOT_A_PHONE
    certain = ukrainian_mobile(cleaned)
    if certain:
        return certain
    if len(digits) < _FEWEST_DIGITS:
        return Reason.TOO_SHORT
    if len(digits) > _MOST_DIGITS:
        return Reason.TOO_LONG
    return _judged_by_the_plans(cleaned, digits)


def _judged_by_the_plans(cleaned: str, digits: str) -> str | Reason:
    # A quarter of a million lines of numbering plans: loaded for the first number that needs them.
    import phonenumbers
    from phonenumbers import NumberParseException, PhoneNumberType

    try:
        number = phonenumbers.parse(_with_its_country(cleaned, digits), HOME)
    except NumberParseException:
        return Reason.NO_SUCH_NUMBER
    if not phonenumbers.is_valid_number(number):
        return _what_is_wrong_with(digits)
    if phonenumbers.number_type(number) == PhoneNumberType.PREMIUM_RATE:
        return Reason.PREMIUM
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _what_is_wrong_with(digits: str) -> Reason:
    """Return the reason a Ukrainian number is refused; a foreign one simply does not exist."""
    home = next((one for one in ("380", "80", "0") if digits.startswith(one)), "")
    if not home or digits.startswith("00"):
        return Reason.NO_SUCH_NUMBER if len(digits) >= _NATIONAL_DIGITS else Reason.TOO_SHORT
    national = len(digits) - len(home)
    if national == _NATIONAL_DIGITS:
        return Reason.NO_SUCH_NUMBER
    return Reason.TOO_SHORT if national < _NATIONAL_DIGITS else Reason.TOO_LONG


def _with_its_country(cleaned: str, digits: str) -> str:
    if cleaned.startswith("+"):
        return f"+{digits}"
    if digits.startswith("00"):
        return f"+{digits[2:]}"
    if digits.startswith("380") and len(digits) == 12:
        return f"+{digits}"
    return digits[1:] if _OLD_TRUNK.fullmatch(digits) else digits
