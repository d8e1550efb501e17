"""The contact book: named lists, people, opt-outs of all their phones, consents, erasure."""

from dataclasses import replace
from datetime import date

import pytest

from alphasms_desktop.domain.attempt import State, Step, Why
from alphasms_desktop.domain.campaign import Phase
from alphasms_desktop.domain.contact import Batch, Joined, SheetHead
from alphasms_desktop.domain.contact_book import Consent, Origin
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.importing import ImportChoices, Several
from alphasms_desktop.domain.live import Decision
from alphasms_desktop.domain.message import TextMessage
from alphasms_desktop.domain.rules import Purpose, Rules
from tests.fakes import HEAD, contact, make_campaign, phone

TWO_PHONES = replace(contact(2), more_phones=(phone(20), phone(21)))


def named(store, people, name="Patients", head=HEAD):
    taken = store.lists.take_in(head, [Batch.of(people)])
    return store.office_lists.keep_as(taken.id, name)


def states(store, campaign_id):
    return [row.state for row in store.campaigns.results(campaign_id)]


def whys(store, campaign_id):
    return [row.why for row in store.campaigns.results(campaign_id)]


def test_a_list_kept_under_a_name_is_a_copy_of_its_own(store):
    taken = store.lists.take_in(HEAD, [Batch.of([contact(2), contact(3)])])
    kept = store.office_lists.keep_as(taken.id, "Patients")
    store.lists.remove(taken.id)
    assert [(one.id, one.name, one.ready) for one in store.office_lists.all()] == [
        (kept, "Patients", 2)
    ]
    assert [one.phone for one in store.lists.contacts(kept)] == [phone(2), phone(3)]


def test_lists_are_joined_by_phone_and_columns_by_name(store):
    into = named(store, [contact(2), contact(3)])
    head = SheetHead("b.xlsx", "", ("Phone", "NAME", "Time"), 0, 1)
    others = [
        replace(contact(2), name="Olena", fields=(phone(2), "Olena", "14:30")),
        replace(contact(9), fields=(phone(9), "Person 9", "15:00")),
    ]
    other = store.lists.take_in(head, [Batch.of(others)])

    assert store.office_lists.join(into, other.id, updates=False) == Joined(1, 0)
    assert store.office_lists.join(into, other.id, updates=True) == Joined(0, 1)
    assert store.lists.get(into).head.columns == ("Name", "Phone", "Time")
    people = {one.phone: one for one in store.lists.contacts(into)}
    assert people[phone(2)].fields == ("Olena", phone(2), "14:30")
    assert people[phone(2)].name == "Olena"
    assert people[phone(9)].fields == ("Person 9", phone(9), "15:00")
    assert store.lists.get(into).ready == 3


def test_people_are_found_by_part_of_a_name_or_of_a_phone(store):
    named(store, [replace(contact(2), name="Мар’яна Шевчук"), contact(3)])
    find = store.office_lists.search
    assert [one.phone for one in find("Шевч")] == [phone(2)]
    assert [one.phone for one in find("МАР'ЯНА шевч")] == [phone(2)]
    assert [one.phone for one in find("000 00 03")] == [phone(3)]
    assert find("%") == []


def test_an_opt_out_covers_all_phones_of_a_contact_in_every_campaign(store):
    named(store, [TWO_PHONES])
    assert store.do_not_call.add(phone(20), "key 9", origin=Origin.KEY) == [
        phone(20),
        phone(2),
        phone(21),
    ]
    campaign_id = make_campaign(store, contacts=[contact(5, 21), contact(6)])
    journal = store.take_over(campaign_id)
    claims, _ = journal.claim(5)
    assert [one.phone for one in claims] == [phone(6)]
    assert whys(store, campaign_id)[0] is Why.DO_NOT_CALL
    journal.release()


def test_a_contact_imported_after_the_opt_out_of_one_phone_is_not_called_on_another(store):
    store.do_not_call.add(phone(21), "asked")
    campaign_id = make_campaign(store, contacts=[TWO_PHONES])
    journal = store.take_over(campaign_id)
    assert journal.claim(5)[0] == []
    assert states(store, campaign_id) == [State.SKIPPED]
    journal.release()


def test_the_next_phone_is_called_at_once_when_the_one_before_is_not_reached(store):
    rules = Rules(retry_after_s=(1200.0,))
    campaign_id = make_campaign(store, contacts=[TWO_PHONES], rules=rules)
    journal = store.take_over(campaign_id)
    called = []
    for end in (State.NO_ANSWER, State.FAILED, State.BUSY):
        (claim,), _ = journal.claim(5)
        called.append(claim.phone)
        journal.keep(
            [
                Step(claim.attempt_id, State.ACCEPTED, Why.HANDED_OVER, gateway_id="1"),
                Step(claim.attempt_id, end, Why.ASKED),
            ]
        )
    assert called == [phone(2), phone(20), phone(21)]
    # After the last phone the ladder begins anew with the first, and waits.
    assert journal.claim(5)[0] == []
    assert journal.next_waiting_at() == pytest.approx(store._database.now() + 1200, abs=60)
    journal.release()


def test_a_call_repeated_by_hand_takes_no_turn_of_the_next_phone(store):
    campaign_id = make_campaign(store, contacts=[TWO_PHONES])
    journal = store.take_over(campaign_id)
    (claim,), _ = journal.claim(5)
    journal.keep([Step(claim.attempt_id, State.UNCONFIRMED, Why.ANSWER_LOST)])
    journal.decide([claim.recipient_id], Decision.CALL_AGAIN)
    called = []
    for _ in range(3):
        (claim,), _ = journal.claim(5)
        called.append(claim.phone)
        journal.keep(
            [
                Step(claim.attempt_id, State.ACCEPTED, Why.HANDED_OVER, gateway_id="1"),
                Step(claim.attempt_id, State.BUSY, Why.ASKED),
            ]
        )
    assert called == [phone(2), phone(20), phone(21)]
    journal.release()


def test_nobody_is_called_on_the_next_phone_after_an_answer(store):
    campaign_id = make_campaign(store, contacts=[TWO_PHONES])
    journal = store.take_over(campaign_id)
    (claim,), _ = journal.claim(5)
    journal.keep(
        [
            Step(claim.attempt_id, State.ACCEPTED, Why.HANDED_OVER, gateway_id="1"),
            Step(claim.attempt_id, State.ANSWERED, Why.ASKED),
        ]
    )
    assert journal.claim(5)[0] == []
    assert journal.next_waiting_at() is None
    journal.release()


def test_advertising_goes_to_those_who_agreed_by_file_or_book_and_the_book_counts_more(store):
    people = [
        replace(contact(2), consent=True),
        contact(3),
        contact(4),
        replace(contact(5), consent=True),
    ]
    store.consents.keep(
        [
            Consent(phone(3), True, "form", date(2026, 1, 5), "sheet 3"),
            Consent(phone(5), False),
        ]
    )
    rules = Rules(purpose=Purpose.ADVERTISING)
    campaign_id = make_campaign(store, contacts=people, rules=rules)
    journal = store.take_over(campaign_id)
    assert [one.phone for one in journal.claim(5)[0]] == [phone(2), phone(3)]
    assert whys(store, campaign_id)[2:] == [Why.NO_CONSENT, Why.NO_CONSENT]
    assert store.consents.all()[0] == Consent(phone(3), True, "form", date(2026, 1, 5), "sheet 3")
    journal.release()


def test_a_phone_taken_off_the_list_leaves_a_record_without_the_phone(store):
    store.do_not_call.add(phone(2), "asked")
    store.do_not_call.remove(phone(2), "called us and changed her mind")
    assert store.do_not_call.phones() == frozenset()
    with store._database.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT is_on, reason, pseudonym FROM do_not_call_event ORDER BY id"
        ).all()
    assert [row[:2] for row in rows] == [(1, "asked"), (0, "called us and changed her mind")]
    assert len({row[2] for row in rows}) == 1
    assert phone(2)[1:] not in rows[0][2]


def test_what_is_known_of_a_person_is_shown_and_can_be_erased(store):
    named(store, [contact(2), contact(3)])
    campaign_id = make_campaign(store, contacts=[contact(2)])
    journal = store.take_over(campaign_id)
    (claim,), _ = journal.claim(1)
    journal.keep([Step(claim.attempt_id, State.ACCEPTED, Why.HANDED_OVER, gateway_id="1")])
    store.do_not_call.add(phone(2), "asked", campaign_id)

    person = store.people.person(phone(2))
    assert (person.names, person.lists) == (("Person 2",), ("Patients",))
    assert person.unwanted.reason == "asked"
    assert [(one.campaign, one.state) for one in person.calls] == [("Test", "accepted")]

    with pytest.raises(TroubleError) as caught:
        store.people.erase(phone(2))
    assert caught.value.trouble.kind is Kind.STILL_NEEDED
    journal.set_phase(Phase.FINISHED)
    journal.release()

    store.people.erase(phone(2))
    with store._database.read() as connection:
        for table in ("contact", "recipient", "attempt", "do_not_call", "consent"):
            found = connection.exec_driver_sql(
                f"SELECT count(*) FROM {table} WHERE phone = '{phone(2)}'"
            ).scalar()
            assert found == 0, table
    assert states(store, campaign_id) == [State.ACCEPTED]
    assert store.office_lists.all()[0].ready == 1


def test_the_text_somebody_was_told_is_erased_with_them(store):
    campaign = make_campaign(store, 2, text=TextMessage("Hello {Name}!"))
    journal = store.take_over(campaign)
    journal.claim(2)
    journal.set_phase(Phase.FINISHED)
    journal.release()

    store.people.erase(phone(2))

    assert [row.text for row in store.campaigns.results(campaign)] == ["", "Hello Person 3!"]


def test_an_erased_phone_is_gone_from_others_who_shared_it_too(store):
    named(store, [TWO_PHONES, contact(20)])
    store.people.erase(phone(20))
    (left,) = store.lists.contacts(store.office_lists.all()[0].id)
    assert (left.phone, left.more_phones) == (phone(2), (phone(21),))


def test_somebody_who_opted_out_and_was_erased_is_still_not_called(store):
    store.do_not_call.add(phone(2), "asked")
    store.people.erase(phone(2))
    assert store.do_not_call.phones() == frozenset()

    campaign_id = make_campaign(store, contacts=[contact(2), contact(3)])
    journal = store.take_over(campaign_id)
    assert [one.phone for one in journal.claim(5)[0]] == [phone(3)]
    assert whys(store, campaign_id)[0] is Why.DO_NOT_CALL
    assert not journal.may_call(phone(2))
    journal.release()


def test_columns_are_remembered_by_shape(store):
    chosen = ImportChoices(phone_columns=("Mobile", "Home"), several=Several.EACH, name_column="")
    assert store.column_memory.recall("abc") is None
    store.column_memory.keep("abc", ImportChoices())
    store.column_memory.keep("abc", chosen)
    assert store.column_memory.recall("abc") == chosen
    store.column_memory.forget("abc")
    assert store.column_memory.recall("abc") is None
