"""What the engine tells: facts, frozen, in the past tense, each true on the disk before it is told.

They are told on the campaign's own thread; whoever listens hands them on and returns at once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from alphasms_desktop.domain.attempt import Change
from alphasms_desktop.domain.campaign import Phase, Tally
from alphasms_desktop.domain.errors import Trouble


@dataclass(frozen=True)
class AttemptsChanged:
    """Some attempts took a step; the tally is the one after it."""

    changes: tuple[Change, ...]
    tally: Tally


@dataclass(frozen=True)
class PhaseChanged:
    """The campaign began, paused, stopped or finished; a pause of its own says why."""

    phase: Phase
    trouble: Trouble | None = None


@dataclass(frozen=True)
class WaitStarted:
    """Nothing leaves until this moment: the hours (no trouble) or a service out of reach."""

    until: datetime
    trouble: Trouble | None = None


Event = AttemptsChanged | PhaseChanged | WaitStarted
Listener = Callable[[Event], None]
