"""The computer's clocks, as the engine wants them."""

import time
from datetime import UTC, datetime
from queue import SimpleQueue
from typing import TypeVar

_Message = TypeVar("_Message")


class SystemClock:
    """The computer's own clocks."""

    def now(self) -> datetime:
        """Return the wall clock's time in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return seconds that only ever grow."""
        return time.monotonic()

    def receive(self, mailbox: SimpleQueue[_Message], patience_s: float) -> _Message:
        """Return the next message, or raise queue.Empty when so many seconds have passed."""
        return mailbox.get(timeout=patience_s)
