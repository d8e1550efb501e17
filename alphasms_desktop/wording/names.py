"""Names of states, phases and modes, and the reasons for a change of state."""

from alphasms_desktop.domain.attempt import State, Why
from alphasms_desktop.domain.campaign import Mode, Phase
from alphasms_desktop.domain.statistics import Came
from alphasms_desktop.domain.success import Success
from alphasms_desktop.i18n import mark, tr

_STATES: dict[State, str] = {
    State.QUEUED: mark("Waiting"),
    State.SENDING: mark("Sending"),
    State.ACCEPTED: mark("Handed over"),
    State.NO_ANSWER: mark("No answer"),
    State.BUSY: mark("Busy"),
    State.FAILED: mark("Failed"),
    State.NO_RESULT: mark("No result"),
    State.REJECTED: mark("Refused"),
    State.UNCONFIRMED: mark("In doubt"),
    State.SKIPPED: mark("Left out"),
}
_SUCCESSES: dict[Success, str] = {
    Success.ANSWERED: mark("Answered"),
    Success.REACHED: mark("Reached"),
}

_OURS = frozenset({Why.ANSWER_LOST, Why.NOT_SENT})
"""Events whose raw word is a library's and helps nobody who reads it."""

_PHASES: dict[Phase, str] = {
    Phase.DRAFT: mark("Draft"),
    Phase.SCHEDULED: mark("Scheduled"),
    Phase.RUNNING: mark("Running"),
    Phase.PAUSED: mark("Paused"),
    Phase.STOPPED: mark("Stopped"),
    Phase.FINISHED: mark("Finished"),
}

_REASONS: dict[Why, str] = {
    Why.NOT_SENT: mark("Not sent; back in the queue"),
    Why.ANSWER_LOST: mark("The answer was lost"),
    Why.FOUND_SENDING: mark("Interrupted while it was being sent"),
    Why.IMPORTED: mark("From the cabinet’s table"),
    Why.RESTORED: mark("Not known since a copy was put back"),
    Why.USER_SAYS_MADE: mark("You said the call was made"),
    Why.USER_CALLS_AGAIN: mark("You asked to call again"),
    Why.USER_LEAVES: mark("You left it as it is"),
    Why.DO_NOT_CALL: mark("On the do-not-call list"),
    Why.NO_CONSENT: mark("No consent to advertising"),
    Why.CALLED_RECENTLY: mark("Called recently in another campaign"),
    Why.NOTHING_TO_SAY: mark("A cell of the row could not be said"),
    Why.ERASED: mark("Their phone was erased"),
    Why.DEADLINE: mark("The deadline had passed"),
    Why.MISSED_START: mark("The start was missed"),
    Why.NEXT_PHONE: mark("Not reached; the person's next phone follows"),
    Why.RETRY: mark("Not reached; will be called again"),
    Why.ANSWERED_AFTER_ALL: mark("An earlier call was answered after all"),
    Why.NOT_TAKEN: mark("AlphaSMS has no such text; sent again under the same number"),
    Why.REPEAT_REFUSED: mark("Sent again and refused; asked what became of the first one"),
    Why.NEXT_CHANNEL: mark("Not reached; told in another way"),
    Why.TAKEN_OVER: mark("Taken over into a new campaign"),
    Why.NEVER_LEARNED: mark("The result was never learned"),
}

_CAME: dict[Came, str] = {
    Came.NOT_REACHED: mark("Not reached"),
    Came.REFUSED: mark("Refused"),
    Came.IN_DOUBT: mark("In doubt"),
    Came.NO_RESULT: mark("No result"),
}

_MODES: dict[Mode, str] = {Mode.REAL: mark("real calls"), Mode.TRAINING: mark("training")}


def success_name(success: Success) -> str:
    """Return the user's word for the calls of a campaign that came through."""
    return tr(_SUCCESSES[success])


def state_name(state: State, success: Success) -> str:
    """Return the user's word for a call state, the same on screen, in reports and commands.

    `success` is that of the call's campaign, which has one word for all that came through.
    """
    return success_name(success) if state is State.ANSWERED else tr(_STATES[state])


def came_name(came: Came, success: Success) -> str:
    """Return the user's words for what calls came to, as charts sum them up."""
    return success_name(success) if came is Came.ANSWERED else tr(_CAME[came])


def phase_name(phase: Phase) -> str:
    """Return the user's word for where a campaign stands."""
    return tr(_PHASES[phase])


def reason(why: Why | None) -> str:
    """Return why something happened to a call, or nothing where its state says enough."""
    return tr(_REASONS[why]) if why in _REASONS else ""


def service_word(raw: str, why: Why | None) -> str:
    """Return the service's own word for a call; a library's complaint is none and stays unsaid."""
    return "" if why in _OURS else raw


def mode_name(mode: Mode) -> str:
    """Return the user's words for a campaign's mode."""
    return tr(_MODES[mode])
