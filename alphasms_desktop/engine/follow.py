"""Following calls to their end: which to ask about now, what answers mean, when to give up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from alphasms_desktop.domain.attempt import STEPS, CallId, OpenCall, State, Step, Why
from alphasms_desktop.domain.exchange import StatusReport
from alphasms_desktop.engine.ports import Clock

HOOK_GRACE_S = 2.0
"""A webhook says more than a status (key, seconds, busy), so it gets this long to come first."""

_YOUNG = timedelta(minutes=2)
_OLD = timedelta(hours=1)


@dataclass
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
        self._calls[call.attempt_id].ask_at = self._clock.monotonic()

    def forget(self, attempt_id: int) -> None:
        """Ask no more about a call."""
        followed = self._calls.pop(attempt_id, None)
        if followed:
            self._by_id.pop(followed.call.asked_by, None)

    def due(self, limit: int, text_limit: int = 0) -> list[CallId]:
        """Return ids of calls to ask about now, and set when to ask them next.

        They are of one kind: the service's own up to `limit`, or ours up to `text_limit`.
        """
        now = self._clock.monotonic()
        chosen: list[CallId] = []
        for followed in self._calls.values():
            asked_by = followed.call.asked_by
            if followed.ask_at > now or followed.told is not None or not asked_by:
                continue
            if chosen and type(asked_by) is not type(chosen[0]):
                continue
            followed.ask_at = now + self._interval_s(followed.call)
            chosen.append(asked_by)
            if len(chosen) >= (text_limit or limit if isinstance(asked_by, int) else limit):
                break
        return chosen

    def hear(self, asked: Sequence[CallId], reports: Sequence[StatusReport]) -> list[Step]:
        """Take the answers to a question; returns the steps they lead to at once.

        An end is held back for the webhook that may say more. A call given up before is asked
        once and then left.
        """
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
                followed.told, followed.told_at = report, self._clock.monotonic()
            elif followed.call.state is State.ACCEPTED and report.word != followed.word:
                followed.word = report.word
                steps.append(
                    Step(followed.call.attempt_id, State.ACCEPTED, Why.ASKED, raw=report.word)
                )
        for one in asked:
            self._leave_if_given_up(one)
        return steps

    def ripe(self) -> list[Step]:
        """Return the steps whose time has come: ends no webhook came before, and calls too old."""
        now, today = self._clock.monotonic(), self._clock.now()
        steps = []
        for followed in self._calls.values():
            call, told = followed.call, followed.told
            if told is not None and told.outcome is not None:
                if now - followed.told_at >= self._grace_s:
                    steps.append(Step(call.attempt_id, told.outcome, Why.ASKED, raw=told.word))
            elif call.state is State.ACCEPTED and today - call.accepted_at >= self._within:
                steps.append(Step(call.attempt_id, State.NO_RESULT, Why.NEVER_LEARNED))
        return steps

    def _leave_if_given_up(self, asked_by: CallId) -> None:
        followed = self._calls.get(self._by_id.get(asked_by, -1))
        if followed and followed.call.state is not State.ACCEPTED and followed.told is None:
            self.forget(followed.call.attempt_id)

    def _interval_s(self, call: OpenCall) -> float:
        age = self._clock.now() - call.accepted_at
        if age < _YOUNG:
            return self._every_s
        return self._every_s * (6 if age < _OLD else 60)
