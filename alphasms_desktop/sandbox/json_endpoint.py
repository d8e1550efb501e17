"""POST /api/json.php: an envelope of objects, each answered by its type."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from alphasms_desktop.sandbox.account import CURRENCY, Account, KeyState
from alphasms_desktop.sandbox.exchange import Answer, Request, json_answer

ACCESS_DENIED = "Access denied"
# No text is published for these two.
BAD_REQUEST = "Invalid request"
UNKNOWN_TYPE = "Unknown type"

Item = Mapping[str, Any]


class JsonEndpoint:
    """Answers envelopes; a new type is a method and a line in `_types`."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._types: dict[str, Callable[[Item], Item]] = {
            "balance": self._balance,
        }

    def answer(self, request: Request) -> Answer:
        """Answer all objects of an envelope in order, or refuse the whole of it."""
        envelope = _read(request)
        key = envelope.get("auth")
        if self._account.judge(key.strip() if isinstance(key, str) else "") is not KeyState.OK:
            return _refused(ACCESS_DENIED)
        items = envelope.get("data")
        if not isinstance(items, list) or not items:
            return _refused(BAD_REQUEST)
        return json_answer({"success": True, "data": [self._item(item) for item in items]})

    def _item(self, item: object) -> Item:
        fields = item if isinstance(item, dict) else {}
        answer = self._types.get(str(fields.get("type", "")))
        if answer is not None:
            return answer(fields)
        named = {"id": fields["id"]} if isinstance(fields.get("id"), int | str) else {}
        return {"success": False, "error": UNKNOWN_TYPE, "data": named}

    def _balance(self, item: Item) -> Item:
        amount = float(self._account.balance)
        return {"success": True, "data": {"amount": amount, "currency": CURRENCY}}


def _read(request: Request) -> Item:
    """Return the envelope; without the mandatory content type there is none, so no key either."""
    if request.content_type.partition(";")[0].strip().lower() != "application/json":
        return {}
    try:
        envelope = json.loads(request.body)
    except (ValueError, RecursionError):
        return {}
    return envelope if isinstance(envelope, dict) else {}


def _refused(text: str) -> Answer:
    return json_answer({"success": False, "error": text})
