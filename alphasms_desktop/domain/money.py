"""Money of a campaign: exact decimals in the account's currency, and an estimate beforehand."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

FIRST_PRICE_PER_SECOND = Decimal("0.02")
"""Where an estimate starts before any price was returned (contract, section 11)."""

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


def unexplained(first: BalanceNote, last: BalanceNote) -> Decimal:
    """Return how much more the account lost between two notes than the campaign's prices say.

    Negative where it was topped up, or where calls were refunded.
    """
    return (first.amount - last.amount) - (last.spent - first.spent)


def estimate_one(seconds: float, price_per_s: Decimal | None = None) -> Decimal:
    """Return what one call of so many seconds may cost, by the price that calls have taught."""
    a_second = FIRST_PRICE_PER_SECOND if price_per_s is None else price_per_s
    return (Decimal(str(seconds)) * a_second).quantize(_CENT, ROUND_HALF_UP)


def plain(amount: Decimal) -> str:
    """Return an amount as a plain text with two decimals or more: `12.40`, `0.125`."""
    rounded = amount.quantize(_CENT)
    return str(rounded if rounded == amount else amount.normalize())
