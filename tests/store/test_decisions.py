"""The user's word about calls in doubt."""

from collections import Counter

import pytest

from alphasms_desktop.domain.attempt import State, Step, Why
from alphasms_desktop.domain.live import Decision, View
from tests.fakes import make_campaign


@pytest.fixture
def doubtful(store):
    campaign_id = make_campaign(store, 4)
    journal = store.take_over(campaign_id)
    claims, _ = journal.claim(3)
    journal.keep([Step(one.attempt_id, State.UNCONFIRMED, Why.ANSWER_LOST) for one in claims[:2]])
    journal.keep([Step(claims[2].attempt_id, State.REJECTED, Why.REFUSED)])
    yield campaign_id, journal, [one.recipient_id for one in claims]
    journal.release()


def states(store, campaign_id):
    return [row.state for row in store.campaigns.results(campaign_id)]


def test_a_call_that_was_made_counts_as_reached(store, doubtful):
    campaign_id, journal, recipients = doubtful

    journal.decide(recipients[:1], Decision.MADE)

    assert states(store, campaign_id)[:2] == [State.ANSWERED, State.UNCONFIRMED]
    assert store.live.story(recipients[0])[-1].why is Why.USER_SAYS_MADE


def test_a_call_to_be_made_again_is_a_new_attempt_in_the_queue(store, doubtful):
    campaign_id, journal, recipients = doubtful

    changes = journal.decide(recipients[:1], Decision.CALL_AGAIN)

    assert states(store, campaign_id)[0] is State.QUEUED
    assert [(one.before, one.after) for one in changes] == [
        (State.UNCONFIRMED, State.NO_RESULT),
        (State.NO_RESULT, State.QUEUED),
    ]
    (row,) = store.live.rows(recipients[:1])
    assert (row.attempts, row.state) == (2, State.QUEUED)
    claims, _ = journal.claim(5)
    assert recipients[0] in [claim.recipient_id for claim in claims]


def test_a_call_that_is_left_stays_in_doubt_and_its_story_says_so(store, doubtful):
    campaign_id, journal, recipients = doubtful

    journal.decide(recipients, Decision.LEAVE)

    assert states(store, campaign_id)[:2] == [State.UNCONFIRMED] * 2
    assert store.live.story(recipients[1])[-1].why is Why.USER_LEAVES


@pytest.mark.parametrize("decision", list(Decision))
def test_only_calls_in_doubt_are_decided_and_the_counts_stay_true(store, doubtful, decision):
    campaign_id, journal, recipients = doubtful

    journal.decide([*recipients, 999_999], decision)
    journal.decide(recipients, decision)

    kept = {state: n for state, n in journal.tally().counts.items() if n}
    assert kept == dict(Counter(states(store, campaign_id)))
    assert states(store, campaign_id)[2] is State.REJECTED


def test_the_doubtful_are_found_in_the_order_of_the_file(store, doubtful):
    campaign_id, _, recipients = doubtful
    view = View(states=frozenset({State.UNCONFIRMED}))
    assert list(store.live.ordered_ids(campaign_id, view)) == recipients[:2]
