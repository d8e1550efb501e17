"""What calls, texts and codes cost in the sandbox (contract, sections 8 and 11)."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction


@dataclass(frozen=True)
class Prices:
    """All in hryvnias: for a second of sound, a part of a text, a call with a code."""

    a_second: Decimal = Decimal("0.02")
    a_part: Decimal = Decimal("1.20")
    a_code: Decimal = Decimal("0.20")

    def of_sound(self, seconds: Fraction) -> Decimal:
        """Return the price of so much sound, to the kopeck."""
        exact = Decimal(seconds.numerator) / Decimal(seconds.denominator) * self.a_second
        return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
