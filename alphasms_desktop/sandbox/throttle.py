"""How many requests the service takes in a second."""

import threading
import time


class Throttle:
    """Takes so many requests in each second of real time; 0 takes any."""

    def __init__(self, a_second: int) -> None:
        self._a_second = a_second
        self._second = 0
        self._taken = 0
        self._lock = threading.Lock()

    def takes(self) -> bool:
        """Count a request; says whether it is still within the bounds."""
        if not self._a_second:
            return True
        with self._lock:
            second = int(time.monotonic())
            if second != self._second:
                self._second, self._taken = second, 0
            self._taken += 1
            return self._taken <= self._a_second
