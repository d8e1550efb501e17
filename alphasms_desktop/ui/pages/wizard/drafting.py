"""The draft of a new campaign: kept by itself a moment after each choice, and found again."""

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.recipe import Recipe
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.wizard.draft import Plan

_AFTER_MS = 700


class Drafting(QObject):
    """Keeps the draft.

    Signals: `kept(object)`: when (a datetime); `saved()`: it was kept or forgotten.
    """

    kept = Signal(object)
    saved = Signal()

    def __init__(self, context: Context, parent: QObject, after_ms: int = _AFTER_MS) -> None:
        super().__init__(parent)
        self._context = context
        self._plan: Plan | None = None
        self._last: Recipe | None = None
        self._is_left = False
        self._timer = QTimer(self, singleShot=True, interval=after_ms)
        self._timer.timeout.connect(self._keep)

    def note(self, plan: Plan) -> None:
        """Keep this plan in a moment, unless another one comes first."""
        if self._is_left:
            return
        self._plan = plan
        self._timer.start()

    def forget(self) -> None:
        """Have no draft: its campaign was made, or it was given up."""
        self._timer.stop()
        self._plan = self._last = None
        self._save(None)

    def keep_now(self) -> bool:
        """Keep what has not been kept yet, for a window about to close; says if there is a draft.

        On the window's thread: nothing runs any more that could wait for it.
        """
        self._timer.stop()
        recipe = recipe_from_plan(self._plan) if self._plan else None
        if recipe is not None and recipe.is_begun:
            self._context.workspace.recipes.kept.keep_draft(recipe)
            return True
        return False

    def leave(self) -> None:
        """Note nothing more: an answer that comes late changes no draft of a page that is gone."""
        self._is_left = True
        self._timer.stop()

    def _keep(self) -> None:
        recipe = recipe_from_plan(self._plan) if self._plan else None
        if recipe is None or recipe == self._last or not recipe.is_begun:
            return
        self._last = recipe
        self._save(recipe)

    def _save(self, recipe: Recipe | None) -> None:
        keep = self._context.workspace.recipes.kept.keep_draft

        def done(_nothing: None) -> None:
            if not isValid(self):
                return
            self.saved.emit()
            if recipe is not None:
                self.kept.emit(datetime.now(UTC))

        # A draft that cannot be kept costs nothing but itself; the disk is told of elsewhere.
        self._context.bridge.ask(lambda: keep(recipe), done, lambda _trouble: None)


def recipe_from_plan(plan: Plan) -> Recipe:
    """Return what is kept of a plan; leave to call despite the hours is for one evening alone."""
    return Recipe(
        name=plan.name,
        list_id=plan.contacts.id if plan.contacts else None,
        recording=plan.recording,
        composition=plan.composition,
        rules=replace(plan.rules(), despite_hours=None),
        asks_first=plan.canary,
        text=plan.text,
        fallbacks=plan.fallbacks,
    )


def plan_from_recipe(recipe: Recipe, mode: Mode) -> Plan:
    """Return a plan with the choices of a recipe; list and message are brought by their steps.

    A start or an end that has passed meanwhile is none.
    """
    empty, rules, now = Plan.empty(mode), recipe.rules, datetime.now(UTC)
    return Plan(
        name=recipe.name,
        uploads=rules.uploads,
        calls_per_minute=rules.calls_per_minute,
        hours=rules.hours if rules.hours or empty.is_training else empty.hours,
        start=rules.start if rules.start and rules.start.at > now else None,
        deadline=rules.deadline if rules.deadline and rules.deadline.at > now else None,
        canary=recipe.asks_first,
        retry_after_s=rules.retry_after_s,
        cap=rules.cap,
        not_again_within_days=rules.not_again_within_days,
        is_training=empty.is_training,
        fallbacks=recipe.fallbacks,
        purpose=rules.purpose,
        collect_keys=rules.collect_keys,
        keys=rules.keys,
    )
