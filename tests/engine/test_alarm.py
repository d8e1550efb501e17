"""The blocking alarm: raised when answers collapse, silent at the ordinary end of a batch."""

import pytest

from alphasms_desktop.domain.attempt import Change, State, Step, Why
from alphasms_desktop.domain.errors import Kind
from alphasms_desktop.domain.result import Usual
from alphasms_desktop.engine.alarm import Alarm


class Calls:
    """Calls that leave and end, one second apart, as the alarm hears of them."""

    def __init__(self, usual: Usual | None = None, is_on: bool = True) -> None:
        self.alarm = Alarm(usual, is_on)
        self.now = 0.0
        self.left = 0

    def leave(self, count: int = 1) -> list[int]:
        """Have calls leave; returns their attempts."""
        attempts = []
        for _ in range(count):
            self.left += 1
            self.now += 1
            self._note(self.left, State.SENDING, State.ACCEPTED)
            attempts.append(self.left)
        return attempts

    def end(self, attempts: list[int], outcome: State, seconds: float | None = None) -> None:
        """Have calls end."""
        for one in attempts:
            self._note(one, State.ACCEPTED, outcome, seconds)

    def _note(self, attempt, before, after, seconds=None, number=1) -> None:
        step = Step(attempt, after, Why.REPORTED, duration_s=seconds)
        change = Change(attempt, attempt, before, after, number=number)
        self.alarm.note([(step, change)], self.now)

    def kind(self) -> Kind | None:
        """Return what the alarm says now."""
        trouble = self.alarm.check(self.now)
        return trouble.kind if trouble else None


def test_it_is_raised_when_answers_collapse_against_those_before():
    calls = Calls()
    calls.end(calls.leave(100), State.ANSWERED)
    assert calls.kind() is None
    calls.end(calls.leave(30), State.FAILED)
    assert calls.kind() is None
    calls.end(calls.leave(10), State.FAILED)
    assert calls.kind() is Kind.FEW_ANSWERS
    trouble = calls.alarm.check(calls.now)
    assert trouble.values == {"share": "20%", "usual": "100%", "calls": "50"}


def test_it_is_raised_from_the_beginning_where_earlier_campaigns_went_well():
    calls = Calls(Usual(0.7))
    calls.end(calls.leave(49), State.NO_ANSWER)
    assert calls.kind() is None
    calls.end(calls.leave(1), State.NO_ANSWER)
    assert calls.kind() is Kind.FEW_ANSWERS


def test_without_anything_to_compare_with_it_says_nothing():
    calls = Calls()
    calls.end(calls.leave(80), State.NO_ANSWER)
    assert calls.kind() is None


def test_where_few_ever_answer_it_says_nothing():
    calls = Calls(Usual(0.14))
    calls.end(calls.leave(50), State.NO_ANSWER)
    assert calls.kind() is None


def test_those_who_ring_out_last_are_judged_in_the_order_in_which_they_left():
    """Every third rings out, and all of these end together, after the batch."""
    calls = Calls()
    attempts = calls.leave(240)
    slow = attempts[::3]
    calls.end([one for one in attempts if one not in slow], State.ANSWERED)
    assert calls.kind() is None
    for one in slow:
        calls.end([one], State.NO_ANSWER)
        assert calls.kind() is None


def test_a_call_that_never_ends_holds_the_others_up_for_five_minutes_only():
    calls = Calls(Usual(0.9))
    calls.leave(1)
    calls.end(calls.leave(50), State.NO_ANSWER)
    assert calls.kind() is None
    calls.now += 301
    assert calls.kind() is Kind.FEW_ANSWERS


def test_it_is_raised_when_people_hang_up_at_once():
    calls = Calls()
    calls.end(calls.leave(60), State.ANSWERED, 15.0)
    calls.end(calls.leave(50), State.ANSWERED, 3.0)
    assert calls.kind() is Kind.SHORT_ANSWERS
    trouble = calls.alarm.check(calls.now)
    assert trouble.values == {"seconds": "3", "usual": "15", "calls": "50"}


def test_a_few_seconds_told_are_not_enough_to_judge_by():
    calls = Calls()
    calls.end(calls.leave(60), State.ANSWERED, 15.0)
    calls.end(calls.leave(31), State.ANSWERED)
    calls.end(calls.leave(19), State.ANSWERED, 1.0)
    assert calls.kind() is None


def test_a_user_who_goes_on_hears_nothing_until_fifty_more_have_ended():
    calls = Calls(Usual(0.9))
    calls.end(calls.leave(50), State.NO_ANSWER)
    assert calls.kind() is Kind.FEW_ANSWERS
    calls.alarm.begin_anew()
    calls.end(calls.leave(49), State.NO_ANSWER)
    assert calls.kind() is None
    calls.end(calls.leave(1), State.NO_ANSWER)
    assert calls.kind() is Kind.FEW_ANSWERS


@pytest.mark.parametrize("outcome", [State.REJECTED, State.UNCONFIRMED])
def test_calls_that_were_not_taken_say_nothing_of_those_called(outcome):
    calls = Calls(Usual(0.9))
    for attempt in range(1, 60):
        calls._note(attempt, State.SENDING, outcome)
    assert calls.kind() is None


def test_second_attempts_are_left_out():
    calls = Calls(Usual(0.9))
    for attempt in range(1, 60):
        calls._note(attempt, State.SENDING, State.ACCEPTED, number=2)
        calls._note(attempt, State.ACCEPTED, State.NO_ANSWER, number=2)
    assert calls.kind() is None


def test_it_can_be_switched_off():
    calls = Calls(Usual(0.9), is_on=False)
    calls.end(calls.leave(60), State.NO_ANSWER)
    assert calls.kind() is None
    assert not calls.alarm._left
