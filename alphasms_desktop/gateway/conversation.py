"""Asking and sending, the same for all four interfaces: what cannot be read becomes a trouble."""

from collections.abc import Callable
from typing import TypeVar

from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.gateway.breaks import BrokenExchangeError
from alphasms_desktop.gateway.content import Form, Small
from alphasms_desktop.gateway.decision import VERDICTS, Happened, Verdict, of_status
from alphasms_desktop.gateway.exchange import Answer, Exchanges
from alphasms_desktop.gateway.secret import HIDDEN, Secret

JSON_TYPE = "application/json"
XML_TYPE = "text/xml"
FORM_TYPE = "application/x-www-form-urlencoded"

_Read = TypeVar("_Read")


class Conversation:
    """What every interface of one account shares: the exchanges and the key."""

    def __init__(self, exchanges: Exchanges, secret: Secret) -> None:
        self._exchanges = exchanges
        self._secret = secret

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"

    def _ask(
        self,
        path: str,
        content_type: str,
        write: Callable[[str], bytes],
        read: Callable[[bytes], _Read | None],
        patience_s: float | None = None,
    ) -> _Read:
        content = self._written(write, content_type)
        return _told(lambda: self._exchanges.ask(path, content, patience_s), read, _asking)

    def _send(
        self,
        path: str,
        content_type: str,
        write: Callable[[str], bytes],
        read: Callable[[bytes], _Read | None],
        before_first_byte: Callable[[], None] | None = None,
    ) -> _Read:
        content = self._written(write, content_type)
        return _told(lambda: self._exchanges.send(path, content, before_first_byte), read, _sending)

    def _upload(
        self,
        path: str,
        form: Form,
        before_first_byte: Callable[[], None],
        read: Callable[[bytes], _Read | None],
    ) -> _Read:
        return _told(lambda: self._exchanges.upload(path, form, before_first_byte), read, _placing)

    def _written(self, write: Callable[[str], bytes], content_type: str) -> Small:
        note = write(HIDDEN).decode("utf-8", "replace")
        return Small(write(self._secret.reveal()), content_type, note)


def _told(
    exchange: Callable[[], Answer],
    read: Callable[[bytes], _Read | None],
    kind_of: Callable[[Verdict], Kind],
) -> _Read:
    try:
        answer = exchange()
    except BrokenExchangeError as error:
        raise TroubleError(kind_of(VERDICTS[error.happened]), error.detail) from error
    told = read(answer.body)
    if told is None:
        happened = of_status(answer.status)
        raise TroubleError(kind_of(VERDICTS[happened]), _described(happened, answer))
    return told


def _asking(verdict: Verdict) -> Kind:
    return verdict.asking


def _sending(verdict: Verdict) -> Kind:
    return verdict.sending


def _placing(verdict: Verdict) -> Kind:
    return verdict.placing


def _described(happened: Happened, answer: Answer) -> str:
    return f"{happened} (HTTP {answer.status}, {len(answer.body)} bytes)"
