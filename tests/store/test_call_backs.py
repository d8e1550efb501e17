"""The call-back list: nobody twice, the longest waiting first, done in sight for a week."""

import pytest

from alphasms_desktop.domain.attempt import State, Step, Why
from alphasms_desktop.domain.call_back import CallBackWhy
from alphasms_desktop.store import open_store
from tests.fakes import HandClock, make_campaign, phone


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def store(tmp_path, clock):
    opened = open_store(tmp_path / "data", clock.timestamp)
    yield opened
    opened.close()


def test_nobody_waits_twice(store):
    assert store.call_backs.add(phone(1), "Olena", CallBackWhy.HAND)
    assert not store.call_backs.add(phone(1), "Olena", CallBackWhy.KEY)
    (one,) = store.call_backs.all()
    assert (one.phone, one.name, one.why, one.campaign) == (
        phone(1),
        "Olena",
        CallBackWhy.HAND,
        "",
    )
    store.call_backs.tick(one.id, is_done=True)
    assert store.call_backs.add(phone(1), "Olena", CallBackWhy.KEY)


def test_the_longest_waiting_come_first_and_those_done_last(store, clock):
    for number in (1, 2, 3):
        store.call_backs.add(phone(number), "", CallBackWhy.HAND)
        clock.turn(60)
    first = store.call_backs.all()[0]
    store.call_backs.tick(first.id, is_done=True)

    assert [one.phone for one in store.call_backs.all()] == [phone(2), phone(3), phone(1)]
    assert store.call_backs.waiting() == 2
    clock.turn(8 * 86_400)
    assert [one.phone for one in store.call_backs.all()] == [phone(2), phone(3)]
    store.call_backs.tick(first.id, is_done=False)
    assert store.call_backs.waiting() == 3


def test_everybody_a_campaign_did_not_reach_is_put_there_once(store):
    campaign_id = make_campaign(store, 4)
    journal = store.take_over(campaign_id)
    claims, _ = journal.claim(4)
    ends = [State.ANSWERED, State.NO_ANSWER, State.BUSY, State.NO_ANSWER]
    for claim, end in zip(claims, ends, strict=True):
        journal.keep([Step(claim.attempt_id, State.ACCEPTED, Why.HANDED_OVER, gateway_id="1")])
        journal.keep([Step(claim.attempt_id, end, Why.REPORTED)])
    journal.release()
    store.call_backs.add(phone(3), "Person 3", CallBackWhy.HAND)

    wanted = {State.NO_ANSWER, State.BUSY}
    assert store.call_backs.add_all(campaign_id, wanted) == 2
    assert store.call_backs.add_all(campaign_id, wanted) == 0
    listed = store.call_backs.all()
    assert {one.phone for one in listed} == {phone(3), phone(4), phone(5)}
    assert {one.campaign for one in listed} == {"", "Test"}


def test_a_note_is_kept(store):
    store.call_backs.add(phone(1), "", CallBackWhy.HAND)
    (one,) = store.call_backs.all()
    store.call_backs.note(one.id, "asks for Thursday")
    assert store.call_backs.all()[0].note == "asks for Thursday"
