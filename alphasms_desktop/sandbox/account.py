"""The one account of the sandbox: its key, what is wrong with it, its money."""

import threading
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from alphasms_desktop.sandbox.scenarios import Turn

CURRENCY = "UAH"


class KeyState(StrEnum):
    """What the service finds when it looks at a key."""

    OK = "ok"
    WRONG = "wrong"
    BANNED = "banned"
    API_DISABLED = "api_disabled"
    IP_DENIED = "ip_denied"
    MISSING = "missing"


class Account:
    """Judges keys and keeps the balance; safe to use from all threads.

    With a `turn` its luck changes once it has paid for so many calls.
    """

    def __init__(self, key: str | None, balance: Decimal, turn: Turn | None = None) -> None:
        self._key = key
        self._key_state = KeyState.OK
        self._balance = balance
        self._allowed: frozenset[str] = frozenset()
        self._turn = turn
        self._paid = 0
        self._lock = threading.Lock()

    def charge(self, price: Decimal) -> bool:
        """Take the price off the balance; False, and nothing taken, when it does not suffice."""
        with self._lock:
            if self._balance < price:
                return False
            self._balance -= price
            self._paid += 1
            if self._turn and self._paid == self._turn.after_calls:
                self._change_luck(self._turn)
            return True

    def change(
        self,
        balance: Decimal | None = None,
        key_state: KeyState | None = None,
        allowed: Iterable[str] | None = None,
    ) -> None:
        """Set what is not None, so that each error can be called up."""
        with self._lock:
            if balance is not None:
                self._balance = balance
            if key_state is not None:
                self._key_state = key_state
            if allowed is not None:
                self._allowed = frozenset(allowed)

    def judge(self, key: str, peer: str = "127.0.0.1") -> KeyState:
        """Say what the service finds when it looks at this key, coming from this address."""
        if not key:
            return KeyState.MISSING
        if self._key is not None and key != self._key:
            return KeyState.WRONG
        if self._allowed and peer not in self._allowed:
            return KeyState.IP_DENIED
        return self._key_state

    @property
    def balance(self) -> Decimal:
        """Return the money left."""
        return self._balance

    @property
    def key_state(self) -> KeyState:
        """Return what is found for the right key."""
        return self._key_state

    @property
    def allowed(self) -> list[str]:
        """Return the addresses that requests may come from; none for any."""
        return sorted(self._allowed)

    def _change_luck(self, turn: Turn) -> None:
        if turn.empties_balance:
            self._balance = Decimal(0)
        if turn.denies_ip:
            self._key_state = KeyState.IP_DENIED
