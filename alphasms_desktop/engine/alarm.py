"""The blocking alarm: operators may block a number that plays recordings, and answers collapse.

Calls are judged in the order in which they left, each only after all before it: those nobody picks
up end last, and a look at the newest results alone would raise an alarm at the end of every batch.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from alphasms_desktop.domain.attempt import RESULTS, Change, State, Step
from alphasms_desktop.domain.errors import Kind, Trouble
from alphasms_desktop.domain.result import Usual

_WINDOW = 50
_LEAST_BEFORE = 50
_LEAST_DURATIONS = 20
_COLLAPSED_TO = 1 / 3
_LEAST_USUAL_SHARE = 0.15
_PATIENCE_S = 300.0
"""A call without a result for so long is passed over, and holds up those after it no longer."""


@dataclass(frozen=True, slots=True)
class _Ended:
    is_answered: bool
    duration_s: float | None


@dataclass
class _Sum:
    """Counts and seconds of many calls."""

    calls: int = 0
    answered: int = 0
    timed: int = 0
    seconds: float = 0.0

    def add(self, ended: _Ended, sign: int = 1) -> None:
        self.calls += sign
        self.answered += sign * ended.is_answered
        if ended.duration_s is not None:
            self.timed += sign
            self.seconds += sign * ended.duration_s

    def usual(self) -> Usual:
        mean_s = self.seconds / self.timed if self.timed >= _LEAST_DURATIONS else None
        return Usual(self.answered / self.calls if self.calls else 0.0, mean_s)


@dataclass
class Alarm:
    """Compares the last 50 first calls with the campaign's own before, else with earlier ones."""

    usual: Usual | None
    is_on: bool = True
    _left: dict[int, tuple[float, _Ended | None]] = field(default_factory=dict)
    _recent: deque[_Ended] = field(default_factory=deque)
    _recent_sum: _Sum = field(default_factory=_Sum)
    _before: _Sum = field(default_factory=_Sum)

    def note(self, kept: Iterable[tuple[Step, Change]], now: float) -> None:
        """Follow what is kept of first attempts (monotonic now)."""
        if not self.is_on:
            return
        for step, change in kept:
            attempt_id, after = change.attempt_id, change.after
            if change.number != 1:
                continue
            if change.before is State.SENDING and after is State.ACCEPTED:
                self._left[attempt_id] = (now, None)
            elif attempt_id in self._left and after in RESULTS:
                ended = _Ended(after is State.ANSWERED, step.duration_s)
                self._left[attempt_id] = (self._left[attempt_id][0], ended)

    def check(self, now: float) -> Trouble | None:
        """Return the alarm where answers have collapsed, else None (monotonic now)."""
        while self._left:
            attempt_id, (left_at, ended) = next(iter(self._left.items()))
            if ended is None and now - left_at <= _PATIENCE_S:
                break
            del self._left[attempt_id]
            if ended:
                self._add(ended)
        if len(self._recent) < _WINDOW:
            return None
        usual = self._before.usual() if self._before.calls >= _LEAST_BEFORE else self.usual
        return _collapse(self._recent_sum.usual(), usual) if usual else None

    def begin_anew(self) -> None:
        """Forget the last calls: the user has seen them and goes on."""
        self._recent.clear()
        self._recent_sum = _Sum()

    def _add(self, ended: _Ended) -> None:
        self._recent.append(ended)
        self._recent_sum.add(ended)
        if len(self._recent) > _WINDOW:
            oldest = self._recent.popleft()
            self._recent_sum.add(oldest, -1)
            self._before.add(oldest)


def _collapse(recent: Usual, usual: Usual) -> Trouble | None:
    share, usual_share = recent.answered_share, usual.answered_share
    if usual_share >= _LEAST_USUAL_SHARE and share <= usual_share * _COLLAPSED_TO:
        values = {"share": f"{share:.0%}", "usual": f"{usual_share:.0%}", "calls": str(_WINDOW)}
        return Trouble(Kind.FEW_ANSWERS, values=values)
    mean_s, usual_s = recent.mean_duration_s, usual.mean_duration_s
    if mean_s is not None and usual_s and mean_s <= usual_s * _COLLAPSED_TO:
        values = {"seconds": f"{mean_s:.0f}", "usual": f"{usual_s:.0f}", "calls": str(_WINDOW)}
        return Trouble(Kind.SHORT_ANSWERS, values=values)
    return None
