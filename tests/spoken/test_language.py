"""The language of a text, by its letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphasms_desktop.spoken.language import Language, language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Добрий день, чекаємо на вас", Language.UK),
        ("Ґанок", Language.UK),
        ("Вiтаємо вас у клініці Medical", Language.UK),
        ("Добрый день, ждём вас", Language.RU),
        ("Это объявление", Language.RU),
        ("Hello, see you tomorrow", Language.EN),
        ("Hello, Олена, see you tomorrow", Language.EN),
        ("Добрий день", None),
        ("Да", None),
        ("ЩО ЦЕ", None),
        ("ы і", None),
        ("12:30", None),
        ("", None),
        ("да no", None),
    ],
)
def test_letters_decide(text: str, language: Language | None) -> None:
    assert language_of(text) is language


@given(st.text(st.characters(categories=["Nd", "Po", "Zs"])))
def test_signs_without_letters_have_no_language(text: str) -> None:
    assert language_of(text) is None


@given(st.text(st.sampled_from("аіыaz ІЫЄ")))
def test_capitals_change_nothing(text: str) -> None:
    assert language_of(text) is language_of(text.upper()) is language_of(text.lower())
