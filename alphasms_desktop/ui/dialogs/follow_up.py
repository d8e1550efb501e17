"""Whom of a campaign the next one calls: outcomes and keys are ticked, and the count is told."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QVBoxLayout, QWidget

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import CampaignSummary, Tally
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.follow_up import Chosen, ChosenCount
from alphasms_desktop.domain.recipe import Recipe
from alphasms_desktop.domain.totals import KeyCount, Totals
from alphasms_desktop.engine.recipe_desk import NOT_REACHED
from alphasms_desktop.i18n import ntr, number, tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.widgets.basics import Choices, button, label, row
from alphasms_desktop.ui.widgets.explained import allow
from alphasms_desktop.wording import key_name, state_name, trouble_sentence

_OFFERED = (State.ANSWERED, State.NO_ANSWER, State.BUSY, State.FAILED, State.REJECTED)
_LATE = (State.SKIPPED, State.NO_RESULT)
_SAME, _OTHER = 0, 1
_WIDTH = 420


class FollowUp(QDialog):
    """Asks whom to call; `recipe_ready(object)` brings the recipe of the new campaign."""

    recipe_ready = Signal(object)

    def __init__(
        self, page: QWidget, context: Context, summary: CampaignSummary, totals: Totals
    ) -> None:
        super().__init__(page)
        self._context = context
        self._campaign = summary.campaign
        self._turn = 0
        self.setWindowTitle(tr("A new campaign with some of these people"))
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.setContentsMargins(20, 18, 20, 18)
        layout.addStrut(_WIDTH)
        layout.addWidget(label(tr("Whom to call"), "heading"))
        self.states = {
            state: self._box(layout, _state_text(state, totals.tally))
            for state in (*_OFFERED, *_LATE)
            if totals.tally[state]
        }
        self.keys = {
            one.key: self._box(layout, _key_text(one)) for one in totals.keys if one.people
        }
        layout.addSpacing(6)
        layout.addWidget(label(tr("What to tell them"), "heading"))
        names = [tr("The same message"), tr("Another message")]
        self.message = Choices(names, lambda _place: self._count())
        layout.addWidget(self.message)
        self.also_heard = QCheckBox(tr("Also those who have heard it, or may have"))
        self.also_heard.toggled.connect(lambda _on: self._count())
        layout.addWidget(self.also_heard)
        self.said = label("", "muted", wrap=True)
        layout.addWidget(self.said)
        self.go_on = button(tr("Go on"), "primary", self._make)
        allow(self.go_on, False, tr("Nobody is chosen."))
        layout.addLayout(row(None, button(tr("Cancel"), "", self.reject), self.go_on))

    def choose(self, states: Sequence[State] = (), keys: Sequence[str] = ()) -> None:
        """Tick these outcomes and keys, and count."""
        for state, box in self.states.items():
            box.setChecked(state in states)
        for key, box in self.keys.items():
            box.setChecked(key in keys)
        self._count()

    def choose_not_reached(self) -> None:
        """Tick those whom nobody has reached."""
        self.choose(tuple(NOT_REACHED))

    @property
    def chosen(self) -> Chosen:
        """What is ticked."""
        return Chosen(
            frozenset(state for state, box in self.states.items() if box.isChecked()),
            frozenset(key for key, box in self.keys.items() if box.isChecked()),
            self._is_same,
            self.also_heard.isChecked(),
        )

    @property
    def _is_same(self) -> bool:
        return self.message.group.checkedId() == _SAME

    def _box(self, layout: QVBoxLayout, text: str) -> QCheckBox:
        made = QCheckBox(text)
        made.toggled.connect(lambda _on: self._count())
        layout.addWidget(made)
        return made

    def _count(self) -> None:
        self._turn += 1
        turn, chosen, campaign_id = self._turn, self.chosen, self._campaign.id
        store = self._context.workspace.recipes.follow_ups
        self.also_heard.setVisible(chosen.same_message)

        def done(count: ChosenCount) -> None:
            if turn == self._turn:
                self._tell(count, chosen)

        ask_for(
            self,
            self._context.bridge,
            lambda: store.count(campaign_id, chosen),
            done,
            self._fail,
        )

    def _tell(self, count: ChosenCount, chosen: Chosen) -> None:
        said = ntr("{n} person will be called.", "{n} people will be called.", count.people)
        if count.heard and chosen.same_message and not chosen.also_heard:
            said += " " + ntr(
                "{n} has heard this message already, or may have, and is left out.",
                "{n} have heard this message already, or may have, and are left out.",
                count.heard,
            )
        elif count.heard and chosen.same_message:
            said += " " + ntr(
                "{n} of them has heard it already, or may have, and will hear it again.",
                "{n} of them have heard it already, or may have, and will hear it again.",
                count.heard,
            )
        self.said.setText(said)
        allow(self.go_on, count.people > 0, tr("Nobody is chosen."))

    def _make(self) -> None:
        desk, chosen, campaign = self._context.workspace.recipes, self.chosen, self._campaign
        name = tr("{name}, once more").format(name=campaign.name)
        self.go_on.setEnabled(False)
        ask_for(
            self,
            self._context.bridge,
            lambda: desk.follow_up(campaign.id, chosen, name),
            self._ready,
            self._fail,
        )

    def _ready(self, recipe: Recipe) -> None:
        self.accept()
        self.recipe_ready.emit(recipe)

    def _fail(self, trouble: Trouble) -> None:
        self.said.setText(trouble_sentence(trouble))


def _state_text(state: State, tally: Tally) -> str:
    return f"{state_name(state, tally.success)}: {number(tally[state])}"


def _key_text(one: KeyCount) -> str:
    return tr("Key {key}: {n}").format(key=key_name(one), n=number(one.people))
