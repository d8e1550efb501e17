"""Streaks: lost answers, or equal refusals, in a row; long ones mean that something is wrong."""

from dataclasses import dataclass

from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.engine.submit import Effect


@dataclass
class Streaks:
    """How many in a row; any call that was taken ends both."""

    rules: Rules
    lost: int = 0
    refused: int = 0
    _refusal: tuple[str, str] | None = None

    def end(self) -> None:
        """Begin to count anew."""
        self.lost = self.refused = 0
        self._refusal = None

    def is_too_long(self, effect: Effect, trouble: Trouble) -> bool:
        """Count one more; says whether the rules call for a pause."""
        if effect is Effect.COUNT_LOST:
            self.lost += 1
            return self.lost >= self.rules.lost_in_a_row
        refusal = (str(trouble.kind), trouble.detail)
        self.refused = self.refused + 1 if refusal == self._refusal else 1
        self._refusal = refusal
        return self.refused >= self.rules.refused_in_a_row
