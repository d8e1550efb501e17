"""POST /api/xml.php: a package of commands, each answered below one package."""

from collections.abc import Callable
from datetime import datetime
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from alphasms_desktop.sandbox.account import CURRENCY, Account, KeyState
from alphasms_desktop.sandbox.exchange import Answer, Request
from alphasms_desktop.sandbox.fate import Outcome, Phase
from alphasms_desktop.sandbox.phone_network import PhoneNetwork
from alphasms_desktop.sandbox.xml_reading import read_xml

ERR_FORMAT = 201
KEY_CODES = {
    KeyState.MISSING: 202,
    KeyState.WRONG: 202,
    KeyState.BANNED: 205,
    KeyState.API_DISABLED: 209,
    KeyState.IP_DENIED: 210,
}
# The published codes are those of SMS: busy and no answer are both "undeliverable".
STATUS_CODES = {
    Phase.QUEUED: 101,
    Phase.RINGING: 110,
    Phase.TALKING: 110,
    Outcome.ANSWERED: 102,
    Outcome.NO_ANSWER: 105,
    Outcome.BUSY: 105,
    Outcome.FAILED: 108,
}
MESSAGE_ERR_ID = 201

Command = Callable[[Element, Element], None]


class XmlEndpoint:
    """Answers packages; a new command is a method and a line in `_commands`."""

    def __init__(self, account: Account, network: PhoneNetwork) -> None:
        self._account = account
        self._network = network
        self._commands: dict[str, Command] = {
            "status": self._status,
            "balance": self._balance,
        }

    def answer(self, request: Request) -> Answer:
        """Answer all commands of a package, or refuse the whole of it."""
        package = read_xml(request.body)
        if package is None or package.tag != "package":
            return _refused(ERR_FORMAT)
        state = self._account.judge(package.get("key", "").strip())
        if state is not KeyState.OK:
            return _refused(KEY_CODES[state])
        if len(package) == 0 or any(command.tag not in self._commands for command in package):
            return _refused(ERR_FORMAT)
        root = Element("package")
        for command in package:
            self._commands[command.tag](command, SubElement(root, command.tag))
        return _xml(root)

    def _status(self, command: Element, answer: Element) -> None:
        for asked in command.iter("msg"):
            self._message_status(asked, SubElement(answer, "msg"))

    def _message_status(self, asked: Element, told: Element) -> None:
        told.set("id", asked.get("id", "0"))
        told.set("sms_id", asked.get("sms_id", "0"))
        call_id = _number(asked.get("sms_id", ""))
        call = None if call_id is None else self._network.find(call_id)
        if call is None:
            told.set("sms_count", "0")
            told.text = str(MESSAGE_ERR_ID)
            return
        status = call.status_at(self._network.now())
        told.set("sms_count", "1")
        told.text = str(STATUS_CODES[status])
        if isinstance(status, Outcome):
            told.set("date_completed", _written(call.ends_at))

    def _balance(self, command: Element, answer: Element) -> None:
        SubElement(answer, "amount").text = str(self._account.balance)
        SubElement(answer, "currency").text = CURRENCY


def _written(moment: float) -> str:
    # Without a zone, as in the official example.
    return datetime.fromtimestamp(moment).strftime("%Y-%m-%dT%H:%M:%S")


def _number(text: str) -> int | None:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else None


def _refused(code: int) -> Answer:
    root = Element("package")
    SubElement(root, "error").text = str(code)
    return _xml(root)


def _xml(root: Element) -> Answer:
    body: bytes = ElementTree.tostring(root, "utf-8", xml_declaration=True)
    return Answer(body, "text/xml; charset=utf-8")
