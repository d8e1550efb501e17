"""Draws the fate of a call: the same seed, phone and turn always give the same one."""

from random import Random
from typing import TypeVar

from alphasms_desktop.sandbox.fate import Fate, Outcome
from alphasms_desktop.sandbox.scenarios import Scenario

# People mostly press what they were asked to, and now and then something else.
_KEYS = (("1", 50), ("2", 25), ("0", 6), ("3", 6), ("9", 6), ("*", 4), ("#", 3))
_BUSY_IS_HEARD_AFTER_S = 1.0

T = TypeVar("T")


def draw_fate(scenario: Scenario, seed: int, phone: str, turn: int, audio_s: float) -> Fate:
    """Decide the `turn`-th call to this phone; nothing else has a say, so order has none."""
    lots = Random(f"{seed}/{phone}/{turn}")
    # All lots are drawn every time, in this order: an outcome must not shift the lots after it.
    outcome = _weighed(lots, scenario.outcomes)
    queued_s = round(lots.uniform(*scenario.queued_s), 2)
    ring_s = round(lots.uniform(*scenario.ring_s), 2)
    leaves_early, heard = lots.random() < scenario.hangs_up_early, lots.uniform(0.1, 0.9)
    presses, key = lots.random() < scenario.presses_a_key, _weighed(lots, _KEYS)
    if outcome is Outcome.ANSWERED:
        talk_s = max(1, int(audio_s * heard if leaves_early else audio_s))
        return Fate(outcome, queued_s, ring_s, talk_s, key if presses else "")
    if outcome is Outcome.NO_ANSWER:
        return Fate(outcome, queued_s, scenario.gives_up_after_s, 0, "")
    ring_s = _BUSY_IS_HEARD_AFTER_S if outcome is Outcome.BUSY else 0.0
    return Fate(outcome, queued_s, ring_s, 0, "")


def _weighed(lots: Random, choices: tuple[tuple[T, int], ...]) -> T:
    return lots.choices([choice for choice, _ in choices], [weight for _, weight in choices])[0]
