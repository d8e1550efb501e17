"""The one door between the window's thread and all others; only frozen values go through it.

`ask` has work done elsewhere and brings its answer home. Events of a running campaign are gathered
and let in 20 times a second, the newest state of each row only, so that a run at full speed never
floods the window.
"""

import logging
import threading
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from alphasms_desktop.domain.attempt import Change
from alphasms_desktop.domain.errors import Kind, Trouble, TroubleError
from alphasms_desktop.engine.events import AttemptsChanged, Event
from alphasms_desktop.engine.workers import WorkerMaker, Workers

_log = logging.getLogger(__name__)
_EVERY_MS = 50
_Answer = TypeVar("_Answer")


class Bridge(QObject):
    """Carries orders down and facts up.

    Signals: `attempts_changed(dict, object)`: the newest Change by recipient id, and the Tally;
    `event_came(object)`: any other event of the run, as it is.
    """

    attempts_changed = Signal(object, object)
    event_came = Signal(object)
    _home = Signal(object)

    def __init__(self, workers: WorkerMaker = Workers) -> None:
        super().__init__()
        self._jobs = workers("job", 2)
        self._lock = threading.Lock()
        self._changes: dict[int, Change] = {}
        self._tally: object = None
        self._others: list[Event] = []
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

    def tell(self, event: Event) -> None:
        """Take an event of a run, on any thread."""
        with self._lock:
            if isinstance(event, AttemptsChanged):
                self._changes.update((one.recipient_id, one) for one in event.changes)
                self._tally = event.tally
            else:
                self._others.append(event)

    def let_in(self) -> None:
        """Tell the window what has gathered since the last time."""
        with self._lock:
            changes, tally, others = self._changes, self._tally, self._others
            self._changes, self._tally, self._others = {}, None, []
        if tally is not None:
            self.attempts_changed.emit(changes, tally)
        for event in others:
            self.event_came.emit(event)

    def close(self) -> None:
        """Stop letting in, and end the threads after the work at hand."""
        self._timer.stop()
        self._jobs.close()

    def _come_home(self, deliver: Callable[[], object]) -> None:
        deliver()
