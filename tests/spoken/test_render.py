"""The text for one recipient: what is heard, what is shown, and what is not ready."""

import pytest

from alphasms_desktop.domain.cells import Cell
from alphasms_desktop.spoken.language import Language
from alphasms_desktop.spoken.render import FieldFault, Rendered, UnsureField, render
from alphasms_desktop.spoken.said import Form, Problem
from alphasms_desktop.spoken.template import Field, Template, parse

_ROW: dict[str, Cell] = {
    "Ім'я": "Шевчук Олена Петрівна",
    "Дата": "2026-11-25",
    "Час": "14:30",
    "Кабінет": 4,
    "Примітка": None,
}


def _rendered(
    text: str, language: Language = Language.UK, row: dict[str, Cell] | None = None
) -> Rendered:
    template = parse(text)
    assert isinstance(template, Template)
    return render(template, _ROW if row is None else row, language)


def test_a_reminder_is_heard_as_people_say_it_and_shown_as_it_is_written() -> None:
    rendered = _rendered(
        "Добрий день, {ім’я|vocative}! Чекаємо на вас {Дата|date_on} о {Час|time}, у кабінеті"
        " {Кабінет}."
    )
    assert rendered == Rendered(
        "Добрий день, Олено! Чекаємо на вас двадцять п’ятого листопада о чотирнадцятій тридцять,"
        " у кабінеті 4.",
        "Добрий день, Шевчук Олена Петрівна! Чекаємо на вас 2026-11-25 о 14:30, у кабінеті 4.",
    )
    assert rendered.is_ready


@pytest.mark.parametrize(
    ("text", "language", "heard"),
    [
        ("до {Час|time}", Language.UK, "до чотирнадцятої тридцять"),
        ("на {Час|time}", Language.UK, "на чотирнадцяту тридцять"),
        ("Час: {Час|time}", Language.UK, "Час: чотирнадцята тридцять"),
        ("у {Дата|weekday}", Language.UK, "у середу"),
        ("до {Дата|date}", Language.UK, "до двадцять п’ятого листопада"),
        ("{Дата|date}", Language.UK, "двадцять п’яте листопада"),
        ("в {Час|time}", Language.RU, "в четырнадцать тридцать"),
        ("к {Дата|date}", Language.RU, "к двадцать пятому ноября"),
        ("at {Час|time}", Language.EN, "at two thirty PM"),
    ],
)
def test_a_field_follows_the_word_before_it(text: str, language: Language, heard: str) -> None:
    assert _rendered(text, language).text == heard


def test_a_word_before_one_field_says_nothing_of_the_next() -> None:
    assert _rendered("о {Кабінет}{Час|time}").text == "о 4чотирнадцята тридцять"


def test_an_empty_value_uses_the_fallback() -> None:
    rendered = _rendered("{Примітка|time|усе гаразд}")
    assert rendered == Rendered("усе гаразд", "усе гаразд")
    assert _rendered("a{Примітка||}b") == Rendered("ab", "ab")


def test_an_empty_value_without_a_fallback_is_a_fault() -> None:
    rendered = _rendered("{Примітка}")
    assert rendered.faults == (FieldFault(Field("Примітка"), Problem.EMPTY, ""),)
    assert not rendered.is_ready


def test_a_value_that_cannot_be_said_is_a_fault_whatever_the_fallback() -> None:
    field = Field("Час", Form.TIME, "зранку")
    rendered = _rendered("о {Час|time|зранку}", row={"Час": "після обіду"})
    assert rendered.faults == (FieldFault(field, Problem.NOT_A_TIME, "після обіду"),)
    assert rendered.text == rendered.written == "о після обіду"


def test_a_column_that_the_row_lacks_is_a_fault() -> None:
    rendered = _rendered("{Сума|sum|нічого}")
    (fault,) = rendered.faults
    assert fault.problem is Problem.NO_COLUMN


def test_every_fault_and_every_unsure_name_is_told() -> None:
    row: dict[str, Cell] = {"Ім’я": "Радислава", "Час": "?", "Сума": -1}
    rendered = _rendered("{Ім’я|vocative} {Час|time} {Сума|sum}", row=row)
    assert [fault.problem for fault in rendered.faults] == [Problem.NOT_A_TIME, Problem.NEGATIVE]
    assert rendered.unsure == (UnsureField(Field("Ім’я", Form.VOCATIVE), "Радислава", "Радислава"),)


def test_the_column_spelt_exactly_so_goes_before_its_twin() -> None:
    row: dict[str, Cell] = {"час": "9:00", "Час": "10:00"}
    assert _rendered("{Час}", row=row).text == "10:00"
    assert _rendered("{ЧАС}", row=row).text == "9:00"


def test_braces_in_a_value_are_only_signs() -> None:
    assert _rendered("{a}", row={"a": "{Час} }}"}).text == "{Час} }}"
