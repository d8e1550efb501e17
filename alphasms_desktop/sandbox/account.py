"""The one account of the sandbox: its key, what is wrong with it, its money."""

import threading
from decimal import Decimal
from enum import StrEnum

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
    """Judges keys and keeps the balance; safe to use from all threads."""

    def __init__(self, key: str | None, balance: Decimal) -> None:
        self._key = key
        self._key_state = KeyState.OK
        self._balance = balance
        self._lock = threading.Lock()

    def charge(self, price: Decimal) -> bool:
        """Take the price off the balance; False, and nothing taken, when it does not suffice."""
        with self._lock:
            if self._balance < price:
                return False
            self._balance -= price
            return True

    def change(self, balance: Decimal | None, key_state: KeyState | None) -> None:
        """Set what is not None, so that each error can be called up."""
        with self._lock:
            if balance is not None:
                self._balance = balance
            if key_state is not None:
                self._key_state = key_state

    def judge(self, key: str) -> KeyState:
        """Say what the service finds when it looks at this key."""
        if not key:
            return KeyState.MISSING
        if self._key is not None and key != self._key:
            return KeyState.WRONG
        return self._key_state

    @property
    def balance(self) -> Decimal:
        """Return the money left."""
        return self._balance

    @property
    def key_state(self) -> KeyState:
        """Return what is found for the right key."""
        return self._key_state
