"""One place that says a value in any form."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphasms_desktop.spoken.forms import say
from alphasms_desktop.spoken.language import Language
from alphasms_desktop.spoken.said import Case, Form, Problem, Said, Value

_CELLS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
_TYPED = st.text(st.sampled_from("0123456789.,:-/+ ()ОленаPMгрн₴"), max_size=20)


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        ("  вул. Садова,\n 4 ", Form.AS_IS, "вул. Садова, 4"),
        (12, Form.AS_IS, "12"),
        ("Шевчук Олена Петрівна", Form.FIRST_NAME, "Олена"),
        ("Шевчук Олена Петрівна", Form.VOCATIVE, "Олено"),
        ("14:30", Form.TIME, "чотирнадцята тридцять"),
        ("24.11.2026", Form.DATE, "двадцять четверте листопада"),
        ("24.11.2026", Form.DATE_ON, "двадцять четвертого листопада"),
        ("24.11.2026", Form.DATE_YEAR, "двадцять четверте листопада дві тисячі двадцять шостого"
         " року"),
        ("24.11.2026", Form.DATE_YEAR_ON, "двадцять четвертого листопада дві тисячі двадцять"
         " шостого року"),
        (date(2026, 11, 24), Form.WEEKDAY, "вівторок"),
        ("12", Form.SUM, "дванадцять гривень"),
        ("12", Form.NUMBER, "дванадцять"),
        ("012", Form.DIGITS, "нуль, один, два"),
        ("0671234567", Form.PHONE, "нуль шістдесят сім, сто двадцять три, сорок п’ять, шістдесят"
         " сім"),
    ],
)  # fmt: skip
def test_every_form_has_its_words(value: Value, form: Form, text: str) -> None:
    assert say(value, form, Language.UK) == Said(text)


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("value", [None, "", " \n", "\u200b\ufeff"])
def test_an_empty_value_is_said_in_no_form(value: Value, form: Form) -> None:
    assert say(value, form, Language.UK) is Problem.EMPTY


@pytest.mark.parametrize("form", Form)
def test_a_tick_is_said_in_no_form(form: Form) -> None:
    assert say(True, form, Language.UK) is Problem.NOT_A_TEXT


def test_the_date_that_tells_when_keeps_its_case_after_any_word() -> None:
    said = say("24.11.2026", Form.DATE_ON, Language.UK, Case.ACCUSATIVE)
    assert said == Said("двадцять четвертого листопада")


@given(_CELLS | _TYPED, st.sampled_from(Form), st.sampled_from(Language), st.sampled_from(Case))
def test_any_cell_is_said_or_refused_in_any_form(
    value: Value, form: Form, language: Language, case: Case
) -> None:
    said = say(value, form, language, case)
    assert isinstance(said, Problem) or said.text.strip()
