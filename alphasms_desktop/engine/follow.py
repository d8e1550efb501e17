"""Following calls to their end: which to ask about now, what answers mean, when to give up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heappop, heappush

from alphasms_desktop.domain.attempt import STEPS, CallId, OpenCall, State, Step, Why
from alphasms_desktop.domain.exchange import StatusReport
from alphasms_desktop.engine.ports import Clock

HOOK_GRACE_S = 2.0
"""A webhook says more than a status (key, seconds, busy), so it gets this long to come first."""

_YOUNG = timedelta(minutes=2)
_OLD = timedelta(hours=1)


@dataclass(slots=True)
class _Followed:
    call: OpenCall
    ask_at: float
    word: str = ""
    told: StatusReport | None = None
    told_at: float = 0.0


class Follower:
    """The calls whose end is awaited, in the order they were handed over."""

    def __init__(
        self, clock: Clock, every_s: float, within_s: float, grace_s: float = HOOK_GRACE_S
    ) -> None:
        self._clock = clock
        self._every_s = every_s
        self._within = timedelta(seconds=within_s)
        self._grace_s = grace_s
        self._calls: dict[int, _Followed] = {}
        self._by_id: dict[CallId, int] = {}
        # Whoever is looked at is near the end or due, so that a hundred thousand cost no more.
        self._to_ask: list[tuple[float, int]] = []
        self._to_expire: list[tuple[datetime, int]] = []
        self._near_end: dict[int, _Followed] = {}
        self.known_after_s: float | None = None
        """How long after it was handed over the service first told of a call."""

    def __len__(self) -> int:
        """Return how many calls are followed."""
        return len(self._calls)

    def add(self, calls: Iterable[OpenCall]) -> None:
        """Follow these calls too."""
        soon = self._clock.monotonic() + self._every_s
        for call in calls:
            self._calls[call.attempt_id] = _Followed(call, soon)
            heappush(self._to_ask, (soon, call.attempt_id))
            if call.state is State.ACCEPTED:
                heappush(self._to_expire, (call.accepted_at + self._within, call.attempt_id))
            if call.asked_by:
                self._by_id[call.asked_by] = call.attempt_id

    def ask_soon(self, call: OpenCall) -> None:
        """Ask about a call at once: what was reported of it was not to be believed.

        One that has its end already is asked about once and then left.
        """
        if not call.asked_by:
            return
        if call.attempt_id not in self._calls:
            self.add([call])
        now = self._clock.monotonic()
        self._calls[call.attempt_id].ask_at = now
        heappush(self._to_ask, (now, call.attempt_id))

    def forget(self, attempt_id: int) -> None:
        """Ask no more about a call."""
        followed = self._calls.pop(attempt_id, None)
        self._near_end.pop(attempt_id, None)
        if followed:
            self._by_id.pop(followed.call.asked_by, None)

    @property
    def has_due(self) -> bool:
        """Whether somebody may be asked about now."""
        return bool(self._to_ask) and self._to_ask[0][0] <= self._clock.monotonic()

    def due(self, limit: int, text_limit: int = 0) -> list[CallId]:
        """Return ids of calls to ask about now, and set when to ask them next.

        They are of one kind: the service's own up to `limit`, or ours up to `text_limit`.
        """
        now, today = self._clock.monotonic(), self._clock.now()
        chosen: list[CallId] = []
        again = []
        to_ask, calls = self._to_ask, self._calls
        while to_ask and to_ask[0][0] <= now:
            at, attempt_id = heappop(to_ask)
            followed = calls.get(attempt_id)
            if followed is None or followed.ask_at != at or followed.told is not None:
                continue
            asked_by = followed.call.asked_by
            if not asked_by:
                continue
            if chosen and type(asked_by) is not type(chosen[0]):
                again.append((at, attempt_id))
                continue
            followed.ask_at = now + self._interval_s(today - followed.call.accepted_at)
            again.append((followed.ask_at, attempt_id))
            chosen.append(asked_by)
            if len(chosen) >= (text_limit or limit if isinstance(asked_by, int) else limit):
                break
        for entry in again:
            heappush(to_ask, entry)
        return chosen

    def hear(self, asked: Sequence[CallId], reports: Sequence[StatusReport]) -> list[Step]:
        """Take the answers to a question; returns the steps they lead to at once.

        Where a webhook may come an end is held back for it, since it says more. A call given up
        before is asked once and then left.
        """
        now = self._clock.monotonic()
        steps = []
        for report in reports:
            told_of: CallId = int(report.own_id) if report.own_id else report.gateway_id
            followed = self._calls.get(self._by_id.get(told_of, -1))
            if followed is None or followed.told is not None:
                continue
            if self.known_after_s is None:
                age = self._clock.now() - followed.call.accepted_at
                self.known_after_s = age.total_seconds()
            if report.outcome is not None and report.outcome in STEPS[followed.call.state]:
                followed.told, followed.told_at = report, now
                if self._grace_s:
                    self._near_end[followed.call.attempt_id] = followed
                else:
                    steps.append(_end(followed.call, report, report.outcome))
            elif followed.call.state is State.ACCEPTED and report.word != followed.word:
                followed.word = report.word
                steps.append(
                    Step(followed.call.attempt_id, State.ACCEPTED, Why.ASKED, raw=report.word)
                )
        for one in asked:
            self._leave_if_given_up(one)
        return steps

    def ripe(self) -> list[Step]:
        """Return the steps whose time has come: ends no webhook came before, and calls too old.

        Each is given once: whoever writes it holds it until it is written.
        """
        now, today = self._clock.monotonic(), self._clock.now()
        while self._to_expire and self._to_expire[0][0] <= today:
            attempt_id = heappop(self._to_expire)[1]
            if attempt_id in self._calls:
                self._near_end[attempt_id] = self._calls[attempt_id]
        steps = []
        for attempt_id, followed in list(self._near_end.items()):
            call, told = followed.call, followed.told
            if told is not None and told.outcome is not None:
                if now - followed.told_at >= self._grace_s:
                    steps.append(_end(call, told, told.outcome))
                    del self._near_end[attempt_id]
            elif call.state is State.ACCEPTED and today - call.accepted_at >= self._within:
                steps.append(Step(call.attempt_id, State.NO_RESULT, Why.NEVER_LEARNED))
                del self._near_end[attempt_id]
        return steps

    def _leave_if_given_up(self, asked_by: CallId) -> None:
        followed = self._calls.get(self._by_id.get(asked_by, -1))
        if followed and followed.call.state is not State.ACCEPTED and followed.told is None:
            self.forget(followed.call.attempt_id)

    def _interval_s(self, age: timedelta) -> float:
        if age < _YOUNG:
            return self._every_s
        return self._every_s * (6 if age < _OLD else 60)


def _end(call: OpenCall, told: StatusReport, outcome: State) -> Step:
    return Step(call.attempt_id, outcome, Why.ASKED, raw=told.word)
