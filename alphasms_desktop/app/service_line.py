"""A line to the service: the client, and the receiver it may bring along."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from alphasms_desktop.domain.errors import TroubleError
from alphasms_desktop.domain.profile import AccountProfile
from alphasms_desktop.engine.reception import AttachedReceiver
from alphasms_desktop.store.profiles import Profiles

if TYPE_CHECKING:
    from alphasms_desktop.gateway.receiver import HookReceiver
    from alphasms_desktop.gateway.service import CallService

_log = logging.getLogger(__name__)


@dataclass
class ServiceLine:
    """A line to the service, with the receiver it may have brought along.

    What its calls teach of the account goes into `profile` when it hangs up.
    """

    gateway: "CallService"
    receiver: "HookReceiver | AttachedReceiver | None"
    ask_every_s: float
    settle_after_s: float
    grace_s: float
    own_hook: str
    brings_keys: bool
    _profiles: Profiles
    _account: str
    _listeners: list[Callable[[], None]]
    _lessons: AccountProfile = field(default_factory=AccountProfile)

    def on_hook(self, told: Callable[[], None]) -> None:
        """Have `told` called for each webhook that was put into the inbox."""
        self._listeners.append(told)

    def learn(self, lessons: AccountProfile) -> None:
        """Keep what a run has taught, when the line hangs up."""
        self._lessons = lessons

    def close(self) -> None:
        """Hang up, the client first, so that nothing more leaves; keep what was learned."""
        self.gateway.close()
        if self.receiver:
            self.receiver.close()
        try:
            self._profiles.learn(self._account, self.gateway.profile.updated(self._lessons))
        except TroubleError as error:
            _log.warning("what was learned of the account could not be kept: %s", error)
