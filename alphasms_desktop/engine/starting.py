"""A start set for later: whether it is still awaited, has come, or was missed."""

from dataclasses import dataclass
from datetime import datetime

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Campaign, Phase, Tally
from alphasms_desktop.domain.rules import Missed, Rules


@dataclass
class StartGate:
    """Decides once about a campaign's start; `is_settled` when nothing is left to decide."""

    rules: Rules
    is_settled: bool = True

    @classmethod
    def of_campaign(cls, campaign: Campaign, tally: Tally) -> "StartGate":
        """Return the gate of a campaign; one the user paused or resumed has had its start."""
        waits = tally[State.QUEUED] == tally.recipients
        was_begun = campaign.phase in {Phase.PAUSED, Phase.STOPPED, Phase.FINISHED}
        has_start = campaign.rules.start is not None
        return cls(campaign.rules, is_settled=not has_start or was_begun or not waits)

    def is_ahead(self, now: datetime) -> bool:
        """Say whether the start is still to come."""
        start = self.rules.start
        return start is not None and now < start.at and not self.is_settled

    def decide(self, now: datetime) -> Missed:
        """Return what to do now that the moment has come or passed; RUN for one that is on time.

        A late start that is outside the allowed hours asks, even where it could run.
        """
        self.is_settled = True
        start = self.rules.start
        if start is None or not start.is_missed(now):
            return Missed.RUN
        what = start.what_now(now)
        is_allowed = self.rules.hours is None or self.rules.hours.allows(now)
        return Missed.ASK if what is Missed.RUN and not is_allowed else what
