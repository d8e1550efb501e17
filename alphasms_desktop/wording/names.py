"""Names of states, phases and modes."""

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Mode, Phase
from alphasms_desktop.i18n import mark, tr

_STATES: dict[State, str] = {
    State.QUEUED: mark("Waiting"),
    State.SENDING: mark("Sending"),
    State.ACCEPTED: mark("Handed over"),
    State.ANSWERED: mark("Answered"),
    State.NO_ANSWER: mark("No answer"),
    State.BUSY: mark("Busy"),
    State.FAILED: mark("Failed"),
    State.NO_RESULT: mark("No result"),
    State.REJECTED: mark("Refused"),
    State.UNCONFIRMED: mark("In doubt"),
    State.SKIPPED: mark("Left out"),
}

_PHASES: dict[Phase, str] = {
    Phase.DRAFT: mark("Draft"),
    Phase.RUNNING: mark("Running"),
    Phase.PAUSED: mark("Paused"),
    Phase.STOPPED: mark("Stopped"),
    Phase.FINISHED: mark("Finished"),
}

_MODES: dict[Mode, str] = {Mode.REAL: mark("real calls"), Mode.TRAINING: mark("training")}


def state_name(state: State) -> str:
    """Return the user's word for a call state, the same on screen, in reports and commands."""
    return tr(_STATES[state])


def phase_name(phase: Phase) -> str:
    """Return the user's word for where a campaign stands."""
    return tr(_PHASES[phase])


def mode_name(mode: Mode) -> str:
    """Return the user's words for a campaign's mode."""
    return tr(_MODES[mode])
