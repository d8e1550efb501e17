"""Faults: what may go wrong between a client and the service, before or after it has acted."""

import threading
from collections import deque
from dataclasses import dataclass, replace
from enum import StrEnum
from random import Random

from alphasms_desktop.sandbox.answer import Answer, text_answer

_PAGE = b"<html><body><h1>Welcome to the hotel</h1>Please sign in.</body></html>"


class Fault(StrEnum):
    """Where the service is said to have acted, the call was taken and is in the list."""

    FAIL_500_BEFORE = "500-before"
    FAIL_500_AFTER = "500-after"
    FAIL_503_BEFORE = "503-before"
    THROTTLED_BEFORE = "429-before"
    REDIRECT_BEFORE = "302-before"
    NOT_JSON_BEFORE = "page-before"
    NOT_JSON_AFTER = "page-after"
    RESET_BEFORE = "reset-before"
    RESET_AFTER = "reset-after"
    TRUNCATED_AFTER = "truncated-after"
    TIME_OUT_BEFORE = "time-out-before"
    TIME_OUT_AFTER = "time-out-after"

    @property
    def acts(self) -> bool:
        """Whether the service acts before the fault shows."""
        return self.value.endswith("-after")


_SPOILED: dict[str, Answer] = {
    "500": text_answer("Internal Server Error", 500),
    "503": text_answer("Service Unavailable", 503),
    "429": text_answer("Too Many Requests", 429),
    "302": replace(text_answer("Found", 302), leads_to="http://127.0.0.1:9/elsewhere"),
    "page": Answer(_PAGE, "text/html; charset=utf-8"),
    "reset": Answer(b"", is_lost=True, is_reset=True),
    "time-out": Answer(b"", is_lost=True),
}


@dataclass(frozen=True)
class Weather:
    """How often which faults come by themselves: a share of all requests, faults with weights."""

    share: float = 0.0
    faults: tuple[tuple[Fault, int], ...] = ()


class Faults:
    """Says for each request whether a fault befalls it: one ordered for its path, or by chance.

    `silence_s` is how many simulated seconds a time-out lasts before the connection breaks.
    """

    def __init__(
        self, weather: Weather, seed: int, paths: frozenset[str], silence_s: float
    ) -> None:
        self._weather = weather
        self._paths = paths
        self._silence_s = silence_s
        self._lots = Random(f"{seed}/faults")
        self._ordered: dict[str, deque[Fault]] = {}
        self._lock = threading.Lock()

    def order(self, path: str, fault: Fault, times: int = 1) -> None:
        """Have the next requests to a path suffer a fault; ValueError for an unknown path."""
        if path not in self._paths:
            raise ValueError(f'"path" must be one of: {", ".join(sorted(self._paths))}')
        with self._lock:
            self._ordered.setdefault(path, deque()).extend([fault] * times)

    def next(self, path: str) -> Fault | None:
        """Return what befalls the next request to a path, or None."""
        with self._lock:
            ordered = self._ordered.get(path)
            if ordered:
                return ordered.popleft()
            if self._lots.random() >= self._weather.share:
                return None
            faults = self._weather.faults
            return self._lots.choices([one for one, _ in faults], [one for _, one in faults])[0]

    def spoil(self, fault: Fault, answer: Answer) -> Answer:
        """Return what is left of an answer; of a request not acted on there is none."""
        if fault is Fault.TRUNCATED_AFTER:
            return replace(answer, is_cut=True)
        left = _SPOILED[fault.value.rpartition("-")[0]]
        if fault in (Fault.TIME_OUT_BEFORE, Fault.TIME_OUT_AFTER):
            return replace(left, held_s=self._silence_s)
        return left
