"""How the simulated people, and the service itself, behave: values chosen by their names.

Outcomes are told by the house convention of the contract (section 6).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from alphasms_desktop.sandbox.fate import Outcome
from alphasms_desktop.sandbox.faults import Fault, Weather


@dataclass(frozen=True)
class Turn:
    """What befalls the account once it has paid for so many calls."""

    after_calls: int
    empties_balance: bool = False
    denies_ip: bool = False


@dataclass(frozen=True)
class Scenario:
    """Shares of 1 are probabilities, weights are relative; spans are (least, most) seconds.

    `answer_s` is how long each answer takes, `a_second` how many requests are taken in a second
    of real time (0: any). `hooks_late_s` delays webhooks, each by its own lot, so that they come
    out of order too; without `sends_hooks` none comes, and statuses alone tell of the calls.
    """

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
    answer_s: float = 0.0
    a_second: int = 0
    turn: Turn | None = None
    refused_audio: str = ""
    strange_words: bool = False
    hooks_late_s: tuple[float, float] = (0.0, 0.0)
    hooks_twice: bool = False
    sends_hooks: bool = True
    weather: Weather = field(default_factory=Weather)

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
_FLAKY = Weather(
    0.06,
    (
        (Fault.FAIL_500_BEFORE, 2),
        (Fault.FAIL_500_AFTER, 2),
        (Fault.FAIL_503_BEFORE, 2),
        (Fault.RESET_BEFORE, 3),
        (Fault.RESET_AFTER, 3),
        (Fault.TRUNCATED_AFTER, 2),
        (Fault.NOT_JSON_BEFORE, 1),
        (Fault.NOT_JSON_AFTER, 1),
        (Fault.TIME_OUT_BEFORE, 1),
        (Fault.TIME_OUT_AFTER, 1),
    ),
)
_OTHERS = (
    replace(
        ALL_ANSWER,
        name="nobody-answers",
        about="nobody picks up, some are busy",
        outcomes=((Outcome.NO_ANSWER, 70), (Outcome.BUSY, 20), (Outcome.FAILED, 10)),
    ),
    replace(
        ALL_ANSWER,
        name="half",
        about="every second one answers",
        outcomes=((Outcome.ANSWERED, 1), (Outcome.NO_ANSWER, 1)),
    ),
    replace(
        ORDINARY,
        name="no-money-midway",
        about="the balance is empty after 20 calls",
        turn=Turn(20, empties_balance=True),
    ),
    replace(
        ORDINARY,
        name="ip-denied-midway",
        about="this computer's address is refused after 20 calls",
        turn=Turn(20, denies_ip=True),
    ),
    replace(
        ORDINARY,
        name="audio-refused",
        about="no recording is taken",
        refused_audio="Unsupported audio format",
    ),
    replace(ORDINARY, name="slow", about="each answer takes 5 seconds", answer_s=5.0),
    replace(
        ORDINARY,
        name="flaky",
        about="now and then a request fails, before or after it was acted on",
        weather=_FLAKY,
        hooks_twice=True,
    ),
    replace(
        ORDINARY, name="throttled", about="more than 5 requests a second are refused", a_second=5
    ),
    replace(
        ORDINARY,
        name="unknown-words",
        about="outcomes are told in words that nobody has documented",
        strange_words=True,
    ),
    replace(
        ORDINARY,
        name="late-results",
        about="results come after half an hour to an hour",
        queued_s=(1800.0, 3600.0),
    ),
    replace(
        ORDINARY,
        name="untold",
        about="calls are taken, but nobody ever tells what came of them",
        queued_s=(1e9, 1e9),
    ),
    replace(
        ORDINARY,
        name="late-hooks",
        about="webhooks come up to ten minutes late, twice, and out of order",
        hooks_late_s=(0.0, 600.0),
        hooks_twice=True,
    ),
    replace(
        ORDINARY,
        name="statuses-alone",
        about="no webhook ever comes: statuses tell that calls came through, and no more",
        sends_hooks=False,
    ),
)

SCENARIOS: Mapping[str, Scenario] = MappingProxyType(
    {scenario.name: scenario for scenario in (ORDINARY, LESSON, ALL_ANSWER, *_OTHERS)}
)
