"""What an exchange means for what was sent: certainly not taken, or perhaps taken.

One table (end of the exchange -> class, state, repeat, kind), as data, of the architecture's
section 5. Everything after the first byte of the body that is not a readable answer may have been
taken: its kind is ANSWER_LOST, and only that kind puts a call, a text or a code in doubt. Every
other kind means that it was certainly not taken.
"""

from dataclasses import dataclass
from enum import StrEnum

from alphasms_desktop.domain.attempt import State
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


class Taken(StrEnum):
    """Whether a service that gave no readable answer may have taken what was sent."""

    NOT_TAKEN = "certainly not taken"
    PERHAPS_TAKEN = "may have been taken"


@dataclass(frozen=True)
class Verdict:
    """What an end means: for a call (`placing`), for texts and codes (`sending`), for a question.

    `state` is where the attempt goes; `is_repeated` says whether the same may be sent again
    without anybody being asked. A question (`asking`) can always be asked again.
    """

    taken: Taken
    state: State
    is_repeated: bool
    placing: Kind
    sending: Kind
    asking: Kind


def _safe(placing: Kind, sending: Kind, asking: Kind, is_repeated: bool = True) -> Verdict:
    return Verdict(Taken.NOT_TAKEN, State.QUEUED, is_repeated, placing, sending, asking)


def _in_doubt(asking: Kind) -> Verdict:
    lost = Kind.ANSWER_LOST
    return Verdict(Taken.PERHAPS_TAKEN, State.UNCONFIRMED, False, lost, lost, asking)


_AWAY, _OTHER = Kind.UNREACHABLE, Kind.NOT_THE_SERVICE

VERDICTS: dict[Happened, Verdict] = {
    Happened.NO_CONNECTION: _safe(_AWAY, _AWAY, _AWAY),
    Happened.NOT_SECURE: _safe(Kind.NOT_SECURE, Kind.NOT_SECURE, Kind.NOT_SECURE),
    Happened.NO_BODY_LEFT: _safe(_AWAY, _AWAY, _AWAY),
    Happened.BODY_BROKEN: _in_doubt(_AWAY),
    Happened.NO_ANSWER_IN_TIME: _in_doubt(_AWAY),
    Happened.ANSWER_BROKEN: _in_doubt(_AWAY),
    Happened.UNREADABLE: _in_doubt(_OTHER),
    Happened.REDIRECT: _in_doubt(Kind.REDIRECTED),
    Happened.ODD_STATUS: _in_doubt(_OTHER),
    Happened.TIMED_OUT_THERE: _in_doubt(_AWAY),
    # Of a call it is the recording that is too big; of texts there are too many at once.
    Happened.TOO_BIG: _safe(Kind.FILE_TOO_BIG, Kind.THROTTLED, _OTHER, is_repeated=False),
    Happened.THROTTLED: _safe(Kind.THROTTLED, Kind.THROTTLED, Kind.THROTTLED),
    Happened.REFUSED_STATUS: _safe(_OTHER, _OTHER, _OTHER, is_repeated=False),
    Happened.SERVER_FAILED: _in_doubt(_AWAY),
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
