"""Sums of money and plain numbers in words."""

import re
from decimal import Decimal

from alphasms_desktop.domain.phone import plain_signs
from alphasms_desktop.spoken.decimals import read_decimal
from alphasms_desktop.spoken.language import Language
from alphasms_desktop.spoken.numerals import TOO_LARGE, Gender, Plural, cardinal, plural_of
from alphasms_desktop.spoken.said import Problem, Said, Value

Nouns = tuple[str, str, str]
"""A noun after one, after a few and after many."""

_CURRENCY = re.compile(r"(?:^(?:₴|uah))|(?:₴|грн\.?|гривень|гривня|гривні|uah)$", re.IGNORECASE)
_HRYVNIAS: dict[Language, Nouns] = {
    Language.UK: ("гривня", "гривні", "гривень"),
    Language.RU: ("гривна", "гривны", "гривен"),
    Language.EN: ("hryvnia", "hryvnias", "hryvnias"),
}
_KOPECKS: dict[Language, Nouns] = {
    Language.UK: ("копійка", "копійки", "копійок"),
    Language.RU: ("копейка", "копейки", "копеек"),
    Language.EN: ("kopeck", "kopecks", "kopecks"),
}
_LARGEST_SUM = 10**9
_KOPECKS_IN_HRYVNIA = 100
_MINUS = {Language.UK: "мінус", Language.RU: "минус", Language.EN: "minus"}
_WHOLES = {Language.UK: ("ціла", "цілих"), Language.RU: ("целая", "целых")}
_SHARES = {
    Language.UK: (("десята", "десятих"), ("сота", "сотих"), ("тисячна", "тисячних")),
    Language.RU: (("десятая", "десятых"), ("сотая", "сотых"), ("тысячная", "тысячных")),
}
_MOST_DECIMALS = 3


def said_sum(value: Value, language: Language) -> Said | Problem:
    """Return a sum in hryvnias and kopecks; a zero part is left out, but for a sum of nothing."""
    bare = _CURRENCY.sub("", plain_signs(value).strip()) if isinstance(value, str) else value
    amount = read_decimal(bare)
    if isinstance(amount, Problem):
        return amount
    kopecks = amount * _KOPECKS_IN_HRYVNIA
    if kopecks != kopecks.to_integral_value():
        return Problem.TOO_PRECISE
    if amount < 0:
        return Problem.NEGATIVE
    if amount >= _LARGEST_SUM:
        return Problem.TOO_LARGE
    hryvnias, rest = divmod(int(kopecks), _KOPECKS_IN_HRYVNIA)
    parts = []
    if hryvnias or not rest:
        parts.append(_counted(hryvnias, _HRYVNIAS[language], language))
    if rest:
        parts.append(_counted(rest, _KOPECKS[language], language))
    return Said(" ".join(parts))


def said_number(value: Value, language: Language) -> Said | Problem:
    """Return a number in words: `дванадцять`, `мінус п’ять`, `одна ціла п’ять десятих`."""
    number = read_decimal(value)
    if isinstance(number, Problem):
        return number
    if abs(number) >= TOO_LARGE:
        return Problem.TOO_LARGE
    words = _number_words(abs(number), language)
    if isinstance(words, Problem):
        return words
    return Said(f"{_MINUS[language]} {words}" if number < 0 else words)


def _counted(number: int, nouns: Nouns, language: Language) -> str:
    one, few, many = nouns
    noun = {Plural.ONE: one, Plural.FEW: few, Plural.MANY: many}[plural_of(number, language)]
    return f"{cardinal(number, language, Gender.FEMININE)} {noun}"


def _number_words(number: Decimal, language: Language) -> str | Problem:
    whole, _, digits = f"{number:f}".partition(".")
    digits = digits.rstrip("0")
    if not digits:
        return cardinal(int(whole), language)
    if len(digits) > _MOST_DECIMALS:
        return Problem.TOO_PRECISE
    if language is Language.EN:
        said = " ".join(cardinal(int(digit), language) for digit in digits)
        return f"{cardinal(int(whole), language)} point {said}"
    share = _SHARES[language][len(digits) - 1]
    return " ".join(
        f"{cardinal(count, language, Gender.FEMININE)} {_share_noun(count, nouns, language)}"
        for count, nouns in ((int(whole), _WHOLES[language]), (int(digits), share))
    )


def _share_noun(count: int, nouns: tuple[str, str], language: Language) -> str:
    return nouns[0] if plural_of(count, language) is Plural.ONE else nouns[1]
