"""Contact lists: pages and counts, rows mended in place, repeats merged, removal in pieces."""

import pytest

from alphasms_desktop.domain.attempt import State, Step, Why
from alphasms_desktop.domain.campaign import CampaignKind
from alphasms_desktop.domain.contact import Batch, Contact, Reason, Reject, SheetHead
from alphasms_desktop.domain.live import ListCounts, ListFilter, ListNote
from alphasms_desktop.store import open_store
from tests.fakes import HEAD, HandClock, contact, make_campaign, phone


def reject(row, reason, original="050", twin=None, cells=None):
    return Reject(row, original, reason, cells or (f"Person {row}", original), twin)


@pytest.fixture
def taken(store):
    people = [contact(2), contact(3), contact(6)]
    rejects = [
        reject(4, Reason.TOO_SHORT),
        reject(5, Reason.DUPLICATE, phone(2), 2),
        reject(7, Reason.PROBABLY_CUT, "380501000000"),
    ]
    return store.lists.take_in(HEAD, [Batch.of(people, rejects)])


def page(store, taken, shown=ListFilter.ALL, **more):
    return [one.row for one in store.lists.page(taken.id, shown, **more)]


def test_faults_come_first_then_repeats_then_the_ready_in_the_order_of_the_file(store, taken):
    assert page(store, taken) == [4, 7, 5, 2, 3, 6]
    assert page(store, taken, ListFilter.ATTENTION) == [4, 7]
    assert page(store, taken, ListFilter.DUPLICATES) == [5]
    assert page(store, taken, ListFilter.READY) == [2, 3, 6]


def test_pages_follow_each_other_over_the_parts_without_gaps(store, taken):
    found = [page(store, taken, offset=offset, limit=2) for offset in (0, 2, 4, 6)]
    assert found == [[4, 7], [5, 2], [3, 6], []]


def test_a_mended_row_is_ready_and_counted(store, taken):
    assert store.lists.mend(taken.id, 4, phone(40), "050 000 00 40") is None
    now = store.lists.get(taken.id)
    assert (now.ready, now.rejected, now.duplicates) == (4, 1, 1)
    assert page(store, taken, ListFilter.READY) == [2, 3, 6, 4]
    (mended,) = [one for one in store.lists.contacts(taken.id) if one.row == 4]
    assert (mended.phone, mended.original, mended.name) == (phone(40), "050 000 00 40", "Person 4")


def test_a_ready_row_can_be_given_another_phone(store, taken):
    assert store.lists.mend(taken.id, 3, phone(33), phone(33)) is None
    assert [one.phone for one in store.lists.contacts(taken.id)][1] == phone(33)
    assert store.lists.get(taken.id).ready == 3


def test_a_phone_another_row_has_is_not_taken(store, taken):
    assert store.lists.mend(taken.id, 4, phone(2), phone(2)) is Reason.DUPLICATE
    assert store.lists.mend(taken.id, 99, phone(99), phone(99)) is Reason.NO_PHONE
    assert page(store, taken, ListFilter.ATTENTION) == [4, 7]


def test_gaps_of_a_first_row_are_filled_from_its_repeats(store):
    people = [Contact(2, phone(2), phone(2), "Olena", ("Olena", phone(2), None))]
    twin = reject(3, Reason.DUPLICATE, phone(2), 2, ("Other", phone(2), "14:30"))
    head = SheetHead("a.xlsx", "", ("Name", "Phone", "Time"), 1, 0)
    taken = store.lists.take_in(head, [Batch.of(people, [twin])])

    assert store.lists.merge_twins(taken.id) == 1
    (merged,) = store.lists.contacts(taken.id)
    assert merged.fields == ("Olena", phone(2), "14:30")
    assert store.lists.merge_twins(taken.id) == 0


def test_the_counts_follow_the_do_not_call_list_and_recent_calls(store, taken):
    assert store.lists.counts(taken.id) == ListCounts(0, 3, 0, 0, 3, 3)
    store.do_not_call.add(phone(3), "asked")
    for who, kind in ((2, CampaignKind.MASS), (6, CampaignKind.TRIAL)):
        journal = store.take_over(make_campaign(store, contacts=[contact(9, who)], kind=kind))
        (claim,), _ = journal.claim(1)
        journal.keep([Step(claim.attempt_id, State.ACCEPTED, Why.HANDED_OVER, gateway_id="1")])
        journal.release()

    # A trial call to oneself leaves nobody out, so it is not counted either.
    assert store.lists.counts(taken.id) == ListCounts(1, 3, 1, 2, 3, 3)
    shown = store.lists.page(taken.id, ListFilter.ALL)
    notes = {one.row: one.note for one in shown if one.reason is None}
    assert notes == {2: ListNote.RECENT, 3: ListNote.DO_NOT_CALL, 6: None}
    assert page(store, taken, ListFilter.DO_NOT_CALL) == [3]
    assert page(store, taken, ListFilter.RECENT) == [2]
    assert page(store, taken, ListFilter.READY) == [2, 6]


def test_a_call_is_recent_for_as_many_days_as_are_asked(tmp_path):
    clock = HandClock()
    store = open_store(tmp_path / "data", clock.timestamp)
    taken = store.lists.take_in(HEAD, [Batch.of([contact(2), contact(3)], [])])
    journal = store.take_over(make_campaign(store, contacts=[contact(9, 2)]))
    (claim,), _ = journal.claim(1)
    journal.keep([Step(claim.attempt_id, State.ACCEPTED, Why.HANDED_OVER, gateway_id="1")])
    journal.release()
    clock.turn(5 * 86_400)

    counted = {days: store.lists.counts(taken.id, days) for days in (1, 3, 7)}
    assert {days: one.recent for days, one in counted.items()} == {1: 0, 3: 0, 7: 1}
    assert [one.left_out(False, True) for one in counted.values()] == [0, 0, 1]
    assert [one.recent_days for one in counted.values()] == [1, 3, 7]
    shown = [store.lists.page(taken.id, ListFilter.RECENT, recent_days=days) for days in (1, 7)]
    assert [[one.row for one in rows] for rows in shown] == [[], [2]]
    store.close()
    assert page(store, taken, ListFilter.AGREED) == []


def test_a_large_list_goes_in_pieces_and_whole(store):
    batch = Batch.of([contact(row) for row in range(2, 5_002)])
    taken = store.lists.take_in(HEAD, [batch])
    store.lists.remove(taken.id)
    assert store.lists.page(taken.id, ListFilter.ALL) == []
    assert list(store.lists.contacts(taken.id)) == []


def test_what_is_known_of_the_sheet_comes_back(store):
    head = SheetHead(
        "a.csv",
        "",
        ("Name", "Phone", "Phone 2", "Agreed"),
        1,
        0,
        more_phone_columns=(2,),
        consent_column=3,
        encoding="cp1251",
        separator=";",
        hidden_rows=2,
        shape="abc",
        also_phones=(2,),
    )
    one = Contact(2, phone(2), phone(2), "Olena", ("Olena", phone(2), "", "так"), (phone(3),), True)
    taken = store.lists.take_in(head, [Batch.of([one])])
    assert store.lists.get(taken.id).head == head
    assert list(store.lists.contacts(taken.id)) == [one]
