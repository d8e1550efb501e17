"""What the live page says of those that wait: how long it may take, when the next attempts go."""

import time
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Tally
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.live import Repeats
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.widgets.time_left import TimeLeft
from alphasms_desktop.wording import ahead_notes

_LOOK_EVERY_MS = 1000


class LiveWaiting(QWidget):
    """Knows what is ahead of a campaign that runs here; a part of the page that is never shown.

    Signals: `changed()`: the notes are others now.
    """

    changed = Signal()

    def __init__(self, page: QWidget, context: Context) -> None:
        super().__init__(page)
        self._context = context
        self._campaign_id = 0
        self._left = TimeLeft()
        self._repeats: Repeats | None = None
        # Counts change with every call; the moment of the next attempts is asked for now and then.
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(_LOOK_EVERY_MS)
        self._look.timeout.connect(self._ask)
        self.hide()

    def follow(self, campaign_id: int, tally: Tally) -> None:
        """Note how many wait in a campaign whose calls leave from here."""
        if campaign_id != self._campaign_id:
            self.clear()
            self._campaign_id = campaign_id
            self._ask()
        self._left.note(time.monotonic(), tally[State.QUEUED])
        if not self._look.isActive():
            self._look.start()

    def clear(self) -> None:
        """Know nothing: another campaign, or one that pauses."""
        self._campaign_id = 0
        self._repeats = None
        self._left.clear()
        self._look.stop()

    def halt(self) -> None:
        """Forget the pace: nothing leaves for a while; when it goes on is looked up."""
        self._left.clear()
        if self._campaign_id:
            self._ask()

    def end(self) -> datetime | None:
        """Return about when the last one waiting has left; None while that cannot be told."""
        left_s = self._left.left_s()
        if left_s is None or self._is_all_ahead():
            return None
        return datetime.now(UTC) + timedelta(seconds=left_s)

    def notes(self) -> tuple[str, ...]:
        """Return what is said below the count of those that wait, whole and shorter."""
        left = "" if self._is_all_ahead() else self._left.words()
        return ahead_notes(left, self._repeats)

    def _is_all_ahead(self) -> bool:
        return self._repeats is not None and self._repeats.is_all

    def _ask(self) -> None:
        campaign_id = self._campaign_id

        def show(repeats: Repeats | None) -> None:
            if campaign_id == self._campaign_id and repeats != self._repeats:
                self._repeats = repeats
                self.changed.emit()

        def forget(_trouble: Trouble) -> None:
            """Say nothing of what could not be read; the page itself says why."""
            show(None)

        desk = self._context.workspace.campaigns
        ask_for(self, self._context.bridge, lambda: desk.repeats(campaign_id), show, forget)
