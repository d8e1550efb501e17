"""A text for the rows of a sheet: spoken, read, and what cannot be said."""

import pytest

from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.message import TextMessage
from alphasms_desktop.domain.saying import Language, Problem
from alphasms_desktop.spoken.script import LONGEST_FIELD, Script, faults_in, with_fallback

COLUMNS = ("Ім’я", "Час", "Сума")


def script(text, **kwargs):
    return Script(TextMessage(text, **kwargs), COLUMNS)


def test_it_is_spoken_in_words_and_read_as_the_sheet_has_it():
    told = script("{Ім’я|vocative}, чекаємо о {Час|time}.").of(("Шевчук Олена", "14:30", None))
    assert told.said == "Олено, чекаємо о чотирнадцятій тридцять."
    assert told.read == "Олено, чекаємо о 14:30."
    assert not told.troubles


def test_a_full_stop_of_a_cell_is_not_written_twice():
    told = script("Лікар {Ім’я}. Чекаємо… {Ім’я}...").of(("Гончаренко О. В.", None, None))
    assert told.said == "Лікар Гончаренко О. В. Чекаємо… Гончаренко О. В...."
    assert script("О {Час}. До зустрічі.").of((None, "9:00", None)).said == "О 9:00. До зустрічі."


def test_an_empty_field_is_a_trouble_unless_it_has_a_fallback():
    empty = ("Олена", None, None)
    (trouble,) = script("О {Час|time}").of(empty).troubles
    assert (trouble.column, trouble.problem) == ("Час", Problem.EMPTY)
    assert script("О {Час|time|зручний час}").of(empty).said == "О зручний час"


def test_a_field_too_long_to_be_listened_to_is_a_trouble_unless_it_is_wanted():
    row = ("а" * (LONGEST_FIELD + 1), "9:00", None)
    (trouble,) = script("{Ім’я}").of(row).troubles
    assert trouble.problem is Problem.TOO_LONG
    assert not script("{Ім’я}", keeps_long=True).of(row).troubles


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Вітаємо, {Ім’я}", Language.UK),
        ("Hello {Ім’я}", Language.EN),
        ("Добрый день, {Ім’я}", Language.RU),
        ("{Ім’я}", Language.UK),
    ],
)
def test_the_words_written_by_hand_decide_the_language(text, language):
    assert script(text).language is language


def test_a_language_that_is_chosen_counts():
    assert script("Hello", language="uk").language is Language.UK


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{Ім’я", "unclosed_brace"),
        ("{Прізвище}", "unknown_column"),
        ("{Час|o'clock}", "unknown_form"),
        ("   ", "empty"),
    ],
)
def test_a_text_that_makes_no_sense_is_refused(text, problem):
    with pytest.raises(TroubleError) as told:
        script(text)
    assert told.value.trouble.kind is Kind.BAD_TEXT
    assert told.value.trouble.values["problem"] == problem


def test_faults_are_told_one_by_one():
    assert len(faults_in("{Ім’я} {Прізвище} }", COLUMNS)) == 2
    assert faults_in("{Ім’я}", COLUMNS) == ()


def test_a_fallback_goes_to_every_field_without_one():
    assert with_fallback("{Ім’я}, {Час|time|зараз}", "клієнте") == (
        "{Ім’я|as_is|клієнте}, {Час|time|зараз}"
    )
    assert with_fallback("{Ім’я", "клієнте") == "{Ім’я"
