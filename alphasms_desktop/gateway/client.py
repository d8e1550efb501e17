"""AlphaSms: the service's capabilities as typed methods; every failure is a TroubleError."""

from alphasms_desktop.domain.address import ServiceAddress
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.exchange import Balance
from alphasms_desktop.gateway import wire_xml
from alphasms_desktop.gateway.exchange import Exchanges
from alphasms_desktop.gateway.http_client import HttpClient
from alphasms_desktop.gateway.json_client import JsonClient
from alphasms_desktop.gateway.ring import Ring
from alphasms_desktop.gateway.secret import Secret
from alphasms_desktop.gateway.voice_client import VoiceClient
from alphasms_desktop.gateway.xml_client import XmlClient


class AlphaSms(VoiceClient, JsonClient, XmlClient, HttpClient):
    """The client of one account by all four interfaces; any thread may use it.

    The key is held here alone: it goes into bodies, never into an address, a log or a `repr`.
    """

    def __init__(
        self, address: ServiceAddress, key: str, uploads: int = 4, ring: Ring | None = None
    ) -> None:
        secret = Secret(key)
        super().__init__(Exchanges(address, uploads, secret.hidden_in, ring), secret)

    @property
    def ring(self) -> Ring:
        """The last exchanges, for support."""
        return self._exchanges.ring

    @property
    def clock_offset_s(self) -> float | None:
        """How far the service's clock is ahead of ours, to about a second; None until told."""
        return self._exchanges.clock_offset_s

    def close(self) -> None:
        """Close every connection."""
        self._exchanges.close()

    def balance(self) -> Balance:
        """Ask for the balance (contract, section 4.2: JSON `balance`).

        JSON says only "Access denied" of a key that is refused; XML (section 6) tells a wrong key
        from a closed API and a foreign address, so then it is asked too. Raises TroubleError.
        """
        try:
            return self.balance_by_json()
        except TroubleError as error:
            if error.trouble.kind is not Kind.ACCESS_DENIED:
                raise
            self._raise_the_finer_reason()
            raise

    def _raise_the_finer_reason(self) -> None:
        try:
            self.balance_by_xml()
        except TroubleError as finer:
            if finer.trouble.kind in wire_xml.REQUEST_ERRORS.values():
                raise
