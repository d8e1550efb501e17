"""One status, one price, one deletion, the balance by http.php."""

from alphasms_desktop.domain.exchange import Balance, Deletion, PartPrice, StatusAnswer
from alphasms_desktop.gateway import wire_http
from alphasms_desktop.gateway.conversation import FORM_TYPE, Conversation

_PATH = "/api/http.php"
_BALANCE_PATIENCE_S = 20.0


class HttpClient(Conversation):
    """What the service offers by its HTTP interface (contract, section 5); each may be repeated."""

    def status_one(self, gateway_id: str) -> StatusAnswer:
        """Ask how one text or call stands (`receive`), by the gateway's id.

        `SMS not found` makes it an unknown id. Raises TroubleError.
        """
        return self._ask(
            _PATH,
            FORM_TYPE,
            lambda key: wire_http.status_request(key, gateway_id),
            lambda body: wire_http.read_status(body, gateway_id),
        )

    def price_of_text(self, phone: str) -> PartPrice:
        """Ask what one part of a text to a phone costs (`price`); raises TroubleError."""
        return self._ask(
            _PATH,
            FORM_TYPE,
            lambda key: wire_http.price_request(key, phone),
            lambda body: wire_http.read_price(body, phone),
        )

    def delete_scheduled_by_http(self, gateway_id: str) -> Deletion:
        """Ask for one scheduled text to be deleted (`delete`); raises TroubleError."""
        return self._ask(
            _PATH,
            FORM_TYPE,
            lambda key: wire_http.delete_request(key, gateway_id),
            lambda body: wire_http.read_deletion(body, gateway_id),
        )

    def balance_by_http(self) -> Balance:
        """Ask for the balance (`balance`), which names no currency here; raises TroubleError."""
        return self._ask(
            _PATH,
            FORM_TYPE,
            wire_http.balance_request,
            wire_http.read_balance,
            _BALANCE_PATIENCE_S,
        )
