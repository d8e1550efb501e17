"""The page that leads to a new campaign in four steps."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent

from alphasms_desktop.domain.campaign import Campaign
from alphasms_desktop.domain.errors import Trouble, TroubleError
from alphasms_desktop.domain.recipe import Recipe
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.dialogs.replacing import ask_replacing
from alphasms_desktop.ui.file_asking import SHEETS, SOUNDS
from alphasms_desktop.ui.pages.wizard.account import read_account
from alphasms_desktop.ui.pages.wizard.draft import AccountFacts, Plan
from alphasms_desktop.ui.pages.wizard.drafting import Drafting, plan_from_recipe
from alphasms_desktop.ui.pages.wizard.footer import Standing
from alphasms_desktop.ui.pages.wizard.hours_check import kept_leave
from alphasms_desktop.ui.pages.wizard.starting import Starting
from alphasms_desktop.ui.pages.wizard.step_making import (
    OPTIONS,
    RECIPIENTS,
    RECORDING,
    REVIEW,
    StepMaking,
)
from alphasms_desktop.ui.pages.wizard.summary import summary_line
from alphasms_desktop.wording import trouble_sentence


class WizardPage(StepMaking):
    """Four steps to a campaign.

    Signals: `started(int)`: a campaign was made and its time to undo has passed, let it run;
    `left()`: the user went back from the first step.
    """

    started = Signal(int)
    left = Signal()

    def __init__(self, context: Context, undo_s: int = 10) -> None:
        super().__init__(context)
        self._hurries_to_review = False
        # What a draft holds is brought by and by, yet somebody would miss it from the start.
        self._has_draft = False
        self.drafting = Drafting(context, self)
        self.starting = Starting(context, undo_s, self)
        self._build(context.mode, self.go_to)
        self._wire()
        self._take_plan(self.plan)
        self._show_step(RECIPIENTS)
        self._ask_account()

    @property
    def current(self) -> int:
        """Which step is shown, from 0."""
        return self._stack.currentIndex()

    @property
    def is_starting(self) -> bool:
        """Whether a start is being counted down or made."""
        return self.starting.is_busy

    def go_to(self, place: int) -> None:
        """Show a step if all before it are complete, or the first that is not."""
        if self.is_starting:
            return
        complete = self._complete()[:place]
        self._show_step(place if all(complete) else complete.index(False))

    def forward(self) -> None:
        """Go on where the step is complete; from the last there is no way on but the button."""
        if self.current < REVIEW and self._step(self.current).is_complete():
            self.go_to(self.current + 1)

    def back(self) -> None:
        """Undo a start, or go back one step, or leave."""
        if self.starting.seconds_left is not None:
            self.undo()
        elif self.is_starting:
            return
        elif self.current == RECIPIENTS:
            self.left.emit()
        else:
            self.go_to(self.current - 1)

    def start(self) -> None:
        """Begin to count down; nothing is made before the time to undo has passed."""
        if self.current != REVIEW or self.is_starting or not self.review.is_complete():
            return
        self.review.show_error("")
        self.starting.begin(self.plan)
        if self.starting.seconds_left is not None:
            self.footer.undo.setFocus()

    def undo(self) -> None:
        """Take a start back; no trace of it is left."""
        self.starting.undo()
        self.review.first_focus().setFocus()

    def reset(self, keep_list: bool = False) -> None:
        """Begin a new campaign; the contact list goes unless a campaign was made of it."""
        self.starting.undo()
        self._has_draft = False
        if REVIEW in self._made:
            self.review.is_urgent = False
        self.drafting.forget()
        self.recipients.reset(keep_list)
        if RECORDING in self._made:
            self.recording.reset()
        if OPTIONS in self._made:
            self.options.reset()
        self._take_plan(Plan.empty(self._context.mode))
        self._show_step(RECIPIENTS)
        self._ask_account()

    def discard(self) -> None:
        """Keep the draft, and no files of pasted people; for a page about to go away.

        Raises nothing: a draft that cannot be kept now is the one that was kept last.
        """
        self._leave_rest()
        self.recipients.forget_pasted()
        if RECORDING in self._made:
            self.recording.listening.forget()
            self.recording.recorder.microphone.close()
        if not self.is_starting:
            with suppress(TroubleError):
                self.drafting.keep_now()
        self.drafting.leave()

    def load(self, recipe: Recipe) -> None:
        """Begin a new campaign with the choices of a recipe; what it lacks is left to choose."""
        self.reset()
        self._bring(recipe)
        self.recipients.first_focus().setFocus()

    @property
    def is_at_work(self) -> bool:
        """Whether a start is being counted down, or somebody speaks into the microphone."""
        speaks = RECORDING in self._made and self.recording.recorder.microphone.is_begun
        return self.is_starting or speaks

    def load_at(self, recipe: Recipe, place: int) -> None:
        """Begin a new campaign at the step where its recipe changes; the review awaits the rest."""
        self._hurries_to_review = place == REVIEW
        self.load(recipe)
        self._show_step(min(place, OPTIONS))

    def load_draft(self, place: int = 0) -> None:
        """Go on with the draft of the last time, where there is one; for a page just made.

        Read at once: what is asked of the page next goes on with the draft or replaces it.
        """
        with suppress(TroubleError):
            draft = self._context.workspace.recipes.kept.draft()
            if draft is not None:
                self._has_draft = draft.is_begun
                self._bring(draft)
        self._show_step(place)

    def speak_emergency(self, recipe: Recipe) -> None:
        """Have everything but the message of a recipe; the message is spoken now."""
        self.load_at(recipe, RECORDING)
        self._hurries_to_review = self.review.is_urgent = True
        self.recording.speak()

    @property
    def is_begun(self) -> bool:
        """Whether anything was chosen that somebody would miss."""
        is_chosen = self.plan.contacts is not None or self.plan.recording is not None
        return is_chosen or self._has_draft

    def open_file(self, path: Path) -> None:
        """Take a dropped file: by its kind where the name tells, else by the step shown."""
        if self.is_starting:
            return
        kind = path.suffix.lower()
        is_sound = kind in SOUNDS or (kind not in SHEETS and self.current == RECORDING)
        if is_sound:
            self.recording.open_file(path)
            self._show_step(RECORDING)
        else:
            self.go_to(RECIPIENTS)
            self.recipients.open_file(path)

    def open_recordings(self, paths: Sequence[Path]) -> None:
        """Take several recordings that were dropped, one after another as one message."""
        if not self.is_starting:
            self.recording.open_files(paths)
            self._show_step(RECORDING)

    def prepare(self, contacts: Path, recording: Path) -> None:
        """Take both files in and go to the review, as a first lesson does."""
        self._hurries_to_review = True
        self.prefill(contacts, recording)

    def prefill(self, contacts: Path, recording: Path) -> None:
        """Take both files in at once."""
        self.recipients.open_file(contacts)
        self.recording.open_file(recording)

    def showEvent(self, event: QShowEvent) -> None:
        """Know what was set meanwhile: receiving, the key, the line."""
        super().showEvent(event)
        self._ask_account()
        self._make_rest()

    def _on_dropped(self, files: list[Path]) -> None:
        """Take the first file that was dropped; several recordings become one, in order."""
        if len(files) > 1 and all(one.suffix.lower() in SOUNDS for one in files):
            self.open_recordings(files)
        else:
            self.open_file(files[0])

    def _wire(self) -> None:
        self.files_dropped.connect(self._on_dropped)
        self.anew.clicked.connect(self._start_anew)
        self.footer.back.clicked.connect(self.back)
        self.footer.forward.clicked.connect(self.forward)
        self.footer.start.clicked.connect(self.start)
        self.footer.undo.clicked.connect(self.undo)
        self.drafting.kept.connect(self.footer.show_kept)
        self.starting.changed.connect(self._show_state)
        self.starting.made.connect(self._on_made)
        self.starting.failed.connect(self._on_not_made)
        self._on_keys(self.forward, "Return", "Enter")
        self._on_keys(self.back, "Escape")
        self._on_keys(self.start, "Ctrl+Return", "Ctrl+Enter")

    def _take_plan(self, plan: Plan) -> None:
        self.plan = plan = kept_leave(plan, self.plan)
        self.drafting.note(plan)
        for step in list(self._made.values()):
            step.show_plan(plan)
        if self.current == REVIEW:
            self.review.show_checks()
        self._show_state()
        if self._hurries_to_review and plan.contacts and plan.recording:
            self._hurries_to_review = False
            self.go_to(REVIEW)

    def _bring(self, recipe: Recipe) -> None:
        self._take_plan(plan_from_recipe(recipe, self._context.mode))
        if OPTIONS in self._made:
            self.options.load(self.plan)
        self.recipients.note_brought(recipe)
        self._ask_account()
        if recipe.list_id is not None:
            self.recipients.use_list(recipe.list_id)
        if recipe.text or recipe.composition or recipe.recording:
            self.recording.load(recipe)

    def _start_anew(self) -> None:
        if not self.is_starting and ask_replacing(self):
            self.reset()

    def _show_step(self, place: int) -> None:
        step = self._step(place)
        self._stack.setCurrentIndex(place)
        step.to_top()
        self._show_state()
        step.first_focus().setFocus()

    def _show_state(self) -> None:
        place, is_starting = self.current, self.is_starting
        is_review = place == REVIEW
        is_complete = self._step(place).is_complete()
        done = self._complete()
        passed = [all(done[: one + 1]) and (one < place or is_review) for one in range(4)]
        self.bar.show_step(place, passed, done)
        self.bar.setEnabled(not is_starting)
        self.anew.setVisible(self.is_begun and not is_starting)
        self._stack.setEnabled(not is_starting)
        self.summary.show_plan(self.plan, self.review.account.balance if is_review else None)
        self.summary_line.setText(summary_line(self.plan))
        seconds, lacking = self.starting.seconds_left, self._step(place).lacking()
        standing = Standing(place, is_complete, self.plan.calls, is_starting, seconds, lacking)
        self.footer.show_standing(standing)

    def _ask_account(self) -> None:
        def take(facts: AccountFacts) -> None:
            if facts != self.plan.account and not self.is_starting:
                self._take_plan(replace(self.plan, account=facts))

        context = self._context
        ask_for(self, context.bridge, lambda: read_account(context), take, lambda _trouble: None)

    def _on_made(self, campaign: Campaign) -> None:
        self.started.emit(campaign.id)
        self.reset(keep_list=True)

    def _on_not_made(self, trouble: Trouble) -> None:
        self.review.show_error(trouble_sentence(trouble))
        self._show_state()
