"""Receiving results: how it is set and stands, proven by a test, and what was not believed."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from alphasms_desktop.domain.errors import Kind, Trouble, TroubleError
from alphasms_desktop.domain.exchange import StrayHook
from alphasms_desktop.domain.receiving import Receiving, Standing, Way
from alphasms_desktop.engine.desk_ports import SettingsStore
from alphasms_desktop.engine.ports import Clock
from alphasms_desktop.engine.reception import Reception

_log = logging.getLogger(__name__)
RELAY_FILE = "hook.php"


class StrayStore(Protocol):
    """Where webhooks are kept that were not believed."""

    def strays(self) -> list[StrayHook]:
        """Return them, the newest first."""
        ...


@dataclass
class ReceivingDesk:
    """Receiving is set, tested and looked at here.

    In training results come from the sandbox inside the program, whatever is set. `chosen` takes
    the place of the settings for as long as the program runs.
    """

    settings: SettingsStore
    reception: Reception
    inbox: StrayStore
    relay_file: Callable[[], str]
    clock: Clock
    is_training: bool = False
    chosen: Receiving | None = None

    def now(self) -> Receiving:
        """Return what is set."""
        return self.chosen or self.settings.load().receiving

    def choose(self, receiving: Receiving) -> None:
        """Receive so for as long as the program runs, once a test has proven it.

        Raises TroubleError where the test fails; an address of the user's own is not tested.
        """
        if receiving.way in {Way.OWN, Way.RELAY}:
            self._check_finished(receiving)
            self.reception.test(receiving)
            receiving = replace(receiving, tested=receiving.fingerprint)
        self.chosen = receiving

    def brings_keys(self) -> bool:
        """Say whether keys pressed can come into the program."""
        if self.is_training and self.chosen is None:
            return True
        return self.now().brings_keys

    def begin(self) -> None:
        """Receive from now on by what is set, and apply what came while the program was closed."""
        receiving = self.now()
        is_finished = receiving.standing in {Standing.TESTED, Standing.UNTESTED}
        if is_finished and (not self.is_training or self.chosen):
            self.reception.stay(receiving)
        self.take_late()

    def take_late(self) -> None:
        """Apply answers that wait here for campaigns nobody runs; one that fails waits on."""
        try:
            self.reception.apply_late()
        except TroubleError as error:
            _log.warning("late answers wait: %s", error.trouble.kind)

    def keep(self, receiving: Receiving) -> Receiving:
        """Keep what is set; a test of something else proves nothing of it. Raises TroubleError."""
        self.settings.change(lambda before: replace(before, receiving=receiving))
        if not self.is_training:
            is_finished = receiving.standing in {Standing.TESTED, Standing.UNTESTED}
            self.reception.stay(receiving if is_finished else Receiving())
        return receiving

    def test(self, receiving: Receiving) -> Receiving:
        """Send a webhook the whole way and keep that it came; raises TroubleError if not."""
        self._check_finished(receiving)
        self.reception.test(receiving)
        tested = replace(receiving, tested=receiving.fingerprint, tested_at=self.clock.now())
        return self.keep(tested)

    def _check_finished(self, receiving: Receiving) -> None:
        if receiving.standing not in {Standing.TESTED, Standing.UNTESTED}:
            raise TroubleError(Kind.BAD_ADDRESS, address="")

    def write_relay(self, path: Path) -> None:
        """Write the relay's file with its secret inside; raises TroubleError."""
        text = self.relay_file()
        try:
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise TroubleError(Kind.REPORT_UNWRITABLE, str(error), path=path) from error

    def strays(self) -> list[StrayHook]:
        """Return webhooks that were not believed, the newest first."""
        return self.inbox.strays()

    def trouble(self) -> Trouble | None:
        """Return why results cannot be received at this moment, or None."""
        return self.reception.trouble
