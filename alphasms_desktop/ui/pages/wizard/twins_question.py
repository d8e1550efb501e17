"""The question above the rows: two people with one phone, one call or a call for each."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from alphasms_desktop.domain.contact import ContactList
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.rules import Purpose
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.wizard.draft import Plan
from alphasms_desktop.ui.pages.wizard.twin_checks import (
    EACH_ROW,
    ONE_CALL,
    twin_answers,
    twin_proof,
)
from alphasms_desktop.ui.widgets.basics import button, label, row, set_look
from alphasms_desktop.ui.widgets.flow import right_flow
from alphasms_desktop.wording import twin_sentence


class TwinsQuestion(QFrame):
    """Asks once for all such rows of a file; yellow where a start waits for the answer.

    Signals: `answered(ContactList, bool)`: the list as it stands now, and whether each row is
    called; `failed(Trouble)`.
    """

    answered = Signal(object, bool)
    failed = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._taken: ContactList | None = None
        self.title = label("", "heading", wrap=True)
        self.proof = label("", "muted", wrap=True)
        self.answers = [
            button(words, "chip", partial(self._answer, place))
            for place, words in enumerate(twin_answers())
        ]
        for one in self.answers:
            one.setCheckable(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(13, 8, 13, 8)
        layout.setSpacing(4)
        layout.addWidget(self.title)
        below = row()
        below.addWidget(self.proof, 1)
        below.addWidget(right_flow(*self.answers), 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(below)
        self.hide()

    def show_plan(self, plan: Plan) -> None:
        """Ask of a plan's list, or show the answer; advertising never calls a phone twice."""
        taken = self._taken = plan.contacts
        is_asked = taken is not None and bool(taken.shared or taken.differing)
        self.setVisible(is_asked and plan.purpose is Purpose.NOTICE)
        if taken is None or not is_asked:
            return
        is_once = plan.each_row is False and not taken.shared
        answer = EACH_ROW if taken.calls_each_row else ONE_CALL if is_once else None
        # One message for all is told to a phone once anyway: nothing waits for an answer then.
        set_look(self, "banner" if answer is None and plan.is_personal else "card")
        self.title.setText(twin_sentence(taken))
        self.proof.setText(twin_proof(taken))
        for place, one in enumerate(self.answers):
            one.setChecked(place == answer)
            one.setAccessibleDescription(self.title.text())

    def _answer(self, place: int) -> None:
        if self._taken is not None:
            wanted = place == EACH_ROW
            done = partial(self._tell, wanted)
            ask_each_row(self, self._context, self._taken.id, wanted, done, self.failed.emit)

    def _tell(self, is_wanted: bool, now: ContactList) -> None:
        self.answered.emit(now, is_wanted)


def ask_each_row(
    part: QWidget,
    context: Context,
    list_id: int,
    is_wanted: bool,
    done: Callable[[ContactList], object],
    failed: Callable[[Trouble], object],
) -> None:
    """Call each row of a list, or each phone once; `part`, which asked, waits for the end.

    One answer at a time: two at once would be written into each other.
    """
    part.setEnabled(False)

    def over(now: ContactList) -> None:
        part.setEnabled(True)
        done(now)

    def not_done(trouble: Trouble) -> None:
        part.setEnabled(True)
        failed(trouble)

    desk = context.workspace.contacts
    ask_for(part, context.bridge, partial(desk.call_each_row, list_id, is_wanted), over, not_done)
