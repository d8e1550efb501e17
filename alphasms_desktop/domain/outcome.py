"""The gateway's many status words and codes -> one outcome; the raw word is always kept.

The tables follow the house convention at the end of the contract's section 6: only ANSWERED is
published for calls, the rest are the guesses both the client and the sandbox agree on.
"""

from alphasms_desktop.domain.attempt import State

WEBHOOK_WORDS: dict[str, State] = {
    "ANSWERED": State.ANSWERED,
    "NO ANSWER": State.NO_ANSWER,
    "BUSY": State.BUSY,
    "FAILED": State.FAILED,
}

XML_CODES: dict[str, State] = {
    "102": State.ANSWERED,
    "103": State.NO_ANSWER,
    "105": State.NO_ANSWER,
    "104": State.FAILED,
    "108": State.FAILED,
    "109": State.FAILED,
    "111": State.FAILED,
}

XML_IN_PROGRESS = frozenset({"1", "100", "101", "106", "110"})


def normalised(word: str) -> str:
    """Return a status word in capitals with single blanks: `no_answer` and `No Answer` alike."""
    return " ".join(word.replace("_", " ").upper().split())


def of_webhook(word: str) -> State | None:
    """Return the outcome a webhook's word means, or None while it means none we know."""
    return WEBHOOK_WORDS.get(normalised(word))


def of_xml(code: str) -> State | None:
    """Return the outcome an XML status code means, or None while it means none we know."""
    return XML_CODES.get(code.strip())
