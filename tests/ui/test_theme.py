"""The colours of both themes: every word can be read by those who see little."""

import pytest

from alphasms_desktop.ui.theme import DARK, LIGHT, Tokens

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


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21, by WCAG 2."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (
            part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("word", "ground"), WORDS)
def test_words_stand_out_from_their_ground(tokens: Tokens, word: str, ground: str) -> None:
    assert contrast(getattr(tokens, word), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_of_fields_can_be_found(tokens: Tokens, edge: str, ground: str) -> None:
    assert contrast(getattr(tokens, edge), getattr(tokens, ground)) >= 3.0
