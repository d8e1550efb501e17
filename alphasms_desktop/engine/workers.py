"""A few threads that do jobs from a queue; their edge is where an unforeseen error ends."""

import logging
import threading
from collections import deque
from collections.abc import Callable
from typing import Protocol

_log = logging.getLogger(__name__)
Job = Callable[[], None]


class WorkerPool(Protocol):
    """Whoever does jobs; a test does them at once, on its own thread."""

    def do(self, job: Job) -> None:
        """Have a job done."""
        ...

    def allow(self, at_once: int) -> None:
        """Let so many jobs be done at the same time from now on, up to the count of threads."""
        ...

    def close(self) -> None:
        """Finish the jobs given so far and end."""
        ...


WorkerMaker = Callable[[str, int], WorkerPool]


class Workers:
    """Threads of one name; made at once, ended by `close`."""

    def __init__(self, name: str, count: int) -> None:
        self._jobs: deque[Job] = deque()
        self._news = threading.Condition()
        self._at_once = count
        self._busy = 0
        self._is_closing = False
        self._threads = [
            threading.Thread(target=self._work, name=f"{name}-{number}", daemon=True)
            for number in range(1, count + 1)
        ]
        for thread in self._threads:
            thread.start()

    def do(self, job: Job) -> None:
        """Have a job done by the next free thread."""
        with self._news:
            self._jobs.append(job)
            if self._busy < self._at_once:  # else whoever is done first takes it
                self._news.notify()

    def allow(self, at_once: int) -> None:
        """Let so many jobs be done at the same time from now on, up to the count of threads."""
        with self._news:
            if at_once != self._at_once:
                self._at_once = at_once
                self._news.notify_all()

    def close(self) -> None:
        """Wait until the jobs given so far are done, then end the threads."""
        with self._news:
            self._is_closing = True
            self._news.notify_all()
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        while job := self._next():
            try:
                job()
            except Exception:
                _log.exception("a job failed")
            finally:
                with self._news:
                    self._busy -= 1
                    if self._is_closing:
                        self._news.notify_all()

    def _next(self) -> Job | None:
        """Return the next job when it may be done, or None when there will be none."""
        with self._news:
            self._news.wait_for(
                lambda: self._busy < self._at_once if self._jobs else self._is_closing
            )
            if not self._jobs:
                return None
            self._busy += 1
            return self._jobs.popleft()
