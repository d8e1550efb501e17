"""How long a text is for the service: signs, and the SMS parts it is counted in."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ"
    " !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = frozenset("\f^{}\\[~]|€")
_ALPHABET = _BASIC | _EXTENSION
_LAST_IN_ONE_UNIT = "\uffff"


@dataclass(frozen=True, slots=True)
class Limits:
    """How many signs an SMS holds: alone, and as a part of several."""

    alone: int
    in_part: int


GSM = Limits(160, 153)
"""Texts in the basic set of GSM 03.38 and its extension, each sign of which counts two."""
UNICODE = Limits(70, 67)
"""All other texts, in code units of UTF-16."""


@dataclass(frozen=True, slots=True)
class Measure:
    """The length of a text; `left_in_part` is what its last part still has room for.

    A text with no sign has no part, and the room of a whole one.
    """

    signs: int
    parts: int
    is_unicode: bool
    left_in_part: int


@dataclass(frozen=True, slots=True)
class PartsCount:
    """How many texts take so many parts."""

    parts: int
    texts: int


@dataclass(frozen=True, slots=True)
class Span:
    """The lengths of many texts: the shortest, the longest, and how many take how many parts."""

    least: Measure
    most: Measure
    by_parts: tuple[PartsCount, ...]


def measure(text: str) -> Measure:
    """Return the length of a text in signs and SMS parts."""
    is_unicode = _is_unicode(text)
    limits = UNICODE if is_unicode else GSM
    parts = parts_of(text)
    signs = _signs(text, is_unicode)
    limit = limits.in_part if len(parts) > 1 else limits.alone
    in_last = _signs(parts[-1], is_unicode) if parts else 0
    return Measure(signs, len(parts), is_unicode, limit - in_last)


def parts_of(text: str) -> tuple[str, ...]:
    """Return the parts that a text is sent in; no sign of two units is divided among them."""
    if not text:
        return ()
    is_unicode = _is_unicode(text)
    limits = UNICODE if is_unicode else GSM
    signs = _signs(text, is_unicode)
    if signs <= limits.alone:
        return (text,)
    if signs == len(text):  # every sign is one unit, so nothing can be divided wrongly
        size = limits.in_part
        return tuple(text[at : at + size] for at in range(0, len(text), size))
    parts, start, used = [], 0, 0
    for at, sign in enumerate(text):
        units = _units(sign, is_unicode)
        if used + units > limits.in_part:
            parts.append(text[start:at])
            start, used = at, 0
        used += units
    return (*parts, text[start:])


def span_of(texts: Iterable[str]) -> Span | None:
    """Return how lengths differ among texts, or None where there are none."""
    measures = [measure(text) for text in texts]
    if not measures:
        return None
    counts = Counter(one.parts for one in measures)
    return Span(
        min(measures, key=_length),
        max(measures, key=_length),
        tuple(PartsCount(parts, counts[parts]) for parts in sorted(counts)),
    )


def _length(one: Measure) -> tuple[int, int]:
    """Order by parts first: what is not in the basic set takes more of them with fewer signs."""
    return one.parts, one.signs


def _is_unicode(text: str) -> bool:
    return not _ALPHABET.issuperset(text)


def _signs(text: str, is_unicode: bool) -> int:
    if is_unicode:
        # A lone surrogate is one unit too, whatever it means.
        return len(text.encode("utf-16-le", "surrogatepass")) // 2
    return len(text) + (0 if _EXTENSION.isdisjoint(text) else sum(map(text.count, _EXTENSION)))


def _units(sign: str, is_unicode: bool) -> int:
    if is_unicode:
        return 2 if sign > _LAST_IN_ONE_UNIT else 1
    return 2 if sign in _EXTENSION else 1
