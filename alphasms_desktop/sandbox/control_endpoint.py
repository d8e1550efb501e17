"""/_sandbox/...: what the sandbox tells of itself, and how errors are called up."""

import json
from dataclasses import asdict
from decimal import Decimal, InvalidOperation
from typing import Any

from alphasms_desktop.sandbox.account import CURRENCY, Account, KeyState
from alphasms_desktop.sandbox.answer import Answer, json_answer, text_answer
from alphasms_desktop.sandbox.faults import Fault, Faults
from alphasms_desktop.sandbox.phone_network import PhoneNetwork
from alphasms_desktop.sandbox.request import Request

_MOST_MONEY = Decimal(10) ** 12
_MOST_TIMES = 1000
_SETTABLE = [state.value for state in KeyState if state is not KeyState.MISSING]


class ControlEndpoint:
    """The side of the sandbox that AlphaSMS does not have."""

    def __init__(self, account: Account, network: PhoneNetwork, faults: Faults) -> None:
        self._account = account
        self._network = network
        self._faults = faults

    def calls(self, request: Request) -> Answer:
        """Tell all calls and texts taken, in order."""
        return json_answer([asdict(record) for record in self._network.records()])

    def account(self, request: Request) -> Answer:
        """Tell the balance, the state of the key, and the addresses let in (none: all)."""
        return json_answer(
            {
                "balance": str(self._account.balance),
                "currency": CURRENCY,
                "key_state": self._account.key_state.value,
                "allow": self._account.allowed,
            }
        )

    def change_account(self, request: Request) -> Answer:
        """Set the balance, the state of the key, the addresses let in, or some of them."""
        try:
            wish = _wish(request.body, {"balance", "key_state", "allow"})
            balance = _balance(wish["balance"]) if "balance" in wish else None
            state = _key_state(wish["key_state"]) if "key_state" in wish else None
            allowed = _addresses(wish["allow"]) if "allow" in wish else None
        except ValueError as problem:
            return text_answer(str(problem), 400)
        self._account.change(balance, state, allowed)
        return self.account(request)

    def order_fault(self, request: Request) -> Answer:
        """Have the next requests to a path suffer a fault."""
        try:
            wish = _wish(request.body, {"path", "fault", "times"})
            times = wish.get("times", 1)
            if wish.get("fault") not in list(Fault):
                raise ValueError(f'"fault" must be one of: {", ".join(Fault)}')
            if not isinstance(times, int) or not 0 < times <= _MOST_TIMES:
                raise ValueError(f'"times" must be a number up to {_MOST_TIMES}')
            self._faults.order(str(wish.get("path", "")), Fault(wish["fault"]), times)
        except ValueError as problem:
            return text_answer(str(problem), 400)
        return json_answer({"ordered": times})


def _wish(body: bytes, names: set[str]) -> dict[str, Any]:
    try:
        wish = json.loads(body)
    except (ValueError, RecursionError):
        raise ValueError("the body is not JSON") from None
    if not isinstance(wish, dict) or not wish or not wish.keys() <= names:
        raise ValueError(f"expected an object with some of: {', '.join(sorted(names))}")
    return wish


def _addresses(value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise ValueError('"allow" must be a list of addresses')
    return value


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
