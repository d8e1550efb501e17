"""Texts, spoken texts, codes and their statuses by json.php, with ids of our own."""

from collections.abc import Callable, Sequence
from functools import partial

from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.exchange import (
    Balance,
    Code,
    OutgoingText,
    SpokenText,
    StatusAnswer,
    TextReceipt,
)
from alphasms_desktop.gateway import wire_json, wire_json_sends
from alphasms_desktop.gateway.conversation import JSON_TYPE, Conversation
from alphasms_desktop.gateway.own_ids import checked

_PATH = "/api/json.php"
_BALANCE_PATIENCE_S = 20.0


class JsonClient(Conversation):
    """What the service offers by its JSON interface (contract, section 4)."""

    def send_texts(
        self,
        texts: Sequence[OutgoingText],
        before_first_byte: Callable[[], None] | None = None,
    ) -> list[TextReceipt | Trouble]:
        """Send texts in one request (section 4.2, `sms`; sender `Voice` has them spoken).

        Returns a receipt or a trouble for each, in order: ANSWER_LOST where it may have been
        taken (ask `text_statuses` by its id first, repeat only with the same id), any other kind
        where it certainly was not. Raises TroubleError in the same two meanings for all of them,
        ValueError for ids out of range or repeated. How many fit a request is not published.
        """
        own_ids = checked([text.own_id for text in texts])
        write = partial(wire_json_sends.texts_request, texts=texts)
        return self._receipts(own_ids, write, before_first_byte)

    def speak_texts(
        self,
        texts: Sequence[SpokenText],
        before_first_byte: Callable[[], None] | None = None,
    ) -> list[TextReceipt | Trouble]:
        """Have texts spoken in calls by a voice of the service (section 4.2, `voice`).

        Answers and errors are those of `send_texts`. Keys pressed come by webhook only.
        """
        own_ids = checked([text.own_id for text in texts])
        write = partial(wire_json_sends.spoken_request, texts=texts)
        return self._receipts(own_ids, write, before_first_byte)

    def request_code_by_json(self, own_id: int, phone: str) -> Code:
        """Ask for a call telling a code (section 4.2, `call/otp`), with its price.

        The answer names no id. Raises TroubleError: ANSWER_LOST where the call may have been
        taken, any other kind where it certainly was not; ValueError for an id out of range.
        """
        checked([own_id])
        return self._send(
            _PATH,
            JSON_TYPE,
            lambda key: wire_json_sends.code_request(key, own_id, phone),
            wire_json_sends.read_code,
        )

    def text_statuses(self, own_ids: Sequence[int]) -> StatusAnswer:
        """Ask how texts stand by our own ids (section 4.2, `status`), all in one request.

        Raises TroubleError; a question can always be asked again.
        """
        if not own_ids:
            return StatusAnswer((), frozenset())
        return self._ask(
            _PATH,
            JSON_TYPE,
            lambda key: wire_json.status_request(key, own_ids),
            lambda body: wire_json.read_statuses(body, own_ids),
        )

    def balance_by_json(self) -> Balance:
        """Ask for the balance and its currency (section 4.2, `balance`); raises TroubleError."""
        return self._ask(
            _PATH,
            JSON_TYPE,
            wire_json.balance_request,
            wire_json.read_balance,
            _BALANCE_PATIENCE_S,
        )

    def _receipts(
        self,
        own_ids: Sequence[int],
        write: Callable[[str], bytes],
        before_first_byte: Callable[[], None] | None,
    ) -> list[TextReceipt | Trouble]:
        if not own_ids:
            return []
        return self._send(
            _PATH,
            JSON_TYPE,
            write,
            lambda body: wire_json_sends.read_receipts(body, own_ids),
            before_first_byte,
        )
