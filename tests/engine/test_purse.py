"""The purse: what is spent, what may still be, and that a cap holds whatever comes."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphasms_desktop.domain.errors import Kind
from alphasms_desktop.domain.money import Bill
from alphasms_desktop.engine.purse import Purse

TWENTY = Decimal("0.20")


def purse(cap: str | None = None, highest: str | None = "0.20", **more) -> Purse:
    bill = Bill(Decimal(highest) if highest else None)
    return Purse(Decimal(cap) if cap else None, TWENTY, bill=bill, **more)


def test_without_cap_and_balance_there_is_room_for_any_number():
    assert purse().room(0) is None
    assert purse().trouble() is None


def test_before_any_price_is_known_a_call_may_cost_half_as_much_again():
    assert purse(highest=None).reserve_each == Decimal("0.300")
    assert purse(highest="0.45").reserve_each == Decimal("0.45")


def test_before_any_price_is_known_one_call_at_a_time_fits_under_a_cap():
    new = purse("100", highest=None)
    assert (new.room(0), new.room(1)) == (1, 0)
    new.taken(1, TWENTY)
    assert new.room(1) == 499


@pytest.mark.parametrize(("cap", "fits"), [("0.19", 0), ("0.20", 1), ("0.99", 4), ("1.00", 5)])
def test_as_many_calls_fit_as_the_cap_pays_for(cap, fits):
    assert purse(cap).room(0) == fits


def test_a_call_on_its_way_holds_its_money_until_its_price_is_known():
    one = purse("1.00")
    one.claim([1, 2])
    assert one.room(2) == 3
    one.not_charged(1)
    assert one.room(1) == 4
    one.taken(2, Decimal("0.10"))
    assert one.spent == Decimal("0.10")
    assert one.room(0) == 4


def test_calls_in_doubt_and_calls_without_a_price_hold_their_money_for_good():
    one = purse("1.00")
    one.claim([1, 2, 3])
    one.in_doubt(1)
    one.taken(2, None)
    one.not_charged(3)
    assert one.reserved == Decimal("0.40")
    assert one.room(0) == 3


def test_what_earlier_runs_left_in_doubt_is_held_too():
    one = Purse(Decimal("1.00"), TWENTY, Decimal("0.40"), Bill(TWENTY, Decimal("0.20")))
    assert one.room(0) == 2


@pytest.mark.parametrize(
    ("spent", "kind"),
    [("0.80", None), ("0.81", Kind.CAP_REACHED), ("1.00", Kind.CAP_REACHED)],
)
def test_it_says_that_the_cap_is_reached(spent, kind):
    trouble = purse("1.00", spent=Decimal(spent)).trouble()
    assert (trouble.kind if trouble else None) is kind


def test_it_says_that_a_price_never_seen_has_passed_the_cap():
    one = purse("1.00", spent=Decimal("0.80"))
    one.claim([1])
    one.taken(1, Decimal("0.75"))
    assert one.is_passed()
    assert one.trouble().kind is Kind.CAP_PASSED
    assert one.trouble().values == {"cap": "1.00", "spent": "1.55"}
    assert one.reserve_each == Decimal("0.75")


def test_the_balance_is_counted_down_with_what_is_spent_since():
    one = purse(spent=Decimal("5.00"))
    one.balance_told(Decimal("1.00"), Decimal("4.80"))
    assert one.room(0) == 4
    one.claim([1, 2])
    assert one.room(2) == 2
    one.taken(1, TWENTY)
    assert one.room(1) == 2


def test_it_says_that_the_balance_is_too_low_unless_the_user_knows_better():
    one = purse()
    one.balance_told(Decimal("0.19"), Decimal(0))
    assert one.room(0) == 0
    assert one.trouble().kind is Kind.NO_MONEY
    one.minds_balance = False
    assert one.room(0) is None
    assert one.trouble() is None


FATES = st.sampled_from(["taken", "cheap", "no price", "in doubt", "not charged"])


@given(
    st.decimals("0.01", "5", places=2),
    st.booleans(),
    st.lists(st.lists(FATES, min_size=1, max_size=8), max_size=12),
)
def test_whatever_happens_the_cap_holds_while_no_price_rises(cap, knows_price, rounds):
    one = Purse(cap, TWENTY, bill=Bill(TWENTY if knows_price else None))
    attempts = iter(range(1, 1000))
    for fates in rounds:
        claimed: dict[int, str] = {}
        while len(claimed) < len(fates) and one.room(len(claimed)):
            attempt = next(attempts)
            one.claim([attempt])
            claimed[attempt] = fates[len(claimed)]
        for attempt, fate in claimed.items():
            comes_back(one, attempt, fate)
            assert one.spent + one.reserved <= cap


def comes_back(one: Purse, attempt: int, fate: str) -> None:
    """Tell the purse what became of a call; none costs more than the first that was priced."""
    if fate == "not charged":
        one.not_charged(attempt)
    elif fate == "in doubt":
        one.in_doubt(attempt)
    else:
        cheap = Decimal("0.05") if one.bill.highest else TWENTY
        one.taken(attempt, {"taken": TWENTY, "cheap": cheap, "no price": None}[fate])
