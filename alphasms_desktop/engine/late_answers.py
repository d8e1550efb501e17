"""Answers that come after their campaign's run has ended, or while the program was closed."""

import logging
from dataclasses import dataclass
from typing import Protocol

from alphasms_desktop.domain.errors import TroubleError
from alphasms_desktop.engine.desk_ports import Ownership
from alphasms_desktop.engine.hooks import HooksRead, ReadHook, read_waiting
from alphasms_desktop.engine.ports import Journal

_log = logging.getLogger(__name__)


class WaitingInbox(Protocol):
    """The inbox as far as late answers go."""

    def campaigns_waiting(self) -> list[int]:
        """Return the campaigns that webhooks not applied belong to."""
        ...


@dataclass(frozen=True)
class LateAnswers:
    """Applies what waits in the inbox for campaigns that nobody runs; a run applies its own."""

    ownership: Ownership
    inbox: WaitingInbox
    read_hook: ReadHook

    def apply(self) -> list[int]:
        """Apply what waits; returns the campaigns that changed. What fails waits on."""
        changed = []
        for campaign_id in self.inbox.campaigns_waiting():
            try:
                if self._apply_to(campaign_id):
                    changed.append(campaign_id)
            except TroubleError as error:
                _log.info("late answers of campaign %d wait: %s", campaign_id, error.trouble.kind)
        return changed

    def _apply_to(self, campaign_id: int) -> bool:
        if self.ownership.is_running(campaign_id):
            return False
        journal = self.ownership.take_over(campaign_id)
        try:
            has_changed = False
            # Weeks of them may wait, so they are taken some at a time.
            while read := self._read(journal):
                has_changed |= bool(journal.keep(read.steps, read.verdicts))
            return has_changed
        finally:
            journal.release()

    def _read(self, journal: Journal) -> HooksRead | None:
        """Return what the next webhooks lead to, or None where none is left that can be read."""
        read = read_waiting(journal.waiting_hooks(), self.read_hook)
        return read if read.verdicts else None
