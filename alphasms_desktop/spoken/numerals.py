"""Numbers in words: how many and which one, in the gender and case that a sentence asks for."""

from enum import StrEnum
from functools import lru_cache

from alphasms_desktop.spoken.language import Language
from alphasms_desktop.spoken.said import Case

TOO_LARGE = 10**12
"""The first number that is not said: no ear can follow it."""


class Gender(StrEnum):
    """The gender of what is counted."""

    MASCULINE = "m"
    FEMININE = "f"
    NEUTER = "n"


class Plural(StrEnum):
    """Which form of a noun follows a number."""

    ONE = "one"
    FEW = "few"
    MANY = "many"


_FEMININE = {"один": "одна", "два": "дві"}
_ACCUSATIVE = {"один": "одну", "два": "дві"}
_NEUTER = {"один": "одне"}
_HARD = {
    (Gender.MASCULINE, Case.GENITIVE): "ого",
    (Gender.FEMININE, Case.NOMINATIVE): "а",
    (Gender.FEMININE, Case.GENITIVE): "ої",
    (Gender.FEMININE, Case.DATIVE): "ій",
    (Gender.FEMININE, Case.ACCUSATIVE): "у",
    (Gender.FEMININE, Case.LOCATIVE): "ій",
    (Gender.NEUTER, Case.NOMINATIVE): "е",
    (Gender.NEUTER, Case.GENITIVE): "ого",
    (Gender.NEUTER, Case.DATIVE): "ому",
    (Gender.NEUTER, Case.ACCUSATIVE): "е",
    (Gender.NEUTER, Case.LOCATIVE): "ому",
}
# Of all that are said here only "третій" is soft.
_SOFT = {"а": "я", "ої": "ьої", "у": "ю", "е": "є", "ого": "ього", "ому": "ьому"}
_ENDING_SIGNS = 2


def plural_of(number: int, language: Language) -> Plural:
    """Return which form of a noun follows this number."""
    if language is Language.EN:
        return Plural.ONE if number == 1 else Plural.MANY
    if number % 10 == 1 and number % 100 != 11:
        return Plural.ONE
    is_few = number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14)
    return Plural.FEW if is_few else Plural.MANY


@lru_cache(maxsize=5_000)
def cardinal(
    number: int,
    language: Language,
    gender: Gender = Gender.MASCULINE,
    case: Case = Case.NOMINATIVE,
) -> str:
    """Return how many in words, in Ukrainian in the nominative but for an accusative `одну`."""
    if language is Language.RU:
        return _russian(number, "cardinal", gender, case)
    words = _words(number, language, "cardinal")
    if language is Language.EN or gender is Gender.MASCULINE:
        return words
    if gender is Gender.NEUTER:
        return _last_changed(words, _NEUTER)
    return _last_changed(words, _ACCUSATIVE if case is Case.ACCUSATIVE else _FEMININE)


@lru_cache(maxsize=2_000)
def ordinal(
    number: int,
    language: Language,
    gender: Gender = Gender.MASCULINE,
    case: Case = Case.NOMINATIVE,
) -> str:
    """Return which one in words: `twenty-fourth`, `чотирнадцята`, `двадцать четвёртого`."""
    if language is Language.EN:
        return _words(number, language, "ordinal")
    if language is Language.RU:
        return _russian(number, "ordinal", gender, case)
    # The library fails on the Ukrainian word for the zeroth.
    words = _words(number, language, "ordinal") if number else "нульовий"
    ending = _HARD.get((gender, case))
    if ending is None:
        return words
    is_soft = words.endswith("третій")
    return words[:-_ENDING_SIGNS] + (_SOFT.get(ending, ending) if is_soft else ending)


def year_name(year: int, language: Language) -> str:
    """Return a year as it follows a date: `дві тисячі двадцять шостого року`."""
    if language is Language.EN:
        return _words(year, language, "year")
    words = ordinal(year, language, Gender.MASCULINE, Case.GENITIVE)
    if language is Language.RU:
        return f"{words} года"
    return f"{words.removeprefix('одна ')} року"


def _russian(number: int, kind: str, gender: Gender, case: Case) -> str:
    name = "prepositional" if case is Case.LOCATIVE else case.value
    how = {"gender": gender.value, "case": name, "animate": False}
    return _words(number, Language.RU, kind, **how)


def _words(number: int, language: Language, kind: str, **how: object) -> str:
    # Here and not above: the library brings dozens of languages, and most runs need none.
    from num2words import num2words  # type: ignore[import-untyped]

    words = str(num2words(number, lang=language.value, to=kind, **how))
    return words.replace("'", "’").replace(",", "")


def _last_changed(words: str, changes: dict[str, str]) -> str:
    head, blank, last = words.rpartition(" ")
    return f"{head}{blank}{changes.get(last, last)}"
