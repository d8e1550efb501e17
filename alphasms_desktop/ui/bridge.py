"""The one door between the window's thread and all others; only frozen values go through it.

`ask` has work done elsewhere and brings its answer home. Events of a running campaign are gathered
and let in 20 times a second, the newest state of each row only, so that a run at full speed never
floods the window.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from alphasms_desktop.domain.attempt import Change
from alphasms_desktop.domain.campaign import Tally
from alphasms_desktop.domain.errors import Kind, Trouble, TroubleError
from alphasms_desktop.engine.events import AttemptsChanged, Event, Listener
from alphasms_desktop.engine.workers import WorkerMaker, Workers

_log = logging.getLogger(__name__)
_EVERY_MS = 50
_Answer = TypeVar("_Answer")


@dataclass
class _Gathered:
    changes: dict[int, Change] = field(default_factory=dict)
    tally: Tally | None = None
    others: list[Event] = field(default_factory=list)


class Bridge(QObject):
    """Carries orders down and facts up.

    Signals: `attempts_changed(int, object, object)`: a campaign, its newest Change by recipient
    id, and its Tally; `event_came(int, object)`: a campaign and any other event of its run.
    """

    attempts_changed = Signal(int, object, object)
    event_came = Signal(int, object)
    _home = Signal(object)

    def __init__(self, workers: WorkerMaker = Workers) -> None:
        super().__init__()
        self._jobs = workers("job", 2)
        self._lock = threading.Lock()
        self._gathered: dict[int, _Gathered] = {}
        self._home.connect(self._come_home, Qt.ConnectionType.QueuedConnection)
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.let_in)
        self._timer.start()

    def ask(
        self,
        work: Callable[[], _Answer],
        done: Callable[[_Answer], object],
        failed: Callable[[Trouble], object],
    ) -> None:
        """Have `work` done on another thread, then `done` or `failed` called on the window's."""

        def job() -> None:
            try:
                answer = work()
            except TroubleError as error:
                trouble = error.trouble
                self._home.emit(lambda: failed(trouble))
            except Exception as error:
                _log.exception("a job failed")
                fault = Trouble(Kind.FAULT, type(error).__name__)
                self._home.emit(lambda: failed(fault))
            else:
                self._home.emit(lambda: done(answer))

        self._jobs.do(job)

    def listener(self, campaign_id: int) -> Listener:
        """Return what takes the events of a campaign's run, on any thread."""

        def tell(event: Event) -> None:
            with self._lock:
                gathered = self._gathered.setdefault(campaign_id, _Gathered())
                if isinstance(event, AttemptsChanged):
                    gathered.changes.update((one.recipient_id, one) for one in event.changes)
                    gathered.tally = event.tally
                else:
                    gathered.others.append(event)

        return tell

    def let_in(self) -> None:
        """Tell the window what has gathered since the last time."""
        with self._lock:
            gathered, self._gathered = self._gathered, {}
        for campaign_id, one in gathered.items():
            if one.tally is not None:
                self.attempts_changed.emit(campaign_id, one.changes, one.tally)
            for event in one.others:
                self.event_came.emit(campaign_id, event)

    def close(self) -> None:
        """Stop letting in, and end the threads after the work at hand."""
        self._timer.stop()
        self._jobs.close()

    def _come_home(self, deliver: Callable[[], object]) -> None:
        deliver()
