"""How a sandbox is set up."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from alphasms_desktop.sandbox.prices import Prices

_PRICES = Prices()


@dataclass(frozen=True)
class SandboxSettings:
    """Port 0 takes any free one; no key accepts any that is not empty; `keep` is the journal.

    `speed` is how many simulated seconds pass in a real one; `balance` is in hryvnias; `silence_s`
    is how many simulated seconds a time-out lasts before the connection breaks, by default longer
    than a client waits. With `codes_by_phone` a code is made of the last digits of the phone that
    is called, so that whoever learns can tell it.
    """

    port: int = 0
    key: str | None = None
    scenario: str = "ordinary"
    speed: float = 1.0
    seed: int = 0
    first_id: int | None = None
    balance: Decimal = Decimal(100000)
    hooks_anywhere: bool = False
    keep: Path | None = None
    prices: Prices = _PRICES
    silence_s: float = 70.0
    codes_by_phone: bool = False
