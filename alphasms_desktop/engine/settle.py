"""Texts in doubt: asked about by the id of our own before anything else is done with them.

What the answers prove, and what not (contract, sections 0, 4 and 10):

- The service names a state for the id: it has the text. That is proof, and the attempt is
  ACCEPTED. The word UNKNOWN is none: it may be what is said of an id that was never seen.
- The service does not know the id: that alone proves nothing. The request may still lie in a queue
  there, or this interface may not know texts of this kind at all. It counts only beside a witness:
  a text of the same channel that was certainly taken, asked about in the same question and known.
  Then the question is asked again, later and later. Only when it has been denied beside a witness
  several times, the last of them minutes after the answer was lost (longer than any request may
  take), it is held for certain that the text was not taken.
- Even then it goes out again only as the same attempt with the same id. An id must be unique in
  the account (XML refuses it with code 208), so that a service which had it all the while can tell
  that it is the same text. A refusal of such a repetition is therefore no refusal of the
  recipient: the text is in doubt once more, and asked about; only what is still denied is REJECTED.
- Without a witness, or where the answers stay unclear, nothing is sent again: the user decides.

A file call has no id of our own. Nothing here ever touches it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from alphasms_desktop.domain.attempt import CallId, OpenCall, State, Step, Why
from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.domain.exchange import StatusReport
from alphasms_desktop.engine.ports import Clock

DENIALS = 3
SETTLE_AFTER_S = 300.0
_LAST_QUESTION = 8
_GIVE_UP_AFTER = 3
"""After so many times the time of settling a run waits no longer for an answer that is clear."""

_PROVES_NOTHING = frozenset({"UNKNOWN"})


@dataclass
class _Doubt:
    call: OpenCall
    since: float
    ask_at: float
    interval_s: float
    denials: int = 0
    is_settled: bool = False


class Settler:
    """The texts in doubt of one run; belongs to the campaign's own thread."""

    def __init__(self, clock: Clock, every_s: float, settle_after_s: float) -> None:
        self._clock = clock
        self._every_s = every_s
        self._settle_after_s = settle_after_s
        self._doubts: dict[int, _Doubt] = {}
        self._by_own_id: dict[int, int] = {}
        self._witnesses: dict[Channel, int] = {}

    @property
    def is_waiting(self) -> bool:
        """Whether an answer may still settle something."""
        now = self._clock.monotonic()
        return any(not self._is_given_up(one, now) for one in self._doubts.values())

    def add(self, calls: Iterable[OpenCall]) -> None:
        """Take texts in doubt; they are asked about at once."""
        now = self._clock.monotonic()
        for call in calls:
            if call.own_id is not None:
                self._doubts[call.attempt_id] = _Doubt(call, now, now, self._every_s)
                self._by_own_id[call.own_id] = call.attempt_id

    def forget(self, attempt_id: int) -> None:
        """Ask no more about a text: it is in doubt no longer."""
        gone = self._doubts.pop(attempt_id, None)
        if gone and gone.call.own_id is not None:
            self._by_own_id.pop(gone.call.own_id, None)

    def was_taken(self, channel: Channel, own_id: int) -> None:
        """Note a text that was certainly taken, as a witness."""
        self._witnesses[channel] = own_id

    def due(self, limit: int) -> list[CallId]:
        """Return the ids to ask about now, each channel's witness with them."""
        now = self._clock.monotonic()
        asked: list[CallId] = []
        channels: set[Channel] = set()
        for doubt in self._doubts.values():
            if len(asked) >= limit - len(Channel):
                break
            is_left = doubt.is_settled or self._is_given_up(doubt, now)
            if doubt.ask_at > now or is_left or doubt.call.own_id is None:
                continue
            asked.append(doubt.call.own_id)
            channels.add(doubt.call.channel)
            doubt.ask_at = now + doubt.interval_s
            doubt.interval_s = min(doubt.interval_s * 2, max(self._settle_after_s / 2, 1.0))
        return asked + [one for of, one in self._witnesses.items() if of in channels]

    def hear(self, reports: Sequence[StatusReport], unknown_ids: frozenset[str]) -> list[Step]:
        """Take the answer to a question; returns what it proves."""
        known = {
            int(one.own_id): one
            for one in reports
            if one.own_id and one.word.strip().upper() not in _PROVES_NOTHING
        }
        steps = []
        for own_id, report in known.items():
            doubt = self._doubts.get(self._by_own_id.get(own_id, -1))
            if doubt and not doubt.is_settled:
                steps.append(_taken(doubt, report))
        for own_id in map(int, unknown_ids):
            doubt = self._doubts.get(self._by_own_id.get(own_id, -1))
            if doubt is None or doubt.is_settled:
                continue
            if self._witnesses.get(doubt.call.channel) in known:
                steps += self._denied(doubt)
        return steps

    def _denied(self, doubt: _Doubt) -> list[Step]:
        doubt.denials += 1
        waited_s = self._clock.monotonic() - doubt.since
        if doubt.denials < DENIALS or waited_s < self._settle_after_s:
            return []
        call = doubt.call
        doubt.is_settled = True
        if call.is_refused:
            return [Step(call.attempt_id, State.REJECTED, Why.REFUSED, raw=call.raw)]
        return [Step(call.attempt_id, State.QUEUED, Why.NOT_TAKEN)]

    def _is_given_up(self, doubt: _Doubt, now: float) -> bool:
        asking_s = self._every_s * _LAST_QUESTION
        return now - doubt.since > self._settle_after_s * _GIVE_UP_AFTER + asking_s


def _taken(doubt: _Doubt, report: StatusReport) -> Step:
    """Return the step for a text that the service has; nothing more is asked about the doubt."""
    doubt.is_settled = True
    return Step(
        doubt.call.attempt_id,
        State.ACCEPTED,
        Why.ASKED,
        raw=report.word,
        gateway_id=report.gateway_id or None,
    )
