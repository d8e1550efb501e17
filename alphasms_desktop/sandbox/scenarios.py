"""How the simulated people behave: each scenario is a value, chosen by its name."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from alphasms_desktop.sandbox.fate import Outcome


@dataclass(frozen=True)
class Scenario:
    """Shares of 1 are probabilities, weights are relative; spans are (least, most) seconds."""

    name: str
    about: str
    outcomes: tuple[tuple[Outcome, int], ...]
    refused_endings: tuple[str, ...] = ()
    lost_endings: tuple[str, ...] = ()
    hangs_up_early: float = 0.0
    presses_a_key: float = 0.6
    queued_s: tuple[float, float] = (2.0, 6.0)
    ring_s: tuple[float, float] = (3.0, 22.0)
    gives_up_after_s: float = 25.0

    def refuses(self, phone: str) -> bool:
        """Say whether the service does not even take a call to this phone."""
        return phone.endswith(self.refused_endings)

    def loses_answer(self, phone: str) -> bool:
        """Say whether a call to this phone is taken, but neither answer nor webhook arrives."""
        return phone.endswith(self.lost_endings)


ORDINARY = Scenario(
    name="ordinary",
    about="most answer, some do not, a few are busy; phones ending in 0000 are refused",
    outcomes=(
        (Outcome.ANSWERED, 72),
        (Outcome.NO_ANSWER, 15),
        (Outcome.BUSY, 8),
        (Outcome.FAILED, 5),
    ),
    refused_endings=("0000",),
    hangs_up_early=0.2,
)
LESSON = replace(
    ORDINARY,
    name="lesson",
    about="as ordinary, but the answers for phones ending in 19 get lost on the way",
    lost_endings=("19",),
)
ALL_ANSWER = Scenario(
    name="all-answer",
    about="everybody answers and listens to the end",
    outcomes=((Outcome.ANSWERED, 1),),
)

SCENARIOS: Mapping[str, Scenario] = MappingProxyType(
    {scenario.name: scenario for scenario in (ORDINARY, LESSON, ALL_ANSWER)}
)
