"""Checks that a phone is the customer's: by which channel, where each stands, and its limits."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from alphasms_desktop.domain.settings import Settings

CODE_LIVES_S = 300.0
"""So long a code is good for; then it is wiped, told or not."""

GAP_S = 30.0
"""So long no second request goes to one phone: two codes at once would confuse anybody."""

USUAL_CODE_PRICE = Decimal("0.20")
"""What a call with a code is said to cost, where the service has not told yet."""

CONFIRMING_KEY = "1"


class Channel(StrEnum):
    """How the customer gets the code, or the question; the values are kept in the store."""

    CALL = "call"
    DICTATED = "dictated"
    SMS = "sms"
    KEY = "key"


class Standing(StrEnum):
    """Where a check stands; the values are the words kept in the store."""

    ASKING = "asking"
    WAITING = "waiting"
    CONFIRMED = "confirmed"
    NO_MATCH = "no_match"
    NOT_TOLD = "not_told"
    NOT_REACHED = "not_reached"
    DECLINED = "declined"
    ANSWER_LOST = "answer_lost"
    REFUSED = "refused"


OPEN = frozenset({Standing.ASKING, Standing.WAITING})
"""Standings that wait for something; all others are ends, and an end is never changed."""


class Told(StrEnum):
    """What came of digits that the customer has told."""

    CONFIRMED = "confirmed"
    WRONG = "wrong"
    LOCKED = "locked"
    VOID = "void"
    """There is no code any more: too old, or another window has asked for a new one."""


class Progress(StrEnum):
    """What is known of the call or the text on its way."""

    UNDER_WAY = "under_way"
    ENDED = "ended"
    """It rang, or it has been read out; whether anybody heard it is the customer's to say."""
    NOT_REACHED = "not_reached"
    KEY_PRESSED = "key_pressed"


@dataclass(frozen=True, slots=True)
class CheckLimits:
    """How often a phone may be checked within a day, and all phones together within an hour.

    `gap_s` lies between two requests to one phone by the same channel.
    """

    a_phone: int
    an_hour: int
    gap_s: float = GAP_S


@dataclass(frozen=True, slots=True)
class NewCheck:
    """A check about to be asked for; it is kept before anything leaves.

    `place` is the name of this desk, `operator` the system's user. With `overrides` it is asked
    for although the phone stands on the do-not-call list. `ends_earlier_as` is what becomes of a
    check of this phone that is still open.
    """

    phone: str
    channel: Channel
    place: str
    operator: str
    overrides: bool = False
    ends_earlier_as: Standing = Standing.NOT_TOLD


@dataclass(frozen=True, slots=True)
class KeptCheck:
    """A check as the store has it; there is no code in it, and never was.

    `own_id` names it in requests that take an id of ours, `token` in the address for results.
    `raw` is what the service said, `trouble` the kind of what went wrong.
    """

    id: int
    at: datetime
    phone: str
    channel: Channel
    place: str
    operator: str
    standing: Standing
    tries: int
    own_id: int
    token: str
    price: Decimal | None = None
    gateway_id: str = ""
    trouble: str = ""
    raw: str = ""
    overrode: bool = False
    ended_at: datetime | None = None


def limits_of(settings: Settings) -> CheckLimits:
    """Return the limits that are set."""
    return CheckLimits(settings.checks_a_phone, settings.checks_an_hour)
