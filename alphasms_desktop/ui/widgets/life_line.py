"""The line that says a run is alive: when AlphaSMS last answered, and why nothing moves."""

import time

from PySide6.QtCore import QTimer

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Phase, Tally
from alphasms_desktop.engine.events import NothingHappens
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.widgets.one_line import OneLine
from alphasms_desktop.wording import pause_sentence, quiet_sentence

_EVERY_MS = 1000


class LifeLine(OneLine):
    """Counts the seconds since the last answer while its campaign runs."""

    def __init__(self) -> None:
        super().__init__("", "muted")
        self._heard_at: float | None = None
        self._quiet: NothingHappens | None = None
        self._phase: Phase | None = None
        self._handed = 0
        timer = QTimer(self)
        timer.setInterval(_EVERY_MS)
        timer.timeout.connect(self._show)
        timer.start()

    def clear(self) -> None:
        """Forget what was heard; for another campaign."""
        self._heard_at = self._quiet = None

    def note_answer(self) -> None:
        """Note that AlphaSMS answered just now."""
        self._heard_at = time.monotonic()
        self._quiet = None

    def note_quiet(self, quiet: NothingHappens) -> None:
        """Say why nothing happens."""
        self._quiet = quiet
        self._show()

    def follow(self, phase: Phase | None) -> None:
        """Note where the campaign stands that runs in this window; None for one that does not."""
        self._phase = phase

    def note_tally(self, tally: Tally) -> None:
        """Note how many calls are handed over and have no result yet."""
        self._handed = tally[State.ACCEPTED] + tally[State.SENDING]

    def _show(self) -> None:
        if self._phase is Phase.PAUSED and self._handed:
            self.setText(pause_sentence(self._handed))
            return
        if self._heard_at is None or self._phase is not Phase.RUNNING:
            self.setText("")
            return
        seconds = round(time.monotonic() - self._heard_at)
        said = tr("Last answer of AlphaSMS {n} s ago").format(n=seconds)
        if self._quiet:
            said += " · " + quiet_sentence(self._quiet.reason, self._quiet.calls)
        self.setText(said)
