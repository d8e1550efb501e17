"""A cell read as a phone: its one written form, or the reason why it has none.

Ukrainian mobiles, however they are spelt, are certain at once; everything else is judged by the
numbering plans of the whole world. What is not certain is refused and never guessed.
"""

import math
import re
from functools import lru_cache

from alphasms_desktop.contacts.numbering import number_of
from alphasms_desktop.domain.contact import Cell, Reason
from alphasms_desktop.domain.phone import clean, digits_of, has_lost_digits

_USUAL_SIGNS = str.maketrans("", "", " ()-\u00a0")
_PLAIN = re.compile(r"(?:\+?38|8)?0(?:39|50|63|66|67|68|73|75|77|9[1-9])\d{7}", re.ASCII)
_FEWEST_DIGITS = 7
_LOST_ZEROS = "00000"
_FLOAT = re.compile(r"\D*(\d+)[.,]0+\D*", re.ASCII)
_FRACTION = re.compile(r"[1-9]\d{5,}[.,]\d{1,4}", re.ASCII)
_BETWEEN_PARTS = re.compile(r"[;|\r\n]|,\s")
_BETWEEN_NUMBERS = re.compile(r"[,/\\]")
_LABEL = re.compile(
    r"телефон\w?|тел|мобільний|мобильный|моб|номер|дом|роб|раб|phone|mobile|mob|cell|tel"
    r"|viber|whatsapp|telegram|вайбер",
    re.IGNORECASE,
)
_WORDS = re.compile(r"(?:[^\W\d_]|№)[^\d+(]*")
_WRITTEN_OUT = re.compile(r"\+|0|380|80", re.ASCII)
_STEPS = re.compile(r"\+?\d+", re.ASCII)
_MOST_STEPS = 24


def read_phone(cell: Cell) -> str | Reason:
    """Return the phone of a cell in E.164, or why there is none.

    Of several numbers in one cell the first that is valid counts; the rest are left alone.
    """
    if not isinstance(cell, str):
        return _read_number(cell)
    bare = cell.translate(_USUAL_SIGNS)
    if _PLAIN.fullmatch(bare):
        return f"+38{bare[-10:]}"
    return _read_text(cell)


def _read_number(cell: float | bool | None) -> str | Reason:
    if cell is None:
        return Reason.NO_PHONE
    if isinstance(cell, bool) or not math.isfinite(cell) or cell != int(cell) or cell < 0:
        return Reason.NOT_A_PHONE
    digits = str(int(cell))
    return Reason.LOST_DIGITS if _is_cut(digits) else _read_text(digits)


def _is_cut(digits: str) -> bool:
    """Say whether a number ends as one does that was once shown as `3.80501E+11`."""
    return len(digits) >= _FEWEST_DIGITS and digits.endswith(_LOST_ZEROS)


@lru_cache(maxsize=50_000)
def _read_text(text: str) -> str | Reason:
    if has_lost_digits(text):
        return Reason.LOST_DIGITS
    was_number = _FLOAT.fullmatch(text)
    if was_number and _is_cut(was_number.group(1)):
        return Reason.LOST_DIGITS
    if not clean(text):
        return Reason.NO_PHONE
    return _first_phone([_read_part(part) for part in _BETWEEN_PARTS.split(text)])


def _first_phone(found: list[str | Reason]) -> str | Reason:
    """Return the first phone, else the reason that says the most."""
    for one in found:
        if not isinstance(one, Reason):
            return one
    said = [one for one in found if one not in (Reason.NO_PHONE, Reason.NOT_A_PHONE)]
    return (said or [Reason.NOT_A_PHONE])[0]


def _read_part(part: str) -> str | Reason:
    """Read a part of a cell that holds one number, or several with less than `;` between."""
    cleaned = _LABEL.sub(" ", clean(part)).strip(" .:")
    if not digits_of(cleaned) or _FRACTION.fullmatch(cleaned):
        return Reason.NOT_A_PHONE
    if not _WORDS.search(cleaned):
        return _read_run(cleaned)
    runs = [run for run in _WORDS.split(cleaned) if digits_of(run)]
    # Among words a bare `501234567` may be anything, a contract for one.
    phones = [_read_run(run) for run in runs if _WRITTEN_OUT.match(run.strip(" (.-"))]
    if phones:
        return _first_phone(phones)
    digits = sum(len(digits_of(run)) for run in runs)
    return Reason.NO_SUCH_NUMBER if digits >= _FEWEST_DIGITS else Reason.NOT_A_PHONE


def _read_run(run: str) -> str | Reason:
    """Read digits and signs without a word among them."""
    whole = number_of(run)
    if not isinstance(whole, Reason):
        return whole
    several = _numbers_in_a_row(_STEPS.findall(run))
    if several:
        return several[0]
    parts = [number_of(part) for part in _BETWEEN_NUMBERS.split(run)]
    return next((one for one in parts if not isinstance(one, Reason)), whole)


def _numbers_in_a_row(steps: list[str]) -> list[str] | None:
    """Cut groups of digits into numbers with none left over, or return None."""
    if not steps:
        return []
    if len(steps) > _MOST_STEPS:
        return None
    for end in range(1, len(steps) + 1):
        written = " ".join(steps[:end])
        if len(digits_of(written)) < _FEWEST_DIGITS or not _WRITTEN_OUT.match(written):
            continue
        one = number_of(written)
        rest = _numbers_in_a_row(steps[end:]) if not isinstance(one, Reason) else None
        if not isinstance(one, Reason) and rest is not None:
            return [one, *rest]
    return None
