"""How a campaign's successes are known: by an answer that was told, or by a status alone."""

import pytest

from alphasms_desktop.domain.attempt import State, Step, Why
from alphasms_desktop.domain.campaign import Tally
from alphasms_desktop.domain.success import Success, one_word, strongest, told_by


def step(to: State = State.ANSWERED, why: Why = Why.REPORTED, **learned) -> Step:
    return Step(1, to, why, **learned)


@pytest.mark.parametrize(
    ("told", "success"),
    [
        (step(raw="ANSWERED"), Success.ANSWERED),
        (step(raw="answered", why=Why.ASKED), Success.ANSWERED),
        (step(raw="DELIVERED", duration_s=24.0), Success.ANSWERED),
        (step(key="1", why=Why.IMPORTED), Success.ANSWERED),
        (step(raw="102", why=Why.ASKED), Success.REACHED),
        (step(raw="DELIVERED"), Success.REACHED),
        (step(raw="DELIVERED", duration_s=0.0, key=""), Success.REACHED),
        (step(why=Why.USER_SAYS_MADE), Success.REACHED),
        (step(State.BUSY, raw="BUSY"), None),
        (step(State.NO_ANSWER, raw="103"), None),
    ],
)
def test_only_who_picked_up_tells_seconds_a_key_or_the_word_answered(told, success):
    assert told_by(told) is success


def test_one_answer_that_was_told_speaks_for_the_whole_campaign():
    assert strongest([]) is None
    assert strongest([None, Success.REACHED]) is Success.REACHED
    assert strongest([Success.REACHED, Success.ANSWERED, None]) is Success.ANSWERED


def test_a_word_for_several_campaigns_is_true_of_each():
    assert one_word([Success.ANSWERED, Success.ANSWERED]) is Success.ANSWERED
    assert one_word([Success.ANSWERED, Success.REACHED]) is Success.REACHED
    assert one_word([]) is Success.ANSWERED


def test_a_tally_keeps_what_was_told_while_its_counts_move():
    tally = Tally({State.ACCEPTED: 2})
    assert tally.success is Success.ANSWERED
    tally = tally.telling(Success.REACHED).moved(State.ACCEPTED, State.ANSWERED)
    assert (tally.success, tally.paid(None).success) == (Success.REACHED, Success.REACHED)
    assert tally.telling(Success.ANSWERED).telling(Success.REACHED).success is Success.ANSWERED
