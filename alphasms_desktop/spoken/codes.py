"""Codes digit by digit and phones by groups, with commas where the voice shall rest."""

import re

from alphasms_desktop.domain.phone import (
    digits_of,
    grouped,
    has_lost_digits,
    plain_signs,
    ukrainian_mobile,
    without_extension,
)
from alphasms_desktop.spoken.language import Language
from alphasms_desktop.spoken.numerals import cardinal
from alphasms_desktop.spoken.said import Problem, Said, Value

_REST = ", "
_CODE = re.compile(r"\d(?:[ -]?\d){0,29}", re.ASCII)
_PHONE = re.compile(r"\+?\(?\+?\d[\d ()./-]*", re.ASCII)
_DASHES = str.maketrans("‐–—−", "----")
_NATIONAL = re.compile(r"(?:\+?38)?(0\d{9})", re.ASCII)
_FOREIGN = re.compile(r"\+[1-9]\d{7,14}", re.ASCII)
_FREE_OF_CHARGE = ("0800", "0900")
_PLUS = {Language.UK: "плюс", Language.RU: "плюс", Language.EN: "plus"}


def said_digits(value: Value, language: Language) -> Said | Problem:
    """Return a code digit by digit: `нуль, сім, один`."""
    text = _whole(value)
    if text is None or not _CODE.fullmatch(text):
        return Problem.NOT_DIGITS
    return Said(_REST.join(_each(digits_of(text), language)))


def said_phone(value: Value, language: Language) -> Said | Problem:
    """Return a phone by its groups: `нуль шістдесят сім, сто двадцять три, сорок п’ять, …`.

    A Ukrainian one is said as it is dialled at home, a foreign one with its plus. English says
    groups digit by digit.
    """
    text = _whole(value)
    if text is None or has_lost_digits(text):
        return Problem.NOT_A_PHONE
    groups = _phone_groups(without_extension(text))
    if not groups:
        return Problem.NOT_A_PHONE
    said = [_group(group, language) for group in groups]
    return Said(_REST.join(said))


def _whole(value: Value) -> str | None:
    """Return the text of a code; None for what is no code at all, such as a fraction."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return None
    return plain_signs(str(value)).strip().translate(_DASHES)


def _phone_groups(text: str) -> list[str]:
    if not _PHONE.fullmatch(text):
        return []
    digits = digits_of(text)
    sign = "+" if "+" in text else ""
    national = _NATIONAL.fullmatch(sign + digits)
    mobile = ukrainian_mobile(text)
    if mobile or national:
        home = "0" + mobile[4:] if mobile else national[1] if national else ""
        if home.startswith(_FREE_OF_CHARGE):
            return [home[:4], home[4:7], home[7:]]
        return [home[:3], home[3:6], home[6:8], home[8:]]
    return grouped(sign + digits).split() if _FOREIGN.fullmatch(sign + digits) else []


def _group(group: str, language: Language) -> str:
    digits = group.removeprefix("+")
    plus = [_PLUS[language]] if group.startswith("+") else []
    if language is Language.EN:
        return " ".join([*plus, *_each(digits, language)])
    number = digits.lstrip("0")
    zeros = _each("0" * (len(digits) - len(number)), language)
    return " ".join([*plus, *zeros, *([cardinal(int(number), language)] if number else [])])


def _each(digits: str, language: Language) -> list[str]:
    return [cardinal(int(digit), language) for digit in digits]
