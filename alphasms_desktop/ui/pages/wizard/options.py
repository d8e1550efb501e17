"""Step 3: the campaign's name, when it runs, how fast, with what care, what keys mean."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.pages.wizard.care import CareCards
from alphasms_desktop.ui.pages.wizard.draft import Plan
from alphasms_desktop.ui.pages.wizard.fallbacks import FallbackCard
from alphasms_desktop.ui.pages.wizard.keys import KeysCard
from alphasms_desktop.ui.pages.wizard.step import Step
from alphasms_desktop.ui.pages.wizard.when_card import WhenCard
from alphasms_desktop.ui.widgets.basics import Card, label, row
from alphasms_desktop.ui.widgets.scrolled import scrolled


class OptionsStep(Step):
    """Lets the user choose how the campaign runs; every choice has a good default."""

    def __init__(
        self, mode: Mode, holidays: Callable[[], frozenset[date]], fallbacks: FallbackCard
    ) -> None:
        super().__init__()
        self.fallbacks = fallbacks
        self._mode = mode
        self._is_filling = False
        self.when = WhenCard(mode is Mode.TRAINING, holidays)
        self.care = CareCards(self)
        self.keys = KeysCard()
        inside = QWidget()
        body = QVBoxLayout(inside)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(12)
        care = self.care
        cards = (self.when, care.pace_card, self.keys, care.again_card, care.cap_card, fallbacks)
        for card in (self._make_name_card(), *cards):
            body.addWidget(card)
        body.addStretch(1)
        for part in (self.when, self.care, self.keys, self.fallbacks):
            part.changed.connect(self._on_change)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(inside))
        self.reset()

    def show_plan(self, plan: Plan) -> None:
        """Show what is chosen; the name follows the file until the user gives one."""
        super().show_plan(plan)
        self._is_filling = True
        if self.name.text() != plan.name:
            self.name.setText(plan.name)
        self.name.setPlaceholderText(replace(plan, name="").named().name)
        self._is_filling = False
        self.when.show_plan(plan)
        self.keys.show_plan(plan)
        self.care.show_plan(plan)
        self.fallbacks.show_plan(plan)

    def reset(self) -> None:
        """Begin anew with the usual hours, or with none in training."""
        self.when.load(Plan.empty(self._mode))
        self.fallbacks.reset()

    def load(self, plan: Plan) -> None:
        """Put the choices of a plan into all fields."""
        self.when.load(plan)
        self.care.load(plan)
        self.fallbacks.load(plan)
        self.show_plan(plan)

    def is_complete(self) -> bool:
        """Say whether the choices make sense."""
        parts = (self.when, self.keys, self.care, self.fallbacks)
        return not any(one.fault() for one in parts)

    def lacking(self) -> str:
        """Say what is wrong, as its card does."""
        return self.when.fault() or self.keys.fault() or self.care.fault()

    def first_focus(self) -> QWidget:
        """Return the name."""
        return self.name

    def _make_name_card(self) -> Card:
        card = Card()
        card.body.setContentsMargins(16, 10, 16, 10)
        caption = label(tr("&Name of the campaign"), "heading")
        self.name = QLineEdit()
        self.name.setMaxLength(120)
        self.name.setAccessibleName(tr("Name of the campaign"))
        self.name.textChanged.connect(lambda _text: self._on_change())
        caption.setBuddy(self.name)
        across = row(spacing=14)
        across.addWidget(caption)
        across.addWidget(self.name, 1)
        card.body.addLayout(across)
        return card

    def _on_change(self) -> None:
        if self._is_filling:
            return
        plan = replace(self.plan, name=self.name.text())
        for part in (self.when, self.fallbacks, self.keys, self.care):
            plan = part.taken_into(plan)
        self._choose(plan)
