"""Ten thousand calls end at one moment: after a long sleep, or when weeks of webhooks are read."""

import sqlite3

import pytest
from sqlalchemy import event

from alphasms_desktop.domain.attempt import State, Step, Why
from alphasms_desktop.domain.campaign import Phase
from alphasms_desktop.domain.exchange import ReceivedHook
from alphasms_desktop.domain.live import Decision
from alphasms_desktop.engine.late_answers import LateAnswers
from alphasms_desktop.gateway.wire_voice import read_hook
from alphasms_desktop.store import open_store
from tests.fakes import make_campaign

PEOPLE = 2_500
_MOST_VALUES = 1_100
"""Stands for the 32,766 of SQLite as it comes with Python for Windows, so that few rows pass it."""


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path / "data")
    engine = opened._database._engine
    engine.dispose()
    event.listen(
        engine,
        "connect",
        lambda one, _: one.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, _MOST_VALUES),
    )
    yield opened
    opened.close()


@pytest.fixture
def claims(store):
    """Have everybody of a campaign called, and nobody told of."""
    journal = store.take_over(make_campaign(store, PEOPLE))
    made = [one for _ in range(PEOPLE // 250) for one in journal.claim(250)[0]]
    journal.release()
    return made


def keep_all(store, claims, to, why):
    journal = store.take_over(1)
    changes = journal.keep([Step(one.attempt_id, to, why) for one in claims])
    journal.set_phase(Phase.FINISHED)
    journal.release()
    return len(changes)


def test_all_ends_of_a_night_are_kept_together(store, claims):
    assert keep_all(store, claims, State.ACCEPTED, Why.HANDED_OVER) == PEOPLE
    assert keep_all(store, claims, State.NO_RESULT, Why.NEVER_LEARNED) == PEOPLE


def test_what_the_user_says_of_all_in_doubt_is_kept_together(store, claims):
    journal = store.take_over(1)
    people = [one.recipient_id for one in claims]
    assert len(journal.decide(people, Decision.MADE)) == PEOPLE
    journal.release()


def test_weeks_of_webhooks_are_applied_some_at_a_time_and_all_of_them(store, claims, monkeypatch):
    keep_all(store, claims, State.ACCEPTED, Why.HANDED_OVER)
    for begin in range(0, PEOPLE, 500):
        store.inbox.put_all(
            [
                ReceivedHook(one.token, '{"status":"ANSWERED","dtmf":"1"}')
                for one in claims[begin : begin + 500]
            ]
        )
    commits = []
    late = LateAnswers(store, store.inbox, read_hook)
    event.listen(store._database._engine, "commit", lambda _: commits.append(1))

    assert late.apply() == [1]

    (summary,) = store.campaigns.summaries()
    assert summary.tally[State.ANSWERED] == PEOPLE
    assert len(commits) > PEOPLE / 500
    assert late.apply() == []
