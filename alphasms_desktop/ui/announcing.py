"""Tells a screen reader what becomes of a run: its turns and troubles, never single calls."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Phase, Tally
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.totals import Totals
from alphasms_desktop.engine.events import WaitStarted
from alphasms_desktop.engine.orders import RunEnd
from alphasms_desktop.i18n import ntr, number, tr
from alphasms_desktop.ui.runs import Runs
from alphasms_desktop.wording import totals_sentence, trouble_sentence, wait_sentence

Say = Callable[[str, bool], object]
"""Says a sentence; whether it may break off what is being said."""

_QUIET_S = 60.0
"""Progress is told no more than once in so many seconds."""

_TENTHS = 10


@dataclass
class _Heard:
    """What was said of a campaign."""

    phase: Phase | None = None
    last: str = ""
    tenth: int = 0
    told_at: float = 0.0
    has_doubt: bool = False


class Announcer(QObject):
    """Follows the runs of a window and says what one who sees the page would notice."""

    def __init__(
        self,
        window: QWidget,
        runs: Runs,
        say: Say | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._say = say or self._announce
        self._clock = clock
        self._campaigns: dict[int, _Heard] = {}
        runs.phase_changed.connect(self._on_phase)
        runs.refused.connect(lambda one, trouble: self._tell(one, trouble_sentence(trouble), True))
        runs.waiting.connect(self._on_waiting)
        runs.changed.connect(lambda one, _changes, tally: self._on_tally(one, tally))
        runs.ended.connect(self._on_ended)

    def _on_phase(self, campaign_id: int, phase: Phase | None, trouble: Trouble | None) -> None:
        heard = self._heard(campaign_id)
        before, heard.phase = heard.phase, phase
        if phase is Phase.RUNNING:
            goes_on = before is Phase.PAUSED
            said = tr("The campaign goes on.") if goes_on else tr("The campaign has begun.")
            self._tell(campaign_id, said)
        elif phase is Phase.PAUSED:
            why = f" {trouble_sentence(trouble)}" if trouble else ""
            self._tell(campaign_id, tr("The campaign is paused.") + why, trouble is not None)

    def _on_waiting(self, campaign_id: int, wait: WaitStarted) -> None:
        self._tell(campaign_id, wait_sentence(wait.reason, wait.until, wait.trouble))

    def _on_tally(self, campaign_id: int, tally: Tally) -> None:
        heard, now = self._heard(campaign_id), self._clock()
        doubts = tally[State.UNCONFIRMED]
        if doubts and not heard.has_doubt:
            said = ntr("{n} call is in doubt.", "{n} calls are in doubt.", doubts)
            self._tell(campaign_id, said, True)
        heard.has_doubt = bool(doubts)
        tenth = _TENTHS * tally.final // max(1, tally.recipients)
        if heard.tenth < tenth < _TENTHS and now - heard.told_at >= _QUIET_S:
            heard.tenth, heard.told_at = tenth, now
            done, whole = number(tally.final), number(tally.recipients)
            self._tell(campaign_id, tr("{done} of {all} done.").format(done=done, all=whole))

    def _on_ended(self, campaign_id: int, end: RunEnd) -> None:
        heard = self._campaigns.pop(campaign_id, _Heard())
        if end.phase is Phase.FINISHED:
            self._say(f"{tr('The campaign has ended.')} {totals_sentence(Totals(end.tally))}", True)
        elif end.phase is not heard.phase:
            self._say(tr("The campaign has stopped."), True)

    def _heard(self, campaign_id: int) -> _Heard:
        return self._campaigns.setdefault(campaign_id, _Heard())

    def _tell(self, campaign_id: int, said: str, is_urgent: bool = False) -> None:
        """Say a sentence, not the same twice in a row."""
        heard = self._heard(campaign_id)
        if said != heard.last:
            heard.last = said
            self._say(said, is_urgent)

    def _announce(self, said: str, is_urgent: bool) -> None:
        event = QAccessibleAnnouncementEvent(self._window, said)
        if is_urgent:
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)
