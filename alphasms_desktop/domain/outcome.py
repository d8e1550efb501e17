"""The gateway's many status words and codes -> one outcome; the raw word is always kept.

The tables follow the house convention at the end of the contract's section 6: only ANSWERED is
published for calls, the rest are the guesses both the client and the sandbox agree on.
"""

from enum import StrEnum

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

JSON_WORDS: dict[str, State] = {
    **WEBHOOK_WORDS,
    "DELIVERED": State.ANSWERED,
    "UNDELIVERABLE": State.NO_ANSWER,
    "EXPIRED": State.NO_ANSWER,
    "REJECTED": State.FAILED,
    "DELETED": State.FAILED,
    "FILTERED": State.FAILED,
    "NO ROUTE": State.FAILED,
    "SIM FULL": State.FAILED,
    "INVALID DESTINATION ADDRESS": State.FAILED,
    "INVALID SOURCE ADDRESS": State.FAILED,
}
"""What a JSON status word means for a call: the convention for XML, carried over by meaning."""

HTTP_CODES: dict[str, State] = {
    "3": State.ANSWERED,
    "96": State.NO_ANSWER,
    "10": State.FAILED,
    "95": State.FAILED,
    "99": State.FAILED,
}

XML_IN_PROGRESS = frozenset({"1", "100", "101", "106", "110"})


class Delivery(StrEnum):
    """How far a text has come, whichever interface tells it."""

    IN_PROGRESS = "in_progress"
    DELIVERED = "delivered"
    PARTLY = "partly"
    FAILED = "failed"
    UNCLEAR = "unclear"


JSON_DELIVERIES: dict[str, Delivery] = {
    "QUEUED": Delivery.IN_PROGRESS,
    "ROUTING": Delivery.IN_PROGRESS,
    "ACCEPTED": Delivery.IN_PROGRESS,
    "SCHEDULED": Delivery.IN_PROGRESS,
    "ENROUTE": Delivery.IN_PROGRESS,
    "SENT": Delivery.IN_PROGRESS,
    "DELIVERED": Delivery.DELIVERED,
    "READ": Delivery.DELIVERED,
    "REPLIED": Delivery.DELIVERED,
    "PARTIALLY DELIVERED": Delivery.PARTLY,
    "UNDELIVERABLE": Delivery.FAILED,
    "EXPIRED": Delivery.FAILED,
    "REJECTED": Delivery.FAILED,
    "DELETED": Delivery.FAILED,
    "FILTERED": Delivery.FAILED,
    "NO ROUTE": Delivery.FAILED,
    "SIM FULL": Delivery.FAILED,
    "INVALID DESTINATION ADDRESS": Delivery.FAILED,
    "INVALID SOURCE ADDRESS": Delivery.FAILED,
    "UNKNOWN": Delivery.UNCLEAR,
}

HTTP_DELIVERIES: dict[str, Delivery] = {
    "0": Delivery.IN_PROGRESS,
    "1": Delivery.IN_PROGRESS,
    "2": Delivery.IN_PROGRESS,
    "3": Delivery.DELIVERED,
    "116": Delivery.DELIVERED,
    "50": Delivery.PARTLY,
    "10": Delivery.FAILED,
    "95": Delivery.FAILED,
    "96": Delivery.FAILED,
    "99": Delivery.FAILED,
    "5": Delivery.UNCLEAR,
}

XML_DELIVERIES: dict[str, Delivery] = {
    **dict.fromkeys(("1", "100", "101", "106", "110"), Delivery.IN_PROGRESS),
    "102": Delivery.DELIVERED,
    **dict.fromkeys(("103", "104", "105", "108", "109", "111", "112", "113"), Delivery.FAILED),
    "107": Delivery.UNCLEAR,
}


def normalised(word: str) -> str:
    """Return a status word in capitals with single blanks: `no_answer` and `No Answer` alike."""
    return " ".join(word.replace("_", " ").upper().split())


def of_webhook(word: str) -> State | None:
    """Return the outcome a webhook's word means, or None while it means none we know."""
    return of_json(word)


def of_xml(code: str) -> State | None:
    """Return the outcome an XML status code means, or None while it means none we know."""
    return XML_CODES.get(code.strip())


def of_json(word: str) -> State | None:
    """Return the outcome a JSON status word means for a call, or None."""
    return JSON_WORDS.get(normalised(word))


def of_http(code: str) -> State | None:
    """Return the outcome an HTTP status code means for a call, or None."""
    return HTTP_CODES.get(code.strip())


def delivery_of_json(word: str) -> Delivery:
    """Return how far a text has come by a JSON status word; UNCLEAR for one we do not know."""
    return JSON_DELIVERIES.get(normalised(word), Delivery.UNCLEAR)


def delivery_of_http(code: str) -> Delivery:
    """Return how far a text has come by an HTTP status code."""
    return HTTP_DELIVERIES.get(code.strip(), Delivery.UNCLEAR)


def delivery_of_xml(code: str) -> Delivery:
    """Return how far a text has come by an XML status code."""
    return XML_DELIVERIES.get(code.strip(), Delivery.UNCLEAR)
