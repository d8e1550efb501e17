"""A few threads that do jobs from a queue; their edge is where an unforeseen error ends."""

import logging
import queue
import threading
from collections.abc import Callable
from typing import Protocol

_log = logging.getLogger(__name__)
Job = Callable[[], None]


class WorkerPool(Protocol):
    """Whoever does jobs; a test does them at once, on its own thread."""

    def do(self, job: Job) -> None:
        """Have a job done."""
        ...

    def close(self) -> None:
        """Finish the jobs given so far and end."""
        ...


WorkerMaker = Callable[[str, int], WorkerPool]


class Workers:
    """Threads of one name; made at once, ended by `close`."""

    def __init__(self, name: str, count: int) -> None:
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._threads = [
            threading.Thread(target=self._work, name=f"{name}-{number}", daemon=True)
            for number in range(1, count + 1)
        ]
        for thread in self._threads:
            thread.start()

    def do(self, job: Job) -> None:
        """Have a job done by the next free thread."""
        self._jobs.put(job)

    def close(self) -> None:
        """Wait until the jobs given so far are done, then end the threads."""
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            try:
                job()
            except Exception:
                _log.exception("a job failed")
