"""Asking for the balance at the right moments, noting it, and knowing when it has grown."""

import logging
from dataclasses import dataclass
from decimal import Decimal

from alphasms_desktop.domain.errors import Family, Trouble, TroubleError
from alphasms_desktop.engine.asking import Asking, BalanceTold
from alphasms_desktop.engine.ports import Journal
from alphasms_desktop.engine.purse import Purse

_log = logging.getLogger(__name__)

_LOOK_FOR_MONEY_EVERY_S = 60.0


@dataclass
class Treasury:
    """The account's balance as far as a run cares: every so many calls, and while money lacks."""

    journal: Journal
    asking: Asking
    purse: Purse
    every: int
    _calls: int = 0
    _asked_at: float = 0.0
    _least: Decimal | None = None

    def note_call(self) -> None:
        """Count a call that may have been charged."""
        self._calls += 1

    def look(self, now: float, is_idle: bool, trouble: Trouble | None) -> None:
        """Ask where it is time (monotonic now); `is_idle` when no call is on its way."""
        lacks_money = trouble is not None and trouble.family is Family.MONEY
        if not lacks_money:
            self._least = None
        is_due = self._calls >= self.every or (is_idle and self._calls > 0)
        looks_again = lacks_money and now - self._asked_at >= _LOOK_FOR_MONEY_EVERY_S
        if is_due or looks_again:
            self._calls, self._asked_at = 0, now
            self.asking.ask_balance(self.purse.spent)

    def told(self, told: BalanceTold, trouble: Trouble | None) -> bool:
        """Note a balance; says whether it has grown while the run waits for money."""
        self.asking.balance_came()
        if told.balance is None:
            return False
        amount = told.balance.amount
        try:
            self.journal.note_balance(amount, told.spent_then)
        except TroubleError as error:
            # A note for later; a store that cannot write is met by the calls themselves.
            _log.warning("the balance could not be noted: %s", error)
        self.purse.balance_told(amount, told.spent_then)
        if trouble is None or trouble.family is not Family.MONEY:
            return False
        has_grown = self._least is not None and amount > self._least
        self._least = amount if self._least is None else min(self._least, amount)
        return has_grown and amount >= self.purse.reserve_each
