"""Rows with the phone of an earlier row: which of them say something else, a call for each."""

from dataclasses import replace

import pytest

from alphasms_desktop.domain.answer import KeyAction, KeyMeaning
from alphasms_desktop.domain.attempt import State, Step, Why
from alphasms_desktop.domain.campaign import Draft, Mode
from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.domain.contact import (
    MOST_CALLS_OF_PHONE,
    Batch,
    Contact,
    Reason,
    Reject,
    SheetHead,
)
from alphasms_desktop.domain.follow_up import Chosen
from alphasms_desktop.domain.live import ListFilter
from alphasms_desktop.domain.message import TextMessage
from alphasms_desktop.domain.rules import Purpose, Rules
from alphasms_desktop.store import open_store, twins
from tests.fakes import RECORDING, SERVICE, HandClock, phone


class PowerCutError(Exception):
    """Nothing after this is done."""


VISITS = SheetHead("visits.xlsx", "", ("№", "Name", "Phone", "Time"), 2, 1)


def first(row, number, name, time):
    written = phone(number)
    return Contact(row, written, written, name, (row - 1, name, written, time))


def repeat(row, number, name, time, of):
    written = phone(number)
    cells = (row - 1, name, written, time)
    return Reject(row, written, Reason.DUPLICATE, cells, of, written, name, consent=True)


def take_in(store):
    people = [first(2, 2, "Olena", "10:30"), first(3, 3, "Ivan", "10:45")]
    repeats = [
        repeat(4, 2, "Taras", "11:00", 2),
        repeat(5, 2, "Taras", "11:00", 2),
        repeat(6, 3, "Ivan", None, 3),
    ]
    return store.lists.take_in(VISITS, [Batch.of(people, repeats)])


@pytest.fixture
def taken(store):
    return take_in(store)


def rows(store, list_id):
    return [one.row for one in store.lists.contacts(list_id)]


def make(store, list_id, rules=None, each_row=True):
    draft = Draft("Visits", Mode.TRAINING, SERVICE, list_id, RECORDING, rules or Rules())
    return store.campaigns.create(replace(draft, each_row=each_row)).id


def make_personal(store, list_id, rules=None):
    text = TextMessage("{Name}, {Time}", channel=Channel.VOICE_SMS)
    draft = Draft("Visits", Mode.TRAINING, SERVICE, list_id, RECORDING, rules or Rules(), text=text)
    return store.campaigns.create(draft, lambda cells: (f"{cells[1]}, {cells[3]}",)).id


def hand_over(journal, claim):
    gateway_id = str(claim.attempt_id)
    step = Step(claim.attempt_id, State.ACCEPTED, Why.HANDED_OVER, gateway_id=gateway_id)
    journal.keep([step])


def test_a_repeat_that_says_something_else_is_told_from_one_that_does_not(taken):
    # Row 5 says what row 4 says, row 6 has a gap; the numbers of the rows say nothing.
    assert (taken.ready, taken.duplicates, taken.differing) == (2, 3, 1)
    assert taken.differs_in == ("Name", "Time")


def test_a_call_for_each_row_can_be_wished_and_taken_back(store, taken):
    store.lists.call_each_row(taken.id, True)
    now = store.lists.get(taken.id)
    assert (now.ready, now.duplicates, now.differing, now.shared) == (3, 2, 0, 1)
    third = list(store.lists.contacts(taken.id))[2]
    assert (third.row, third.name, third.phone, third.consent) == (4, "Taras", phone(2), True)

    store.lists.call_each_row(taken.id, False)
    assert store.lists.get(taken.id) == taken
    assert rows(store, taken.id) == [2, 3]
    assert [one.row for one in store.lists.rejects(taken.id) if one.differs] == [4]

    store.lists.call_each_row(taken.id, True)
    assert rows(store, taken.id) == [2, 3, 4]


def test_a_row_with_a_shared_phone_says_so(store, taken):
    store.lists.call_each_row(taken.id, True)
    shown = store.lists.page(taken.id, ListFilter.READY)
    assert [(one.row, one.twin_row) for one in shown] == [(2, None), (3, None), (4, 2)]


def test_a_column_gone_wrong_never_means_a_call_for_every_row(store):
    many = [repeat(row, 2, f"Person {row}", "10:00", 2) for row in range(3, 103)]
    batch = Batch.of([first(2, 2, "Person 2", "10:00")], many)
    taken = store.lists.take_in(VISITS, [batch])
    assert taken.differing == MOST_CALLS_OF_PHONE - 1
    store.lists.call_each_row(taken.id, True)
    assert len(rows(store, taken.id)) == MOST_CALLS_OF_PHONE


def test_thousands_of_them_go_in_pieces_and_whole(store):
    people = [first(row, row, "A", "10:00") for row in range(2, 3002)]
    repeats = [repeat(row + 3000, row, "B", "11:00", row) for row in range(2, 3002)]
    taken = store.lists.take_in(VISITS, [Batch.of(people, repeats)])
    store.lists.call_each_row(taken.id, True)
    now = store.lists.get(taken.id)
    assert (now.ready, now.duplicates, now.shared) == (6000, 0, 3000)
    store.lists.call_each_row(taken.id, False)
    assert store.lists.get(taken.id) == taken


def test_a_phone_that_is_mended_is_shared_no_more(store, taken):
    store.lists.call_each_row(taken.id, True)
    assert store.lists.mend(taken.id, 2, phone(9), phone(9)) is None
    assert store.lists.get(taken.id).shared == 0
    # Row 4 is the only one with its phone now: "one call for each phone" does not take it away.
    store.lists.call_each_row(taken.id, False)
    assert rows(store, taken.id) == [2, 3, 4]


def test_an_office_list_keeps_the_wish_and_is_joined_by_phone_all_the_same(store, taken):
    store.lists.call_each_row(taken.id, True)
    kept = store.office_lists.keep_as(taken.id, "Visits")
    assert store.lists.get(kept).shared == 1
    into = store.office_lists.keep_as(
        store.lists.take_in(VISITS, [Batch.of([first(2, 9, "Nina", "9:00")])]).id, "Others"
    )
    assert store.office_lists.join(into, kept, updates=False).added == 2
    assert rows(store, into) == [2, 2, 3]


def test_calls_to_one_phone_go_one_after_the_other(store, taken):
    store.lists.call_each_row(taken.id, True)
    journal = store.take_over(make(store, taken.id))
    claims, _ = journal.claim(10)
    assert [one.row for one in claims] == [2, 3]
    assert journal.claim(10) == ([], [])
    for one in claims:
        hand_over(journal, one)
    assert journal.claim(10) == ([], [])

    journal.keep([Step(claims[1].attempt_id, State.ANSWERED, Why.ASKED)])
    assert journal.claim(10) == ([], [])  # another phone's end changes nothing

    journal.keep([Step(claims[0].attempt_id, State.NO_ANSWER, Why.ASKED)])
    (last,), _ = journal.claim(10)
    assert (last.row, last.phone) == (4, phone(2))
    journal.release()


def test_advertising_is_told_to_a_phone_once_whatever_was_wished(store, taken):
    store.lists.call_each_row(taken.id, True)
    campaign_id = make(store, taken.id, Rules(purpose=Purpose.ADVERTISING))
    assert [one.row for one in store.campaigns.results(campaign_id)] == [2, 3]


def test_a_list_that_somebody_else_has_answered_for_calls_each_phone_once(store, taken):
    store.lists.call_each_row(taken.id, True)
    campaign_id = make(store, taken.id, each_row=False)
    assert [one.row for one in store.campaigns.results(campaign_id)] == [2, 3]


def test_what_was_copied_says_whether_calls_must_be_kept_apart(store, taken, monkeypatch):
    begin = store.campaigns._begin

    def answered_while_it_is_made(draft):
        made = begin(draft)
        store.lists.call_each_row(taken.id, True)
        return made

    monkeypatch.setattr(store.campaigns, "_begin", answered_while_it_is_made)
    journal = store.take_over(make(store, taken.id))
    assert [one.row for one in journal.claim(10)[0]] == [2, 3]
    journal.release()


def test_the_second_phone_of_a_row_never_rings_while_its_own_row_is_called(store):
    beside = replace(first(2, 2, "Olena", "10:30"), more_phones=(phone(3),))
    taken = store.lists.take_in(VISITS, [Batch.of([beside, first(3, 3, "Ivan", "10:45")])])
    journal = store.take_over(make_personal(store, taken.id))
    olena, ivan = journal.claim(10)[0]
    hand_over(journal, olena)
    hand_over(journal, ivan)
    journal.keep([Step(olena.attempt_id, State.NO_ANSWER, Why.ASKED)])
    assert journal.claim(10) == ([], [])
    journal.keep([Step(ivan.attempt_id, State.ANSWERED, Why.ASKED)])
    assert [(one.row, one.phone) for one in journal.claim(10)[0]] == [(2, phone(3))]
    journal.release()


def not_reached(journal, claim):
    hand_over(journal, claim)
    journal.keep([Step(claim.attempt_id, State.NO_ANSWER, Why.ASKED)])


def households(store):
    """Olena and Ivan have a phone each and two that both may be reached at."""
    olena = replace(first(2, 2, "Olena", "10:30"), more_phones=(phone(3), phone(8), phone(9)))
    ivan = replace(first(3, 3, "Ivan", "10:45"), more_phones=(phone(2), phone(8), phone(7)))
    return store.lists.take_in(VISITS, [Batch.of([olena, ivan])])


def called_of(journal, rounds):
    called = []
    for _ in range(rounds):
        for one in journal.claim(10)[0]:
            called.append((one.row, one.phone))
            not_reached(journal, one)
    return called


def test_what_everybody_hears_alike_no_phone_hears_for_another_row_too(store):
    rules = Rules(retry_after_s=(0.0,))
    journal = store.take_over(make(store, households(store).id, rules, each_row=False))
    a_round = [(2, phone(2)), (3, phone(3)), (2, phone(8)), (3, phone(7)), (2, phone(9))]
    assert sorted(called_of(journal, 20)) == sorted(a_round * 2)
    journal.release()


def test_an_advertisement_is_heard_once_though_it_speaks_of_each_row(store):
    people = [replace(one, consent=True) for one in store.lists.contacts(households(store).id)]
    taken = store.lists.take_in(VISITS, [Batch.of(people)])
    rules = Rules(purpose=Purpose.ADVERTISING)
    journal = store.take_over(make_personal(store, taken.id, rules))
    phones = [number for _, number in called_of(journal, 20)]
    assert sorted(phones) == sorted(set(phones))
    assert set(phones) == {phone(one) for one in (2, 3, 7, 8, 9)}
    journal.release()


def test_what_speaks_of_each_row_reaches_both_at_a_phone_that_both_have(store):
    journal = store.take_over(make_personal(store, households(store).id))
    called = called_of(journal, 20)
    assert len(called) == len(set(called)) == 8
    journal.release()


def test_a_key_may_still_come_when_a_call_has_ended_and_forbids_the_next_one(tmp_path):
    clock = HandClock()
    store = open_store(tmp_path / "hand", clock.timestamp)
    taken = take_in(store)
    store.lists.call_each_row(taken.id, True)
    unwanted = KeyMeaning("9", "no more calls", KeyAction.DO_NOT_CALL)
    journal = store.take_over(make(store, taken.id, Rules(keys=(unwanted,))))
    olena, ivan = journal.claim(10)[0]
    for one in (olena, ivan):
        hand_over(journal, one)
        journal.keep([Step(one.attempt_id, State.ANSWERED, Why.ASKED)])
    assert journal.claim(10) == ([], [])
    clock.turn(30)
    journal.keep([Step(olena.attempt_id, State.ANSWERED, Why.REPORTED, key="9")])
    clock.turn(31)
    claims, changes = journal.claim(10)
    assert not claims
    assert [one.after for one in changes] == [State.SKIPPED]
    journal.release()
    store.close()


def test_whoever_was_set_aside_for_a_row_is_called_when_that_had_the_wrong_phone(store, taken):
    assert rows(store, taken.id) == [2, 3]
    assert store.lists.mend(taken.id, 2, phone(7), phone(7)) is None
    kept = store.lists.get(taken.id)
    assert rows(store, taken.id) == [2, 3, 4]
    assert (kept.ready, kept.duplicates, kept.differing, kept.shared) == (3, 2, 0, 0)
    called = {one.row: one.phone for one in store.lists.contacts(taken.id)}
    assert called == {2: phone(7), 3: phone(3), 4: phone(2)}
    journal = store.take_over(make(store, taken.id, each_row=False))
    assert [one.row for one in journal.claim(10)[0]] == [2, 3, 4]
    journal.release()


def test_a_row_that_said_the_same_has_the_same_wrong_phone_and_stays_aside(store, taken):
    assert store.lists.mend(taken.id, 3, phone(7), phone(7)) is None
    assert rows(store, taken.id) == [2, 3]


def test_texts_that_are_read_wait_for_nothing(store, taken):
    store.lists.call_each_row(taken.id, True)
    text = TextMessage("{Name}, {Time}", channel=Channel.SMS)
    draft = Draft("Visits", Mode.TRAINING, SERVICE, taken.id, RECORDING, text=text, each_row=True)
    made = store.campaigns.create(draft, lambda cells: (cells[1],))
    journal = store.take_over(made.id)
    assert [one.row for one in journal.claim(10)[0]] == [2, 3, 4]
    journal.release()


def test_a_next_campaign_for_those_not_reached_keeps_their_calls_apart_too(store, taken):
    store.lists.call_each_row(taken.id, True)
    campaign_id = make(store, taken.id)
    journal = store.take_over(campaign_id)
    while claims := journal.claim(10)[0]:
        for one in claims:
            hand_over(journal, one)
            journal.keep([Step(one.attempt_id, State.NO_ANSWER, Why.ASKED)])
    journal.release()

    list_id = store.follow_ups.make_list(campaign_id, Chosen(states=frozenset({State.NO_ANSWER})))

    assert rows(store, list_id) == [2, 3, 4]
    assert store.lists.get(list_id).shared == 1
    again = store.take_over(make(store, list_id))
    assert [one.row for one in again.claim(10)[0]] == [2, 3]
    again.release()


def test_nothing_of_a_shared_phone_outlives_an_erasing(store, taken):
    other = replace(repeat(7, 2, "Taras", "12:00", 2), original="see the other column")
    third = store.lists.take_in(VISITS, [Batch.of([first(2, 3, "Ivan", "9:00")], [other])])
    store.lists.call_each_row(taken.id, True)
    store.erase_phone(phone(2))
    assert rows(store, taken.id) == [3]
    assert not list(store.lists.rejects(third.id))


def test_the_gaps_of_a_row_are_not_filled_with_what_is_somebody_elses(store):
    people = [first(2, 2, "Olena", None)]
    repeats = [repeat(3, 2, "Taras", "11:00", 2), repeat(4, 2, "Olena", "10:30", 2)]
    taken = store.lists.take_in(VISITS, [Batch.of(people, repeats)])
    assert taken.differing == 1
    assert store.lists.merge_twins(taken.id) == 1
    (olena,) = store.lists.contacts(taken.id)
    assert olena.fields[3] == "10:30"


def test_each_phone_of_a_household_that_comes_twice_is_looked_at_by_itself(store):
    both = f"{phone(2)}, {phone(3)}"
    home = [
        replace(first(2, number, "Olena", "10:30"), fields=(1, "Olena", both, "10:30"))
        for number in (2, 3)
    ]
    repeats = [
        replace(repeat(3, number, "Taras", "11:00", 2), fields=(2, "Taras", both, "11:00"))
        for number in (2, 3)
    ]
    taken = store.lists.take_in(VISITS, [Batch.of(home, repeats)])
    assert taken.differing == 2


def test_an_answer_that_was_cut_short_is_no_answer(store, monkeypatch):
    people = [first(row, row, "A", "10:00") for row in range(2, 6)]
    repeats = [repeat(row + 10, row, "B", "11:00", row) for row in range(2, 6)]
    taken = store.lists.take_in(VISITS, [Batch.of(people, repeats)])
    monkeypatch.setattr(twins, "_ROWS_A_COMMIT", 3)
    counted, pieces = twins._count, []

    def count(*given):
        pieces.append(given)
        if len(pieces) == 2:
            raise PowerCutError
        counted(*given)

    monkeypatch.setattr(twins, "_count", count)
    with pytest.raises(PowerCutError):
        store.lists.call_each_row(taken.id, True)
    monkeypatch.undo()

    now = store.lists.get(taken.id)
    assert (now.shared, now.differing) == (3, 1)
    assert not now.calls_each_row
    store.lists.call_each_row(taken.id, True)
    assert store.lists.get(taken.id).calls_each_row
