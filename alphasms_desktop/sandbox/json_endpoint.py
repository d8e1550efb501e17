"""POST /api/json.php: an envelope of objects, each answered by its type (contract, section 4)."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from alphasms_desktop.sandbox.account import CURRENCY, Account, KeyState
from alphasms_desktop.sandbox.answer import Answer, json_answer
from alphasms_desktop.sandbox.call import Call
from alphasms_desktop.sandbox.fate import Outcome, Phase
from alphasms_desktop.sandbox.form_checks import RefusedError, is_phone
from alphasms_desktop.sandbox.otp_endpoint import OtpEndpoint
from alphasms_desktop.sandbox.phone_network import DuplicateError, PhoneNetwork
from alphasms_desktop.sandbox.request import Request
from alphasms_desktop.sandbox.texts import Refusal, TextDesk, Wish

ACCESS_DENIED = "Access denied"
BAD_SENDER = "Error in Alpha-name"
NO_OPERATOR = "Operator not supported"
# No text is published for these.
BAD_REQUEST = "Invalid request"
UNKNOWN_TYPE = "Unknown type"
UNKNOWN_ID = "Message not found"
REFUSALS = {
    Refusal.ID: "Invalid id",
    Refusal.SENDER: BAD_SENDER,
    Refusal.RECIPIENT: "Invalid phone",
    Refusal.LENGTH: "Invalid message",
    Refusal.MONEY: "Insufficient funds",
    Refusal.DUPLICATE: "Duplicate id",
    Refusal.DATE: "Invalid date",
}
WORDS = {
    Phase.SCHEDULED: "QUEUED",
    Phase.QUEUED: "QUEUED",
    Phase.RINGING: "ROUTING",
    Phase.TALKING: "ACCEPTED",
    Outcome.ANSWERED: "DELIVERED",
    Outcome.NO_ANSWER: "UNDELIVERABLE",
    Outcome.BUSY: "EXPIRED",
    Outcome.FAILED: "REJECTED",
    Outcome.DELETED: "DELETED",
    Outcome.EXPIRED: "EXPIRED",
}
_STRANGE = "ON VACATION"
_TYPES_TOLD = {"text": "sms", "spoken": "voice", "otp": "call/otp", "voice": "voice"}

Item = Mapping[str, Any]


class JsonEndpoint:
    """Answers envelopes; a new type is a method and a line in `_types`."""

    def __init__(
        self, account: Account, network: PhoneNetwork, desk: TextDesk, otp: OtpEndpoint
    ) -> None:
        self._account = account
        self._network = network
        self._desk = desk
        self._otp = otp
        self._types: dict[str, Callable[[Item], Item]] = {
            "balance": self._balance,
            "sms": self._sms,
            "voice": self._voice,
            "call/otp": self._code,
            "status": self._status,
            "hlr": self._hlr,
        }

    def answer(self, request: Request) -> Answer:
        """Answer all objects of an envelope in order, or refuse the whole of it."""
        envelope = read_envelope(request)
        if not self.is_let_in(envelope, request.peer):
            return _refused(ACCESS_DENIED)
        items = envelope.get("data")
        if not isinstance(items, list) or not items:
            return _refused(BAD_REQUEST)
        # Shown in the documentation as the failure of a whole request.
        if any(self._has_no_operator(item) for item in items):
            return _refused(NO_OPERATOR)
        return json_answer({"success": True, "data": [self._item(item) for item in items]})

    def is_let_in(self, envelope: Item, peer: str) -> bool:
        """Say whether the envelope's key will do."""
        key = envelope.get("auth")
        state = self._account.judge(key.strip() if isinstance(key, str) else "", peer)
        return state is KeyState.OK

    def send_sms(self, item: Item) -> Call | Refusal:
        """Take the text of an object of type sms."""
        return self._desk.send(
            Wish(
                _own_id(item),
                _phone(item),
                _text(item, "sms_signature"),
                _text(item, "sms_message"),
                hook=_text(item, "hook"),
            )
        )

    def _has_no_operator(self, item: object) -> bool:
        if not isinstance(item, dict) or item.get("type") != "call/otp":
            return False
        return not is_phone(self._network, _phone(item))

    def _item(self, item: object) -> Item:
        fields = item if isinstance(item, dict) else {}
        answer = self._types.get(str(fields.get("type", "")))
        return answer(fields) if answer else _failed(fields, UNKNOWN_TYPE)

    def _sms(self, item: Item) -> Item:
        return _taken(item, self.send_sms(item))

    def _voice(self, item: Item) -> Item:
        wish = Wish(
            _own_id(item),
            _phone(item),
            "",
            _text(item, "message"),
            is_spoken=True,
            asks_key=item.get("dtmf") in (True, 1, "true", "1"),
        )
        if not isinstance(item.get("voice"), dict):
            return _failed(item, BAD_REQUEST)
        return _taken(item, self._desk.send(wish))

    def _code(self, item: Item) -> Item:
        try:
            call = self._otp.call(_phone(item), _own_id(item))
        except RefusedError as refusal:
            return _failed(item, str(refusal))
        except DuplicateError:
            return _failed(item, REFUSALS[Refusal.DUPLICATE])
        data = {"code": call.order.code, "price": float(self._otp.price)}
        return {"success": True, "data": data}

    def _status(self, item: Item) -> Item:
        call = self._network.find_own(_own_id(item) or 0)
        if call is None:
            return _failed(item, UNKNOWN_ID)
        status = self._network.status(call)
        is_strange = self._network.scenario.strange_words and isinstance(status, Outcome)
        word = _STRANGE if is_strange else WORDS[status]
        kind = _TYPES_TOLD.get(call.order.kind, "sms")
        return {"success": True, "data": {"id": item.get("id"), "type": kind, "status": word}}

    def _hlr(self, item: Item) -> Item:
        phone = _phone(item)
        origin = {
            "name": "Sandbox Mobile",
            "prefix": phone[:5],
            "country": {"name": "Ukraine", "prefix": "380"},
        }
        data = {
            "phone": phone,
            "status": "DELIVERED" if is_phone(self._network, phone) else "UNDELIVERABLE",
            "imsi": "255000000000000",
            "mccmnc": "25500",
            "ported": False,
            "network": {"origin": origin, "ported": None},
        }
        return {"success": True, "data": data}

    def _balance(self, item: Item) -> Item:
        amount = float(self._account.balance)
        return {"success": True, "data": {"amount": amount, "currency": CURRENCY}}


def read_envelope(request: Request) -> Item:
    """Return the envelope; without the mandatory content type there is none, so no key either."""
    if request.content_type.partition(";")[0].strip().lower() != "application/json":
        return {}
    try:
        envelope = json.loads(request.body)
    except (ValueError, RecursionError):
        return {}
    return envelope if isinstance(envelope, dict) else {}


def _taken(item: Item, sent: Call | Refusal) -> Item:
    if isinstance(sent, Refusal):
        return _failed(item, REFUSALS[sent])
    data = {"id": item.get("id"), "msg_id": sent.id, "data": 1, "parts": sent.order.parts}
    return {"success": True, "data": data}


def _failed(item: Item, text: str) -> Item:
    named = {"id": item["id"]} if isinstance(item.get("id"), int | str) else {}
    return {"success": False, "error": text, "data": named}


def _own_id(item: Item) -> int | None:
    text = str(item.get("id", ""))
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else None


def _phone(item: Item) -> str:
    value = item.get("phone")
    return "".join(str(value).split()).removeprefix("+") if isinstance(value, int | str) else ""


def _text(item: Item, name: str) -> str:
    value = item.get(name)
    return value if isinstance(value, str) else ""


def _refused(text: str) -> Answer:
    return json_answer({"success": False, "error": text})
