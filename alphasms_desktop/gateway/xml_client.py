"""Statuses by either id, prices, scheduled texts and the balance by xml.php."""

from collections.abc import Sequence

from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.exchange import (
    Balance,
    Deletion,
    PartPrice,
    StatusAnswer,
    StatusReport,
    TextReceipt,
    TimedText,
)
from alphasms_desktop.gateway import wire_xml, wire_xml_sends
from alphasms_desktop.gateway.conversation import XML_TYPE, Conversation
from alphasms_desktop.gateway.own_ids import checked

_PATH = "/api/xml.php"
_BALANCE_PATIENCE_S = 20.0


class XmlClient(Conversation):
    """What the service offers by its XML interface (contract, section 6)."""

    def statuses(self, gateway_ids: Sequence[str]) -> list[StatusReport]:
        """Ask how calls stand (`status` by `sms_id`), all in one request.

        Ids the service does not mention are missing from the answer; one it says it does not know
        is reported with the word `XML 201`. Raises TroubleError; a question can always be asked
        again.
        """
        return self._ask(
            _PATH,
            XML_TYPE,
            lambda key: wire_xml.status_request(key, gateway_ids),
            wire_xml.read_statuses,
        )

    def status_of(self, gateway_ids: Sequence[str]) -> StatusAnswer:
        """Ask as `statuses` does, and tell the ids this source does not know from the others."""
        return self._statuses(gateway_ids, wire_xml.GATEWAY_ID)

    def statuses_by_own_id(self, own_ids: Sequence[int]) -> StatusAnswer:
        """Ask how texts stand (`status` by `id`); raises TroubleError."""
        return self._statuses([str(one) for one in own_ids], wire_xml.OWN_ID)

    def prices(self, phones: Sequence[str]) -> list[PartPrice]:
        """Ask what one part of a text to each phone costs (`prices`), in the currency told.

        A phone the answer does not name is missing. Raises TroubleError. There is no price of a
        call to be asked for.
        """
        if not phones:
            return []
        return self._ask(
            _PATH,
            XML_TYPE,
            lambda key: wire_xml.prices_request(key, phones),
            lambda body: wire_xml.read_prices(body, phones),
        )

    def send_texts_by_xml(self, texts: Sequence[TimedText]) -> list[TextReceipt | Trouble]:
        """Send texts at a moment of their own (`message`), all in one request.

        Returns a receipt or a trouble for each, in order: ANSWER_LOST where it may have been
        taken (so too for a repeated id, code 208), any other kind where it certainly was not.
        Raises TroubleError in the same two meanings for all of them, ValueError for ids out of
        range or repeated and for a moment without a zone.
        """
        own_ids = checked([text.own_id for text in texts])
        if not own_ids:
            return []
        return self._send(
            _PATH,
            XML_TYPE,
            lambda key: wire_xml_sends.texts_request(key, texts),
            lambda body: wire_xml_sends.read_receipts(body, own_ids),
        )

    def delete_scheduled(self, gateway_ids: Sequence[str]) -> list[Deletion]:
        """Ask for scheduled texts to be deleted (`delete` by `sms_id`).

        An id the answer does not name is missing. Raises TroubleError; may be asked again.
        """
        return self._deletions(gateway_ids, wire_xml.GATEWAY_ID)

    def delete_scheduled_by_own_id(self, own_ids: Sequence[int]) -> list[Deletion]:
        """Ask for scheduled texts to be deleted (`delete` by `id`), else as above."""
        return self._deletions([str(one) for one in own_ids], wire_xml.OWN_ID)

    def balance_by_xml(self) -> Balance:
        """Ask for the balance and its currency (`balance`); raises TroubleError."""
        return self._ask(
            _PATH,
            XML_TYPE,
            wire_xml.balance_request,
            wire_xml.read_balance,
            _BALANCE_PATIENCE_S,
        )

    def _statuses(self, ids: Sequence[str], by: str) -> StatusAnswer:
        if not ids:
            return StatusAnswer((), frozenset())
        return self._ask(
            _PATH,
            XML_TYPE,
            lambda key: wire_xml.status_request(key, ids, by),
            lambda body: wire_xml.read_status_answer(body, ids, by),
        )

    def _deletions(self, ids: Sequence[str], by: str) -> list[Deletion]:
        if not ids:
            return []
        return self._ask(
            _PATH,
            XML_TYPE,
            lambda key: wire_xml.delete_request(key, ids, by),
            lambda body: wire_xml_sends.read_deletions(body, ids, by),
        )
