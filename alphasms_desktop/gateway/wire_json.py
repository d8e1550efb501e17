"""The JSON interface on the wire (contract, section 4): for now the balance. Pure."""

import json

from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.exchange import Balance
from alphasms_desktop.gateway.scalars import as_decimal, as_text

_ACCESS_DENIED = "access denied"


def balance_request(key: str) -> bytes:
    """Return the body that asks for the balance."""
    return json.dumps({"auth": key, "data": [{"type": "balance"}]}).encode()


def read_balance(body: bytes) -> Balance | None:
    """Return the balance in an answer, or None where it cannot be read as one.

    Raises TroubleError(ACCESS_DENIED) for a refused key, UNKNOWN_TEXT for any other error.
    """
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(answer, dict):
        return None
    items = answer.get("data")
    item = items[0] if isinstance(items, list) and items else {}
    item = item if isinstance(item, dict) else {}
    error = as_text(answer.get("error")) or as_text(item.get("error"))
    if error:
        denied = error.casefold() == _ACCESS_DENIED
        raise TroubleError(Kind.ACCESS_DENIED if denied else Kind.UNKNOWN_TEXT, error[:500])
    data = item.get("data")
    amount = as_decimal(data.get("amount")) if isinstance(data, dict) else None
    if amount is None or not isinstance(data, dict):
        return None
    return Balance(amount, as_text(data.get("currency")) or "UAH")
