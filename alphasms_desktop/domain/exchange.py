"""What the gateway is told and what it tells: calls, texts, codes, statuses, prices, a balance."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.code import SecretCode
from alphasms_desktop.domain.outcome import Delivery
from alphasms_desktop.domain.voice import Voice


@dataclass(frozen=True, slots=True)
class Receipt:
    """The service has taken a call: its own id for it, the price it quotes and parts, if told."""

    gateway_id: str
    price: Decimal | None
    parts: int | None = None


class StatusReport(NamedTuple):
    """How a call or a text stands when asked; `outcome` is what its word means for a call.

    `outcome` is None while it is under way or not understood. `own_id` and `gateway_id` are empty
    where the answer names none. `is_final` is the service's own promise, which only XML makes.
    """

    gateway_id: str
    word: str
    outcome: State | None
    own_id: str = ""
    delivery: Delivery = Delivery.UNCLEAR
    channel: str = ""
    is_final: bool = False
    completed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StatusAnswer:
    """What one source told: reports, and the ids it does not know.

    An unknown id says nothing of the call itself: another source may know it. An id in neither
    was not mentioned at all.
    """

    reports: tuple[StatusReport, ...]
    unknown_ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class HookReport:
    """A webhook that could be read; `outcome` is None while its word means none we know."""

    gateway_id: str
    word: str
    outcome: State | None
    duration_s: float | None
    key: str | None
    own_id: str = ""


@dataclass(frozen=True, slots=True)
class ReceivedHook:
    """A webhook as it came in: the token of its address (empty without one) and its body.

    `received_at` is when a relay took it, in seconds since 1970; 0 means now.
    """

    token: str
    body: str
    received_at: float = 0.0


@dataclass(frozen=True, slots=True)
class WaitingHook:
    """A webhook kept in the inbox and not applied yet, with where its attempt stands now.

    `own_id` is the id that was given with the call, if any; `is_repeat` says that the very same
    webhook was received for the attempt before.
    """

    inbox_id: int
    body: str
    attempt_id: int
    state: State
    gateway_id: str | None
    received_at: float = 0.0
    own_id: str = ""
    is_repeat: bool = False


class Verdict(StrEnum):
    """What became of a webhook; the values are the words kept in the store."""

    APPLIED = "applied"
    REPEATED = "repeated"
    OTHER_ID = "other_id"
    UNREADABLE = "unreadable"
    NO_TOKEN = "no_token"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class StrayHook:
    """A webhook that was not believed: when it came, why, and the id it names, if any."""

    at: datetime
    verdict: Verdict
    gateway_id: str = ""


@dataclass(frozen=True, slots=True)
class Balance:
    """What is left on the account, in its own currency."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Code:
    """A code that is being told by a call: its digits, four at least, and the price, if quoted."""

    digits: SecretCode
    gateway_id: str | None = None
    price: Decimal | None = None


@dataclass(frozen=True, slots=True)
class OutgoingText:
    """A text to send; `own_id` is ours, from 1 to 2147483647 and never used twice.

    `lifetime_s` is how long to try, 3600 to 259200 seconds; None leaves it to the service.
    """

    own_id: int
    phone: str
    sender: str
    text: str
    lifetime_s: int | None = None
    hook: str | None = None
    shortens_links: bool = False
    adds_unsubscribe_link: bool = False


@dataclass(frozen=True, slots=True)
class TimedText:
    """A text to send at a moment, or at once where `begin_at` is None; both moments carry a zone.

    `give_up_at` is one minute to five days after the beginning; None means a day.
    """

    own_id: int
    phone: str
    sender: str
    text: str
    begin_at: datetime | None = None
    give_up_at: datetime | None = None
    is_flash: bool = False


@dataclass(frozen=True, slots=True)
class SpokenText:
    """A text the service speaks in a call; `own_id` as for a text."""

    own_id: int
    phone: str
    text: str
    voice: Voice
    collect_keys: bool = False


@dataclass(frozen=True, slots=True)
class TextReceipt:
    """The service has taken a text; its own id for it and the count of parts, if told."""

    own_id: int
    gateway_id: str | None
    parts: int | None


@dataclass(frozen=True, slots=True)
class PartPrice:
    """What one part of a text to a phone costs; a price of 0 means a number not supported."""

    phone: str
    price: Decimal
    currency: str

    @property
    def is_supported(self) -> bool:
        """Whether the service sends to this number at all."""
        return self.price > 0


@dataclass(frozen=True, slots=True)
class Deletion:
    """What became of the wish to delete a scheduled text, in the service's own word."""

    asked_id: str
    is_deleted: bool
    word: str
