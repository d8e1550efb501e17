"""http.php on the wire (contract, section 5): status, balance, price, delete. Pure.

Requests are POST forms: a GET would leave the key in logs. `version=http` goes with each, since
without it an older protocol answers.
"""

import re
from urllib.parse import urlencode

from alphasms_desktop.domain.exchange import (
    Balance,
    Deletion,
    PartPrice,
    StatusAnswer,
    StatusReport,
)
from alphasms_desktop.domain.outcome import delivery_of_http, of_http
from alphasms_desktop.gateway.dates import moment
from alphasms_desktop.gateway.json_reading import LONGEST_ANSWER
from alphasms_desktop.gateway.refusals import SMS_NOT_FOUND, error_of, trouble_of
from alphasms_desktop.gateway.scalars import as_decimal, as_text

_NAMES = "status_time|status|code|balance|price|currency|id|sms_count|smd_count"
_ERROR = re.compile(r"^[ \t]*errors?:(.*)$", re.MULTILINE | re.IGNORECASE)
_BEGIN = re.compile(rf"\s*(?:errors?|{_NAMES}):", re.IGNORECASE)
_NAME = re.compile(rf"(?:(?<=\s)|^)({_NAMES}):", re.IGNORECASE)
_DELETED = "10"
_LONGEST = 4000


def request(key: str, command: str, **fields: str) -> bytes:
    """Return the form of a command."""
    form = {"version": "http", "key": key, "command": command, **fields}
    return urlencode(form, errors="replace").encode()


def status_request(key: str, gateway_id: str) -> bytes:
    """Return the form that asks how one text or call stands, by the gateway's id."""
    return request(key, "receive", id=gateway_id)


def balance_request(key: str) -> bytes:
    """Return the form that asks for the balance."""
    return request(key, "balance")


def price_request(key: str, phone: str) -> bytes:
    """Return the form that asks what one part of a text to a phone costs."""
    return request(key, "price", to=phone.removeprefix("+"))


def delete_request(key: str, gateway_id: str) -> bytes:
    """Return the form that asks for a scheduled text to be deleted."""
    return request(key, "delete", id=gateway_id)


def read_status(body: bytes, gateway_id: str) -> StatusAnswer | None:
    """Return the status told; `SMS not found` means an id not known here, and no more.

    The word in `status` is in the account's language, so `code` decides. None where it is no
    answer of the service; raises TroubleError for any other `errors:`.
    """
    answer = _answer(body)
    if answer is None:
        return None
    errors, told = answer
    if _is_not_found(errors):
        return StatusAnswer((), frozenset({gateway_id}))
    _raise_for(errors)
    code = told.get("code", "")
    if not code:
        return None
    report = StatusReport(
        gateway_id=gateway_id,
        word=as_text(f"HTTP {code} {told.get('status', '')}"),
        outcome=of_http(code),
        delivery=delivery_of_http(code),
        completed_at=moment(told.get("status_time", "")),
    )
    return StatusAnswer((report,), frozenset())


def read_balance(body: bytes) -> Balance | None:
    """Return the balance told, which names no currency; None and TroubleError as for a status."""
    amount = as_decimal(_read(body).get("balance"))
    return None if amount is None else Balance(amount, "")


def read_price(body: bytes, phone: str) -> PartPrice | None:
    """Return the price told; None and TroubleError as for a status."""
    told = _read(body)
    price = as_decimal(told.get("price"))
    return None if price is None else PartPrice(phone, price, told.get("currency", ""))


def read_deletion(body: bytes, gateway_id: str) -> Deletion | None:
    """Return what became of a wish to delete; only code 10 says deleted.

    `SMS not found` is no trouble here; None and TroubleError as for a status.
    """
    answer = _answer(body)
    if answer is None:
        return None
    errors, told = answer
    if _is_not_found(errors):
        return Deletion(gateway_id, False, as_text(errors[0]))
    _raise_for(errors)
    code = told.get("code", "")
    word = as_text(f"HTTP {code} {told.get('status', '')}")
    return Deletion(gateway_id, code == _DELETED, word) if code else None


def _read(body: bytes) -> dict[str, str]:
    errors, told = _answer(body) or ([], {})
    _raise_for(errors)
    return told


def _answer(body: bytes) -> tuple[list[str], dict[str, str]] | None:
    """Return the errors and the pairs of an answer: on lines, or on one line with blanks."""
    if len(body) > LONGEST_ANSWER:
        return None
    text = body[:_LONGEST].decode("utf-8", "replace").removeprefix("\ufeff")
    if not _BEGIN.match(text):
        return None
    errors = [as_text(error) for error in _ERROR.findall(text)]
    pieces = _NAME.split(_ERROR.sub("", text))
    names, values = pieces[1::2], pieces[2::2]
    told: dict[str, str] = {}
    for name, value in zip(names, values, strict=True):
        told.setdefault(name.lower(), as_text(value))
    return errors, told


def _is_not_found(errors: list[str]) -> bool:
    return bool(errors) and all(error.casefold() == SMS_NOT_FOUND for error in errors)


def _raise_for(errors: list[str]) -> None:
    if errors:
        raise error_of(trouble_of(errors))
