"""Numbers in words, in gender and case."""

import subprocess
import sys

import pytest

from alphasms_desktop.spoken.language import Language
from alphasms_desktop.spoken.numerals import (
    Gender,
    Plural,
    cardinal,
    ordinal,
    plural_of,
    year_name,
)
from alphasms_desktop.spoken.said import Case


@pytest.mark.parametrize(
    ("number", "plural"),
    [(0, Plural.MANY), (1, Plural.ONE), (2, Plural.FEW), (4, Plural.FEW), (5, Plural.MANY),
     (11, Plural.MANY), (12, Plural.MANY), (21, Plural.ONE), (22, Plural.FEW), (111, Plural.MANY),
     (112, Plural.MANY), (1001, Plural.ONE)],
)  # fmt: skip
def test_slavic_nouns_have_three_plurals(number: int, plural: Plural) -> None:
    assert plural_of(number, Language.UK) is plural_of(number, Language.RU) is plural


def test_english_nouns_have_two() -> None:
    assert plural_of(1, Language.EN) is Plural.ONE
    assert {plural_of(number, Language.EN) for number in (0, 2, 21)} == {Plural.MANY}


@pytest.mark.parametrize(
    ("number", "gender", "words"),
    [
        (1, Gender.FEMININE, "одна"),
        (2, Gender.MASCULINE, "два"),
        (22, Gender.FEMININE, "двадцять дві"),
        (11, Gender.FEMININE, "одинадцять"),
        (1, Gender.NEUTER, "одне"),
        (2, Gender.NEUTER, "два"),
        (1_000_001, Gender.FEMININE, "один мільйон одна"),
    ],
)
def test_ukrainian_numbers_have_a_gender(number: int, gender: Gender, words: str) -> None:
    assert cardinal(number, Language.UK, gender) == words


def test_one_in_the_accusative_is_another_word() -> None:
    assert cardinal(21, Language.UK, Gender.FEMININE, Case.ACCUSATIVE) == "двадцять одну"
    assert cardinal(21, Language.RU, Gender.FEMININE, Case.ACCUSATIVE) == "двадцать одну"


def test_apostrophes_are_those_of_print_and_english_has_no_commas() -> None:
    assert cardinal(59, Language.UK) == "п’ятдесят дев’ять"
    assert cardinal(1250, Language.EN) == "one thousand two hundred and fifty"


@pytest.mark.parametrize(
    ("number", "gender", "case", "word"),
    [
        (14, Gender.FEMININE, Case.NOMINATIVE, "чотирнадцята"),
        (3, Gender.NEUTER, Case.NOMINATIVE, "третє"),
        (3, Gender.FEMININE, Case.GENITIVE, "третьої"),
        (3, Gender.MASCULINE, Case.GENITIVE, "третього"),
        (3, Gender.NEUTER, Case.DATIVE, "третьому"),
        (7, Gender.FEMININE, Case.ACCUSATIVE, "сьому"),
        (0, Gender.FEMININE, Case.LOCATIVE, "нульовій"),
        (5, Gender.MASCULINE, Case.NOMINATIVE, "п’ятий"),
    ],
)
def test_ukrainian_ordinals_have_gender_and_case(
    number: int, gender: Gender, case: Case, word: str
) -> None:
    assert ordinal(number, Language.UK, gender, case) == word


def test_years_are_said_as_after_a_date() -> None:
    assert year_name(1905, Language.UK) == "тисяча дев’ятсот п’ятого року"
    assert year_name(2026, Language.RU) == "две тысячи двадцать шестого года"
    assert year_name(2005, Language.EN) == "two thousand and five"


def test_the_library_of_numerals_is_not_loaded_before_a_number_is_said() -> None:
    code = "import sys, alphasms_desktop.spoken; sys.exit('num2words' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
