"""The canary: the first calls of a campaign, looked at before the rest is called."""

from dataclasses import dataclass, field

from alphasms_desktop.domain.attempt import RESULTS, Change, State
from alphasms_desktop.domain.campaign import Campaign, Tally
from alphasms_desktop.domain.errors import Kind, Trouble
from alphasms_desktop.domain.rules import Canary

_NOT_PLACED = frozenset({State.QUEUED, State.SENDING, State.SKIPPED})
_UNDER_WAY = frozenset({State.ACCEPTED, State.NO_RESULT})


@dataclass
class CanaryWatch:
    """How far the first calls have come; over at once where there is nothing to watch.

    Only first attempts count: a person called again is no news about the recording.
    """

    rule: Canary | None
    placed: int = 0
    with_result: int = 0
    answered: int = 0
    is_over: bool = False
    _all_placed_at: float | None = None
    _heard: set[int] = field(default_factory=set)

    @classmethod
    def of_campaign(cls, campaign: Campaign, tally: Tally) -> "CanaryWatch":
        """Return the watch of a campaign as it stands; the user's word in an earlier run counts."""
        placed = sum(count for state, count in tally.counts.items() if state not in _NOT_PLACED)
        under_way = sum(tally[state] for state in _UNDER_WAY)
        rule = campaign.rules.canary
        asked = campaign.trouble is not None and campaign.trouble.kind is Kind.CANARY_ASKS
        is_over = rule is None or asked or placed > rule.calls or tally.recipients <= rule.calls
        return cls(rule, placed, placed - under_way, tally[State.ANSWERED], is_over)

    def room(self, sending: int) -> int | None:
        """Return how many calls may be claimed beside those being sent; None for any number."""
        if self.is_over or self.rule is None:
            return None
        return max(0, self.rule.calls - self.placed - sending)

    def note(self, change: Change) -> None:
        """Follow what is kept of first attempts."""
        if self.is_over or change.number != 1 or change.before is change.after:
            return
        if change.before is State.SENDING and change.after is not State.QUEUED:
            self.placed += 1
            self.with_result += change.after is not State.ACCEPTED
        elif change.before in _UNDER_WAY and change.after in RESULTS:
            self.with_result += 1
        if change.after is State.ANSWERED and change.attempt_id not in self._heard:
            # A late answer is told twice: for its call, and for the person it then stands for.
            self._heard.add(change.attempt_id)
            self.answered += 1

    def verdict(self, now: float) -> Trouble | None:
        """Return the question to the user once the first calls have told enough (monotonic now).

        None while they have not, and where the rule lets the run go on by itself.
        """
        if self.is_over or self.rule is None or self.placed < self.rule.calls:
            return None
        if self._all_placed_at is None:
            self._all_placed_at = now
        is_late = now - self._all_placed_at >= self.rule.patience_s
        if self.with_result < self.placed and not is_late:
            return None
        wanted = self.rule.go_on_if
        if wanted is not None and self.answered >= wanted * self.placed:
            self.is_over = True
            return None
        values = {"answered": str(self.answered), "calls": str(self.placed)}
        return Trouble(Kind.CANARY_ASKS, values=values)

    def go_on(self) -> None:
        """Take the user's word that the rest may be called."""
        self.is_over = True
