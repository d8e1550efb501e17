"""AlphaSms: the service's capabilities as typed methods; every failure is a TroubleError."""

import secrets
from collections.abc import Callable, Sequence
from typing import TypeVar

from alphasms_desktop.domain.address import ServiceAddress
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.exchange import Balance, HookReport, Receipt, StatusReport
from alphasms_desktop.gateway import wire_json, wire_voice, wire_xml
from alphasms_desktop.gateway.decision import VERDICTS, Happened, of_status
from alphasms_desktop.gateway.exchange import Answer, BrokenExchangeError, Exchanges

_BALANCE_PATIENCE_S = 20.0
_Read = TypeVar("_Read")


class AlphaSms:
    """The client of one account; any thread may use it.

    The key is held here alone: it goes into bodies, never into an address, a log or a `repr`.
    """

    def __init__(self, address: ServiceAddress, key: str, uploads: int = 4) -> None:
        self._key = key
        self._exchanges = Exchanges(address, uploads)
        self._boundary = f"alphasms-{secrets.token_hex(16)}"

    def __repr__(self) -> str:
        return "AlphaSms(…)"

    def close(self) -> None:
        """Close every connection."""
        self._exchanges.close()

    def place(
        self,
        phone: str,
        audio: bytes,
        hook: str | None,
        collect_keys: bool,
        before_first_byte: Callable[[], None],
    ) -> Receipt:
        """Ask for one call that plays a WAV (contract, section 2: POST /api/voice.php).

        `phone` is E.164, `audio` the whole file, `hook` a full URL or None. The receipt holds the
        gateway's id and the price in the account's currency. `before_first_byte` may raise to
        keep the call from leaving. Raises TroubleError: ANSWER_LOST where the call may have been
        taken, any other kind where it certainly was not.
        """
        form = wire_voice.voice_form(self._key, phone, audio, self._boundary, hook, collect_keys)
        try:
            answer = self._exchanges.upload("/api/voice.php", form, before_first_byte)
        except BrokenExchangeError as error:
            raise TroubleError(VERDICTS[error.happened].placing, error.detail) from error
        receipt = wire_voice.read_answer(answer.body)
        if receipt is None:
            happened = of_status(answer.status)
            raise TroubleError(VERDICTS[happened].placing, _described(happened, answer))
        return receipt

    def statuses(self, gateway_ids: Sequence[str]) -> list[StatusReport]:
        """Ask how calls stand (contract, section 6: XML `status` by `sms_id`), all in one request.

        Ids the service does not mention are missing from the answer. Raises TroubleError; a
        question can always be asked again.
        """
        asked = wire_xml.status_request(self._key, gateway_ids)
        return self._ask("/api/xml.php", asked, "text/xml", wire_xml.read_statuses)

    def balance(self) -> Balance:
        """Ask for the balance (contract, section 4.2: JSON `balance`).

        JSON says only "Access denied" of a key that is refused; XML (section 6) tells a wrong key
        from a closed API and a foreign address, so then it is asked too. Raises TroubleError.
        """
        try:
            return self._ask(
                "/api/json.php",
                wire_json.balance_request(self._key),
                "application/json",
                wire_json.read_balance,
                _BALANCE_PATIENCE_S,
            )
        except TroubleError as error:
            if error.trouble.kind is not Kind.ACCESS_DENIED:
                raise
            self._raise_the_finer_reason()
            raise

    def read_hook(self, body: str) -> HookReport | None:
        """Return what a webhook tells (contract, section 2), or None where it tells nothing."""
        return wire_voice.read_hook(body)

    def _raise_the_finer_reason(self) -> None:
        asked = wire_xml.balance_request(self._key)
        try:
            self._ask("/api/xml.php", asked, "text/xml", wire_xml.read_balance, _BALANCE_PATIENCE_S)
        except TroubleError as finer:
            if finer.trouble.kind in wire_xml.REQUEST_ERRORS.values():
                raise

    def _ask(
        self,
        path: str,
        body: bytes,
        content_type: str,
        read: Callable[[bytes], _Read | None],
        patience_s: float = 60.0,
    ) -> _Read:
        try:
            answer = self._exchanges.ask(path, body, content_type, patience_s)
        except BrokenExchangeError as error:
            raise TroubleError(VERDICTS[error.happened].asking, error.detail) from error
        told = read(answer.body)
        if told is None:
            happened = of_status(answer.status)
            raise TroubleError(VERDICTS[happened].asking, _described(happened, answer))
        return told


def _described(happened: Happened, answer: Answer) -> str:
    return f"{happened} (HTTP {answer.status}, {len(answer.body)} bytes)"
