"""Streaks of lost answers and of equal refusals."""

from alphasms_desktop.domain.errors import Kind, Trouble
from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.engine.streaks import Streaks
from alphasms_desktop.engine.submit import Effect

LOST = Trouble(Kind.ANSWER_LOST, "ReadTimeout")


def refusals(streaks: Streaks, *words: str) -> list[bool]:
    told = [Trouble(Kind.UNKNOWN_TEXT, word) for word in words]
    return [streaks.is_too_long(Effect.COUNT_REFUSED, one) for one in told]


def lost(streaks: Streaks, times: int) -> list[bool]:
    return [streaks.is_too_long(Effect.COUNT_LOST, LOST) for _ in range(times)]


def test_the_third_answer_lost_in_a_row_is_one_too_many():
    assert lost(Streaks(Rules()), 3) == [False, False, True]


def test_the_fifth_equal_refusal_in_a_row_is_one_too_many():
    assert refusals(Streaks(Rules()), *["no tariff"] * 5) == [False] * 4 + [True]


def test_refusals_in_other_words_begin_a_streak_of_their_own():
    words = ["a", "a", "b", "a", "a", "a", "a"]
    assert refusals(Streaks(Rules()), *words) == [False] * 7
    assert refusals(Streaks(Rules(refused_in_a_row=4)), *words)[-1]


def test_a_refusal_of_another_kind_is_another_one():
    streaks = Streaks(Rules(refused_in_a_row=2))
    assert not streaks.is_too_long(Effect.COUNT_REFUSED, Trouble(Kind.UNKNOWN_TEXT, "a"))
    assert not streaks.is_too_long(Effect.COUNT_REFUSED, Trouble(Kind.PHONE_MISSING, "a"))


def test_a_call_that_was_taken_ends_both():
    streaks = Streaks(Rules())
    lost(streaks, 2)
    refusals(streaks, *["a"] * 4)
    streaks.end()
    assert lost(streaks, 2) == [False, False]
    assert refusals(streaks, *["a"] * 4) == [False] * 4


def test_each_rule_says_how_many():
    assert lost(Streaks(Rules(lost_in_a_row=1)), 1) == [True]
