"""Keeps the balance shown true: asked for again after a run, a pause, or silence."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QObject

from alphasms_desktop.domain.campaign import Phase
from alphasms_desktop.domain.errors import Family, Trouble
from alphasms_desktop.ui.runs import Runs
from alphasms_desktop.ui.widgets.navigation import BalanceBlock


class BalanceWatch(QObject):
    """Follows the runs of a window; `block` gives what shows the balance now."""

    def __init__(
        self,
        window: QObject,
        runs: Runs,
        block: Callable[[], BalanceBlock],
        ask: Callable[[], object],
    ) -> None:
        super().__init__(window)
        self._block = block
        self._ask = ask
        self._is_left = False
        runs.waiting.connect(lambda _id, wait: self.note_trouble(wait.trouble))
        runs.changed.connect(lambda _id, _changes, _tally: self._on_answer())
        runs.ended.connect(lambda _id, _end: self._on_rest())
        runs.phase_changed.connect(self._on_phase)

    def close(self) -> None:
        """Ask no more; for a window about to go away, whose runs only end."""
        self._is_left = True

    def note_trouble(self, trouble: Trouble | None) -> None:
        """Say since when AlphaSMS does not answer, where that is what a trouble means."""
        if trouble is not None and trouble.family is Family.OUT_OF_REACH:
            self._block().show_cut_off(datetime.now(UTC))

    def _on_answer(self) -> None:
        if self._block().is_cut_off and not self._is_left:
            self._block().is_cut_off = False
            self._ask()

    def _on_phase(self, _campaign_id: int, phase: object, _trouble: object) -> None:
        if phase is Phase.PAUSED:
            self._on_rest()

    def _on_rest(self) -> None:
        """Show what the calls have cost."""
        if not self._is_left:
            self._ask()
