"""The four steps of a new campaign: the first is made at once, the others when they are wanted.

They are wanted when something is brought into them, when the way leads there, and a moment after
the first was seen: one after the other, so that none keeps the window waiting.
"""

from abc import abstractmethod
from collections.abc import Iterator
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.wizard.draft import Plan
from alphasms_desktop.ui.pages.wizard.fallbacks import FallbackCard
from alphasms_desktop.ui.pages.wizard.options import OptionsStep
from alphasms_desktop.ui.pages.wizard.recipients import RecipientsStep
from alphasms_desktop.ui.pages.wizard.recording import RecordingStep
from alphasms_desktop.ui.pages.wizard.review import ReviewStep
from alphasms_desktop.ui.pages.wizard.step import Step
from alphasms_desktop.ui.pages.wizard.step_frame import StepFrame
from alphasms_desktop.ui.widgets.basics import tab_before

RECIPIENTS, RECORDING, OPTIONS, REVIEW = range(4)
_BETWEEN_MS = 100
_Step = TypeVar("_Step", bound=Step)


class StepMaking(StepFrame):
    """Makes the steps; one that is made later shows the plan as it stands then.

    Signals: `receiving_asked()`: answers by key need receiving to be set; `mend_asked(object)`: the
    user wants to go where the account's trouble is mended, a Mend.
    """

    receiving_asked = Signal()
    mend_asked = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.plan = Plan.empty(context.mode)
        self._made: dict[int, Step] = {}
        self._rest = QTimer(self, interval=_BETWEEN_MS)
        self._rest.timeout.connect(self._make_next)

    @cached_property
    def recipients(self) -> RecipientsStep:
        """Who is called."""
        return self._put(RECIPIENTS, RecipientsStep(self._context))

    @cached_property
    def recording(self) -> RecordingStep:
        """What they hear."""
        made = self._put(RECORDING, RecordingStep(self._context))
        made.trial.heard.connect(lambda _message: self._ask_account())
        return made

    @cached_property
    def options(self) -> OptionsStep:
        """When and how they are called."""
        context = self._context
        holidays = context.workspace.campaigns.holidays
        made = OptionsStep(context.mode, holidays, FallbackCard(context))
        made.keys.settings_asked.connect(self.receiving_asked)
        self._put(OPTIONS, made).load(self.plan)
        return made

    @cached_property
    def review(self) -> ReviewStep:
        """What is looked at before the start."""
        made = self._put(REVIEW, ReviewStep(self._context))
        made.ready_changed.connect(self._show_state)
        made.checks_card.mend_asked.connect(self.mend_asked)
        made.changed.connect(lambda plan: self.options.load(plan))
        return made

    @property
    def steps(self) -> list[Step]:
        """All steps, in their order."""
        return [self._step(place) for place in (RECIPIENTS, RECORDING, OPTIONS, REVIEW)]

    @abstractmethod
    def _take_plan(self, plan: Plan) -> None:
        """Show a plan that a step has changed."""

    @abstractmethod
    def _ask_account(self) -> None:
        """Ask what settings and earlier calls tell."""

    @abstractmethod
    def _show_state(self) -> None:
        """Show how far the plan is."""

    def _step(self, place: int) -> Step:
        """Return a step; it is made if it was not."""
        if place not in self._made:
            step: Step = getattr(self, ("recipients", "recording", "options", "review")[place])
            return step
        return self._made[place]

    def _complete(self) -> list[bool]:
        """Say of each step whether it is complete, and all before it.

        What follows an incomplete one need not be known, nor be made for that.
        """
        found: list[bool] = []
        for place in (RECIPIENTS, RECORDING, OPTIONS, REVIEW):
            found.append(all(found) and self._step(place).is_complete())
        return found

    def _make_rest(self) -> None:
        """Make what is not there yet, step by step; begun when the page is seen."""
        self._rest.start()

    def _leave_rest(self) -> None:
        """Make no more by itself: what a page about to go away asked for would find nobody."""
        self._rest.stop()

    def _make_next(self) -> None:
        lacking = [place for place in (RECORDING, OPTIONS, REVIEW) if place not in self._made]
        if lacking:
            self._step(lacking[0])
        if len(lacking) <= 1:
            self._rest.stop()

    def _put(self, place: int, step: _Step) -> _Step:
        """Put a step where its room was kept, Tab included, and show it the plan."""
        self._made[place] = step
        self._rooms[place].addWidget(step)
        tab_before(self.summary, list(_takes_keys(step)))
        step.changed.connect(self._take_plan)
        step.show_plan(self.plan)
        return step


def _takes_keys(step: QWidget) -> Iterator[QWidget]:
    """Return what Tab comes to inside a step, in its order."""
    one = step.nextInFocusChain()
    while one is not None and one is not step and step.isAncestorOf(one):
        if one.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            yield one
        one = one.nextInFocusChain()
