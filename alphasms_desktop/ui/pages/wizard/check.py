"""One line of the review: how a check came out, and its proof."""

from dataclasses import dataclass
from enum import Enum

from alphasms_desktop.i18n import mark


class Level(Enum):
    """How a check came out; the value is its word."""

    GOOD = mark("All right")
    ATTENTION = mark("Attention")
    STOP = mark("Cannot start")
    WAITING = mark("Checking")


@dataclass(frozen=True)
class Check:
    """One line of the review."""

    level: Level
    title: str
    proof: str
