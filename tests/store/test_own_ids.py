"""Ids of our own: never twice, whatever restarts, runs beside or is put back from a copy."""

import pytest
from sqlalchemy import insert, select, update

from alphasms_desktop.domain.attempt import State, Step, Why
from alphasms_desktop.domain.message import TextMessage
from alphasms_desktop.store import open_store, own_ids
from alphasms_desktop.store.own_ids import LARGEST, draw_another_place, take_own_ids
from alphasms_desktop.store.rescue import Rescue
from alphasms_desktop.store.schema import attempt, own_id_place
from tests.fakes import make_campaign

TEXT = TextMessage("Hello {Name}!")


@pytest.fixture
def store(tmp_path):
    made = open_store(tmp_path / "data")
    yield made
    made.close()


def taken(store, count):
    with store._database.write() as connection:
        return take_own_ids(connection, count)


def test_they_are_positive_whole_and_count_up(store):
    first, second = taken(store, 3), taken(store, 2)
    assert all(1 <= one <= LARGEST for one in first + second)
    assert len({*first, *second}) == 5


def test_a_restart_goes_on_where_it_was(tmp_path, store):
    first = taken(store, 2)
    store.close()
    again = open_store(tmp_path / "data")
    try:
        assert taken(again, 1)[0] == first[-1] % LARGEST + 1
    finally:
        again.close()


def test_two_campaigns_at_once_get_different_ones(store):
    journals = [store.take_over(make_campaign(store, 3, text=TEXT)) for _ in range(2)]
    ids = [claim.own_id for journal in journals for claim in journal.claim(3)[0]]
    assert len(set(ids)) == 6
    for journal in journals:
        journal.release()


def test_after_the_largest_comes_the_smallest_that_is_free(store):
    campaign = make_campaign(store, 2, text=TEXT)
    with store._database.write() as connection:
        connection.execute(insert(own_id_place).values(id=1, next=LARGEST))
        (first, *_) = connection.scalars(
            select(attempt.c.id).where(attempt.c.campaign_id == campaign)
        ).all()
        connection.execute(update(attempt).where(attempt.c.id == first).values(own_id=1))
    assert taken(store, 2) == [LARGEST, 2]


def test_an_id_stays_with_its_attempt_and_so_does_the_token(store):
    journal = store.take_over(make_campaign(store, 1, text=TEXT))
    ((before,), _) = journal.claim(1)
    journal.keep([Step(before.attempt_id, State.QUEUED, Why.NOT_SENT)])
    ((after,), _) = journal.claim(1)
    assert (after.own_id, after.token) == (before.own_id, before.token)
    assert not after.is_repeat
    journal.release()


def test_what_was_once_in_doubt_goes_out_as_a_repetition(store):
    journal = store.take_over(make_campaign(store, 1, text=TEXT))
    ((claim,), _) = journal.claim(1)
    journal.keep(
        [
            Step(claim.attempt_id, State.UNCONFIRMED, Why.ANSWER_LOST),
            Step(claim.attempt_id, State.QUEUED, Why.NOT_TAKEN),
        ]
    )
    ((again,), _) = journal.claim(1)
    assert again.own_id == claim.own_id
    assert again.is_repeat
    journal.release()


def test_a_call_without_an_id_is_never_taken_out_of_doubt(store):
    journal = store.take_over(make_campaign(store, 1))
    ((claim,), _) = journal.claim(1)
    assert claim.own_id is None
    journal.keep([Step(claim.attempt_id, State.UNCONFIRMED, Why.ANSWER_LOST)])
    assert journal.keep([Step(claim.attempt_id, State.QUEUED, Why.NOT_TAKEN)]) == []
    assert journal.keep([Step(claim.attempt_id, State.REJECTED, Why.REFUSED)]) == []
    journal.release()


def test_a_folder_put_back_from_a_copy_counts_from_another_place(tmp_path, store, monkeypatch):
    monkeypatch.setattr(own_ids.secrets, "randbelow", lambda below: 41)
    assert taken(store, 1) == [42]
    store.back_up_if_due()
    store.close()
    rescue = Rescue(tmp_path / "data")
    rescue.restore(rescue.backups()[0])
    monkeypatch.setattr(own_ids.secrets, "randbelow", lambda below: 999)
    again = open_store(tmp_path / "data")
    try:
        assert taken(again, 1) == [1000]
    finally:
        again.close()


def test_another_place_is_drawn_when_it_is_asked_for(store, monkeypatch):
    taken(store, 1)
    with store._database.write() as connection:
        draw_another_place(connection)
    monkeypatch.setattr(own_ids.secrets, "randbelow", lambda below: 6)
    assert taken(store, 1) == [7]
