"""xml.php on the wire (contract, section 6): statuses by either id, balance, prices. Pure."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.exchange import Balance, PartPrice, StatusAnswer, StatusReport
from alphasms_desktop.domain.outcome import Delivery, delivery_of_xml, of_xml
from alphasms_desktop.gateway.dates import moment
from alphasms_desktop.gateway.matching import matched
from alphasms_desktop.gateway.refusals import XML_REQUEST_CODES, error_of, of_xml_request
from alphasms_desktop.gateway.scalars import as_decimal
from alphasms_desktop.gateway.xml_reading import Element, elements_in

GATEWAY_ID = "sms_id"
OWN_ID = "id"
REQUEST_ERRORS = {code: kind for code, (_, kind) in XML_REQUEST_CODES.items()}
_ERR_ID = "201"
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def status_request(key: str, ids: Iterable[str], by: str = GATEWAY_ID) -> bytes:
    """Return the package that asks how things stand, by the gateway's ids or by our own."""
    return package(key, f"<status>{_asked(ids, by)}</status>")


def balance_request(key: str) -> bytes:
    """Return the package that asks for the balance."""
    return package(key, "<balance/>")


def prices_request(key: str, phones: Iterable[str]) -> bytes:
    """Return the package that asks what one part of a text to each phone costs."""
    asked = "".join(f"<phone>{written(phone)}</phone>" for phone in phones)
    return package(key, f"<prices>{asked}</prices>")


def delete_request(key: str, ids: Iterable[str], by: str = GATEWAY_ID) -> bytes:
    """Return the package that asks for scheduled texts to be deleted."""
    return package(key, f"<delete>{_asked(ids, by)}</delete>")


def read_statuses(body: bytes) -> list[StatusReport] | None:
    """Return the statuses that name a gateway's id, or None where it is no answer of the service.

    Raises TroubleError for a request refused as a whole (`<error>CODE</error>`).
    """
    elements = read_package(body)
    if elements is None:
        return None
    reports = [_report(one) for one in messages(elements)]
    return [report for report in reports if report.gateway_id]


def read_status_answer(body: bytes, ids: Sequence[str], by: str) -> StatusAnswer | None:
    """Return the statuses of the ids asked; code 201 (ERR_ID) means an id not known here.

    None where it is no answer of the service; raises TroubleError like `read_statuses`.
    """
    elements = read_package(body)
    if elements is None:
        return None
    found = found_by(elements, ids, by)
    unknown = frozenset(one for one, element in found.items() if element.text == _ERR_ID)
    known = [element for one, element in found.items() if one not in unknown]
    return StatusAnswer(tuple(_report(element) for element in known), unknown)


def read_balance(body: bytes) -> Balance | None:
    """Return the balance in an answer, or None; raises TroubleError like `read_statuses`."""
    elements = read_package(body) or []
    texts = {one.name: one.text for one in elements}
    amount = as_decimal(texts.get("amount"))
    return None if amount is None else Balance(amount, texts.get("currency") or "UAH")


def read_prices(body: bytes, phones: Sequence[str]) -> list[PartPrice] | None:
    """Return the prices of the phones asked; one the answer does not name is missing."""
    elements = read_package(body)
    if elements is None:
        return None
    told = [one for one in elements if one.name == "phone"]
    found = matched([_digits(phone) for phone in phones], told, lambda one: _digits(one.text))
    prices = []
    for phone in phones:
        element = found.get(_digits(phone))
        price = as_decimal(element.attribute("price")) if element else None
        if element and price is not None:
            prices.append(PartPrice(phone, price, element.attribute("currency")))
    return prices


def read_package(body: bytes) -> list[Element] | None:
    """Return the elements of a package; raises TroubleError for one that holds an error."""
    elements = elements_in(body)
    error = next((one.text for one in elements or () if one.name == "error" and one.text), "")
    if error:
        raise error_of(of_xml_request(error))
    return elements


def messages(elements: Iterable[Element]) -> list[Element]:
    """Return the messages of an answer that have a code."""
    return [one for one in elements if one.text and one.name == "msg"]


def found_by(elements: Iterable[Element], ids: Sequence[str], by: str) -> dict[str, Element]:
    """Return the messages by the ids asked; an id of 0 is no id."""
    return matched(ids, messages(elements), lambda one: _id(one, by))


def package(key: str, inner: str) -> bytes:
    """Return the package around commands."""
    head = '<?xml version="1.0" encoding="utf-8"?>'
    return f"{head}<package key={quoted(key)}>{inner}</package>".encode()


def written(text: str) -> str:
    """Return a text as it may stand in XML; signs that XML cannot hold at all are left out."""
    return escape(_FORBIDDEN.sub("", text))


def quoted(text: str) -> str:
    """Return a text as an attribute, quotation marks included."""
    if text.isascii() and text.isalnum():
        return f'"{text}"'
    return quoteattr(_FORBIDDEN.sub("", text))


def _asked(ids: Iterable[str], by: str) -> str:
    each = list(ids)
    together = "".join(each)
    if together.isascii() and together.isalnum():
        return "".join([f'<msg {by}="{one}"/>' for one in each])
    return "".join([f"<msg {by}={quoted(one)}/>" for one in each])


def _report(element: Element) -> StatusReport:
    completed = element.attribute("date_completed")
    word, outcome, delivery = _meaning(element.text)
    told = (_id(element, GATEWAY_ID), word, outcome, _id(element, OWN_ID), delivery)
    if not completed:
        return StatusReport(*told)
    return StatusReport(*told, is_final=True, completed_at=moment(completed))


@lru_cache
def _meaning(code: str) -> tuple[str, State | None, Delivery]:
    """Return what a code is called, and what it means; an answer tells a few of them often."""
    return f"XML {code}", of_xml(code), delivery_of_xml(code)


def _id(element: Element, by: str) -> str:
    text = element.attributes.get(by, "")
    return "" if text == "0" else text


def _digits(phone: str) -> str:
    return "".join(sign for sign in phone if sign in "0123456789")
