"""Following calls to their end: which to ask about now, what answers mean, when to give up."""

from collections.abc import Iterable, Sequence

from alphasms_desktop.domain.attempt import STEPS, CallId, OpenCall, State, Step, Why
from alphasms_desktop.domain.exchange import StatusReport
from alphasms_desktop.engine.ports import Clock
from alphasms_desktop.engine.turns import Ages, Turns

HOOK_GRACE_S = 2.0
"""A webhook says more than a status (key, seconds, busy), so it gets this long to come first."""

_YOUNG_S = 120.0
_OLD_S = 3600.0


class Follower:
    """The calls whose end is awaited, in the order they were handed over.

    Whoever has a turn is asked about. Once an end was told there is none, and the call waits only
    to be forgotten.
    """

    def __init__(
        self, clock: Clock, every_s: float, within_s: float, grace_s: float = HOOK_GRACE_S
    ) -> None:
        self._clock = clock
        self._every_s = every_s
        self._within_s = within_s
        self._grace_s = grace_s
        self._calls: dict[int, OpenCall] = {}
        self._by_id: dict[CallId, OpenCall] = {}
        self._turns = Turns()
        self._ages = Ages()
        self._near_end: dict[int, tuple[StatusReport, float]] = {}
        """Ends told, and when: held back for a webhook that says more."""
        self._words: dict[int, str] = {}
        self._given_up: set[int] = set()
        self.known_after_s: float | None = None
        """How long after it was handed over the service first told of a call."""

    def __len__(self) -> int:
        """Return how many calls are followed."""
        return len(self._calls)

    def add(self, calls: Iterable[OpenCall]) -> None:
        """Follow these calls too."""
        self._add(list(calls), self._clock.monotonic() + self._every_s)

    def _add(self, calls: list[OpenCall], ask_at: float) -> None:
        ids = [one.attempt_id for one in calls]
        self.forget(self._calls.keys() & ids)
        self._calls.update(zip(ids, calls, strict=True))
        self._by_id.update(zip([one.asked_by for one in calls], calls, strict=True))
        self._by_id.pop("", None)
        self._turns.put(ask_at, calls)
        self._ages.put([one for one in calls if one.state is State.ACCEPTED])
        self._given_up.update([one.attempt_id for one in calls if one.state is not State.ACCEPTED])

    def ask_soon(self, call: OpenCall) -> None:
        """Ask about a call at once: what was reported of it was not to be believed.

        One that has its end already is asked about once and then left.
        """
        if not call.asked_by:
            return
        now = self._clock.monotonic()
        if call.attempt_id not in self._calls:
            self._add([call], now)
        elif call.attempt_id in self._turns:
            self._turns.put(now, [self._calls[call.attempt_id]])

    def forget(self, attempt_ids: Iterable[int]) -> None:
        """Ask no more about calls."""
        for attempt_id in attempt_ids:
            call = self._calls.pop(attempt_id, None)
            if call is None:
                continue
            self._turns.drop(attempt_id)
            self._near_end.pop(attempt_id, None)
            self._words.pop(attempt_id, None)
            self._given_up.discard(attempt_id)
            asked_by = call.asked_by
            if self._by_id.get(asked_by) is call:
                del self._by_id[asked_by]

    @property
    def has_due(self) -> bool:
        """Whether somebody may be asked about now."""
        return self._turns.is_due(self._clock.monotonic())

    def due(self, limit: int, text_limit: int = 0) -> list[CallId]:
        """Return ids of calls to ask about now, and set when to ask them next.

        They are of one kind: the service's own up to `limit`, or ours up to `text_limit`.
        """
        now, today = self._clock.monotonic(), self._clock.now().timestamp()
        taken = self._turns.take(now, limit, text_limit or limit)
        again: dict[float, list[OpenCall]] = {}
        for one in taken:
            again.setdefault(self._interval_s(today - one.accepted_at), []).append(one)
        for interval_s, some in again.items():
            self._turns.put(now + interval_s, some)
        return [one.asked_by for one in taken]

    def hear(self, asked: Sequence[CallId], reports: Sequence[StatusReport]) -> list[Step]:
        """Take the answers to a question; returns the steps they lead to at once.

        Where a webhook may come an end is held back for it, since it says more. A call given up
        before is asked once and then left.
        """
        ended: list[tuple[int, StatusReport]] = []
        steps = []
        for report in reports:
            call = self._by_id.get(int(report.own_id) if report.own_id else report.gateway_id)
            if call is None:
                continue
            if self.known_after_s is None:
                self.known_after_s = self._clock.now().timestamp() - call.accepted_at
            attempt_id = call.attempt_id
            if report.outcome in STEPS[call.state]:
                if self._turns.drop(attempt_id):
                    ended.append((attempt_id, report))
            elif self._is_news(call, report):
                self._words[attempt_id] = report.word
                steps.append(Step(attempt_id, State.ACCEPTED, Why.ASKED, report.word))
        if self._grace_s:
            now = self._clock.monotonic()
            self._near_end.update((one, (report, now)) for one, report in ended)
        else:
            steps += [_end(attempt_id, report) for attempt_id, report in ended]
        if self._given_up:
            self.forget(self._left_now(asked))
        return steps

    def ripe(self) -> list[Step]:
        """Return the steps whose time has come: ends no webhook came before, and calls too old.

        Each is given once: whoever writes it holds it until it is written.
        """
        return [*self._ripe_ends(), *self._never_learned()]

    def _ripe_ends(self) -> list[Step]:
        """Return the ends that were held back long enough; the first told is the first ripe."""
        now = self._clock.monotonic()
        steps = []
        for attempt_id, (told, told_at) in self._near_end.items():
            if now - told_at < self._grace_s:
                break
            steps.append(_end(attempt_id, told))
        for step in steps:
            del self._near_end[step.attempt_id]
        return steps

    def _never_learned(self) -> list[Step]:
        until = self._clock.now().timestamp() - self._within_s
        return [
            Step(one, State.NO_RESULT, Why.NEVER_LEARNED)
            for one in self._ages.take(until)
            if one in self._calls and self._is_too_old(self._calls[one], until)
        ]

    def _is_news(self, call: OpenCall, report: StatusReport) -> bool:
        """Say whether a call that goes on stands otherwise than was told before."""
        is_open = call.state is State.ACCEPTED and call.attempt_id in self._turns
        return is_open and report.word != self._words.get(call.attempt_id, "")

    def _is_too_old(self, call: OpenCall, until: float) -> bool:
        """Say whether a call waits in vain; one that was taken once more is as young as that."""
        is_told = call.asked_by and call.attempt_id not in self._turns
        return call.state is State.ACCEPTED and call.accepted_at <= until and not is_told

    def _left_now(self, asked: Iterable[CallId]) -> list[int]:
        """Return those asked about that were given up before, and have been told no end now."""
        calls = [self._by_id[one] for one in asked if one in self._by_id]
        return [
            one.attempt_id
            for one in calls
            if one.attempt_id in self._given_up and one.attempt_id in self._turns
        ]

    def _interval_s(self, age_s: float) -> float:
        if age_s < _YOUNG_S:
            return self._every_s
        return self._every_s * (6 if age_s < _OLD_S else 60)


def _end(attempt_id: int, told: StatusReport) -> Step:
    assert told.outcome is not None  # it was found among the steps allowed
    return Step(attempt_id, told.outcome, Why.ASKED, told.word)
