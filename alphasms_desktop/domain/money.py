"""Money of a campaign: exact decimals in the account's currency, and an estimate beforehand."""

from decimal import ROUND_HALF_UP, Decimal

FIRST_PRICE_PER_SECOND = Decimal("0.02")
"""Where an estimate starts before any price was returned (contract, section 11)."""

_CENT = Decimal("0.01")


def estimate_one(seconds: float) -> Decimal:
    """Return what one call of so many seconds may cost, in hryvnias."""
    return (Decimal(str(seconds)) * FIRST_PRICE_PER_SECOND).quantize(_CENT, ROUND_HALF_UP)


def plain(amount: Decimal) -> str:
    """Return an amount as a plain text with two decimals or more: `12.40`, `0.125`."""
    rounded = amount.quantize(_CENT)
    return str(rounded if rounded == amount else amount.normalize())
