"""What lay on the table and was asked of it, step by step, to be taken back and done again."""

from dataclasses import dataclass
from pathlib import Path

from alphasms_desktop.domain.sound import Preparation
from alphasms_desktop.engine.sound_ports import SoundOnTable


@dataclass(frozen=True, eq=False)
class Asked:
    """A recording on the table and what is to be done to it.

    `source` is the file it came from, None where several were joined; `name` what it is called.
    """

    table: SoundOnTable
    wishes: Preparation
    source: Path | None
    name: str

    def is_like(self, other: "Asked") -> bool:
        """Whether the same is asked of the same recording."""
        return self.table is other.table and self.wishes == other.wishes


class History:
    """The steps so far and the one in force."""

    def __init__(self) -> None:
        self._steps: list[Asked] = []
        self._place = -1

    @property
    def can_go_back(self) -> bool:
        """Whether there is a step before."""
        return self._place > 0

    @property
    def can_go_on(self) -> bool:
        """Whether a step was taken back."""
        return self._place + 1 < len(self._steps)

    def begin(self, first: Asked) -> None:
        """Forget all steps; a new recording lies on the table."""
        self._steps, self._place = [first], 0

    def forget(self) -> None:
        """Have none."""
        self._steps, self._place = [], -1

    def add(self, step: Asked) -> None:
        """Keep a step; those that were taken back are gone."""
        if self._steps and self._steps[self._place].is_like(step):
            return
        self._steps = [*self._steps[: self._place + 1], step]
        self._place += 1

    def back(self) -> Asked | None:
        """Return the step before and stand there, or None at the first."""
        if not self.can_go_back:
            return None
        self._place -= 1
        return self._steps[self._place]

    def again(self) -> Asked | None:
        """Return the step that was taken back last and stand there, or None."""
        if not self.can_go_on:
            return None
        self._place += 1
        return self._steps[self._place]
