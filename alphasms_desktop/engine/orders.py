"""What a run is told from outside, and what it leaves behind at its end."""

from dataclasses import dataclass
from enum import Enum, auto

from alphasms_desktop.domain.campaign import Phase, Tally
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.live import Decision
from alphasms_desktop.engine.asking import Told
from alphasms_desktop.engine.submit import Submitted
from alphasms_desktop.engine.texting import SubmittedTexts


class Order(Enum):
    """What a front end may ask of a run."""

    PAUSE = auto()
    RESUME = auto()
    STOP = auto()
    LEAVE = auto()


class News(Enum):
    """What others tell a run."""

    HOOK_CAME = auto()


@dataclass(frozen=True)
class RunEnd:
    """How a run ended: the phase it left the campaign in, why, and the counts."""

    phase: Phase
    trouble: Trouble | None
    tally: Tally


@dataclass(frozen=True)
class Decided:
    """The user's word about calls in doubt, by recipient."""

    recipient_ids: tuple[int, ...]
    decision: Decision


Message = Submitted | SubmittedTexts | Told | Order | News | Decided
