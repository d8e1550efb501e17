"""GET or POST /api/http.php: one command a request, answered in lines of `name:value`.

Contract, section 5; without `version=http` the old protocol (section 0, fact 8).
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from urllib.parse import parse_qsl

from alphasms_desktop.sandbox.account import CURRENCY, Account, KeyState
from alphasms_desktop.sandbox.answer import Answer
from alphasms_desktop.sandbox.call import Call
from alphasms_desktop.sandbox.dates import read_date
from alphasms_desktop.sandbox.fate import Outcome, Phase
from alphasms_desktop.sandbox.form import read_form
from alphasms_desktop.sandbox.old_protocol import packed, unpacked
from alphasms_desktop.sandbox.phone_network import PhoneNetwork
from alphasms_desktop.sandbox.request import Request
from alphasms_desktop.sandbox.texts import Refusal, TextDesk, Wish

UNKNOWN_COMMAND = "Unknown command"
NOT_FOUND = "SMS not found"
WRONG_LOGIN = "Wrong login or password or key"
BAD_RECEIVER = "Please enter valid receiver phone number"
CODES = {
    Phase.SCHEDULED: (0, "В черзі"),
    Phase.QUEUED: (0, "В черзі"),
    Phase.RINGING: (1, "Відправляється"),
    Phase.TALKING: (2, "Відправлено"),
    Outcome.ANSWERED: (3, "Доставлено"),
    Outcome.NO_ANSWER: (96, "Помилка мережі"),
    Outcome.BUSY: (96, "Помилка мережі"),
    Outcome.FAILED: (99, "Помилка в номері"),
    Outcome.DELETED: (10, "Видалено"),
    Outcome.EXPIRED: (96, "Помилка мережі"),
}
"""The texts are those of the account's language: only the codes may be relied on."""

REFUSALS = {
    Refusal.ID: "Invalid id",
    Refusal.SENDER: "Invalid sender",
    Refusal.RECIPIENT: BAD_RECEIVER,
    Refusal.LENGTH: "Invalid message",
    Refusal.MONEY: "Insufficient funds",
    Refusal.DUPLICATE: "Duplicate id",
    Refusal.DATE: "Invalid date",
}
_STRANGE = (42, "На перерві")
_MOST_FIELDS = 50

Fields = dict[str, str]
Pairs = dict[str, str]


class CommandError(Exception):
    """The command fails; the text says why in the service's words."""


class HttpEndpoint:
    """Answers commands; a new one is a method and a line in `_commands`."""

    def __init__(self, account: Account, network: PhoneNetwork, desk: TextDesk) -> None:
        self._account = account
        self._network = network
        self._desk = desk
        self._commands: dict[str, Callable[[Fields], Pairs]] = {
            "send": self._send,
            "receive": self._receive,
            "balance": self._balance,
            "price": self._price,
            "delete": self._delete,
        }

    def answer(self, request: Request) -> Answer:
        """Answer one command, in the new form or, without `version=http`, in the old one."""
        fields = _fields(request)
        is_new = fields.get("version") == "http"
        pairs = self._pairs(fields if is_new else unpacked(fields), request.peer)
        if is_new:
            body = "".join(f"{name}:{value}\n" for name, value in pairs.items()).encode()
        else:
            body = packed(pairs)
        return Answer(body, "text/html; charset=utf-8")

    def _pairs(self, fields: Fields, peer: str) -> Pairs:
        if self._account.judge(fields.get("key", "").strip(), peer) is not KeyState.OK:
            return {"errors": WRONG_LOGIN}
        command = self._commands.get(fields.get("command", ""))
        if command is None:
            return {"errors": UNKNOWN_COMMAND}
        try:
            return command(fields)
        except CommandError as error:
            return {"errors": str(error)}

    def _send(self, fields: Fields) -> Pairs:
        phone = "".join(fields.get("to", "").split()).removeprefix("+")
        sender, text = fields.get("from", ""), fields.get("message", "")
        try:
            begins_at = read_date(fields.get("ask_date", ""))
        except ValueError:
            raise CommandError(REFUSALS[Refusal.DATE]) from None
        sent = self._desk.send(Wish(None, phone, sender, text, begins_at=begins_at))
        if isinstance(sent, Refusal):
            raise CommandError(REFUSALS[sent])
        return {"id": str(sent.id), "sms_count": str(sent.order.parts)}

    def _receive(self, fields: Fields) -> Pairs:
        call = self._call(fields)
        status = self._network.status(call)
        code, text = CODES[status]
        is_over = isinstance(status, Outcome)
        if is_over and self._network.scenario.strange_words:
            code, text = _STRANGE
        at = self._network.ended_at(call) if is_over else call.received_at
        moment = datetime.fromtimestamp(at, UTC).astimezone().isoformat(timespec="seconds")
        return {"status": text, "code": str(code), "status_time": moment}

    def _balance(self, fields: Fields) -> Pairs:
        # Float noise, as in the published example.
        return {"balance": repr(float(self._account.balance))}

    def _price(self, fields: Fields) -> Pairs:
        phone = "".join(fields.get("to", "").split()).removeprefix("+")
        price = self._desk.price_of(phone)
        if not price:
            raise CommandError(BAD_RECEIVER)
        return {"price": str(price), "currency": CURRENCY}

    def _delete(self, fields: Fields) -> Pairs:
        call = self._call(fields)
        if not self._network.delete(call):
            return self._receive(fields)
        return {"status": "Deleted", "code": "10"}

    def _call(self, fields: Fields) -> Call:
        number = fields.get("id", "").strip()
        is_number = number.isascii() and number.isdigit() and len(number) < 20
        call = self._network.find(int(number)) if is_number else None
        if call is None:
            raise CommandError(NOT_FOUND)
        return call


def _fields(request: Request) -> Fields:
    """Return the fields of the address and of a posted form; those of the form count more."""
    found: Fields = {}
    with suppress(ValueError):
        found.update(parse_qsl(request.query, True, max_num_fields=_MOST_FIELDS))
    found.update(read_form(request).texts)
    return found
