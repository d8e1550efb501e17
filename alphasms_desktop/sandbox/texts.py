"""Texts that are sent: checked, paid for by parts, and taken like calls; every interface's desk.

Contract, sections 4.2, 5, 6 and 7.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from fractions import Fraction

from alphasms_desktop.sandbox.account import Account
from alphasms_desktop.sandbox.call import Call, Order
from alphasms_desktop.sandbox.form_checks import is_phone
from alphasms_desktop.sandbox.phone_network import DuplicateError, PhoneNetwork, UnpaidError
from alphasms_desktop.sandbox.prices import Prices

VOICE = "Voice"
_SIGNS_A_SECOND = 13
_SENDER = re.compile(r"[A-Za-z0-9 .\-_]{3,11}")
_LONGEST = 2_000
_ID_MOST = 2**63 - 1
# The standard's alphabet in short: what fits into seven bits here is Latin.
_LATIN = re.compile(r"[ -~\r\n]*")


class Refusal(Enum):
    """Why a text is not taken."""

    ID = auto()
    SENDER = auto()
    RECIPIENT = auto()
    LENGTH = auto()
    MONEY = auto()
    DUPLICATE = auto()
    DATE = auto()


@dataclass(frozen=True)
class Wish:
    """A text somebody wants to send; `is_spoken` for one read out in a call.

    `begins_at` is the time of day at which it is to be sent, None for at once; `gives_up_at` that
    at which it is given up.
    """

    own_id: int | None
    phone: str
    sender: str
    text: str
    hook: str = ""
    is_spoken: bool = False
    asks_key: bool = False
    begins_at: float | None = None
    gives_up_at: float | None = None


class TextDesk:
    """Takes texts for all interfaces."""

    def __init__(self, account: Account, network: PhoneNetwork, prices: Prices) -> None:
        self._account = account
        self._network = network
        self._prices = prices

    def send(self, wish: Wish) -> Call | Refusal:
        """Take a text, or say why not; nothing is paid for what is refused."""
        refusal = self._refusal(wish)
        if refusal:
            return refusal
        parts = count_parts(wish.text)
        is_heard = wish.is_spoken or wish.sender == VOICE
        seconds = len(wish.text) / _SIGNS_A_SECOND if is_heard else 0.0
        spoken = self._prices.of_sound(Fraction(seconds))
        price = spoken if is_heard else self._prices.a_part * parts
        order = Order(
            kind="spoken" if wish.is_spoken else "text",
            phone=wish.phone,
            bytes=len(wish.text.encode()),
            sha256="",
            seconds=seconds,
            hook=wish.hook,
            asks_key=wish.asks_key,
            own_id=wish.own_id,
            parts=parts,
            begins_at=wish.begins_at,
            gives_up_at=wish.gives_up_at,
        )
        try:
            return self._network.take(order, lambda: self._account.charge(price))
        except DuplicateError:
            return Refusal.DUPLICATE
        except UnpaidError:
            return Refusal.MONEY

    def price_of(self, phone: str) -> Decimal:
        """Return the price of one part in hryvnias; 0 for a number that is not supported."""
        return self._prices.a_part if is_phone(self._network, phone) else Decimal(0)

    def _refusal(self, wish: Wish) -> Refusal | None:
        if wish.own_id is not None and not 0 < wish.own_id <= _ID_MOST:
            return Refusal.ID
        if self._network.knows_own(wish.own_id):
            return Refusal.DUPLICATE
        if not wish.is_spoken and not _SENDER.fullmatch(wish.sender):
            return Refusal.SENDER
        if not is_phone(self._network, wish.phone):
            return Refusal.RECIPIENT
        return None if 0 < len(wish.text) <= _LONGEST else Refusal.LENGTH


def count_parts(text: str) -> int:
    """Return into how many parts a text is split: 160 or 70 signs alone, else 153 or 67."""
    alone, joined = (160, 153) if _LATIN.fullmatch(text) else (70, 67)
    return 1 if len(text) <= alone else -(-len(text) // joined)
