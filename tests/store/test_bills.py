"""Prices, balances and custom of campaigns, as the store keeps them."""

from decimal import Decimal

import pytest

from alphasms_desktop.domain.attempt import State, Step, Why
from alphasms_desktop.domain.money import BalanceNote, Bill
from alphasms_desktop.domain.result import Usual
from alphasms_desktop.store.bills import balance_notes
from tests.fakes import contact, make_campaign

THIRTY = Decimal("0.30")


@pytest.fixture
def journal(store):
    return store.take_over(make_campaign(store, 6))


def end(journal, claim, outcome: State, **facts) -> None:
    """Have a claimed call be taken and end."""
    price = facts.pop("price", None)
    attempt = claim.attempt_id
    taken = Step(attempt, State.ACCEPTED, Why.HANDED_OVER, gateway_id="7", price=price)
    journal.keep([taken, Step(attempt, outcome, Why.REPORTED, **facts)])


def test_a_new_campaign_has_seen_no_price(journal):
    assert journal.bill() == Bill(None, Decimal(0))


def test_the_highest_price_is_known_to_the_millionth(journal):
    claims, _ = journal.claim(3, THIRTY)
    for claim, price in zip(claims, ("0.200000", "0.234567", "0.1"), strict=True):
        end(journal, claim, State.ANSWERED, price=Decimal(price))
    assert journal.bill() == Bill(Decimal("0.234567"), Decimal(0))


@pytest.mark.parametrize(
    ("to", "is_held"),
    [
        (State.UNCONFIRMED, True),
        (State.ACCEPTED, True),
        (State.QUEUED, False),
        (State.REJECTED, False),
    ],
)
def test_what_a_call_without_a_price_may_cost_is_held_unless_it_was_not_taken(journal, to, is_held):
    (claim,), _ = journal.claim(1, THIRTY)
    assert journal.bill().reserved == THIRTY
    journal.keep([Step(claim.attempt_id, to, Why.NOT_SENT)])
    assert journal.bill().reserved == (THIRTY if is_held else 0)


def test_a_price_takes_the_place_of_what_was_held(journal):
    claims, _ = journal.claim(2, THIRTY)
    end(journal, claims[0], State.BUSY, price=Decimal("0.20"))
    end(journal, claims[1], State.NO_RESULT)
    assert journal.bill() == Bill(Decimal("0.20"), THIRTY)
    assert journal.tally().spent == Decimal("0.20")


def test_another_campaign_has_a_bill_of_its_own(store, journal):
    (claim,), _ = journal.claim(1, THIRTY)
    end(journal, claim, State.ANSWERED, price=Decimal("0.20"))
    assert store.take_over(make_campaign(store, 1)).bill() == Bill(None, Decimal(0))


def test_notes_of_the_balance_are_kept_in_order(store, journal):
    notes = [BalanceNote(Decimal(amount), Decimal(spent)) for amount, spent in ((9, 0), (7, 2))]
    for note in notes:
        journal.note_balance(note.amount, note.spent)
    with store._database.read() as connection:
        assert balance_notes(connection, journal.campaign_id) == notes
        assert balance_notes(connection, 99) == []


def called(store, answered: int, busy: int, seconds: float | None = 12.0) -> None:
    """Have a campaign of so many calls that ended so."""
    people = [contact(row) for row in range(2, 2 + answered + busy)]
    journal = store.take_over(make_campaign(store, contacts=people))
    claims, _ = journal.claim(answered + busy)
    for number, claim in enumerate(claims):
        outcome = State.ANSWERED if number < answered else State.BUSY
        end(journal, claim, outcome, duration_s=seconds if number < answered else None)
    journal.release()


def test_fewer_than_two_hundred_results_say_nothing_of_the_usual(store, journal):
    called(store, 150, 49)
    assert journal.usual_answers() is None


def test_the_usual_is_that_of_all_other_campaigns(store, journal):
    called(store, 150, 50)
    called(store, 30, 10, seconds=None)
    (claim,), _ = journal.claim(1)
    end(journal, claim, State.ANSWERED, duration_s=900.0)
    assert journal.usual_answers() == Usual(0.75, 12.0)
