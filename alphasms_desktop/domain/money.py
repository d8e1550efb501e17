"""Money of a campaign: exact decimals in the account's currency, and an estimate beforehand."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.domain.message import Recording, TextMessage

FIRST_PRICE_PER_SECOND = Decimal("0.02")
"""Where an estimate starts before any price was returned (contract, section 11)."""

FIRST_PRICE_PER_PART = Decimal("1.20")
"""What a part of an SMS is taken to cost: no price is told; documents show 0.28 to 1.60."""

_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Bill:
    """What a campaign knows of its prices, in the account's currency.

    `highest` is the highest price of one call so far; `reserved` what all calls without a known
    price may cost together.
    """

    highest: Decimal | None = None
    reserved: Decimal = Decimal(0)


@dataclass(frozen=True)
class BalanceNote:
    """What the account held at a moment when a campaign had spent so much."""

    amount: Decimal
    spent: Decimal


@dataclass(frozen=True)
class BalanceHint:
    """What the balance says of calls in doubt: a hint for the user, never acted on.

    `unexplained` is what the account lost beyond the prices told, `calls` how many of those in
    doubt that would be.
    """

    unexplained: Decimal
    calls: int


def hint_of(
    notes: Sequence[BalanceNote], in_doubt: int, price: Decimal | None
) -> BalanceHint | None:
    """Return what the balance before and after says, or None where it can say nothing.

    Nothing is said without two notes, a price or a call in doubt, nor where the account has more
    than before: it was topped up, and nobody knows by how much.
    """
    if len(notes) < 2 or not in_doubt or not price:
        return None
    first, last = notes[0], notes[-1]
    unexplained = (first.amount - last.amount) - (last.spent - first.spent)
    if unexplained < 0:
        return None
    calls = int((unexplained / price).to_integral_value(ROUND_HALF_UP))
    return BalanceHint(unexplained, min(calls, in_doubt)) if calls <= in_doubt else None


def paid_by_balance(
    notes: Sequence[BalanceNote], spent: Decimal, unpriced: Decimal = Decimal(0)
) -> Decimal | None:
    """Return what the account lost while a campaign spent so much by the prices told.

    A price is told when a call is taken, and a call nobody answers may cost nothing; `unpriced` is
    what calls in doubt, and texts, whose prices are never told, may have cost besides. None where
    the balance was not noted at both ends, or speaks of something else too: it was topped up, or
    others spend from the account.
    """
    if len(notes) < 2 or notes[0].spent or notes[-1].spent != spent:
        return None
    paid = notes[0].amount - notes[-1].amount
    return paid if 0 <= paid <= spent + unpriced else None


def estimate_one(seconds: float, price_per_s: Decimal | None = None) -> Decimal:
    """Return what one call of so many seconds may cost, by the price that calls have taught."""
    a_second = FIRST_PRICE_PER_SECOND if price_per_s is None else price_per_s
    return (Decimal(str(seconds)) * a_second).quantize(_CENT, ROUND_HALF_UP)


def estimate_of(
    recording: Recording, text: TextMessage | None, price_per_s: Decimal | None = None
) -> Decimal:
    """Return what one attempt with a message may cost: by seconds where it is heard, else parts."""
    if text is not None and text.channel is Channel.SMS:
        return FIRST_PRICE_PER_PART * text.most_parts
    return estimate_one(recording.seconds, price_per_s)


def plain(amount: Decimal) -> str:
    """Return an amount as a plain text with two decimals or more: `12.40`, `0.125`."""
    rounded = amount.quantize(_CENT)
    return str(rounded if rounded == amount else amount.normalize())
