"""Calls counted by the database: only the attempt that counts, in time, by prefix, by key."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from alphasms_desktop.domain.attempt import State, Step, Why
from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.domain.statistics import Share
from alphasms_desktop.store import open_store
from tests.fakes import HandClock, contact, make_campaign

KYIV = ZoneInfo("Europe/Kyiv")


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def store(tmp_path, clock):
    opened = open_store(tmp_path / "data", clock.timestamp)
    yield opened
    opened.close()


def called(store, clock, ends, **campaign):
    campaign_id = make_campaign(store, len(ends), **campaign)
    journal = store.take_over(campaign_id)
    claims, _ = journal.claim(len(ends))
    for claim, (end, key) in zip(claims, ends, strict=True):
        if end is State.UNCONFIRMED:
            journal.keep([Step(claim.attempt_id, end, Why.ANSWER_LOST)])
            continue
        journal.keep([Step(claim.attempt_id, State.ACCEPTED, Why.HANDED_OVER, gateway_id="1")])
        clock.turn(60)
        journal.keep([Step(claim.attempt_id, end, Why.REPORTED, key=key)])
    journal.release()
    return campaign_id


def test_a_campaign_not_begun_has_nothing_to_draw(store):
    assert store.statistics.of(make_campaign(store, 3), KYIV).is_empty


def test_results_are_counted_in_time_by_prefix_and_by_key(store, clock):
    people = [contact(2), contact(3), replace(contact(4), phone="+380671234567"), contact(5)]
    ends = [
        (State.ANSWERED, "1"),
        (State.ANSWERED, "1"),
        (State.NO_ANSWER, None),
        (State.UNCONFIRMED, None),
    ]
    found = store.statistics.of(called(store, clock, ends, contacts=people), KYIV)

    assert found.bucket_s == 60
    assert sum(sum(one.counts) for one in found.over_time) == 4
    assert found.by_hour == (Share("12", 2, 3),)
    assert set(found.by_prefix) == {Share("+38050", 2, 2), Share("+38067", 0, 1)}
    assert found.keys == (("1", 2),)


def test_how_long_people_listened_is_counted_where_it_was_told(store):
    campaign_id = make_campaign(store, 3)
    journal = store.take_over(campaign_id)
    claims, _ = journal.claim(3)
    told = [(State.ANSWERED, 12.7), (State.ANSWERED, None), (State.NO_ANSWER, 3.0)]
    for claim, (state, seconds) in zip(claims, told, strict=True):
        one = claim.attempt_id
        taken = Step(one, State.ACCEPTED, Why.HANDED_OVER, gateway_id=str(one))
        journal.keep([taken, Step(one, state, Why.REPORTED, duration_s=seconds)])
    journal.release()

    spans = store.statistics.of(campaign_id, KYIV).listened
    assert [(one.first_s, one.people) for one in spans if one.people] == [(12, 1)]


def test_only_the_attempt_that_counts_is_counted(store, clock):
    rules = Rules(retry_after_s=(60.0,))
    campaign_id = called(store, clock, [(State.NO_ANSWER, None)], rules=rules)
    clock.turn(120)
    journal = store.take_over(campaign_id)
    (claim,), _ = journal.claim(1)
    journal.keep([Step(claim.attempt_id, State.ACCEPTED, Why.HANDED_OVER, gateway_id="2")])
    journal.keep([Step(claim.attempt_id, State.ANSWERED, Why.REPORTED)])
    journal.release()

    found = store.statistics.of(campaign_id, KYIV)
    assert found.by_prefix == (Share("+38050", 1, 1),)
    assert sum(sum(one.counts) for one in found.over_time) == 1
