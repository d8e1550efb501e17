"""The one door between the window's thread and all others; only frozen values go through it.

`ask` has work done elsewhere and brings its answer home. Events of a running campaign are gathered
and let in 20 times a second, the newest state of each row only, so that a run at full speed never
floods the window.
"""

import logging
import threading
from collections import deque
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
    _answer_came = Signal()

    def __init__(self, workers: WorkerMaker = Workers) -> None:
        super().__init__()
        self._jobs = workers("job", 2)
        self._lock = threading.Lock()
        self._gathered: dict[int, _Gathered] = {}
        self._unanswered = 0
        self._answers: deque[Callable[[], object]] = deque()
        self._news = threading.Condition()
        self._answer_came.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
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
                self._bring_home(lambda: failed(trouble))
            except Exception as error:
                _log.exception("a job failed")
                fault = Trouble(Kind.FAULT, type(error).__name__)
                self._bring_home(lambda: failed(fault))
            else:
                self._bring_home(lambda: done(answer))

        with self._news:
            self._unanswered += 1
        self._jobs.do(job)

    def settle(self) -> None:
        """Wait for the work at hand and deliver its answers, and those of what it leads to."""
        while True:
            with self._news:
                self._news.wait_for(lambda: self._answers or not self._unanswered)
                if not self._answers:
                    return
            self._deliver()

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

    def _bring_home(self, deliver: Callable[[], object]) -> None:
        with self._news:
            self._answers.append(deliver)
            self._unanswered -= 1
            self._news.notify_all()
        self._answer_came.emit()

    def _deliver(self) -> None:
        while self._answers:
            self._answers.popleft()()
