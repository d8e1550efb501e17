"""What was asked of a recording, step by step, so that each step can be taken back and again."""

from alphasms_desktop.domain.sound import Preparation


class History:
    """The steps so far and the one in force."""

    def __init__(self) -> None:
        self._steps: list[Preparation] = []
        self._place = -1

    def begin(self, first: Preparation) -> None:
        """Forget all steps; a new recording lies on the table."""
        self._steps, self._place = [first], 0

    def add(self, step: Preparation) -> None:
        """Keep a step; those that were taken back are gone."""
        if self._steps and self._steps[self._place] == step:
            return
        self._steps = [*self._steps[: self._place + 1], step]
        self._place += 1

    def back(self) -> Preparation | None:
        """Return the step before and stand there, or None at the first."""
        if self._place <= 0:
            return None
        self._place -= 1
        return self._steps[self._place]

    def again(self) -> Preparation | None:
        """Return the step that was taken back last and stand there, or None."""
        if self._place + 1 >= len(self._steps):
            return None
        self._place += 1
        return self._steps[self._place]
