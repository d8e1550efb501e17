"""Tells the ends of calls to their hooks: a few threads, one list of what is due when.

Contract, section 2 (webhook); the tries after a failure are ours.
"""

import heapq
import json
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from alphasms_desktop.sandbox.call import Call
from alphasms_desktop.sandbox.clock import Clock
from alphasms_desktop.sandbox.fate import Outcome
from alphasms_desktop.sandbox.hook_address import HookAddress, read_hook
from alphasms_desktop.sandbox.hook_post import HookPost
from alphasms_desktop.sandbox.scenarios import Scenario

_log = logging.getLogger(__name__)
THREADS = 4
# Simulated seconds between one try and the next; after the last the hook is given up.
PAUSES_S = (5.0, 30.0, 120.0)
_STRANGE = "TALKED TO THE DOG"


@dataclass(frozen=True, order=True)
class _Errand:
    due: float
    call_id: int
    address: HookAddress = field(compare=False)
    body: bytes = field(compare=False)
    tries: int = field(compare=False, default=0)


class Hooks:
    """Delivers from `start` to `stop`; `settled` hears of each call told or given up."""

    def __init__(
        self, clock: Clock, scenario: Scenario, anywhere: bool, settled: Callable[[int], None]
    ) -> None:
        self._clock = clock
        self._scenario = scenario
        self._anywhere = anywhere
        self._settled = settled
        self._due: list[_Errand] = []
        self._withdrawn: set[int] = set()
        self._changed = threading.Condition()
        self._stopped = False
        self._post = HookPost()
        self._threads = [
            threading.Thread(target=self._work, name=f"sandbox-hook-{number}", daemon=True)
            for number in range(1, THREADS + 1)
        ]

    def start(self) -> None:
        """Begin to deliver."""
        for thread in self._threads:
            thread.start()

    def stop(self, within_s: float) -> None:
        """End the threads, those in the middle of a delivery too."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
        self._post.stop()
        deadline = time.monotonic() + within_s
        for thread in self._threads:
            if thread.ident is not None:
                thread.join(max(0.0, deadline - time.monotonic()))

    def promise(self, call: Call) -> None:
        """Tell this call's hook at the end of the call, if it leads to where it may."""
        if not self._scenario.sends_hooks:
            return
        address = read_hook(call.order.hook)
        if address is None or not (self._anywhere or address.is_on_this_computer):
            _log.info("the hook of call %s leads off this computer, it is not told", call.id)
            return
        notice = _notice(call, self._scenario.strange_words)
        for turn in range(2 if self._scenario.hooks_twice else 1):
            late_s = Random(f"{call.id}/{turn}").uniform(*self._scenario.hooks_late_s)
            due = call.ends_at + self._clock.real_s(late_s)
            self._plan(_Errand(due, call.id, address, notice))

    def withdraw(self, call_id: int) -> None:
        """Tell the hook of this call nothing any more."""
        with self._changed:
            self._withdrawn.add(call_id)

    def _plan(self, errand: _Errand) -> None:
        with self._changed:
            heapq.heappush(self._due, errand)
            self._changed.notify()

    def _work(self) -> None:
        while (errand := self._next()) is not None:
            try:
                self._run(errand)
            except Exception:
                _log.exception("a hook of the sandbox failed")

    def _next(self) -> _Errand | None:
        with self._changed:
            while not self._stopped:
                wait_s = self._due[0].due - self._clock.now() if self._due else None
                if wait_s is not None and wait_s <= 0:
                    errand = heapq.heappop(self._due)
                    # The next one may be earlier than what the others are waiting for.
                    self._changed.notify()
                    return errand
                self._changed.wait(None if wait_s is None else min(wait_s, threading.TIMEOUT_MAX))
            return None

    def _run(self, errand: _Errand) -> None:
        with self._changed:
            if errand.call_id in self._withdrawn:
                return
        told = self._post.deliver(errand.address, errand.body)
        if self._stopped and not told:
            return
        if not told and errand.tries < len(PAUSES_S):
            due = self._clock.now() + self._clock.real_s(PAUSES_S[errand.tries])
            self._plan(_Errand(due, errand.call_id, errand.address, errand.body, errand.tries + 1))
            return
        self._settled(errand.call_id)


def _notice(call: Call, is_strange: bool) -> bytes:
    answered = call.outcome is Outcome.ANSWERED
    notice = {
        "id": call.id,
        "phone": call.order.phone,
        "status": _STRANGE if is_strange else call.outcome.value,
        "duration": call.talk_s if answered else 0,
    }
    if call.order.asks_key:
        notice["dtmf"] = call.key
    return json.dumps(notice).encode()
