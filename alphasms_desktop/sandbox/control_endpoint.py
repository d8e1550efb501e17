"""/_sandbox/...: what the sandbox tells of itself, and how errors are called up."""

import json
from dataclasses import asdict
from decimal import Decimal, InvalidOperation
from typing import Any

from alphasms_desktop.sandbox.account import CURRENCY, Account, KeyState
from alphasms_desktop.sandbox.exchange import Answer, Request, json_answer, text_answer
from alphasms_desktop.sandbox.phone_network import PhoneNetwork

_MOST_MONEY = Decimal(10) ** 12
_SETTABLE = [state.value for state in KeyState if state is not KeyState.MISSING]


class ControlEndpoint:
    """The side of the sandbox that AlphaSMS does not have."""

    def __init__(self, account: Account, network: PhoneNetwork) -> None:
        self._account = account
        self._network = network

    def calls(self, request: Request) -> Answer:
        """Tell all calls taken, in order."""
        return json_answer([asdict(record) for record in self._network.records()])

    def account(self, request: Request) -> Answer:
        """Tell the balance and the state of the key."""
        return json_answer(
            {
                "balance": str(self._account.balance),
                "currency": CURRENCY,
                "key_state": self._account.key_state.value,
            }
        )

    def change_account(self, request: Request) -> Answer:
        """Set the balance, the state of the key, or both."""
        try:
            wish = _wish(request.body)
            balance = _balance(wish["balance"]) if "balance" in wish else None
            state = _key_state(wish["key_state"]) if "key_state" in wish else None
        except ValueError as problem:
            return text_answer(str(problem), 400)
        self._account.change(balance, state)
        return self.account(request)


def _wish(body: bytes) -> dict[str, Any]:
    try:
        wish = json.loads(body)
    except (ValueError, RecursionError):
        raise ValueError("the body is not JSON") from None
    if not isinstance(wish, dict) or not wish or not wish.keys() <= {"balance", "key_state"}:
        raise ValueError('expected an object with "balance", "key_state" or both')
    return wish


def _balance(value: object) -> Decimal:
    try:
        balance = Decimal(value) if isinstance(value, str) else None
    except InvalidOperation:
        balance = None
    if balance is None or not balance.is_finite() or abs(balance) > _MOST_MONEY:
        raise ValueError('"balance" must be a sum written as a text, such as "12.50"')
    return balance


def _key_state(value: object) -> KeyState:
    if value not in _SETTABLE:
        raise ValueError(f'"key_state" must be one of: {", ".join(_SETTABLE)}')
    return KeyState(value)
