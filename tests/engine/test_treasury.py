"""The balance: asked for at the right moments, noted, and its growth noticed."""

from decimal import Decimal

import pytest

from alphasms_desktop.domain.errors import Kind, Trouble, TroubleError
from alphasms_desktop.domain.exchange import Balance
from alphasms_desktop.engine.asking import BalanceTold
from alphasms_desktop.engine.purse import Purse
from alphasms_desktop.engine.treasury import Treasury

LACKS = Trouble(Kind.NO_MONEY)


class Book:
    """Stands for the store and for whoever asks the service; keeps what it is told."""

    def __init__(self) -> None:
        self.asked: list[Decimal] = []
        self.notes: list[tuple[Decimal, Decimal]] = []
        self.is_full = False

    def ask_balance(self, spent: Decimal) -> None:
        self.asked.append(spent)

    def balance_came(self) -> None:
        """Let the next be asked."""

    def note_balance(self, amount: Decimal, spent: Decimal) -> None:
        if self.is_full:
            raise TroubleError(Kind.DISK_FULL, "database or disk is full")
        self.notes.append((amount, spent))


@pytest.fixture
def book():
    return Book()


@pytest.fixture
def treasury(book):
    return Treasury(book, book, Purse(None, Decimal("0.20"), Decimal("3.00")), every=3)


def told(amount: str | None) -> BalanceTold:
    return BalanceTold(Balance(Decimal(amount), "UAH") if amount else None, Decimal("2.00"))


def test_it_is_asked_for_after_so_many_calls(treasury, book):
    for _ in range(2):
        treasury.note_call()
    treasury.look(1.0, is_idle=False, trouble=None)
    assert book.asked == []
    treasury.note_call()
    treasury.look(1.0, is_idle=False, trouble=None)
    assert book.asked == [Decimal("3.00")]
    treasury.look(2.0, is_idle=False, trouble=None)
    assert len(book.asked) == 1


def test_it_is_asked_for_when_the_last_call_is_handed_over(treasury, book):
    treasury.look(1.0, is_idle=True, trouble=None)
    treasury.note_call()
    treasury.look(1.0, is_idle=True, trouble=None)
    assert len(book.asked) == 1


def test_while_money_lacks_it_is_looked_for_each_minute(treasury, book):
    for second in range(1000, 1181):
        treasury.look(float(second), is_idle=True, trouble=LACKS)
    assert len(book.asked) == 4


def test_what_is_told_is_noted_with_what_was_spent_then(treasury, book):
    treasury.told(told("9.50"), None)
    assert book.notes == [(Decimal("9.50"), Decimal("2.00"))]
    treasury.told(told(None), None)
    assert len(book.notes) == 1
    # 9.50 when 2.00 were spent, and 3.00 are spent now: 8.50 are left.
    assert treasury.purse.room(0) == 28


def test_a_balance_that_cannot_be_noted_is_minded_all_the_same(treasury, book):
    book.is_full = True
    assert not treasury.told(told("1.00"), None)
    assert treasury.purse.room(0) == 0


def test_growth_is_noticed_only_while_money_lacks_and_when_it_pays_for_a_call(treasury):
    amounts = ["0.10", "0.10", "0.20", "0.29", "0.30"]
    assert [treasury.told(told(one), LACKS) for one in amounts] == [False] * 4 + [True]
    assert not treasury.told(told("99"), None)


def test_a_balance_that_fell_first_has_grown_when_it_is_above_the_least(treasury):
    amounts = ["5.00", "4.00", "4.50"]
    assert [treasury.told(told(one), LACKS) for one in amounts] == [False, False, True]


def test_who_has_gone_on_is_not_compared_with_what_was_before(treasury):
    treasury.told(told("1.00"), LACKS)
    treasury.look(0.0, is_idle=True, trouble=None)
    assert not treasury.told(told("2.00"), LACKS)
