"""Pages of rows for tables: order, filter, search, and the rows of an imported file."""

from dataclasses import replace

import pytest

from alphasms_desktop.domain.attempt import State, Step, Why
from alphasms_desktop.domain.campaign import Phase
from alphasms_desktop.domain.contact import Contact, Reason, Reject
from alphasms_desktop.domain.live import ListFilter, SortKey, View
from tests.fakes import contact, make_campaign

PEOPLE = [
    Contact(2, "+380501112233", "0501112233", "Олена Шевчук", ("a",)),
    Contact(3, "+380672223344", "8-067-222-33-44", "Андрій Бондар", ("b",)),
    Contact(4, "+380633334455", "+380633334455", "Ґанна Мар’яненко", ("c",)),
]
FAULTS = [
    Reject(5, "3.8E+11", Reason.LOST_DIGITS, ("d",)),
    Reject(6, "0501112233", Reason.DUPLICATE, ("e",), 2),
]


@pytest.fixture
def campaign_id(store):
    return make_campaign(store, contacts=PEOPLE, rejects=FAULTS)


def names(store, campaign_id, view):
    ids = store.live.ordered_ids(campaign_id, view)
    return [row.name.split()[0] for row in store.live.rows(list(ids))]


def test_rows_come_in_the_order_asked_for(store, campaign_id):
    assert names(store, campaign_id, View()) == ["Олена", "Андрій", "Ґанна"]
    by_phone = View(sort=SortKey.PHONE, descending=True)
    assert names(store, campaign_id, by_phone) == ["Андрій", "Ґанна", "Олена"]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("222", ["Андрій"]),
        ("067 222", ["Андрій"]),
        ("шевчук", ["Олена"]),
        ("ґанна", ["Ґанна"]),
        ("мар'ян", ["Ґанна"]),
        ("МАРʼЯН", ["Ґанна"]),
        ("%", []),
        ("нікого", []),
        ("  ", ["Олена", "Андрій", "Ґанна"]),
    ],
)
def test_people_are_found_by_name_and_by_any_part_of_the_phone(store, campaign_id, search, found):
    assert names(store, campaign_id, View(search=search)) == found


def test_a_filter_shows_only_its_states(store, campaign_id):
    journal = store.take_over(campaign_id)
    (claim,), _ = journal.claim(1)
    journal.keep([Step(claim.attempt_id, State.ACCEPTED, Why.HANDED_OVER, gateway_id="1")])

    accepted = View(states=frozenset({State.ACCEPTED}))
    assert names(store, campaign_id, accepted) == ["Олена"]
    (row,) = store.live.rows([claim.recipient_id])
    assert row.changed_at is not None
    assert [line.after for line in store.live.story(claim.recipient_id)] == [
        "sending",
        "accepted",
    ]
    journal.release()


def test_people_are_ordered_by_where_they_stand_now(store, campaign_id):
    by_state = View(sort=SortKey.STATE)
    assert names(store, campaign_id, by_state) == ["Олена", "Андрій", "Ґанна"]
    journal = store.take_over(campaign_id)
    first, _ = journal.claim(1)
    journal.keep([Step(first[0].attempt_id, State.UNCONFIRMED, Why.ANSWER_LOST)])
    second, _ = journal.claim(1)
    journal.keep([Step(second[0].attempt_id, State.REJECTED, Why.REFUSED)])

    assert names(store, campaign_id, by_state) == ["Ґанна", "Андрій", "Олена"]
    backwards = View(sort=SortKey.STATE, descending=True)
    assert names(store, campaign_id, backwards) == ["Олена", "Андрій", "Ґанна"]
    found = View(frozenset({State.UNCONFIRMED, State.QUEUED}), "мар’ян", SortKey.NAME)
    assert names(store, campaign_id, found) == ["Ґанна"]
    journal.release()


def test_names_are_ordered_by_the_alphabet(store):
    people = ["їжак", "Ївга", "Ґава", "Єва", "Гнат", "М’ята", "Яна", "Зоя", "Жан", "Мʼята", "Ірина"]
    contacts = [replace(contact(row), name=name) for row, name in enumerate(people, 2)]
    made = make_campaign(store, contacts=contacts)
    by_name = View(sort=SortKey.NAME)
    ordered = [
        "Гнат",
        "Ґава",
        "Єва",
        "Жан",
        "Зоя",
        "Ірина",
        "Ївга",
        "їжак",
        "М’ята",
        "Мʼята",
        "Яна",
    ]
    assert names(store, made, by_name) == ordered
    backwards = names(store, made, replace(by_name, descending=True))
    assert backwards[:2] == ["Яна", "М’ята"]
    assert backwards[-1] == "Гнат"
    assert names(store, made, replace(by_name, search="ї")) == ["Ївга", "їжак"]


def test_whose_call_changed_last_stands_first_then_the_others_as_in_the_file(store, campaign_id):
    newest = View(sort=SortKey.NEWEST)
    assert names(store, campaign_id, newest) == ["Олена", "Андрій", "Ґанна"]
    journal = store.take_over(campaign_id)
    claims, _ = journal.claim(2)
    second = claims[1].attempt_id
    journal.keep([Step(second, State.ACCEPTED, Why.HANDED_OVER, gateway_id="2")])
    assert names(store, campaign_id, newest) == ["Андрій", "Олена", "Ґанна"]

    journal.keep([Step(claims[0].attempt_id, State.UNCONFIRMED, Why.ANSWER_LOST)])
    assert names(store, campaign_id, newest) == ["Олена", "Андрій", "Ґанна"]
    only_handed_over = View(frozenset({State.ACCEPTED}), sort=SortKey.NEWEST)
    assert names(store, campaign_id, only_handed_over) == ["Андрій"]
    journal.release()


def test_who_was_looked_at_before_is_found_no_more_once_erased(store, campaign_id):
    assert names(store, campaign_id, View(search="бондар")) == ["Андрій"]
    journal = store.take_over(campaign_id)
    journal.set_phase(Phase.STOPPED)
    journal.release()
    store.erase_phone(PEOPLE[1].phone)

    assert list(store.live.ordered_ids(campaign_id, View(search="бондар"))) == []
    assert len(store.live.ordered_ids(campaign_id, View())) == 3


def test_rows_that_are_gone_are_missing(store, campaign_id):
    assert store.live.rows([999_999]) == []


def test_an_imported_file_is_paged_with_its_faults_first(store, campaign_id):
    list_id = store.campaigns.get(campaign_id).list_id

    page = store.lists.page(list_id, ListFilter.ALL)

    assert [one.row for one in page] == [5, 6, 2, 3, 4]
    assert [one.is_repaired for one in page] == [False, False, False, True, False]
    assert (page[1].reason, page[1].twin_row) == (Reason.DUPLICATE, 2)
    assert [one.row for one in store.lists.page(list_id, ListFilter.READY)] == [2, 3, 4]
    assert [one.row for one in store.lists.page(list_id, ListFilter.ATTENTION)] == [5]
    assert [one.row for one in store.lists.page(list_id, ListFilter.DUPLICATES)] == [6]
    assert [one.row for one in store.lists.page(list_id, ListFilter.ALL, 2, 2)] == [2, 3]
