"""Words of both alphabets and how they are mended."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphasms_desktop.spoken.look_alikes import Alphabet, MixedWord, mended, mixed_words

_TEXTS = st.text(st.sampled_from("aceiopxyïABCEнзиіїаеNnw’ 1-") | st.characters())


def test_a_latin_letter_in_a_cyrillic_word_is_found_where_it_stands() -> None:
    text = "Так! Вiтаємо вас"
    assert mixed_words(text) == (MixedWord("Вiтаємо", 5, 12, Alphabet.CYRILLIC, (6,), "Вітаємо"),)
    assert text[6] == "i"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Вiтаємо", "Вітаємо"),
        ("Oлeнa", "Олена"),
        ("hеllo", "hello"),
        ("тo", "то"),
        ("сa", "са"),
        ("oб’єкт", "об’єкт"),
        ("Микoлaївка", "Миколаївка"),
        ("Украïна", "Україна"),
        ("ви i ми", "ви і ми"),
        ("XXІ", "XXI"),
    ],
)
def test_look_alikes_are_mended_towards_the_alphabet_of_the_word(text: str, whole: str) -> None:
    assert mended(text) == whole


@pytest.mark.parametrize(
    "text",
    ["Вітаємо", "hello", "SMS-повідомлення", "COVIDний", "вітамін C", "this is a test",
     "скажіть i am", "i", "5 o", "п’ять"],
)  # fmt: skip
def test_what_is_mixed_on_purpose_stays(text: str) -> None:
    assert mended(text) == text


def test_a_word_that_cannot_be_mended_is_found_all_the_same() -> None:
    (word,) = mixed_words("COVIDний")
    assert word.alphabet is Alphabet.LATIN
    assert word.odd == (5, 6, 7)
    assert word.mended is None


@given(_TEXTS)
def test_mending_keeps_every_sign_in_its_place_and_is_done_at_once(text: str) -> None:
    once = mended(text)
    assert len(once) == len(text)
    assert mended(once) == once


@given(_TEXTS)
def test_odd_letters_are_within_their_words(text: str) -> None:
    for word in mixed_words(text):
        assert text[word.start : word.end] == word.word
        assert word.odd
        assert all(word.start <= at < word.end for at in word.odd)
