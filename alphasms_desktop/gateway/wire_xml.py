"""The XML interface on the wire (contract, section 6): status by `sms_id`, balance. Pure.

Answers are read as a flat list of elements, since the element around `msg` differs between the
text, the example and the clients. A document type, and with it every entity, is refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.exchange import Balance, StatusReport
from alphasms_desktop.domain.outcome import of_xml
from alphasms_desktop.gateway.scalars import as_decimal

REQUEST_ERRORS: dict[str, Kind] = {
    "200": Kind.UNKNOWN_TEXT,
    "201": Kind.UNKNOWN_TEXT,
    "202": Kind.WRONG_KEY,
    "205": Kind.BANNED,
    "209": Kind.API_DISABLED,
    "210": Kind.IP_DENIED,
    "212": Kind.THROTTLED,
}


@dataclass
class _Element:
    name: str
    attributes: dict[str, str]
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.texts).strip()


def status_request(key: str, gateway_ids: Sequence[str]) -> bytes:
    """Return the package that asks how calls stand, by the gateway's own ids."""
    asked = "".join(f"<msg sms_id={quoteattr(one)}/>" for one in gateway_ids)
    return _package(key, f"<status>{asked}</status>")


def balance_request(key: str) -> bytes:
    """Return the package that asks for the balance."""
    return _package(key, "<balance/>")


def read_statuses(body: bytes) -> list[StatusReport] | None:
    """Return the statuses in an answer, or None where it is no answer of the service.

    Raises TroubleError for a request refused as a whole (`<error>CODE</error>`).
    """
    elements = _read(body)
    if elements is None:
        return None
    return [
        StatusReport(one.attributes["sms_id"].strip(), f"XML {one.text}", of_xml(one.text))
        for one in elements
        if one.name == "msg" and one.attributes.get("sms_id", "").strip() and one.text
    ]


def read_balance(body: bytes) -> Balance | None:
    """Return the balance in an answer, or None; raises TroubleError like `read_statuses`."""
    elements = _read(body) or []
    texts = {one.name: one.text for one in elements}
    amount = as_decimal(texts.get("amount"))
    return None if amount is None else Balance(amount, texts.get("currency") or "UAH")


def _package(key: str, inner: str) -> bytes:
    head = '<?xml version="1.0" encoding="utf-8"?>'
    return f"{head}<package key={quoteattr(key)}>{inner}</package>".encode()


def _read(body: bytes) -> list[_Element] | None:
    elements = _elements(body)
    if not elements or elements[0].name != "package":
        return None
    error = next((one.text for one in elements if one.name == "error"), "")
    if error:
        raise TroubleError(REQUEST_ERRORS.get(error, Kind.UNKNOWN_TEXT), f"XML {error}"[:200])
    return elements


def _elements(body: bytes) -> list[_Element] | None:
    found: list[_Element] = []
    open_now: list[_Element] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        element = _Element(name.lower(), {key.lower(): one for key, one in attributes.items()})
        found.append(element)
        open_now.append(element)

    def end(_name: str) -> None:
        open_now.pop()

    def text(data: str) -> None:
        if open_now:
            open_now[-1].texts.append(data)

    def refuse(*_: object) -> None:
        raise ValueError("a document type")

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(body, True)
    except (expat.ExpatError, ValueError, LookupError):
        return None
    return found
