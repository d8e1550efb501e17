"""Which case a word before a field asks for."""

import pytest

from alphasms_desktop.spoken.cases import case_after
from alphasms_desktop.spoken.language import Language
from alphasms_desktop.spoken.said import Case


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("Чекаємо о ", Case.LOCATIVE),
        ("О ", Case.LOCATIVE),
        ("об\n", Case.LOCATIVE),
        ("запис на ", Case.ACCUSATIVE),
        ("працюємо до ", Case.GENITIVE),
        ("з ", Case.GENITIVE),
        ("у ", Case.ACCUSATIVE),
        ("Час прийому: ", Case.NOMINATIVE),
        ("Чекаємо вас ", Case.NOMINATIVE),
        ("о", Case.NOMINATIVE),
        ("о: ", Case.NOMINATIVE),
        ("то-о ", Case.NOMINATIVE),
        ("", Case.NOMINATIVE),
    ],
)
def test_a_preposition_right_before_the_field_decides(text: str, case: Case) -> None:
    assert case_after(text, Language.UK) is case


def test_each_language_has_its_own_prepositions() -> None:
    assert case_after("к ", Language.RU) is Case.DATIVE
    assert case_after("в ", Language.RU) is Case.ACCUSATIVE
    assert case_after("о ", Language.EN) is Case.NOMINATIVE
