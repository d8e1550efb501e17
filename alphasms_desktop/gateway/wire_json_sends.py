"""json.php on the wire: texts, spoken texts and codes to send (contract, section 4.2). Pure."""

from collections.abc import Sequence

from alphasms_desktop.domain.code import SecretCode
from alphasms_desktop.domain.errors import Kind, Trouble
from alphasms_desktop.domain.exchange import Code, OutgoingText, SpokenText, TextReceipt
from alphasms_desktop.gateway import wire_json
from alphasms_desktop.gateway.matching import matched
from alphasms_desktop.gateway.refusals import error_of, trouble_of
from alphasms_desktop.gateway.scalars import as_code, as_count, as_decimal, as_id
from alphasms_desktop.gateway.wire_json import Item


def texts_request(key: str, texts: Sequence[OutgoingText]) -> bytes:
    """Return the body that sends texts (`sms`); what is off is left out."""
    return wire_json.request(key, [_sms(text) for text in texts])


def spoken_request(key: str, texts: Sequence[SpokenText]) -> bytes:
    """Return the body that has texts spoken in calls (`voice`); `dtmf` is always said."""
    return wire_json.request(key, [_voice(text) for text in texts])


def code_request(key: str, own_id: int, phone: str) -> bytes:
    """Return the body that asks for a call telling a code (`call/otp`), one to a request."""
    return wire_json.request(key, [{"type": "call/otp", "id": own_id, "phone": number_of(phone)}])


def read_receipts(body: bytes, own_ids: Sequence[int]) -> list[TextReceipt | Trouble] | None:
    """Return what became of each id, in the order given.

    A trouble of kind ANSWER_LOST stands where a text may have been taken: no item of the answer
    is about it, or its item contradicts itself. Any other kind means certainly not taken. None
    where it is no answer of the service; raises TroubleError for a whole refusal.
    """
    items = wire_json.read_items(body)
    if items is None:
        return None
    found = matched([str(one) for one in own_ids], items, lambda item: item.id)
    return [_receipt(one, found.get(str(one))) for one in own_ids]


def read_code(body: bytes) -> Code | None:
    """Return the code told by a call and its price, or None where there is none to be read.

    Raises TroubleError where the call was refused, as a whole or as an item.
    """
    items = wire_json.read_items(body)
    if not items:
        return None
    first = items[0]
    digits = as_code(first.data.get("code"))
    if first.is_refused and digits is None:
        raise error_of(trouble_of(first.errors))
    if digits is None or first.is_refused:
        return None
    gateway_id = as_id(first.data.get("msg_id")) or None
    return Code(SecretCode(digits), gateway_id, as_decimal(first.data.get("price")))


def number_of(phone: str) -> int:
    """Return an E.164 phone as the number the documents show (section 4.2)."""
    return int(phone.removeprefix("+"))


def _receipt(own_id: int, item: Item | None) -> TextReceipt | Trouble:
    if item is None:
        return Trouble(Kind.ANSWER_LOST, "the answer does not name it")
    gateway_id = as_id(item.data.get("msg_id"))
    says_yes = item.success is True or (item.success is None and bool(gateway_id))
    if says_yes and not item.errors:
        return TextReceipt(own_id, gateway_id or None, as_count(item.data.get("parts")))
    if item.is_refused and not gateway_id:
        return trouble_of(item.errors)
    return Trouble(Kind.ANSWER_LOST, "; ".join(item.errors) or "neither taken nor refused")


def _sms(text: OutgoingText) -> dict[str, object]:
    fields: dict[str, object] = {
        "type": "sms",
        "id": text.own_id,
        "phone": number_of(text.phone),
        "sms_signature": text.sender,
        "sms_message": text.text,
    }
    if text.lifetime_s is not None:
        fields["sms_lifetime"] = text.lifetime_s
    if text.shortens_links:
        fields["short_link"] = True
    if text.adds_unsubscribe_link:
        fields["unsubscribe_link"] = True
    if text.hook:
        fields["hook"] = text.hook
    return fields


def _voice(text: SpokenText) -> dict[str, object]:
    voice = text.voice
    return {
        "type": "voice",
        "id": text.own_id,
        "phone": number_of(text.phone),
        "message": text.text,
        "voice": {"gender": voice.gender, "language": voice.language, "name": voice.name},
        "dtmf": text.collect_keys,
    }
