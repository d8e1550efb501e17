"""Asking how calls stand: one question at a time, on a thread of its own."""

from collections.abc import Callable
from dataclasses import dataclass, field

from alphasms_desktop.domain.errors import Family, Kind, Trouble, TroubleError
from alphasms_desktop.domain.exchange import StatusReport
from alphasms_desktop.engine.pacing import Backoff
from alphasms_desktop.engine.ports import Clock, Gateway
from alphasms_desktop.engine.workers import WorkerPool


@dataclass(frozen=True)
class Answered:
    """What came of a question: reports, or a trouble."""

    asked: tuple[str, ...]
    begun_at: float
    reports: tuple[StatusReport, ...] = ()
    trouble: Trouble | None = None


@dataclass
class Asking:
    """Puts questions to the gateway; answers go to `post`, which any thread may call."""

    gateway: Gateway
    clock: Clock
    post: Callable[[Answered], None]
    workers: WorkerPool
    trouble: Trouble | None = None
    _is_out: bool = False
    _backoff: Backoff = field(default_factory=Backoff)

    @property
    def is_free(self) -> bool:
        """Whether a question may be put now."""
        return not self._is_out and self.clock.monotonic() >= self._backoff.until

    def ask(self, gateway_ids: list[str]) -> None:
        """Put a question; its answer is posted."""
        self._is_out = True
        asked, begun_at = tuple(gateway_ids), self.clock.monotonic()

        def question() -> None:
            try:
                answer = Answered(asked, begun_at, tuple(self.gateway.statuses(asked)))
            except TroubleError as error:
                answer = Answered(asked, begun_at, trouble=error.trouble)
            except Exception as error:
                fault = Trouble(Kind.FAULT, type(error).__name__)
                self.post(Answered(asked, begun_at, trouble=fault))
                raise
            self.post(answer)

        self.workers.do(question)

    def came_back(self, answer: Answered) -> None:
        """Take an answer; `trouble` is set when asking on would be in vain."""
        self._is_out = False
        if answer.trouble is None:
            self._backoff.got_through()
            self.trouble = None
            return
        self._backoff.failed(self.clock.monotonic(), answer.begun_at)
        hopeless = answer.trouble.family in {Family.ACCOUNT, Family.OURS}
        if hopeless or self._backoff.is_exhausted:
            self.trouble = answer.trouble

    def close(self) -> None:
        """End the thread, after the question that is out."""
        self.workers.close()
