"""The simulated phone network: takes calls, knows them by id, tells their ends to the hooks."""

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from alphasms_desktop.sandbox.call import Call, CallRecord, Order
from alphasms_desktop.sandbox.clock import Clock
from alphasms_desktop.sandbox.fate import Outcome, Phase
from alphasms_desktop.sandbox.ids import first_id_at
from alphasms_desktop.sandbox.journal import Journal
from alphasms_desktop.sandbox.lots import draw_fate
from alphasms_desktop.sandbox.scenarios import Scenario


class EndTeller(Protocol):
    """Somebody who tells the end of a call to its hook when the time comes."""

    def promise(self, call: Call) -> None:
        """Tell this call's hook at the end of the call."""

    def withdraw(self, call_id: int) -> None:
        """Tell the hook of this call nothing any more."""


class DuplicateError(Exception):
    """The caller's own id was used before."""


class UnpaidError(Exception):
    """The balance does not suffice."""


class PhoneNetwork:
    """All calls taken so far; they live by the clock, without a thread or timer of their own."""

    def __init__(
        self,
        clock: Clock,
        scenario: Scenario,
        seed: int,
        teller: EndTeller,
        first_id: int | None = None,
        journal: Journal | None = None,
    ) -> None:
        self.scenario = scenario
        self._clock = clock
        self._seed = seed
        self._teller = teller
        self._journal = journal
        self._calls: dict[int, Call] = {}
        self._by_own_id: dict[int, int] = {}
        self._deleted: dict[int, float] = {}
        self._turns: Counter[str] = Counter()
        self._next_id = first_id_at(clock.now()) if first_id is None else first_id
        self._lock = threading.Lock()
        if journal is not None:
            self._recall(journal)

    def take(self, order: Order, pay: Callable[[], bool] = lambda: True) -> Call:
        """Record a call; from now on it is known under its id, and its life begins.

        Raises DuplicateError for an own id that was used before, and UnpaidError if `pay`, asked
        only when nothing else is wrong, says that there is no money.
        """
        with self._lock:
            if order.own_id in self._by_own_id:
                raise DuplicateError
            if not pay():
                raise UnpaidError
            turn = self._turns[order.phone] + 1
            call = Call(
                id=self._next_id,
                order=order,
                received_at=self._clock.now(),
                speed=self._clock.speed,
                fate=draw_fate(self.scenario, self._seed, order.phone, turn, order.seconds),
            )
            if self._journal is not None:
                self._journal.write_call(call)
            self._keep(call)
        if order.hook:
            self._teller.promise(call)
        return call

    def find(self, call_id: int) -> Call | None:
        """Return the call with this gateway id, if there is one."""
        return self._calls.get(call_id)

    def find_own(self, own_id: int) -> Call | None:
        """Return the call or text with this id of the caller's, if there is one."""
        return self._calls.get(self._by_own_id.get(own_id, -1))

    def knows_own(self, own_id: int | None) -> bool:
        """Say whether an id of the caller's was used before."""
        return own_id in self._by_own_id

    def status(self, call: Call) -> Phase | Outcome:
        """Return where a call is now."""
        return Outcome.DELETED if call.id in self._deleted else call.status_at(self._clock.now())

    def delete(self, call: Call) -> bool:
        """Delete what the operator does not have yet; says whether it could be."""
        with self._lock:
            if self.status(call) not in (Phase.SCHEDULED, Phase.QUEUED):
                return False
            if self._journal is not None:
                self._journal.write_deleted(call.id)
            self._deleted[call.id] = self._clock.now()
        self._teller.withdraw(call.id)
        return True

    def ended_at(self, call: Call) -> float:
        """Return the time of day at which a call is, or will be, over."""
        return self._deleted.get(call.id, call.ends_at)

    def records(self) -> list[CallRecord]:
        """Return what is known now of all calls, in the order in which they were taken."""
        with self._lock:
            calls = list(self._calls.values())
        now = self._clock.now()
        return [self._record(call, now) for call in calls]

    def _record(self, call: Call, now: float) -> CallRecord:
        record = call.record_at(now)
        if call.id not in self._deleted:
            return record
        return replace(record, status=Outcome.DELETED.value, duration=0, dtmf=None)

    def _recall(self, journal: Journal) -> None:
        self._deleted.update(dict.fromkeys(journal.memory.deleted, self._clock.now()))
        for call in journal.memory.calls:
            self._keep(call)
            is_settled = call.id in journal.memory.told or call.id in self._deleted
            if call.order.hook and not is_settled:
                self._teller.promise(call)

    def _keep(self, call: Call) -> None:
        self._calls[call.id] = call
        self._turns[call.order.phone] += 1
        if call.order.own_id is not None:
            self._by_own_id[call.order.own_id] = call.id
        self._next_id = max(self._next_id, call.id + 1)
