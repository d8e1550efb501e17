"""First names out of whole ones, and how somebody is addressed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphasms_desktop.spoken import given_names
from alphasms_desktop.spoken.language import Language
from alphasms_desktop.spoken.names import said_first_name, said_vocative
from alphasms_desktop.spoken.said import Problem, Said, Value


@pytest.mark.parametrize(
    ("whole", "name"),
    [
        ("Шевчук Олена Петрівна", "Олена"),
        ("Олена Петрівна Шевчук", "Олена"),
        ("Олена Петрівна", "Олена"),
        ("Олена Шевчук", "Олена"),
        ("Шевчук Олена", "Олена"),
        ("Шевчук, Олена", "Олена"),
        ("ШЕВЧУК ОЛЕНА", "Олена"),
        ("шевчук олена", "Олена"),
        ("Олена", "Олена"),
        ("пані Олена", "Олена"),
        ("п. Олена Ш.", "Олена"),
        ("Олена (мама Івана)", "Олена"),
        ("Ткач Анна-Марія", "Анна-Марія"),
        ("КОВАЛЬ МАР'ЯНА", "Мар’яна"),
        ("Oлeнa Шевчук", "Олена"),
        ("Олена Петрович", "Олена"),
        ("Абрамович Роман Аркадійович", "Роман"),
        ("Роман Аркадійович Абрамович", "Роман"),
        ("Кравченко Станкевич Олена", "Олена"),
        ("Сидоренко Радислава Іванівна", "Радислава"),
        ("Сидоренко Всемил Ілліч", "Всемил"),
        ("Ковальчук, Радислава", "Радислава"),
        ("Елена Сергеевна Иванова", "Елена"),
        ("Иванов Пётр", "Пётр"),
        ("Olena Shevchuk", "Olena"),
        ("Smith, John", "John"),
    ],
)
def test_the_first_name_is_found_in_a_whole_one(whole: str, name: str) -> None:
    assert said_first_name(whole) == Said(name)


@pytest.mark.parametrize("whole", ["Радислава", "Лукаш Мацкевич"])
def test_a_name_that_may_be_a_surname_is_unsure(whole: str) -> None:
    assert said_first_name(whole) == Said(whole.split()[0], is_unsure=True)


@pytest.mark.parametrize(
    "whole",
    ["Шевчук О.П.", "Шевчук О. П.", "О.П. Шевчук", "Роман О.П.", "П. Шевчук", "Шевчук О.",
     "пан Шевчук", "Mr Smith", "№ 12", "12", "(мама)", 12, 1.5],
)  # fmt: skip
def test_initials_and_titles_hold_no_first_name(whole: Value) -> None:
    assert said_first_name(whole) is Problem.NO_FIRST_NAME


@pytest.mark.parametrize(
    "whole", ["ТОВ Ромашка", "Ковальчук Радислава", "Роман Олена", "Олена і Петро", "а, б в, г д"]
)
def test_a_first_name_is_not_guessed_among_several_words(whole: str) -> None:
    assert said_first_name(whole) in (Problem.FIRST_NAME_UNCLEAR, Problem.NO_FIRST_NAME)


@pytest.mark.parametrize(
    ("whole", "called"),
    [
        ("Шевчук Олена Петрівна", "Олено"),
        ("Андрій", "Андрію"),
        ("Олег Коваль", "Олеже"),
        ("Ігор", "Ігорю"),
        ("Федір", "Федоре"),
        ("Наталія", "Наталіє"),
        ("Любов", "Любове"),
        ("Дар'я", "Дар’є"),
        ("Вячеслав", "В’ячеславе"),
        ("Анна-Марія", "Анно-Маріє"),
        ("МИКОЛА", "Миколо"),
    ],
)
def test_somebody_is_called_in_the_vocative(whole: str, called: str) -> None:
    assert said_vocative(whole, Language.UK) == Said(called)


@pytest.mark.parametrize("name", ["Радислава", "Елена", "Olena", "Анна-Радислава"])
def test_a_name_that_is_not_in_the_table_stays_as_it_is_and_is_unsure(name: str) -> None:
    assert said_vocative(name, Language.UK) == Said(name, is_unsure=True)


def test_a_problem_with_the_name_is_one_with_the_vocative() -> None:
    assert said_vocative("Шевчук О.П.", Language.UK) is Problem.NO_FIRST_NAME


@pytest.mark.parametrize("language", [Language.RU, Language.EN])
def test_other_languages_address_by_the_name_as_it_is(language: Language) -> None:
    assert said_vocative("Олена Шевчук", language) == Said("Олена")


def test_the_table_holds_pairs_of_single_words_each_name_once() -> None:
    pairs = [pair.split() for pair in given_names.VOCATIVES.split(",")]
    assert {len(pair) for pair in pairs} == {2}
    names = [name for name, _ in pairs]
    assert len(names) == len(set(names)) >= 150
    assert all(word.replace("’", "").isalpha() and word[0].isupper() for p in pairs for word in p)


def test_every_name_of_the_table_is_called_as_it_says_beside_any_surname() -> None:
    for pair in given_names.VOCATIVES.split(","):
        name, called = pair.split()
        assert said_vocative(f"Шевчук {name}", Language.UK) == Said(called)


@given(st.text())
def test_any_text_is_a_name_or_a_problem(text: str) -> None:
    said = said_vocative(text, Language.UK)
    assert isinstance(said, Problem) or said.text
