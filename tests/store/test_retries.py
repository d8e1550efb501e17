"""The ladder of retries in the store: queued with the end that asks for it, or not at all."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from alphasms_desktop.domain.attempt import State, Step, Why
from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.domain.contact_book import Consent
from alphasms_desktop.domain.live import Decision, Repeats, View
from alphasms_desktop.domain.message import Fallback, TextMessage
from alphasms_desktop.domain.rules import Purpose, Rules
from alphasms_desktop.store import open_store
from tests.fakes import contact, make_campaign, phone

LADDER = Rules(retry_after_s=(600.0, 3600.0))


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path, now=lambda: 1000.0)
    yield opened
    opened.close()


@pytest.fixture
def journal(store):
    taken = store.take_over(make_campaign(store, 1, rules=LADDER))
    (claim,), _ = taken.claim(1)
    taken.keep([Step(claim.attempt_id, State.ACCEPTED, Why.HANDED_OVER, gateway_id="7")])
    taken.attempt_id = claim.attempt_id
    yield taken
    taken.release()


def told(journal, *states):
    return journal.keep([Step(journal.attempt_id, one, Why.REPORTED) for one in states])


def states(store):
    (campaign,) = store.campaigns.summaries()
    return {state: count for state, count in campaign.tally.counts.items() if count}


def test_the_next_attempt_is_queued_in_the_same_write_as_the_end_before_it(store, journal):
    changes = told(journal, State.NO_ANSWER)
    assert [(one.before, one.after, one.number) for one in changes] == [
        (State.ACCEPTED, State.NO_ANSWER, 1),
        (State.NO_ANSWER, State.QUEUED, 2),
    ]
    assert states(store) == {State.QUEUED: 1}
    assert journal.next_waiting_at() == 1600.0
    assert journal.claim(1) == ([], [])


def test_the_earliest_attempt_again_is_known_and_whether_others_wait(store):
    taken = store.take_over(make_campaign(store, 3, rules=LADDER))
    of_it = taken.campaign_id
    claims, _ = taken.claim(2)
    assert store.live.repeats(of_it) is None
    ids = [one.attempt_id for one in claims]
    taken.keep([Step(ids[0], State.ACCEPTED, Why.HANDED_OVER, gateway_id="7")])
    taken.keep([Step(ids[0], State.NO_ANSWER, Why.REPORTED)])
    due = datetime.fromtimestamp(1600.0, UTC)
    assert store.live.repeats(of_it) == Repeats(due, is_all=False), "one was never called"

    taken.claim(1)
    assert store.live.repeats(of_it) == Repeats(due, is_all=True)
    # Whom the user has called again waits for no moment.
    taken.keep([Step(ids[1], State.UNCONFIRMED, Why.ANSWER_LOST)])
    taken.decide([claims[1].recipient_id], Decision.CALL_AGAIN)
    assert store.live.repeats(of_it) == Repeats(datetime.fromtimestamp(0, UTC), is_all=True)
    taken.keep([Step(ids[0], State.ANSWERED, Why.REPORTED)])
    taken.claim(1)
    assert store.live.repeats(of_it) is None, "nobody waits any more"
    taken.release()


def test_who_was_told_busy_and_answered_in_one_breath_is_not_called_again(store, journal):
    told(journal, State.BUSY, State.ANSWERED)
    assert states(store) == {State.ANSWERED: 1}
    assert journal.next_waiting_at() is None


def test_a_late_answer_takes_the_queued_attempt_back(store, journal):
    told(journal, State.NO_ANSWER)
    changes = told(journal, State.ANSWERED)
    assert [(one.after, one.counts) for one in changes] == [
        (State.ANSWERED, False),
        (State.SKIPPED, True),
        (State.ANSWERED, True),
    ]
    assert states(store) == {State.ANSWERED: 1}
    (row,) = store.campaigns.results(journal.campaign_id)
    assert (row.state, row.attempts) == (State.ANSWERED, 1)


def test_what_failed_is_not_called_again(store, journal):
    told(journal, State.FAILED)
    assert states(store) == {State.FAILED: 1}


def test_the_story_of_a_recipient_tells_of_every_attempt(store, journal):
    told(journal, State.NO_ANSWER)
    (recipient,) = store.live.ordered_ids(journal.campaign_id, View())
    story = [(one.number, one.after, one.why) for one in store.live.story(recipient)]
    assert story[-2:] == [(1, "no_answer", Why.REPORTED), (2, "queued", Why.RETRY)]


def test_a_call_repeated_by_hand_is_no_rung_of_the_ladder(store):
    sms = TextMessage("Come", channel=Channel.SMS, sender="Office")
    campaign_id = make_campaign(
        store, 1, rules=Rules(retry_after_s=(0.0,)), fallbacks=[Fallback(0.0, sms)]
    )
    journal = store.take_over(campaign_id)
    (claim,), _ = journal.claim(1)
    journal.keep([Step(claim.attempt_id, State.UNCONFIRMED, Why.ANSWER_LOST)])
    journal.decide([claim.recipient_id], Decision.CALL_AGAIN)
    channels = []
    while claims := journal.claim(1)[0]:
        channels.append(claims[0].channel)
        not_reached(journal, claims[0])
    # The one by hand, the retry, the text: the doubtful one has cost nothing of these.
    assert channels == [Channel.VOICE, Channel.VOICE, Channel.SMS]
    journal.release()


@pytest.mark.parametrize("wrong", [State.FAILED, State.REJECTED])
def test_a_wrong_second_number_costs_no_attempt_at_the_first(store, wrong):
    person = replace(contact(2), more_phones=(phone(20), phone(21)))
    rules = Rules(retry_after_s=(0.0,))
    journal = store.take_over(make_campaign(store, contacts=[person], rules=rules))
    called = []
    while claims := journal.claim(1)[0]:
        (claim,) = claims
        called.append(claim.phone)
        if claim.phone == phone(2):
            not_reached(journal, claim)
        elif wrong is State.REJECTED:
            journal.keep([Step(claim.attempt_id, wrong, Why.REFUSED)])
        else:
            not_reached(journal, claim, wrong)
    assert called == [phone(2), phone(20), phone(21)] * 2
    journal.release()


def test_where_no_number_rang_nobody_is_called_again(store):
    person = replace(contact(2), more_phones=(phone(20),))
    journal = store.take_over(make_campaign(store, contacts=[person], rules=LADDER))
    for _ in range(2):
        (claim,), _ = journal.claim(1)
        not_reached(journal, claim, State.FAILED)
    assert journal.next_waiting_at() is None
    journal.release()


def test_a_further_phone_that_another_campaign_has_called_rests_by_itself(store):
    other = store.take_over(make_campaign(store, contacts=[contact(9, 20)]))
    not_reached(other, other.claim(1)[0][0])
    other.release()
    person = replace(contact(2), more_phones=(phone(20), phone(21)))
    rules = Rules(retry_after_s=(0.0,), not_again_within_days=1)
    journal = store.take_over(make_campaign(store, contacts=[person], rules=rules))
    called = []
    for _ in range(9):
        for claim in journal.claim(1)[0]:
            called.append(claim.phone)
            not_reached(journal, claim)
    assert called == [phone(2), phone(21)] * 2
    assert {state: n for state, n in journal.tally().counts.items() if n} == {State.NO_ANSWER: 1}
    journal.release()


def test_no_further_phone_hears_an_advertisement_that_was_refused_for_it(store):
    olena = replace(contact(2), more_phones=(phone(3), phone(20), phone(21)), consent=True)
    ivan = replace(contact(3), consent=False)
    store.consents.keep([Consent(phone(20), False, "by phone", None, "")])
    rules = Rules(purpose=Purpose.ADVERTISING)
    journal = store.take_over(make_campaign(store, contacts=[olena, ivan], rules=rules))
    called = []
    for _ in range(9):
        for claim in journal.claim(2)[0]:
            called.append(claim.phone)
            not_reached(journal, claim)
    assert called == [phone(2), phone(21)]
    journal.release()


def not_reached(journal, claim, end=State.NO_ANSWER):
    gateway_id = str(claim.attempt_id)
    journal.keep([Step(claim.attempt_id, State.ACCEPTED, Why.HANDED_OVER, gateway_id=gateway_id)])
    journal.keep([Step(claim.attempt_id, end, Why.ASKED)])
