"""xml.php on the wire: texts to send at a moment, and to delete (contract, section 6). Pure."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from alphasms_desktop.domain.errors import Kind, Trouble
from alphasms_desktop.domain.exchange import Deletion, TextReceipt, TimedText
from alphasms_desktop.gateway.refusals import XML_MESSAGE_CODES, of_xml_message
from alphasms_desktop.gateway.scalars import as_count
from alphasms_desktop.gateway.wire_xml import (
    GATEWAY_ID,
    OWN_ID,
    found_by,
    package,
    quoted,
    read_package,
    written,
)
from alphasms_desktop.gateway.xml_reading import Element

_DELETED = "104"
_TAKEN = frozenset({"1", "100", "101", "102", "106", "110"})


def texts_request(key: str, texts: Iterable[TimedText]) -> bytes:
    """Return the package that sends texts; moments go out with their zone (section 6)."""
    return package(key, f"<message>{''.join(map(_msg, texts))}</message>")


def read_receipts(body: bytes, own_ids: Sequence[int]) -> list[TextReceipt | Trouble] | None:
    """Return what became of each id, in the order given.

    A trouble of kind ANSWER_LOST stands where a text may have been taken; any other kind means
    certainly not. None where it is no answer of the service; raises TroubleError for a package
    refused as a whole.
    """
    elements = read_package(body)
    if elements is None:
        return None
    found = found_by(elements, [str(one) for one in own_ids], OWN_ID)
    return [_receipt(one, found.get(str(one))) for one in own_ids]


def read_deletions(body: bytes, ids: Sequence[str], by: str) -> list[Deletion] | None:
    """Return what became of each wish to delete that the answer names.

    Only code 104 says deleted. None and TroubleError as for receipts.
    """
    elements = read_package(body)
    if elements is None:
        return None
    found = found_by(elements, ids, by)
    return [
        Deletion(one, found[one].text == _DELETED, f"XML {found[one].text}")
        for one in ids
        if one in found
    ]


def _receipt(own_id: int, element: Element | None) -> TextReceipt | Trouble:
    if element is None:
        return Trouble(Kind.ANSWER_LOST, "the answer does not name it")
    gateway_id = element.attribute(GATEWAY_ID)
    has_id = gateway_id not in {"", "0"}
    if element.text in _TAKEN:
        parts = as_count(element.attribute("sms_count"))
        return TextReceipt(own_id, gateway_id if has_id else None, parts)
    is_refusal = element.text in XML_MESSAGE_CODES or gateway_id == "0"
    if is_refusal and not has_id:
        return of_xml_message(element.text)
    return Trouble(Kind.ANSWER_LOST, f"XML {element.text}"[:200])


def _msg(text: TimedText) -> str:
    fields = {
        "id": str(text.own_id),
        "recipient": text.phone,
        "sender": text.sender,
        "type": "1" if text.is_flash else "0",
    }
    if text.begin_at is not None:
        fields["date_beg"] = _moment(text.begin_at)
    if text.give_up_at is not None:
        fields["date_end"] = _moment(text.give_up_at)
    attributes = " ".join(f"{name}={quoted(value)}" for name, value in fields.items())
    return f"<msg {attributes}>{written(text.text)}</msg>"


def _moment(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone means another one to the service")
    return moment.isoformat(timespec="seconds")
