"""Templates: what is read as a field, what is a mistake, and that nothing is lost on the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphasms_desktop.spoken.said import Form
from alphasms_desktop.spoken.template import (
    Field,
    Template,
    TemplateFault,
    TemplateProblem,
    Text,
    column_key,
    parse,
    to_text,
)

_COLUMNS = ("Ім’я", "Дата", "Час", "Name | Surname")
_NAMES = st.text(st.characters(exclude_characters="{}|", codec="utf-8"), min_size=1).filter(
    lambda name: name == name.strip()
)
_FALLBACKS = st.none() | st.text(st.characters(exclude_characters="{}", codec="utf-8")).map(
    str.strip
)
_FIELDS = st.builds(Field, _NAMES, st.sampled_from(Form), _FALLBACKS)
_TEXTS = st.builds(Text, st.text(st.sampled_from("аb {}|\n") | st.characters(), min_size=1))


def _joined(parts: list[Text | Field]) -> Template:
    """Return a template whose neighbouring texts are one, as they are when they are read."""
    merged: list[Text | Field] = []
    for part in parts:
        if merged and isinstance(merged[-1], Text) and isinstance(part, Text):
            merged[-1] = Text(merged[-1].text + part.text)
        else:
            merged.append(part)
    return Template(tuple(merged))


def _faults(text: str) -> tuple[TemplateFault, ...]:
    read = parse(text, _COLUMNS)
    assert not isinstance(read, Template)
    return read


def test_fields_stand_among_words() -> None:
    assert parse("Добрий день, {Ім’я}! {Дата|date} о {Час|time|дев’ятій}.", _COLUMNS) == Template(
        (
            Text("Добрий день, "),
            Field("Ім’я"),
            Text("! "),
            Field("Дата", Form.DATE),
            Text(" о "),
            Field("Час", Form.TIME, "дев’ятій"),
            Text("."),
        )
    )


def test_a_template_tells_its_fields() -> None:
    template = parse("{Дата} і {Час|time}")
    assert isinstance(template, Template)
    assert template.fields == (Field("Дата"), Field("Час", Form.TIME))


def test_a_text_without_fields_is_a_template() -> None:
    assert parse("Добрий день!") == Template((Text("Добрий день!"),))
    assert parse("") == Template(())


def test_double_braces_are_braces() -> None:
    assert parse("{{a}} {{{Час}}}", _COLUMNS) == Template((Text("{a} {"), Field("Час"), Text("}")))


@pytest.mark.parametrize(
    "written", ["{Ім'я}", "{імʼя}", "{ ІМ’Я }", "{  ім'Я|as_is}", "{Ім’я|}", "{Ім’я| AS_IS }"]
)
def test_a_column_is_known_by_any_apostrophe_case_and_blanks(written: str) -> None:
    read = parse(written, _COLUMNS)
    assert isinstance(read, Template)
    (field,) = read.fields
    assert column_key(field.column) == column_key("Ім’я")
    assert field.form is Form.AS_IS


def test_a_column_with_signs_that_no_field_can_hold_is_named_without_them() -> None:
    assert parse("{name surname}", _COLUMNS) == Template((Field("name surname"),))
    assert to_text(Template((Field("Name | {Surname}"),))) == "{Name    Surname}"


def test_an_empty_fallback_is_not_the_same_as_none() -> None:
    assert parse("{Час|time|}") == Template((Field("Час", Form.TIME, ""),))
    assert parse("{Час|time}") == Template((Field("Час", Form.TIME, None),))
    assert parse("{Час||о п’ятій | шостій}") == Template(
        (Field("Час", Form.AS_IS, "о п’ятій | шостій"),)
    )


def test_without_a_sheet_every_column_is_taken_to_exist() -> None:
    assert parse("{Будь-що}") == Template((Field("Будь-що"),))


def test_an_unknown_column_is_pointed_at_without_its_blanks() -> None:
    text = "Добрий день, { Імя |vocative}!"
    assert _faults(text) == (
        TemplateFault(TemplateProblem.UNKNOWN_COLUMN, text.index("Імя"), text.index(" |"), "Імя"),
    )


def test_an_unknown_form_is_pointed_at() -> None:
    (fault,) = _faults("{Час| tyme |x}")
    assert fault == TemplateFault(TemplateProblem.UNKNOWN_FORM, 6, 10, "tyme")


@pytest.mark.parametrize(("text", "start", "end"), [("a {}", 2, 3), ("{  |time}", 0, 3)])
def test_a_field_without_a_name_is_a_mistake(text: str, start: int, end: int) -> None:
    assert _faults(text) == (TemplateFault(TemplateProblem.EMPTY_NAME, start, end, ""),)


@pytest.mark.parametrize(
    ("text", "problem", "start"),
    [
        ("о {Час", TemplateProblem.UNCLOSED_BRACE, 2),
        ("о {Час {Дата}", TemplateProblem.UNCLOSED_BRACE, 2),
        ("о Час} {Дата}", TemplateProblem.UNOPENED_BRACE, 5),
        ("{{Час}", TemplateProblem.UNOPENED_BRACE, 5),
        ("{Час}}", TemplateProblem.UNOPENED_BRACE, 5),
    ],
)
def test_a_brace_without_its_pair_is_a_mistake(
    text: str, problem: TemplateProblem, start: int
) -> None:
    assert _faults(text) == (TemplateFault(problem, start, start + 1, text[start]),)


def test_all_mistakes_are_told_at_once_and_in_order() -> None:
    faults = _faults("{Імя|tyme} {} {Час")
    assert [fault.problem for fault in faults] == [
        TemplateProblem.UNKNOWN_COLUMN,
        TemplateProblem.UNKNOWN_FORM,
        TemplateProblem.EMPTY_NAME,
        TemplateProblem.UNCLOSED_BRACE,
    ]
    assert [fault.start for fault in faults] == sorted(fault.start for fault in faults)


@given(st.lists(_TEXTS | _FIELDS).map(_joined))
def test_a_template_written_down_is_read_as_the_same(template: Template) -> None:
    assert parse(to_text(template)) == template


@given(st.text(st.sampled_from("{}|aЧ ")))
def test_any_text_is_a_template_or_a_list_of_mistakes_within_it(text: str) -> None:
    read = parse(text)
    if isinstance(read, Template):
        assert parse(to_text(read)) == read
    else:
        assert read
        assert all(0 <= fault.start < fault.end <= len(text) for fault in read)
