"""Makes the lines to the service: where they lead, and how their results come back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from alphasms_desktop.app.service_line import ServiceLine
from alphasms_desktop.app.training_sandbox import TrainingSandbox
from alphasms_desktop.domain.account import account_fingerprint
from alphasms_desktop.domain.address import BUILT_IN_SANDBOX, parse_address
from alphasms_desktop.domain.receiving import Receiving, Standing
from alphasms_desktop.engine.follow import HOOK_GRACE_S
from alphasms_desktop.engine.receiving_desk import ReceivingDesk
from alphasms_desktop.engine.reception import GRACE_S, AttachedReceiver, Reception
from alphasms_desktop.engine.settle import SETTLE_AFTER_S
from alphasms_desktop.store import Store
from alphasms_desktop.store.settings import SettingsFile

if TYPE_CHECKING:
    from alphasms_desktop.gateway.receiver import HookReceiver
    from alphasms_desktop.gateway.ring import Ring

_ASK_LOOPBACK_EVERY_S = 2.0
_ASK_EVERY_S = 10.0
_SETTLE_LOOPBACK_AFTER_S = 4.0


@dataclass
class Connecting:
    """Makes the lines of one workspace, and remembers the last exchanges of them all."""

    store: Store
    settings: SettingsFile
    sandbox: TrainingSandbox
    reception: Reception
    receiving_desk: ReceivingDesk
    _ring: "Ring | None" = field(default=None, init=False)

    def exchanges(self) -> list[str]:
        """Return the last exchanges, masked."""
        return self._ring.lines() if self._ring else []

    def line(self, url: str, key: str, uploads: int) -> ServiceLine:
        """Return a line; raises TroubleError for an address that cannot be used."""
        from alphasms_desktop.gateway.ring import Ring
        from alphasms_desktop.gateway.service import CallService

        address = parse_address(self.sandbox.url() if url == BUILT_IN_SANDBOX else url)
        near = address.is_loopback
        settings = self.settings.load()
        receiving = self.receiving_desk.chosen or (None if near else settings.receiving)
        account = account_fingerprint(key)
        self._ring = self._ring or Ring()
        profile = self.store.profiles.get(account)
        service = CallService(address, key, uploads, profile, settings.status_source, self._ring)
        listeners: list[Callable[[], None]] = []
        return ServiceLine(
            service,
            self._receiver(receiving, listeners),
            _ASK_LOOPBACK_EVERY_S if near else _ASK_EVERY_S,
            _SETTLE_LOOPBACK_AFTER_S if near else SETTLE_AFTER_S,
            HOOK_GRACE_S if receiving is None else GRACE_S,
            receiving.hook if receiving and receiving.standing is Standing.ELSEWHERE else "",
            receiving is None or receiving.brings_keys,
            self.store.profiles,
            account,
            listeners,
        )

    def _receiver(
        self, receiving: Receiving | None, listeners: list[Callable[[], None]]
    ) -> "HookReceiver | AttachedReceiver | None":
        """Return what brings results: of the reception, or one of its own for a sandbox."""
        from alphasms_desktop.gateway.receiver import HookReceiver

        def told() -> None:
            for listener in listeners:
                listener()

        if receiving is None:
            return HookReceiver(self.store.inbox.put_all, told)
        if receiving.standing in {Standing.TESTED, Standing.UNTESTED}:
            return self.reception.attach(receiving, told)
        return None
