"""What becomes of calls and texts: doubts settled first, then ends awaited; one question a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from alphasms_desktop.domain.attempt import CallId, Change, OpenCall, OpenCalls, State, Step, Why
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.engine.asking import Answered, Asking
from alphasms_desktop.engine.follow import Follower
from alphasms_desktop.engine.keeping import is_end
from alphasms_desktop.engine.ports import Clock, Gateway, Journal
from alphasms_desktop.engine.settle import Settler

_TEXTS_AT_ONCE = 200
_IN_DOUBT = frozenset({State.UNCONFIRMED})


@dataclass
class Learning:
    """Asks the service what became of what it was given; belongs to the campaign's own thread."""

    gateway: Gateway
    clock: Clock
    follower: Follower
    settler: Settler
    asking: Asking

    @property
    def is_waiting(self) -> bool:
        """Whether an end or the settling of a doubt is still awaited."""
        return len(self.follower) > 0 or self.settler.is_waiting

    @property
    def trouble(self) -> Trouble | None:
        """Why asking on would be in vain, or None."""
        return self.asking.trouble

    def begin(self, journal: Journal, no_result_since: float) -> None:
        """Take over what an earlier run has left."""
        for calls in journal.open_calls(no_result_since):
            self.follower.add(calls)
        self.settler.add(journal.doubtful_texts())
        for channel, own_id in journal.witnesses().items():
            self.settler.was_taken(channel, own_id)

    def note_kept(self, kept: Sequence[tuple[Step, Change]]) -> None:
        """Follow what is kept: who waits for an end now, who is in doubt, who no longer."""
        # In order, since one may be taken and told its end at once; by the thousand they only end.
        for are_ends, some in groupby(kept, lambda one: is_end(one[1])):
            if are_ends:
                self._note_ends([change for _, change in some])
            else:
                self._note_others(list(some))

    def _note_ends(self, changes: Sequence[Change]) -> None:
        self.follower.forget([one.attempt_id for one in changes])
        for one in changes:
            if one.before in _IN_DOUBT:
                self.settler.forget(one.attempt_id)

    def _note_others(self, kept: Sequence[tuple[Step, Change]]) -> None:
        taken = [
            self._call_of(step, change)
            for step, change in kept
            if change.after is State.ACCEPTED is not change.before
        ]
        self.follower.add(OpenCalls.of(taken))
        for step, change in kept:
            if change.after is State.UNCONFIRMED:
                self.settler.add([self._call_of(step, change)])
            elif change.before is State.UNCONFIRMED:
                self.settler.forget(change.attempt_id)
            if change.own_id is not None and change.after is State.ACCEPTED:
                # A text that was certainly taken is a witness for the others.
                self.settler.was_taken(change.channel, change.own_id)

    def note_decided(self, changes: Sequence[Change]) -> None:
        """Ask no more about what is in doubt no longer."""
        for change in changes:
            if change.before is State.UNCONFIRMED is not change.after:
                self.settler.forget(change.attempt_id)

    def ask(self) -> None:
        """Put the next question, if one is due and none is out; doubts come first."""
        if not self.asking.is_free:
            return
        due: list[CallId] = self.settler.due(_TEXTS_AT_ONCE)
        due = due or self.follower.due(self.gateway.status_batch, _TEXTS_AT_ONCE)
        if due:
            self.asking.ask(due)

    def hear(self, answer: Answered) -> list[Step]:
        """Take an answer; returns the steps it leads to."""
        self.asking.came_back(answer)
        if answer.trouble is not None:
            return []
        settled = self.settler.hear(answer.reports, answer.unknown_ids)
        return settled + self.follower.hear(answer.asked, answer.reports)

    def _call_of(self, step: Step, change: Change) -> OpenCall:
        return OpenCall(
            change.attempt_id,
            step.gateway_id or "",
            self.clock.now().timestamp(),
            change.after,
            change.own_id,
            change.channel,
            step.why is Why.REPEAT_REFUSED,
            step.raw,
        )
