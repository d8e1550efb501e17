"""An attempt to call somebody: its states and the steps allowed between them.

The table is the one of the architecture. Whatever is not in `STEPS` does not happen: the store
refuses it, so a late or repeated report can never move a call backwards.

What is made by the hundred thousand here is a named tuple: no less frozen than a dataclass, and
made in a quarter of the time.
"""

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from alphasms_desktop.domain.channel import Channel


class State(StrEnum):
    """Where an attempt stands; the values are the words kept in the store."""

    QUEUED = "queued"
    SENDING = "sending"
    ACCEPTED = "accepted"
    ANSWERED = "answered"
    NO_ANSWER = "no_answer"
    BUSY = "busy"
    FAILED = "failed"
    NO_RESULT = "no_result"
    REJECTED = "rejected"
    UNCONFIRMED = "unconfirmed"
    SKIPPED = "skipped"

    __hash__ = str.__hash__
    # An enumeration's own is a function of Python; this one is looked up with every step.


RESULTS = frozenset({State.ANSWERED, State.NO_ANSWER, State.BUSY, State.FAILED})
"""What the service may report of a call it has taken."""

FINAL = RESULTS | {State.NO_RESULT, State.REJECTED, State.SKIPPED}
"""States that wait for nobody; UNCONFIRMED waits for the user."""

LIVE = frozenset({State.SENDING, State.ACCEPTED, State.UNCONFIRMED})
"""States in which a recipient may be called at this moment: one such attempt a recipient."""

STEPS: dict[State, frozenset[State]] = {
    State.QUEUED: frozenset({State.SENDING, State.SKIPPED}),
    State.SENDING: frozenset({State.ACCEPTED, State.QUEUED, State.REJECTED, State.UNCONFIRMED}),
    State.UNCONFIRMED: frozenset({State.ACCEPTED, State.ANSWERED, State.NO_RESULT}),
    State.ACCEPTED: RESULTS | {State.NO_RESULT},
    State.NO_RESULT: RESULTS,
    State.NO_ANSWER: frozenset({State.ANSWERED}),
    State.BUSY: frozenset({State.ANSWERED}),
    State.FAILED: frozenset({State.ANSWERED}),
    State.ANSWERED: frozenset(),
    State.REJECTED: frozenset(),
    State.SKIPPED: frozenset(),
}

SETTLED: frozenset[State] = frozenset({State.QUEUED, State.REJECTED})
"""Where an attempt in doubt may go besides, if it has an id of our own to be asked by."""

SETTLING: dict[State, frozenset[State]] = {
    State.UNCONFIRMED: SETTLED,
    State.QUEUED: frozenset({State.ACCEPTED}),
}
"""Steps of attempts with an id of our own alone: what waits again may prove to have been taken."""


class Why(StrEnum):
    """Why an attempt changed; kept with each event of its story."""

    CLAIMED = "claimed"
    HANDED_OVER = "handed_over"
    NOT_SENT = "not_sent"
    REFUSED = "refused"
    ANSWER_LOST = "answer_lost"
    FOUND_SENDING = "found_sending"
    RESTORED = "restored"
    ASKED = "asked"
    REPORTED = "reported"
    IMPORTED = "imported"
    NEVER_LEARNED = "never_learned"
    USER_SAYS_MADE = "user_says_made"
    USER_CALLS_AGAIN = "user_calls_again"
    USER_LEAVES = "user_leaves"
    DO_NOT_CALL = "do_not_call"
    NO_CONSENT = "no_consent"
    CALLED_RECENTLY = "called_recently"
    NOTHING_TO_SAY = "nothing_to_say"
    ERASED = "erased"
    DEADLINE = "deadline"
    MISSED_START = "missed_start"
    RETRY = "retry"
    NEXT_PHONE = "next_phone"
    ANSWERED_AFTER_ALL = "answered_after_all"
    NOT_TAKEN = "not_taken"
    REPEAT_REFUSED = "repeat_refused"
    NEXT_CHANNEL = "next_channel"
    TAKEN_OVER = "taken_over"

    __hash__ = str.__hash__


class Claim(NamedTuple):
    """An attempt that may leave now: kept as SENDING, with the token its webhook will carry.

    `clips` are places in the clips of the campaign's composition; empty without one. A `text` has
    an id of our own; `is_repeat` where it has gone out before and nobody knows what became of it.
    """

    attempt_id: int
    recipient_id: int
    row: int
    phone: str
    token: str
    epoch: int
    clips: tuple[int, ...] = ()
    channel: Channel = Channel.VOICE
    text: str = ""
    own_id: int | None = None
    is_repeat: bool = False


class Step(NamedTuple):
    """One change to keep; None leaves a value as it is.

    A step to the state an attempt already has adds what was learned (seconds, key) and moves
    nothing. `heard_at` is when a report came, in seconds since 1970, where that was earlier.
    """

    attempt_id: int
    to: State
    why: Why
    raw: str = ""
    gateway_id: str | None = None
    price: Decimal | None = None
    duration_s: float | None = None
    key: str | None = None
    heard_at: float | None = None
    parts: int | None = None


class Change(NamedTuple):
    """A step that was kept: what the front ends are told; `number` counts attempts from 1.

    A recipient stands where its attempt that counts stands; `counts` is false for a change of an
    earlier attempt, which moves no tally.
    """

    attempt_id: int
    recipient_id: int
    before: State
    after: State
    price: Decimal | None = None
    number: int = 1
    counts: bool = True
    own_id: int | None = None
    channel: Channel = Channel.VOICE


class OpenCall(NamedTuple):
    """A call the service has taken and not yet told the end of, or a text in doubt.

    `gateway_id` is empty where only a webhook without one told that it was taken. What has an
    `own_id` is asked about by that. `is_refused` where a repetition was refused, `raw` says how.
    `accepted_at` is in seconds since 1970.
    """

    attempt_id: int
    gateway_id: str
    accepted_at: float
    state: State = State.ACCEPTED
    own_id: int | None = None
    channel: Channel = Channel.VOICE
    is_refused: bool = False
    raw: str = ""

    @property
    def asked_by(self) -> "CallId":
        """The id it is asked about by: our own number, or the service's text."""
        return self.own_id if self.own_id is not None else self.gateway_id


class OpenCalls(NamedTuple):
    """Many calls that stand alike and wait for an end, in the order they were handed over.

    They are read by the hundred thousand when a run begins, so each is three plain values:
    which attempt, the id it is asked about by (empty where none is known), and when it was taken,
    in seconds since 1970.
    """

    attempt_ids: Sequence[int]
    asked_by: Sequence["CallId"]
    accepted_at: Sequence[float]
    state: State = State.ACCEPTED

    @classmethod
    def of(cls, calls: Sequence[OpenCall], state: State = State.ACCEPTED) -> "OpenCalls":
        """Return some calls, all of this state."""
        ids = [one.attempt_id for one in calls]
        return cls(ids, [one.asked_by for one in calls], [one.accepted_at for one in calls], state)


CallId = int | str
"""An id of our own (a number), or one of the service (a text)."""
