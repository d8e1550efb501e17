"""Every colour and size of the window, in one table; nothing else names a colour.

The style sheet is made of it; painting code asks `tokens()` for the table in use.
"""

from dataclasses import dataclass

from alphasms_desktop.domain.attempt import State

RADIUS = 7
CARD_RADIUS = 10
PAGE_PADDING = 24
ROW_HEIGHT = 34


@dataclass(frozen=True)
class Tokens:
    """The colours of one theme, by what they are for."""

    background: str
    surface: str
    sunken: str
    border: str
    field_edge: str
    text: str
    muted: str
    accent: str
    on_accent: str
    soft: str
    warning_background: str
    warning_border: str
    warning_text: str
    training_background: str
    training_text: str
    danger: str
    answered: str
    no_answer: str
    busy: str
    failed: str
    in_doubt: str
    handed_over: str
    queued: str
    skipped: str

    def of_state(self, state: State) -> str:
        """Return the colour of a call state's mark."""
        return {
            State.ANSWERED: self.answered,
            State.NO_ANSWER: self.no_answer,
            State.BUSY: self.busy,
            State.FAILED: self.failed,
            State.REJECTED: self.failed,
            State.UNCONFIRMED: self.in_doubt,
            State.ACCEPTED: self.handed_over,
            State.SENDING: self.handed_over,
            State.SKIPPED: self.skipped,
            State.NO_RESULT: self.busy,
        }.get(state, self.queued)


LIGHT = Tokens(
    background="#F5F6F8",
    surface="#FFFFFF",
    sunken="#EEF0F4",
    border="#DFE3E9",
    field_edge="#868F9D",
    text="#1A1F27",
    muted="#5F6B7C",
    accent="#1F5FD6",
    on_accent="#FFFFFF",
    soft="#E6EEFC",
    warning_background="#FFF5DB",
    warning_border="#F0CF7A",
    warning_text="#6B4A00",
    training_background="#EFE8FA",
    training_text="#4B2A8C",
    danger="#B32438",
    answered="#12876A",
    no_answer="#C77700",
    busy="#A0620E",
    failed="#C9374C",
    in_doubt="#7A4CC2",
    handed_over="#2F80ED",
    queued="#98A2B3",
    skipped="#C4CAD4",
)
DARK = Tokens(
    background="#15181D",
    surface="#1D2127",
    sunken="#15181D",
    border="#31373F",
    field_edge="#6C7786",
    text="#E8EBEF",
    muted="#9AA4B2",
    accent="#6EA0FF",
    on_accent="#15181D",
    soft="#22314D",
    warning_background="#3A3013",
    warning_border="#6E5A1D",
    warning_text="#F5D98B",
    training_background="#2C2342",
    training_text="#CDB8F5",
    danger="#F0697C",
    answered="#3CC79F",
    no_answer="#F0A63A",
    busy="#D59B4A",
    failed="#F0697C",
    in_doubt="#B592F0",
    handed_over="#63A8FF",
    queued="#6C7786",
    skipped="#4A525D",
)

_SHAPE_CONTRAST = 3.0


class _Theme:
    tokens = LIGHT


def tokens() -> Tokens:
    """Return the colours in use."""
    return _Theme.tokens


def is_dark() -> bool:
    """Say whether the dark theme is in use."""
    return _Theme.tokens is DARK


def choose(dark: bool) -> Tokens:
    """Take the colours of the light or the dark theme into use."""
    _Theme.tokens = DARK if dark else LIGHT
    return _Theme.tokens


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours such as `#1F5FD6`, from 1 to 21 (WCAG 2)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def ink_on(colour: str) -> str:
    """Return the colour in which a shape stands out from a mark of this colour.

    It is what words on the accent have, unless that is less than 3 : 1 (WCAG 2, 1.4.11).
    """
    chosen = tokens().on_accent
    other = DARK.on_accent if chosen == LIGHT.on_accent else LIGHT.on_accent
    return chosen if contrast(chosen, colour) >= _SHAPE_CONTRAST else other


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
