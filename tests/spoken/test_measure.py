"""Signs and SMS parts of a text, and of many."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphasms_desktop.spoken.measure import (
    GSM,
    UNICODE,
    Measure,
    PartsCount,
    Span,
    measure,
    parts_of,
    span_of,
)

_GSM_TEXTS = st.text(st.sampled_from("aZ9 @Ω\n€{}[~\\^|"), max_size=700)
_UNICODE_TEXTS = st.text(st.sampled_from("абв a€😀𝒳"), max_size=300)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Measure(0, 0, False, 160)),
        ("a" * 160, Measure(160, 1, False, 0)),
        ("a" * 161, Measure(161, 2, False, 145)),
        ("a" * 306, Measure(306, 2, False, 0)),
        ("a" * 307, Measure(307, 3, False, 152)),
        ("€" * 80, Measure(160, 1, False, 0)),
        ("є" * 70, Measure(70, 1, True, 0)),
        ("є" * 71, Measure(71, 2, True, 63)),
        ("є" * 134, Measure(134, 2, True, 0)),
        ("є" * 135, Measure(135, 3, True, 66)),
        ("😀" * 35, Measure(70, 1, True, 0)),
    ],
)
def test_a_text_is_counted_in_signs_and_parts(text: str, expected: Measure) -> None:
    assert measure(text) == expected


def test_one_letter_outside_the_basic_set_makes_the_text_unicode() -> None:
    assert measure("Hello").is_unicode is False
    assert measure("Hellо").is_unicode is True
    assert measure("ç").is_unicode is True
    assert measure("Ç").is_unicode is False


def test_a_sign_of_two_units_moves_whole_to_the_next_part() -> None:
    assert parts_of("a" * 152 + "€" + "a" * 10) == ("a" * 152, "€" + "a" * 10)
    assert parts_of("є" * 66 + "😀" + "є" * 10) == ("є" * 66, "😀" + "є" * 10)


def test_the_room_that_a_moved_sign_leaves_may_cost_a_part() -> None:
    assert measure("a" * 152 + "€" + "a" * 152).parts == 3
    assert measure("a" * 152 + "€" + "a" * 151) == Measure(305, 2, False, 0)


def _units(text: str, is_unicode: bool) -> int:
    if is_unicode:
        return len(text.encode("utf-16-le")) // 2
    return len(text) + sum(text.count(sign) for sign in "\f^{}\\[~]|€")


@given(_GSM_TEXTS | _UNICODE_TEXTS | st.text(st.characters(codec="utf-8"), max_size=300))
def test_no_part_is_lost_too_long_or_cut_within_a_sign(text: str) -> None:
    parts, measured = parts_of(text), measure(text)
    assert "".join(parts) == text
    assert len(parts) == measured.parts
    assert measured.signs == _units(text, measured.is_unicode)
    limits = UNICODE if measured.is_unicode else GSM
    limit = limits.alone if len(parts) < 2 else limits.in_part
    lengths = [_units(part, measured.is_unicode) for part in parts]
    assert all(0 < length <= limit for length in lengths)
    assert all(length >= limit - 1 for length in lengths[:-1])
    assert measured.left_in_part == limit - (lengths[-1] if lengths else 0)
    if measured.is_unicode:
        assert b"".join(part.encode("utf-16-le") for part in parts) == text.encode("utf-16-le")


@given(_GSM_TEXTS | _UNICODE_TEXTS)
def test_several_parts_are_taken_only_by_what_does_not_fit_in_one(text: str) -> None:
    measured = measure(text)
    alone = (UNICODE if measured.is_unicode else GSM).alone
    assert (measured.parts > 1) == (measured.signs > alone)


def test_half_of_a_pair_that_a_text_may_hold_is_counted_as_one() -> None:
    assert measure("\ud83d").signs == 1


def test_many_texts_have_a_shortest_a_longest_and_a_count_by_parts() -> None:
    assert span_of(["є" * 97, "є" * 134, "є" * 60, "є" * 135]) == Span(
        Measure(60, 1, True, 10),
        Measure(135, 3, True, 66),
        (PartsCount(1, 1), PartsCount(2, 2), PartsCount(3, 1)),
    )


def test_the_longest_text_is_the_one_with_most_parts() -> None:
    span = span_of(["a" * 150, "є" * 71])
    assert span is not None
    assert span.most.is_unicode
    assert not span.least.is_unicode


def test_no_texts_have_no_span() -> None:
    assert span_of([]) is None
