"""Money of a run: what it has spent, what calls under way may cost, how many more it can pay."""

from dataclasses import dataclass, field
from decimal import Decimal

from alphasms_desktop.domain.errors import Kind, Trouble
from alphasms_desktop.domain.money import Bill, plain

_BEFORE_ANY_PRICE = Decimal("1.5")


@dataclass
class Purse:
    """Reserves the highest price seen for each call that leaves, and keeps within cap and balance.

    Before any price is known a call reserves half as much again as was estimated, and with a cap
    one leaves at a time; not so texts, whose prices are never told. A call in doubt keeps its
    reservation: it may have been charged. All sums
    are in the account's currency.
    """

    cap: Decimal | None
    estimate: Decimal
    spent: Decimal = Decimal(0)
    bill: Bill = field(default_factory=Bill)
    minds_balance: bool = True
    _balance: Decimal | None = None
    _spent_then: Decimal = Decimal(0)
    _claimed: dict[int, Decimal] = field(default_factory=dict)
    _open: Decimal = Decimal(0)
    _doubted: dict[int, Decimal] = field(default_factory=dict)
    tells_prices: bool = True

    @property
    def reserve_each(self) -> Decimal:
        """What the next call may cost."""
        return self.bill.highest or self.estimate * _BEFORE_ANY_PRICE

    @property
    def reserved(self) -> Decimal:
        """What all calls whose price is not known may cost together."""
        of_calls = sum([*self._claimed.values(), *self._doubted.values()], Decimal(0))
        return self.bill.reserved + self._open + of_calls

    def room(self, sending: int) -> int | None:
        """Return for how many more calls there is money; None for any number."""
        left = [one for one in (self._left_of_cap(), self._left_of_balance()) if one is not None]
        if not left or not self.reserve_each:
            return None
        fits = max(0, int(min(left) // self.reserve_each))
        if self.cap is not None and self.bill.highest is None and self.tells_prices:
            return min(fits, 0 if sending else 1)
        return fits

    def trouble(self) -> Trouble | None:
        """Return why nothing more may be spent, or None; asked when no call is under way."""
        left = self._left_of_cap()
        if left is not None and left < self.reserve_each:
            values = {"cap": plain(self.cap or Decimal(0)), "spent": plain(self.spent)}
            kind = (
                Kind.CAP_PASSED if left < 0 and self.spent > (self.cap or 0) else Kind.CAP_REACHED
            )
            return Trouble(kind, values=values)
        of_balance = self._left_of_balance()
        if of_balance is not None and of_balance < self.reserve_each:
            return Trouble(Kind.NO_MONEY)
        return None

    def claim(self, attempt_ids: list[int]) -> None:
        """Reserve for calls about to leave."""
        self._claimed.update(dict.fromkeys(attempt_ids, self.reserve_each))

    def not_charged(self, attempt_id: int) -> None:
        """Give back the reservation of a call that certainly was not taken."""
        self._claimed.pop(attempt_id, None)
        self._doubted.pop(attempt_id, None)

    def taken(self, attempt_id: int, price: Decimal | None) -> None:
        """Note the price of a call that was taken, or keep its reservation where none was told."""
        reserved = self._claimed.pop(attempt_id, Decimal(0))
        if price is None:
            self._open += reserved
            return
        self.spent += price
        highest = max(price, self.bill.highest or price)
        self.bill = Bill(highest, self.bill.reserved)

    def in_doubt(self, attempt_id: int) -> None:
        """Keep the reservation of a call whose answer was lost."""
        self._doubted[attempt_id] = self._claimed.pop(attempt_id, Decimal(0))

    def is_passed(self) -> bool:
        """Say whether more was spent than the cap: only a price never seen before can do that."""
        return self.cap is not None and self.spent > self.cap

    def balance_told(self, amount: Decimal, spent_then: Decimal) -> None:
        """Know what the account held at the moment when so much had been spent."""
        self._balance, self._spent_then = amount, spent_then

    def _left_of_cap(self) -> Decimal | None:
        return None if self.cap is None else self.cap - self.spent - self.reserved

    def _left_of_balance(self) -> Decimal | None:
        if self._balance is None or not self.minds_balance:
            return None
        on_the_way = sum(self._claimed.values(), Decimal(0))
        return self._balance - (self.spent - self._spent_then) - on_the_way
