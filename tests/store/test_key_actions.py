"""Pressed keys do what they mean, once, in the very commit that keeps them."""

import pytest

from alphasms_desktop.domain.answer import KeyAction, KeyMeaning
from alphasms_desktop.domain.attempt import State, Step, Why
from alphasms_desktop.domain.call_back import CallBackWhy
from alphasms_desktop.domain.contact_book import Origin
from alphasms_desktop.domain.exchange import ReceivedHook, Verdict
from alphasms_desktop.domain.rules import Rules
from tests.fakes import make_campaign, phone

KEYS = (
    KeyMeaning("1", "comes"),
    KeyMeaning("2", "call me", KeyAction.CALL_BACK),
    KeyMeaning("3", "wants news", KeyAction.ADD_TO_LIST, "News"),
    KeyMeaning("4", "speaks English", KeyAction.MARK, "English"),
    KeyMeaning("9", "stop", KeyAction.DO_NOT_CALL),
)


@pytest.fixture
def journal(store):
    campaign_id = make_campaign(store, 3, rules=Rules(keys=KEYS))
    taken = store.take_over(campaign_id)
    yield taken
    taken.release()


def accepted(journal, number=1):
    claims, _ = journal.claim(number)
    steps = [
        Step(one.attempt_id, State.ACCEPTED, Why.HANDED_OVER, gateway_id=str(one.attempt_id))
        for one in claims
    ]
    journal.keep(steps)
    return claims


def press(journal, claim, key, at=None):
    journal.keep([Step(claim.attempt_id, State.ANSWERED, Why.REPORTED, key=key, heard_at=at)])


def test_who_refuses_is_not_called_again_in_the_same_run(store):
    people = [2, 3, 2]
    from tests.fakes import contact

    rules = Rules(keys=KEYS)
    twice = [contact(row, number) for row, number in enumerate(people, 2)]
    journal = store.take_over(make_campaign(store, contacts=twice, rules=rules))
    (first,) = accepted(journal)
    press(journal, first, "9")

    (listed,) = store.do_not_call.page()
    assert (listed.phone, listed.origin, listed.reason) == (phone(2), Origin.KEY, "9: stop")
    claims, changes = journal.claim(5)
    assert [one.phone for one in claims] == [phone(3)]
    assert [one.after for one in changes].count(State.SKIPPED) == 1
    journal.release()


def test_who_asks_for_a_call_waits_on_the_list_in_the_order_of_the_keys(store, journal):
    first, second = accepted(journal, 2)
    press(journal, second, "2", at=100.0)
    press(journal, first, "2", at=200.0)
    waiting = store.call_backs.all()
    assert [one.phone for one in waiting] == [second.phone, first.phone]
    assert (waiting[0].why, waiting[0].note) == (CallBackWhy.KEY, "2: call me")


def test_a_key_reported_again_asks_for_nothing_more(store, journal):
    (claim,) = accepted(journal)
    press(journal, claim, "2")
    store.call_backs.tick(store.call_backs.all()[0].id, True)
    press(journal, claim, "2")
    assert store.call_backs.waiting() == 0


def test_the_last_key_counts_and_all_are_kept(store, journal):
    (claim,) = accepted(journal)
    for key in ("1", "29"):
        press(journal, claim, key)
    (row,) = store.live.rows([claim.recipient_id])
    assert row.key == "29"
    assert [one.key for one in store.live.story(claim.recipient_id) if one.key] == ["1", "29"]
    assert store.call_backs.waiting() == 1
    assert claim.phone in store.do_not_call.phones()


def test_a_list_of_the_office_is_made_and_takes_each_phone_once(store, journal):
    first, second = accepted(journal, 2)
    press(journal, first, "3")
    press(journal, second, "3")
    press(journal, first, "13")
    (named,) = store.office_lists.all()
    assert (named.name, named.ready) == ("News", 2)
    kept = list(store.lists.contacts(named.id))
    assert [one.phone for one in kept] == [first.phone, second.phone]
    assert kept[0].fields[0] == "Person 2"


def test_a_mark_stands_with_the_person(store, journal):
    (claim,) = accepted(journal)
    press(journal, claim, "4")
    press(journal, claim, "1")
    press(journal, claim, "4")
    assert store.people.person(claim.phone).marks == ("English",)
    # The campaign has not ended, so the person cannot be erased yet.


def test_a_key_without_a_meaning_is_kept_and_does_nothing(store, journal):
    (claim,) = accepted(journal)
    press(journal, claim, "7x")
    assert store.call_backs.waiting() == 0
    assert store.do_not_call.phones() == frozenset()


def test_a_write_that_fails_keeps_neither_key_nor_action(store, journal, monkeypatch):
    (claim,) = accepted(journal)
    monkeypatch.setattr(
        "alphasms_desktop.store.journal.follow_up", lambda *_: (_ for _ in ()).throw(OSError)
    )
    with pytest.raises(OSError):  # noqa: PT011  # any break will do
        press(journal, claim, "9")
    monkeypatch.undo()
    assert store.do_not_call.phones() == frozenset()
    assert store.live.rows([claim.recipient_id])[0].key is None
    press(journal, claim, "9")
    assert claim.phone in store.do_not_call.phones()


def test_strangers_fill_the_inbox_only_so_far(store, journal):
    (claim,) = accepted(journal)
    store.inbox.put_all([ReceivedHook("", "{}")] * 700)
    store.inbox.put_all([ReceivedHook("f" * 32, "{}")] * 10)
    assert {one.verdict for one in store.inbox.strays()} == {Verdict.NO_TOKEN}
    assert len(store.inbox.strays()) == 500
    assert store.inbox.put_all([ReceivedHook(claim.token, "{}")] * 80) == 50
    assert len(journal.waiting_hooks()) == 50
