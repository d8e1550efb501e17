"""Following calls to their end: which to ask about now, what answers mean, when to give up."""

from collections.abc import Iterable, Sequence

from alphasms_desktop.domain.attempt import (
    STEPS,
    CallId,
    OpenCall,
    OpenCalls,
    State,
    Step,
    Why,
)
from alphasms_desktop.domain.exchange import StatusReport
from alphasms_desktop.engine.ports import Clock
from alphasms_desktop.engine.turns import Ages, Turns

HOOK_GRACE_S = 2.0
"""A webhook says more than a status (key, seconds, busy), so it gets this long to come first."""

_OPEN, _ASKED = State.ACCEPTED, Why.ASKED
# By the thousand it is felt how slowly an enumeration gives its members.

_YOUNG_S = 120.0
_OLD_S = 3600.0


class Follower:
    """The calls whose end is awaited, in the order they were handed over.

    There are hundreds of thousands, so each is some plain numbers here. Whoever has a turn is
    asked about; once an end was told there is none, and the call waits only to be forgotten.
    """

    def __init__(
        self, clock: Clock, every_s: float, within_s: float, grace_s: float = HOOK_GRACE_S
    ) -> None:
        self._clock = clock
        self._every_s = every_s
        self._within_s = within_s
        self._grace_s = grace_s
        self._asked_by: dict[int, CallId] = {}
        self._by_id: dict[CallId, int] = {}
        self._accepted_at: dict[int, float] = {}
        self._given_up: dict[int, State] = {}
        """Where those stand that were not expected to be told of any more."""
        self._turns = Turns()
        self._ages = Ages()
        self._near_end: dict[int, tuple[StatusReport, float]] = {}
        """Ends told, and when: held back for a webhook that says more."""
        self._words: dict[int, str] = {}
        self.known_after_s: float | None = None
        """How long after it was handed over the service first told of a call."""

    def __len__(self) -> int:
        """Return how many calls are followed."""
        return len(self._asked_by)

    def add(self, calls: OpenCalls) -> None:
        """Follow these calls too."""
        self._add(calls, self._clock.monotonic() + self._every_s)

    def _add(self, calls: OpenCalls, ask_at: float) -> None:
        ids, asked_by, accepted_at, state = calls
        self.forget(self._asked_by.keys() & ids)
        self._asked_by.update(zip(ids, asked_by, strict=True))
        self._by_id.update(zip(asked_by, ids, strict=True))
        self._by_id.pop("", None)
        self._accepted_at.update(zip(ids, accepted_at, strict=True))
        texts = [one for one, by in zip(ids, asked_by, strict=True) if isinstance(by, int)]
        self._turns.put(ask_at, texts, by_own_id=True)
        known = [one for one, by in zip(ids, asked_by, strict=True) if by and isinstance(by, str)]
        self._turns.put(ask_at, known, by_own_id=False)
        if state is State.ACCEPTED:
            self._ages.put(ids, accepted_at)
        else:
            self._given_up.update(dict.fromkeys(ids, state))

    def ask_soon(self, call: OpenCall) -> None:
        """Ask about a call at once: what was reported of it was not to be believed.

        One that has its end already is asked about once and then left.
        """
        attempt_id, now = call.attempt_id, self._clock.monotonic()
        if not call.asked_by:
            return
        if attempt_id not in self._asked_by:
            self._add(OpenCalls.of([call], call.state), now)
        elif attempt_id in self._turns:
            by_own_id = isinstance(self._asked_by[attempt_id], int)
            self._turns.put(now, [attempt_id], by_own_id)

    def forget(self, attempt_ids: Iterable[int]) -> None:
        """Ask no more about calls."""
        for attempt_id in attempt_ids:
            asked_by = self._asked_by.pop(attempt_id, None)
            if asked_by is None:
                continue
            del self._accepted_at[attempt_id]
            self._turns.drop(attempt_id)
            self._near_end.pop(attempt_id, None)
            self._words.pop(attempt_id, None)
            self._given_up.pop(attempt_id, None)
            if self._by_id.get(asked_by) == attempt_id:
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
        asked_by = [self._asked_by[one] for one in taken]
        again: dict[float, list[int]] = {}
        for one in taken:
            again.setdefault(self._interval_s(today - self._accepted_at[one]), []).append(one)
        for interval_s, some in again.items():
            self._turns.put(now + interval_s, some, by_own_id=isinstance(asked_by[0], int))
        return asked_by

    def hear(self, asked: Sequence[CallId], reports: Sequence[StatusReport]) -> list[Step]:
        """Take the answers to a question; returns the steps they lead to at once.

        Where a webhook may come an end is held back for it, since it says more. A call given up
        before is asked once and then left.
        """
        ended: list[tuple[int, StatusReport]] = []
        steps = []
        for report in reports:
            told_of: CallId = int(report.own_id) if report.own_id else report.gateway_id
            attempt_id = self._by_id.get(told_of)
            if attempt_id is None:
                continue
            if self.known_after_s is None:
                taken_at = self._accepted_at[attempt_id]
                self.known_after_s = self._clock.now().timestamp() - taken_at
            if report.outcome in STEPS[self._given_up.get(attempt_id, _OPEN)]:
                if self._turns.drop(attempt_id):
                    ended.append((attempt_id, report))
            elif self._is_news(attempt_id, report.word):
                self._words[attempt_id] = report.word
                steps.append(Step(attempt_id, _OPEN, _ASKED, report.word))
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
            if one in self._asked_by and self._waits_in_vain(one, until)
        ]

    def _waits_in_vain(self, attempt_id: int, until: float) -> bool:
        """Say whether no end was told of a call so old; taken once more it is as young as that."""
        is_told = self._asked_by[attempt_id] and attempt_id not in self._turns
        is_old = self._accepted_at[attempt_id] <= until
        return is_old and not is_told and attempt_id not in self._given_up

    def _is_news(self, attempt_id: int, word: str) -> bool:
        """Say whether a call that goes on stands otherwise than was told before."""
        goes_on = attempt_id in self._turns and attempt_id not in self._given_up
        return goes_on and word != self._words.get(attempt_id, "")

    def _left_now(self, asked: Iterable[CallId]) -> list[int]:
        """Return those asked about that were given up before, and have been told no end now."""
        ids = [self._by_id[one] for one in asked if one in self._by_id]
        return [one for one in ids if one in self._given_up and one in self._turns]

    def _interval_s(self, age_s: float) -> float:
        if age_s < _YOUNG_S:
            return self._every_s
        return self._every_s * (6 if age_s < _OLD_S else 60)


def _end(attempt_id: int, told: StatusReport) -> Step:
    assert told.outcome is not None  # it was found among the steps allowed
    return Step(attempt_id, told.outcome, _ASKED, told.word)
