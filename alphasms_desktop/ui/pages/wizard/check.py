"""One line of the review: how a check came out, and its proof."""

from dataclasses import dataclass
from enum import Enum, auto

from alphasms_desktop.i18n import mark


class Level(Enum):
    """How a check came out; the value is its word."""

    GOOD = mark("All right")
    ATTENTION = mark("Attention")
    STOP = mark("Cannot start")
    WAITING = mark("Checking")


class Ask(Enum):
    """What a warning with more than one outcome asks."""

    RECENT = auto()
    BALANCE = auto()
    CAP = auto()
    SHARED = auto()
    SHARED_MESSAGE = auto()


LEFT_OUT, CALL_TOO = 0, 1
"""The choices where people were called lately."""


class Offer(Enum):
    """What a line offers beside its proof, without holding up the start; the value is its word."""

    DESPITE_HOURS = mark("Call despite the hours…")
    KEEP_HOURS = mark("Keep to the hours")


@dataclass(frozen=True)
class Check:
    """One line of the review; with `choices` it wants one of them before a start."""

    level: Level
    title: str
    proof: str
    ask: Ask | None = None
    choices: tuple[str, ...] = ()
    chosen: int | None = None
    offer: Offer | None = None

    @property
    def is_open(self) -> bool:
        """Whether a choice is still wanted."""
        return bool(self.choices) and self.chosen is None
