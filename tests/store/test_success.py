"""What is kept of how a campaign's successes are known."""

import sqlite3
from contextlib import closing
from importlib import import_module

import pytest

from alphasms_desktop.domain.attempt import State, Step, Why
from alphasms_desktop.domain.live import Decision
from alphasms_desktop.domain.message import TextMessage
from alphasms_desktop.domain.success import Success
from alphasms_desktop.store import Store, open_store
from tests.fakes import make_campaign, phone

_THAT_FILLS = "alphasms_desktop.store.migrations.versions.0009_success"


def told(store: Store, campaign_id: int) -> Success | None:
    """Return what the store says, by both of its ways."""
    (one,) = [one for one in store.campaigns.summaries() if one.campaign.id == campaign_id]
    return one.tally.told


def accepted(store: Store, campaign_id: int):
    journal = store.take_over(campaign_id)
    claims, _ = journal.claim(10)
    ids = [claim.attempt_id for claim in claims]
    journal.keep([Step(one, State.ACCEPTED, Why.HANDED_OVER, gateway_id=str(one)) for one in ids])
    return journal, ids


def test_a_status_tells_that_people_were_reached_and_a_webhook_that_they_answered(store):
    campaign_id = make_campaign(store, 3)
    journal, (first, second, third) = accepted(store, campaign_id)
    assert told(store, campaign_id) is None

    journal.keep([Step(first, State.ANSWERED, Why.ASKED, raw="102")])
    assert told(store, campaign_id) is journal.tally().told is Success.REACHED

    journal.keep([Step(second, State.ANSWERED, Why.REPORTED, raw="ANSWERED", duration_s=9.0)])
    journal.keep([Step(third, State.ANSWERED, Why.ASKED, raw="102")])
    assert told(store, campaign_id) is journal.tally().told is Success.ANSWERED


def test_a_webhook_that_comes_after_the_status_still_tells_of_the_answer(store):
    campaign_id = make_campaign(store, 1)
    journal, (only,) = accepted(store, campaign_id)
    journal.keep([Step(only, State.ANSWERED, Why.ASKED, raw="102")])
    journal.keep([Step(only, State.ANSWERED, Why.REPORTED, raw="ANSWERED", duration_s=9.0)])
    assert told(store, campaign_id) is Success.ANSWERED
    assert store.people.person(phone(2)).calls[0].success is Success.ANSWERED


def test_nothing_is_told_by_steps_that_were_not_kept(store):
    campaign_id = make_campaign(store, 1)
    journal, (only,) = accepted(store, campaign_id)
    journal.keep([Step(only, State.BUSY, Why.REPORTED, raw="BUSY")])
    journal.keep([Step(only, State.NO_ANSWER, Why.REPORTED, raw="NO ANSWER")])
    assert told(store, campaign_id) is None


def test_of_a_text_nothing_but_its_delivery_is_expected(store):
    campaign_id = make_campaign(store, 2, text=TextMessage("Come at noon"))
    assert told(store, campaign_id) is Success.REACHED


def test_by_the_users_word_a_call_was_made_and_no_more(store):
    campaign_id = make_campaign(store, 1)
    journal = store.take_over(campaign_id)
    (claim,), _ = journal.claim(1)
    journal.keep([Step(claim.attempt_id, State.UNCONFIRMED, Why.ANSWER_LOST)])
    journal.decide([claim.recipient_id], Decision.MADE)
    assert told(store, campaign_id) is journal.tally().told is Success.REACHED


@pytest.mark.parametrize(
    ("raw", "seconds", "success"),
    [
        ("ANSWERED", None, Success.ANSWERED),
        ("102", 5.0, Success.ANSWERED),
        ("102", None, Success.REACHED),
        ("DELIVERED", 0.0, Success.REACHED),
    ],
)
def test_what_an_older_version_kept_is_read_from_its_calls(tmp_path, raw, seconds, success):
    store = open_store(tmp_path)
    campaign_id = make_campaign(store, 1)
    journal, (only,) = accepted(store, campaign_id)
    step = Step(only, State.ANSWERED, Why.ASKED, raw=raw, duration_s=seconds)
    journal.keep([step])
    store.close()
    with closing(sqlite3.connect(tmp_path / "alphasms.sqlite")) as file:
        file.execute("UPDATE campaign SET success = NULL")
        file.execute(import_module(_THAT_FILLS)._FILL)
        file.commit()

    again = open_store(tmp_path)
    assert told(again, campaign_id) is success
    again.close()
