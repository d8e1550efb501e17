"""A cell read as phones: the one written form of each, or the reason why there is none.

Ukrainian mobiles, however they are spelt, are certain at once; everything else is judged by the
numbering plans of the whole world. What is not certain is refused and never guessed.
"""

import re
from functools import lru_cache

from alphasms_desktop.contacts.cells import UNCALCULATED
from alphasms_desktop.contacts.numbering import (
    FEWEST_DIGITS,
    HOME,
    is_fixed_line_at_home,
    is_written_out,
    numbers_of,
)
from alphasms_desktop.domain.cells import Cell
from alphasms_desktop.domain.contact import Reason
from alphasms_desktop.domain.importing import PhoneRules
from alphasms_desktop.domain.phone import (
    EXTENSION,
    MOBILE_CODES,
    digits_of,
    has_lost_digits,
    plain_signs,
    was_number,
    without_extension,
)

_USUAL = PhoneRules()
# Signs that stay stand here too: to look for one in vain takes longer than all the rest.
_USUAL_SIGNS = str.maketrans(
    {
        **dict.fromkeys(" ()-\u00a0\u2011\u2013\u200e\ufeff'"),
        **{sign: sign for sign in "+0123456789"},
    }
)
_PLAIN = re.compile(rf"(?:\+?38|8)?0(?:{'|'.join(sorted(MOBILE_CODES))})\d{{7}}", re.ASCII)
_LABEL_FIRST = re.compile(r"(?:тел|моб|дом|роб|tel|mob)[.:]{0,2}(?=[+\d])", re.IGNORECASE)
_NATIONAL_DIGITS = 9
_DIGITS_WITH_CODE = 11
_TOO_LARGE = 10**15
_LOST_ZEROS = "00000"
_NUMBER_AS_TEXT = re.compile(r"[1-9]\d{6,14}\.0", re.ASCII)
_SIGNS_ONLY = re.compile(r"[\d +()/\-\u2013]+", re.ASCII)
_FRACTION = re.compile(
    r"[1-9]\d{5,}[.,]\d{1,4}|[1-9]\d{0,2}(?:[ ,.]\d{3}){2,}[.,]\d{1,2}", re.ASCII
)
_BETWEEN_PARTS = re.compile(r"[;；|\r\n\v\u2028\u2029]|[,，]\s")
_LETTER = r"[^\W\d_]"
_LABEL = re.compile(
    rf"(?<!{_LETTER})(?:(?:телефон|мобільн|мобильн|номер|phone|mobile){_LETTER}*"
    rf"|т|тел|моб|дом|роб|раб|mob|cell|tel|viber|whatsapp|telegram|вайбер)(?!{_LETTER})",
    re.IGNORECASE,
)
_TIME = r"(?<![\d:])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![\d:])"
_DATE = r"(?<![\d.])\d\d?\.\d\d?\.(?:19|20)\d\d(?![\d.])"
_ISO_DATE = r"(?<![\d-])(?:19|20)\d\d-[01]\d-[0-3]\d(?![\d-])"
_WORDS = re.compile(
    rf"{EXTENSION}|{_TIME}|{_DATE}|{_ISO_DATE}|(?:{_LETTER}|№)[^\d+(]*", re.IGNORECASE
)
_NOT_TO_CALL = re.compile(
    r"\bне\s+(?:дзвон|телефон|турбув|набира|звон|беспоко|звони|чіпа)|(?:do\s+not|don.t)\s+call|"
    r"\bвідмов(?:а|ився|илася|илась)\b",
    re.IGNORECASE,
)
_HOW_LITTLE_IT_SAYS = {
    Reason.TOO_SHORT: 1,
    Reason.TOO_LONG: 1,
    Reason.NO_SUCH_NUMBER: 1,
    Reason.NOT_A_PHONE: 2,
    Reason.NO_PHONE: 3,
}


def read_phone(cell: Cell, rules: PhoneRules = _USUAL) -> str | Reason:
    """Return the phone of a cell in E.164, or why there is none.

    Of several numbers in one cell the first that is valid counts.
    """
    at_sight = _at_sight(cell, rules)
    if at_sight:
        return at_sight
    found = _read(cell, rules)
    return found if isinstance(found, Reason) else found[0]


def read_phones(cell: Cell, rules: PhoneRules = _USUAL) -> tuple[str, ...] | Reason:
    """Return the valid phones of a cell in E.164, each once in their order, or why there is none.

    Numbers that are not valid are left out where another one is.
    """
    at_sight = _at_sight(cell, rules)
    return (at_sight,) if at_sight else _read(cell, rules)


def _at_sight(cell: Cell, rules: PhoneRules) -> str | None:
    """Return a Ukrainian number spelt as nearly all are, without a look at the rest."""
    if not isinstance(cell, str) or rules.country != HOME:
        return None
    if _PLAIN.fullmatch(cell):
        return f"+38{cell[-10:]}"
    bare = cell.translate(_USUAL_SIGNS)
    if _PLAIN.fullmatch(bare):
        return f"+38{bare[-10:]}"
    if bare.isdigit():
        is_national = len(bare) == _NATIONAL_DIGITS + 1 and bare[0] == "0"
        return f"+38{bare}" if is_national and is_fixed_line_at_home(bare[1:]) else None
    label = _LABEL_FIRST.match(bare)
    rest = bare[label.end() :] if label else ""
    return f"+38{rest[-10:]}" if rest and _PLAIN.fullmatch(rest) else None


def _read(cell: Cell, rules: PhoneRules) -> tuple[str, ...] | Reason:
    if not isinstance(cell, str):
        return _read_number(cell, rules)
    if cell == UNCALCULATED:
        return Reason.NO_VALUE
    if _NUMBER_AS_TEXT.fullmatch(cell):
        return _read_number(float(cell), rules)
    return _read_text(cell, rules)


def _read_number(cell: float | bool | None, rules: PhoneRules) -> tuple[str, ...] | Reason:
    if cell is None:
        return Reason.NO_PHONE
    if isinstance(cell, bool) or cell < 0 or (isinstance(cell, float) and not cell.is_integer()):
        return Reason.NOT_A_PHONE
    if cell >= _TOO_LARGE:
        return Reason.TOO_LONG
    digits = str(int(cell))
    at_sight = _at_sight(f"0{digits}" if len(digits) == _NATIONAL_DIGITS else digits, rules)
    found = _read_text(digits, rules) if at_sight is None else at_sight
    doubted = _doubted(digits, found if isinstance(found, (str, Reason)) else found[0])
    return doubted if isinstance(doubted, Reason) else (doubted,)


def _doubted(digits: str, found: str | Reason) -> str | Reason:
    """Return what was found, but for a number that ends as one once shown as `3.80501E+11`."""
    if not digits.endswith(_LOST_ZEROS):
        return found
    if not isinstance(found, Reason):
        return Reason.PROBABLY_CUT
    is_long = found is Reason.NO_SUCH_NUMBER and len(digits) >= _DIGITS_WITH_CODE
    return Reason.LOST_DIGITS if is_long else found


@lru_cache(maxsize=50_000)
def _read_text(text: str, rules: PhoneRules) -> tuple[str, ...] | Reason:
    if _NOT_TO_CALL.search(text) and len(digits_of(text)) >= FEWEST_DIGITS:
        return Reason.ASKED_NOT_TO
    found = [one for part in _BETWEEN_PARTS.split(text) for one in _read_part(part, rules)]
    phones = tuple(dict.fromkeys(one for one in found if not isinstance(one, Reason)))
    reasons = [one for one in found if isinstance(one, Reason)]
    return phones or min(reasons, key=lambda one: _HOW_LITTLE_IT_SAYS.get(one, 0))


def _read_part(part: str, rules: PhoneRules) -> list[str | Reason]:
    """Read a part of a cell that holds one number, or several with less than `;` between."""
    at_sight = _at_sight(part, rules)
    if at_sight:
        return [at_sight]
    if _SIGNS_ONLY.fullmatch(part):
        found = numbers_of(part, rules)
        if any(not isinstance(one, Reason) for one in found):
            return found
    labelled = _LABEL.split(plain_signs(part))
    return [one for text in labelled for one in _read_labelled(text, rules)]


def _read_labelled(text: str, rules: PhoneRules) -> list[str | Reason]:
    """Read what stands by a label such as `тел.`, or alone."""
    if has_lost_digits(text):
        return [Reason.LOST_DIGITS]
    bare = without_extension(text)
    number = was_number(bare)
    cleaned = (number or bare).strip(" .:")
    if not cleaned:
        return [Reason.NO_PHONE]
    if not digits_of(cleaned) or _FRACTION.fullmatch(cleaned):
        return [Reason.NOT_A_PHONE]
    has_words = _WORDS.search(cleaned)
    found = _read_among_words(cleaned, rules) if has_words else numbers_of(cleaned, rules)
    return [_doubted(digits_of(number), one) for one in found] if number else found


def _read_among_words(cleaned: str, rules: PhoneRules) -> list[str | Reason]:
    """Read runs of digits with words, dates or times among them."""
    runs = [run for run in _WORDS.split(cleaned) if digits_of(run)]
    # Among words a bare `501234567` may be anything, a contract for one.
    phones = [run for run in runs if is_written_out(run, rules.country)]
    if phones:
        return [one for run in phones for one in numbers_of(run, rules)]
    digits = sum(len(digits_of(run)) for run in runs)
    return [Reason.NO_SUCH_NUMBER if digits >= FEWEST_DIGITS else Reason.NOT_A_PHONE]
