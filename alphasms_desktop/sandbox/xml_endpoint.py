"""POST /api/xml.php: a package of commands, each answered below one package (section 6)."""

from collections.abc import Callable
from datetime import datetime
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from alphasms_desktop.sandbox.account import CURRENCY, Account, KeyState
from alphasms_desktop.sandbox.answer import Answer
from alphasms_desktop.sandbox.call import Call
from alphasms_desktop.sandbox.dates import read_date
from alphasms_desktop.sandbox.fate import Outcome, Phase
from alphasms_desktop.sandbox.phone_network import PhoneNetwork
from alphasms_desktop.sandbox.request import Request
from alphasms_desktop.sandbox.texts import Refusal, TextDesk, Wish
from alphasms_desktop.sandbox.xml_reading import read_xml

ERR_FORMAT = 201
ERR_THROTTLE = 212
KEY_CODES = {
    KeyState.MISSING: 202,
    KeyState.WRONG: 202,
    KeyState.BANNED: 205,
    KeyState.API_DISABLED: 209,
    KeyState.IP_DENIED: 210,
}
# The published codes are those of SMS: nothing tells busy from no answer for certain.
STATUS_CODES = {
    Phase.SCHEDULED: 100,
    Phase.QUEUED: 101,
    Phase.RINGING: 110,
    Phase.TALKING: 110,
    Outcome.ANSWERED: 102,
    Outcome.NO_ANSWER: 105,
    Outcome.BUSY: 103,
    Outcome.FAILED: 108,
    Outcome.DELETED: 104,
    Outcome.EXPIRED: 103,
}
TAKEN = 1
MESSAGE_ERR_ID = 201
MESSAGE_ERR_DELETE = 211
REFUSALS = {
    Refusal.ID: MESSAGE_ERR_ID,
    Refusal.SENDER: 202,
    Refusal.RECIPIENT: 203,
    Refusal.LENGTH: 204,
    Refusal.MONEY: 206,
    Refusal.DUPLICATE: 208,
    Refusal.DATE: 200,
}
_STRANGE = 777
_DATES = ("date_beg", "date_end")
_LANDLINE_CALL = "3"

Command = Callable[[Element, Element], None]


class XmlEndpoint:
    """Answers packages; a new command is a method and a line in `_commands`."""

    def __init__(self, account: Account, network: PhoneNetwork, desk: TextDesk) -> None:
        self._account = account
        self._network = network
        self._desk = desk
        self._commands: dict[str, tuple[str, Command]] = {
            "message": ("message", self._messages),
            "status": ("status", self._statuses),
            "delete": ("status", self._deletions),
            "balance": ("balance", self._balance),
            "prices": ("prices", self._prices),
        }

    def answer(self, request: Request) -> Answer:
        """Answer all commands of a package, or refuse the whole of it."""
        package = read_xml(request.body)
        if package is None or package.tag != "package":
            return refused(ERR_FORMAT)
        state = self._account.judge(package.get("key", "").strip(), request.peer)
        if state is not KeyState.OK:
            return refused(KEY_CODES[state])
        if len(package) == 0 or any(command.tag not in self._commands for command in package):
            return refused(ERR_FORMAT)
        root = Element("package")
        for command in package:
            wrapper, answer = self._commands[command.tag]
            answer(command, SubElement(root, wrapper))
        return _xml(root)

    def _messages(self, command: Element, answer: Element) -> None:
        for asked in command.iter("msg"):
            told = SubElement(answer, "msg")
            told.set("id", asked.get("id", "0"))
            sent = self._send(asked)
            if isinstance(sent, Refusal):
                told.set("sms_id", "0")
                told.set("sms_count", "0")
                told.text = str(REFUSALS[sent])
            else:
                told.set("sms_id", str(sent.id))
                told.set("sms_count", str(sent.order.parts))
                told.text = str(TAKEN)

    def _send(self, asked: Element) -> Call | Refusal:
        own_id = asked.get("id")
        number = None if own_id is None else _number(own_id)
        if own_id is not None and number is None:
            return Refusal.ID
        if asked.get("type", "0").strip() == _LANDLINE_CALL:
            return Refusal.RECIPIENT  # for landlines, and the simulated network has none
        phone = asked.get("recipient", "").strip().removeprefix("+")
        sender, text = asked.get("sender", "").strip(), (asked.text or "").strip()
        try:
            begins_at, gives_up_at = (read_date(asked.get(name, "")) for name in _DATES)
        except ValueError:
            return Refusal.DATE
        dated = Wish(number, phone, sender, text, begins_at=begins_at, gives_up_at=gives_up_at)
        return self._desk.send(dated)

    def _statuses(self, command: Element, answer: Element) -> None:
        for asked in command.iter("msg"):
            told, call = self._named(asked, answer)
            if call is not None:
                self._tell_status(call, told)

    def _deletions(self, command: Element, answer: Element) -> None:
        for asked in command.iter("msg"):
            told, call = self._named(asked, answer)
            if call is None:
                continue
            if self._network.delete(call):
                self._tell_status(call, told)
            else:
                told.text = str(MESSAGE_ERR_DELETE)

    def _named(self, asked: Element, answer: Element) -> tuple[Element, Call | None]:
        """Return the element that answers, and the message asked about, if there is one."""
        told = SubElement(answer, "msg")
        by_gateway = _number(asked.get("sms_id", ""))
        by_caller = _number(asked.get("id", ""))
        call = None
        if by_gateway is not None:
            call = self._network.find(by_gateway)
        elif by_caller is not None:
            call = self._network.find_own(by_caller)
        own_id = str(call.order.own_id or 0) if call else "0"
        told.set("id", asked.get("id", own_id))
        told.set("sms_id", str(call.id) if call else asked.get("sms_id", "0"))
        told.set("sms_count", str(call.order.parts) if call else "0")
        if call is None:
            told.text = str(MESSAGE_ERR_ID)
        return told, call

    def _tell_status(self, call: Call, told: Element) -> None:
        status = self._network.status(call)
        told.text = str(STATUS_CODES[status])
        if not isinstance(status, Outcome):
            return
        if self._network.scenario.strange_words:
            told.text = str(_STRANGE)
            return
        told.set("date_completed", _written(self._network.ended_at(call)))

    def _balance(self, command: Element, answer: Element) -> None:
        SubElement(answer, "amount").text = str(self._account.balance)
        SubElement(answer, "currency").text = CURRENCY

    def _prices(self, command: Element, answer: Element) -> None:
        for asked in command.iter("phone"):
            written = (asked.text or "").strip()
            price = self._desk.price_of(written.removeprefix("+"))
            told = SubElement(answer, "phone")
            told.set("price", str(price))
            told.set("currency", CURRENCY)
            told.text = written


def refused(code: int) -> Answer:
    """Refuse a whole package."""
    root = Element("package")
    SubElement(root, "error").text = str(code)
    return _xml(root)


def _written(moment: float) -> str:
    # Without a zone, as in the official example.
    return datetime.fromtimestamp(moment).strftime("%Y-%m-%dT%H:%M:%S")


def _number(text: str) -> int | None:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else None


def _xml(root: Element) -> Answer:
    body: bytes = ElementTree.tostring(root, "utf-8", xml_declaration=True)
    return Answer(body, "text/xml; charset=utf-8")
