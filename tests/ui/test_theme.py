"""The colours of both themes: every word can be read by those who see little."""

import pytest

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.ui import theme
from alphasms_desktop.ui.theme import DARK, LIGHT, Tokens, contrast, ink_on

WORDS = [
    ("text", "background"),
    ("text", "surface"),
    ("text", "sunken"),
    ("text", "soft"),
    ("muted", "surface"),
    ("muted", "background"),
    ("accent", "surface"),
    ("on_accent", "accent"),
    ("danger", "surface"),
    ("warning_text", "warning_background"),
    ("training_text", "training_background"),
]
EDGES = [("field_edge", "surface")]


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("word", "ground"), WORDS)
def test_words_stand_out_from_their_ground(tokens: Tokens, word: str, ground: str) -> None:
    assert contrast(getattr(tokens, word), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_of_fields_can_be_found(tokens: Tokens, edge: str, ground: str) -> None:
    assert contrast(getattr(tokens, edge), getattr(tokens, ground)) >= 3.0


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == 1


@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
def test_the_shape_of_every_mark_stands_out(is_dark: bool) -> None:
    try:
        tokens = theme.choose(is_dark)
        for state in State:
            colour = tokens.of_state(state)
            assert contrast(ink_on(colour), colour) >= 3, state
    finally:
        theme.choose(False)
