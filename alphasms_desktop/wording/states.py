"""What the word for a call's state means, said of one call or of a whole tile."""

from alphasms_desktop.domain.attempt import State, Why
from alphasms_desktop.domain.success import Success
from alphasms_desktop.i18n import mark, tr
from alphasms_desktop.wording.names import reason, service_word

_MEANINGS: dict[State, str] = {
    State.QUEUED: mark("Not sent yet."),
    State.SENDING: mark("It is being handed over to AlphaSMS right now."),
    State.ACCEPTED: mark("AlphaSMS has taken the call, its result is awaited."),
    State.UNCONFIRMED: mark(
        "The answer was lost: the call may have been made. It is not repeated by itself."
    ),
}
_SUCCESSES: dict[Success, str] = {
    Success.ANSWERED: mark("Somebody picked up."),
    Success.REACHED: mark("AlphaSMS told: delivered."),
}
_WITH_WORD: dict[State, str] = {
    State.NO_ANSWER: mark("The service's word: “{word}”."),
    State.BUSY: mark("The service's word: “{word}”."),
    State.FAILED: mark("AlphaSMS took the call, but it did not come about: “{word}”."),
    State.REJECTED: mark("AlphaSMS did not take the call: “{word}”."),
    State.NO_RESULT: mark("The service's word, which nobody knows: “{word}”."),
}


def state_meaning(state: State, success: Success, raw: str = "", why: Why | None = None) -> str:
    """Return what a state means in one sentence; nothing where its word says all there is."""
    if state is State.ANSWERED:
        return tr(_SUCCESSES[success])
    if state in _MEANINGS:
        return tr(_MEANINGS[state])
    word = service_word(raw, why)
    if state in _WITH_WORD and word:
        return tr(_WITH_WORD[state]).format(word=word)
    return reason(why)
