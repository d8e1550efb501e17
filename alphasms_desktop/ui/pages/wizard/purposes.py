"""Step 1: what the calls are for; advertising has rules of its own."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from alphasms_desktop.domain.answer import KeyAction, KeyMeaning
from alphasms_desktop.domain.rules import Purpose
from alphasms_desktop.i18n import mark, tr
from alphasms_desktop.ui.pages.wizard.draft import Plan
from alphasms_desktop.ui.widgets.basics import Card, keep_one_tab_stop, label, row, set_look

_WORDS = (
    (
        Purpose.NOTICE,
        mark("Service notice"),
        mark("A reminder, an outage, a delivery: what a person waits for."),
    ),
    (
        Purpose.ADVERTISING,
        mark("Advertising"),
        mark("Only to those who have agreed, with a key to refuse; keys must reach the program."),
    ),
)


_APART_DAYS = 14


def with_purpose(plan: Plan, purpose: Purpose) -> Plan:
    """Return a plan for a purpose; advertising begins with what it owes people, notices without.

    That is a key to refuse, and nobody called a second time within two weeks; either can be
    changed at step 3. It keeps to the hours: leave to call despite them goes.
    """
    refusal = (KeyMeaning("9", tr("Do not call again"), KeyAction.DO_NOT_CALL),)
    days, keys, leave = plan.not_again_within_days, plan.keys, plan.despite_hours
    if purpose is Purpose.ADVERTISING:
        days, keys = days or _APART_DAYS, keys or refusal
        leave = None
    else:
        days, keys = 0 if days == _APART_DAYS else days, () if keys == refusal else keys
    made = replace(plan, purpose=purpose, not_again_within_days=days, keys=keys)
    return replace(made, despite_hours=leave)


class PurposeCards(QWidget):
    """Two cards of which one is chosen; `chosen(object)` tells the Purpose."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.group = QButtonGroup(self)
        self._cards: list[Card] = []
        for place, (_, name, about) in enumerate(_WORDS):
            card = Card(padding=12, spacing=0)
            choice = QRadioButton(tr(name))
            choice.setProperty("look", "heading")
            choice.setAccessibleName(tr("Purpose: {name}").format(name=tr(name)))
            choice.setAccessibleDescription(tr(about))
            self.group.addButton(choice, place)
            card.body.addWidget(choice)
            card.body.addWidget(label(tr(about), "muted", wrap=True))
            self._cards.append(card)
        keep_one_tab_stop(self.group)
        across = row(*self._cards, spacing=12)
        self.setLayout(across)
        self.show_purpose(Purpose.NOTICE)
        self.group.idClicked.connect(self._on_clicked)

    def show_purpose(self, purpose: Purpose) -> None:
        """Show what is chosen."""
        for place, (one, _, _) in enumerate(_WORDS):
            self.group.button(place).setChecked(one is purpose)
            set_look(self._cards[place], "card-chosen" if one is purpose else "card")

    def _on_clicked(self, place: int) -> None:
        purpose = _WORDS[place][0]
        self.show_purpose(purpose)
        self.chosen.emit(purpose)
