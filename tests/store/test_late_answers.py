"""An answer learned late: whoever answered an earlier call is not called again by the ladder."""

import pytest

from alphasms_desktop.domain.attempt import State, Step, Why
from alphasms_desktop.domain.campaign import Phase
from alphasms_desktop.domain.follow_up import Chosen
from alphasms_desktop.domain.live import Decision
from alphasms_desktop.domain.rules import Rules
from tests.fakes import make_campaign

LADDER = Rules(retry_after_s=(0.0, 0.0))


@pytest.fixture
def second(store):
    """Give a journal with the second attempt at one person claimed, after no answer."""
    campaign_id = make_campaign(store, 1, rules=LADDER)
    journal = store.take_over(campaign_id)
    (first,), _ = journal.claim(1)
    journal.keep([handed_over(first, "1")])
    journal.keep([Step(first.attempt_id, State.NO_ANSWER, Why.ASKED)])
    (claim,), _ = journal.claim(1)
    return journal, first, claim


def handed_over(claim, gateway_id: str) -> Step:
    return Step(claim.attempt_id, State.ACCEPTED, Why.HANDED_OVER, gateway_id=gateway_id)


def answered(claim) -> Step:
    return Step(claim.attempt_id, State.ANSWERED, Why.REPORTED)


def counts(journal) -> dict[State, int]:
    return {state: n for state, n in journal.tally().counts.items() if n}


@pytest.mark.parametrize("outcome", [State.NO_ANSWER, State.BUSY])
def test_a_call_under_way_then_is_the_last_one(second, outcome):
    journal, first, again = second
    journal.keep([handed_over(again, "2")])
    journal.keep([answered(first)])

    changes = journal.keep([Step(again.attempt_id, outcome, Why.ASKED)])

    assert journal.claim(5) == ([], [])
    assert [one.after for one in changes] == [outcome, State.ANSWERED]
    assert counts(journal) == {State.ANSWERED: 1}


def test_a_call_that_did_not_leave_then_never_leaves(second):
    journal, first, again = second
    journal.keep([answered(first)])

    changes = journal.keep([Step(again.attempt_id, State.QUEUED, Why.NOT_SENT)])

    assert journal.claim(5) == ([], [])
    assert [one.after for one in changes] == [State.QUEUED, State.SKIPPED, State.ANSWERED]
    assert counts(journal) == {State.ANSWERED: 1}


def test_a_call_in_doubt_stays_the_users_affair(second):
    journal, first, again = second
    journal.keep([answered(first)])

    journal.keep([Step(again.attempt_id, State.UNCONFIRMED, Why.ANSWER_LOST)])

    assert counts(journal) == {State.UNCONFIRMED: 1}
    assert journal.claim(5) == ([], [])


@pytest.mark.parametrize("is_first", [True, False])
def test_both_answers_in_one_commit_leave_one_answered_person(second, is_first):
    journal, first, again = second
    journal.keep([handed_over(again, "2")])
    told = [Step(again.attempt_id, State.NO_ANSWER, Why.ASKED), answered(first)]

    journal.keep(told[::-1] if is_first else told)

    assert journal.claim(5) == ([], [])
    assert counts(journal) == {State.ANSWERED: 1}


def test_an_answer_told_when_all_attempts_have_ended_counts_all_the_same(second):
    """Else a next campaign for those not reached would call who has heard it."""
    journal, first, again = second
    journal.keep([handed_over(again, "2")])
    journal.keep([Step(again.attempt_id, State.NO_ANSWER, Why.ASKED)])
    journal.skip_waiting(Why.DEADLINE, 5)

    changes = journal.keep([answered(first)])

    assert [(one.before, one.after, one.counts) for one in changes] == [
        (State.NO_ANSWER, State.ANSWERED, False),
        (State.SKIPPED, State.ANSWERED, True),
    ]
    assert counts(journal) == {State.ANSWERED: 1}


def test_an_answer_told_after_the_end_of_the_campaign_counts_too(second, store):
    journal, first, again = second
    journal.keep([handed_over(again, "2")])
    journal.set_phase(Phase.FINISHED)
    journal.keep([Step(again.attempt_id, State.BUSY, Why.ASKED)])

    journal.keep([answered(first)])

    assert counts(journal) == {State.ANSWERED: 1}
    chosen = Chosen(states=frozenset({State.BUSY}), same_message=False)
    assert store.follow_ups.count(journal.campaign_id, chosen).people == 0


def test_who_has_answered_is_not_called_again_by_hand_either(second):
    journal, first, again = second
    journal.keep([answered(first)])
    journal.keep([Step(again.attempt_id, State.UNCONFIRMED, Why.ANSWER_LOST)])

    changes = journal.decide([again.recipient_id], Decision.CALL_AGAIN)

    assert journal.claim(5) == ([], [])
    assert [one.after for one in changes] == [State.NO_RESULT, State.ANSWERED]
    assert counts(journal) == {State.ANSWERED: 1}
