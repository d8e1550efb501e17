"""What an exchange means for a call: certainly not taken, or perhaps taken.

One table, as data, of the architecture's section 5. Everything after the first byte of the body
that is not a readable answer may have been taken: its kind is ANSWER_LOST, and only that kind
puts a call in doubt. Every other kind means that the call was certainly not taken.
"""

from dataclasses import dataclass
from enum import StrEnum

from alphasms_desktop.domain.errors import Kind


class Happened(StrEnum):
    """How an exchange ended, where it did not end in an answer that can be read."""

    NO_CONNECTION = "no connection"
    NOT_SECURE = "TLS refused"
    NO_BODY_LEFT = "broken before the body"
    BODY_BROKEN = "broken within the body"
    NO_ANSWER_IN_TIME = "no answer in time"
    ANSWER_BROKEN = "the answer broke off"
    UNREADABLE = "an answer of another kind"
    REDIRECT = "a redirect"
    ODD_STATUS = "an odd HTTP status"
    TIMED_OUT_THERE = "HTTP 408"
    TOO_BIG = "HTTP 413"
    THROTTLED = "HTTP 429"
    REFUSED_STATUS = "HTTP 4xx"
    SERVER_FAILED = "HTTP 5xx"


@dataclass(frozen=True)
class Verdict:
    """What it means for a call (`placing`), and for a question that can be asked again."""

    placing: Kind
    asking: Kind


VERDICTS: dict[Happened, Verdict] = {
    Happened.NO_CONNECTION: Verdict(Kind.UNREACHABLE, Kind.UNREACHABLE),
    Happened.NOT_SECURE: Verdict(Kind.NOT_SECURE, Kind.NOT_SECURE),
    Happened.NO_BODY_LEFT: Verdict(Kind.UNREACHABLE, Kind.UNREACHABLE),
    Happened.BODY_BROKEN: Verdict(Kind.ANSWER_LOST, Kind.UNREACHABLE),
    Happened.NO_ANSWER_IN_TIME: Verdict(Kind.ANSWER_LOST, Kind.UNREACHABLE),
    Happened.ANSWER_BROKEN: Verdict(Kind.ANSWER_LOST, Kind.UNREACHABLE),
    Happened.UNREADABLE: Verdict(Kind.ANSWER_LOST, Kind.NOT_THE_SERVICE),
    Happened.REDIRECT: Verdict(Kind.ANSWER_LOST, Kind.REDIRECTED),
    Happened.ODD_STATUS: Verdict(Kind.ANSWER_LOST, Kind.NOT_THE_SERVICE),
    Happened.TIMED_OUT_THERE: Verdict(Kind.ANSWER_LOST, Kind.UNREACHABLE),
    Happened.TOO_BIG: Verdict(Kind.FILE_TOO_BIG, Kind.NOT_THE_SERVICE),
    Happened.THROTTLED: Verdict(Kind.THROTTLED, Kind.THROTTLED),
    Happened.REFUSED_STATUS: Verdict(Kind.NOT_THE_SERVICE, Kind.NOT_THE_SERVICE),
    Happened.SERVER_FAILED: Verdict(Kind.ANSWER_LOST, Kind.UNREACHABLE),
}


def of_status(code: int) -> Happened:
    """Return what an HTTP status says when the body with it could not be read."""
    exact = {
        408: Happened.TIMED_OUT_THERE,
        413: Happened.TOO_BIG,
        429: Happened.THROTTLED,
    }
    if code in exact:
        return exact[code]
    if 200 <= code < 300:
        return Happened.UNREADABLE
    by_hundred = {
        3: Happened.REDIRECT,
        4: Happened.REFUSED_STATUS,
        5: Happened.SERVER_FAILED,
    }
    return by_hundred.get(code // 100, Happened.ODD_STATUS)
