"""Whose turn it is: calls in batches, by the moment from which their turn comes.

A batch is one entry of the queue, so that a hundred thousand calls cost what some hundred do.
Whoever leaves, or is given another turn, stays in the old batch and is passed over there.
"""

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from heapq import heappop, heappush
from itertools import count, repeat
from operator import attrgetter

from alphasms_desktop.domain.attempt import OpenCall

_MOST_OF_BATCH = 1000
_accepted_at = attrgetter("accepted_at")

_Batch = list[OpenCall]
_Entry = tuple[float, int, _Batch, int]
"""From when on, the place among others of that moment, whom, and how many of them are done."""


class Turns:
    """When each call is asked about; those of the service's ids stand apart from those of ours."""

    def __init__(self) -> None:
        self._by_service_id: list[_Entry] = []
        self._by_own_id: list[_Entry] = []
        self._batch_of: dict[int, _Batch] = {}
        self._places = count()

    def __contains__(self, attempt_id: int) -> bool:
        """Say whether a call has a turn."""
        return attempt_id in self._batch_of

    def put(self, at: float, calls: Sequence[OpenCall]) -> None:
        """Give each a turn from a moment on (monotonic), in their order, and take its other one.

        Whoever has no id gets none.
        """
        texts = [one for one in calls if one.own_id is not None]
        self._put(self._by_own_id, at, texts)
        plain = [one for one in calls if one.own_id is None and one.gateway_id]
        self._put(self._by_service_id, at, plain)

    def _put(self, queue: list[_Entry], at: float, calls: _Batch) -> None:
        for begin in range(0, len(calls), _MOST_OF_BATCH):
            batch = calls[begin : begin + _MOST_OF_BATCH]
            self._batch_of.update(zip([one.attempt_id for one in batch], repeat(batch)))
            heappush(queue, (at, next(self._places), batch, 0))

    def drop(self, attempt_id: int) -> bool:
        """Take a call's turn; says whether it had one."""
        return self._batch_of.pop(attempt_id, None) is not None

    def is_due(self, now: float) -> bool:
        """Say whether somebody's turn may have come (monotonic now)."""
        queue = self._first()
        return bool(queue) and queue[0][0] <= now

    def take(self, now: float, limit: int, text_limit: int) -> list[OpenCall]:
        """Return those whose turn has come, of one kind; whoever takes them gives them another.

        They are up to `limit` of the service's ids, or up to `text_limit` of ours.
        """
        queue, batch_of = self._first(), self._batch_of
        most = text_limit if queue is self._by_own_id else limit
        taken: _Batch = []
        while queue and queue[0][0] <= now and len(taken) < most:
            at, place, batch, done = heappop(queue)
            room = most - len(taken)
            some = batch[done : done + room]
            taken += [one for one in some if batch_of.get(one.attempt_id) is batch]
            if done + room < len(batch):
                heappush(queue, (at, place, batch, done + room))
        return taken

    def _first(self) -> list[_Entry]:
        """Return the queue whose turn comes first."""
        texts, calls = self._by_own_id, self._by_service_id
        return texts if texts and (not calls or texts[0][:2] < calls[0][:2]) else calls


class Ages:
    """Calls by their age, so that those grown too old are found without a look at the others."""

    def __init__(self) -> None:
        self._oldest: list[tuple[float, int, array[float], array[int], int]] = []
        self._places = count()

    def put(self, calls: Sequence[OpenCall]) -> None:
        """Keep calls by when they were taken; two numbers each, since they stay for days."""
        if calls:
            by_age = sorted(calls, key=_accepted_at)
            moments = array("d", [one.accepted_at for one in by_age])
            self._put(moments, array("q", [one.attempt_id for one in by_age]), 0)

    def take(self, until: float) -> list[int]:
        """Return those taken by a moment (seconds since 1970), the oldest first; once each."""
        taken: list[int] = []
        while self._oldest and self._oldest[0][0] <= until:
            _, _, moments, ids, done = heappop(self._oldest)
            upto = bisect_right(moments, until, done)
            taken += ids[done:upto]
            if upto < len(ids):
                self._put(moments, ids, upto)
        return taken

    def _put(self, moments: "array[float]", ids: "array[int]", done: int) -> None:
        heappush(self._oldest, (moments[done], next(self._places), moments, ids, done))
