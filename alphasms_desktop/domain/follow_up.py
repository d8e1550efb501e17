"""Whom the next campaign calls of those an earlier one called, and two campaigns side by side."""

from dataclasses import dataclass

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import CampaignSummary
from alphasms_desktop.domain.statistics import Statistics
from alphasms_desktop.domain.totals import Meanings, Totals, key_counts


@dataclass(frozen=True)
class Chosen:
    """People of a campaign by how their call ended or by the key they pressed, either of both.

    With the same message whoever has heard it, or may have, in whatever campaign, is left out;
    `also_heard` calls them all the same.
    """

    states: frozenset[State] = frozenset()
    keys: frozenset[str] = frozenset()
    same_message: bool = True
    also_heard: bool = False


@dataclass(frozen=True, slots=True)
class ChosenCount:
    """How many would be called, and how many are left out for having heard the message."""

    people: int
    heard: int


@dataclass(frozen=True)
class Side:
    """One of two campaigns that are compared."""

    summary: CampaignSummary
    numbers: Statistics
    meanings: Meanings

    @property
    def totals(self) -> Totals:
        """The tally with the keys that were pressed."""
        return Totals(self.summary.tally, key_counts(self.numbers.keys, self.meanings))
