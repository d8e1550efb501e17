"""Whose turn it is: calls in batches, by the moment from which their turn comes.

A batch is one entry of the queue, so that a hundred thousand calls cost what some hundred do.
Whoever leaves, or is given another turn, stays in the old batch and is passed over there.
"""

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from heapq import heappop, heappush
from itertools import count, repeat

_MOST_OF_BATCH = 1000

_Batch = Sequence[int]
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

    def put(self, at: float, attempt_ids: Sequence[int], by_own_id: bool) -> None:
        """Give each a turn from a moment on (monotonic), in their order, and take its other one."""
        queue = self._by_own_id if by_own_id else self._by_service_id
        for begin in range(0, len(attempt_ids), _MOST_OF_BATCH):
            batch = attempt_ids[begin : begin + _MOST_OF_BATCH]
            self._batch_of.update(zip(batch, repeat(batch)))
            heappush(queue, (at, next(self._places), batch, 0))

    def drop(self, attempt_id: int) -> bool:
        """Take a call's turn; says whether it had one."""
        return self._batch_of.pop(attempt_id, None) is not None

    def is_due(self, now: float) -> bool:
        """Say whether somebody's turn may have come (monotonic now)."""
        queue = self._first()
        return bool(queue) and queue[0][0] <= now

    def take(self, now: float, limit: int, text_limit: int) -> list[int]:
        """Return those whose turn has come, of one kind; whoever takes them gives them another.

        They are up to `limit` of the service's ids, or up to `text_limit` of ours.
        """
        queue, batch_of = self._first(), self._batch_of
        most = text_limit if queue is self._by_own_id else limit
        taken: list[int] = []
        while queue and queue[0][0] <= now and len(taken) < most:
            at, place, batch, done = heappop(queue)
            upto = done + most - len(taken)
            taken += [one for one in batch[done:upto] if batch_of.get(one) is batch]
            if upto < len(batch):
                heappush(queue, (at, place, batch, upto))
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

    def put(self, attempt_ids: Sequence[int], accepted_at: Sequence[float]) -> None:
        """Keep calls by when they were taken; two numbers each, since they stay for days."""
        if attempt_ids:
            order = sorted(range(len(attempt_ids)), key=accepted_at.__getitem__)
            moments = array("d", [accepted_at[one] for one in order])
            self._put(moments, array("q", [attempt_ids[one] for one in order]), 0)

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
