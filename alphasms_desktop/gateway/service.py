"""The service as a run needs it: calls placed, followed by whichever interface knows them."""

from collections.abc import Callable, Sequence

from alphasms_desktop.domain.address import ServiceAddress
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.exchange import (
    Balance,
    Code,
    HookReport,
    OutgoingText,
    Receipt,
    SpokenText,
    StatusAnswer,
    StatusReport,
    TextReceipt,
)
from alphasms_desktop.domain.profile import AccountProfile, StatusSource
from alphasms_desktop.gateway.client import AlphaSms
from alphasms_desktop.gateway.ring import Ring
from alphasms_desktop.gateway.status_source import CallStatuses


class CallService:
    """One account's calls, with what earlier ones have taught; every failure is a TroubleError.

    With `only` no other interface is asked for statuses. `client` has everything else the service
    offers; what goes over the wire is noted in `ring`.
    """

    def __init__(
        self,
        address: ServiceAddress,
        key: str,
        uploads: int,
        profile: AccountProfile,
        only: StatusSource | None = None,
        ring: Ring | None = None,
    ) -> None:
        self.client = AlphaSms(address, key, uploads, ring)
        self._statuses = CallStatuses(self.client, profile, only)

    @property
    def clock_offset_s(self) -> float | None:
        """How far the service's clock is ahead of ours; None while it has not told."""
        return self.client.clock_offset_s

    @property
    def status_batch(self) -> int:
        """How many calls may be asked about at once."""
        return self._statuses.batch

    @property
    def profile(self) -> AccountProfile:
        """What is known of the account by now."""
        told = AccountProfile(clock_offset_s=self.client.clock_offset_s)
        return self._statuses.profile.updated(told)

    def place(
        self,
        phone: str,
        audio: bytes,
        hook: str | None,
        collect_keys: bool,
        before_first_byte: Callable[[], None],
    ) -> Receipt:
        """Ask for one call, as `VoiceClient.place` does."""
        return self.client.place(phone, audio, hook, collect_keys, before_first_byte)

    def request_code(self, phone: str, hook: str | None = None) -> Code:
        """Ask for a call with a code, as `VoiceClient.request_code` does."""
        return self.client.request_code(phone, hook)

    def request_code_by_json(self, own_id: int, phone: str) -> Code:
        """Ask for a call with a code and its price, as `JsonClient.request_code_by_json` does."""
        return self.client.request_code_by_json(own_id, phone)

    def send(
        self, texts: Sequence[OutgoingText | SpokenText], before_first_byte: Callable[[], None]
    ) -> list[TextReceipt | Trouble]:
        """Send texts of one kind in one request, as `JsonClient.send_texts` does."""
        spoken = [one for one in texts if isinstance(one, SpokenText)]
        if spoken:
            return self.client.speak_texts(spoken, before_first_byte)
        read = [one for one in texts if isinstance(one, OutgoingText)]
        return self.client.send_texts(read, before_first_byte)

    def text_statuses(self, own_ids: Sequence[int]) -> StatusAnswer:
        """Ask how texts stand by our own ids; what is not known is told apart."""
        return self.client.text_statuses(own_ids)

    def statuses(self, gateway_ids: Sequence[str]) -> list[StatusReport]:
        """Ask how calls stand; ids nobody knows are missing."""
        return self._statuses.ask(gateway_ids)

    def balance(self) -> Balance:
        """Ask what is left on the account."""
        return self.client.balance()

    def read_hook(self, body: str) -> HookReport | None:
        """Return what a webhook tells, or None."""
        return self.client.read_hook(body)

    def close(self) -> None:
        """Close every connection."""
        self.client.close()
