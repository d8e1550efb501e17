"""The checks before the start as lines: a mark, a word, what was found."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.pages.wizard.check import Check, Level
from alphasms_desktop.ui.theme import tokens
from alphasms_desktop.ui.widgets.basics import Card, button, empty, label, line
from alphasms_desktop.ui.widgets.flow import right_flow
from alphasms_desktop.ui.widgets.icon_view import IconView
from alphasms_desktop.ui.widgets.marks import mark
from alphasms_desktop.wording import mend_of


class ChecksCard(Card):
    """Shows the checks.

    Signals: `again_asked()`: the account, which comes first, is to be asked again;
    `mend_asked(object)`: the user wants to go where its trouble is mended, a Mend;
    `decided(object, int)`: what a check asks (an Ask) and which of its choices it is;
    `taken_up(object)`: what a check has offered, an Offer.
    """

    again_asked = Signal()
    mend_asked = Signal(object)
    decided = Signal(object, int)
    taken_up = Signal(object)

    def __init__(self) -> None:
        super().__init__(spacing=0)
        self.buttons: list[QPushButton] = []

    def show_checks(self, found: Sequence[Check], trouble: Trouble | None) -> None:
        """Show these; a trouble of the account, which comes first, has buttons that mend it."""
        empty(self.body)
        self.buttons = []
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(9)
        grid.setColumnStretch(2, 1)
        for place, check in enumerate(found):
            if place:
                grid.addWidget(line(), 2 * place - 1, 0, 1, 4)
            beside = self._beside(check)
            has_button = (place == 0 and trouble is not None) or beside is not None
            _lay_check(grid, 2 * place, check, 1 if has_button else 2)
            if beside is not None:
                grid.addWidget(beside, 2 * place, 3, Qt.AlignmentFlag.AlignVCenter)
        if trouble is not None:
            grid.addWidget(self._mends(trouble), 0, 3, Qt.AlignmentFlag.AlignVCenter)
        self.body.addWidget(holder)

    def _mends(self, trouble: Trouble) -> QWidget:
        """Return the button that leads to where a trouble is mended, and one to ask again."""
        made = [button(tr("Check again"), "", self.again_asked.emit)]
        found = mend_of(trouble)
        if found is not None:
            made.insert(0, button(found[1], "", partial(self.mend_asked.emit, found[0])))
        self.buttons[:0] = made
        return right_flow(*made)

    def _beside(self, check: Check) -> QWidget | None:
        """Return what stands beside a check, if anything does."""
        if check.choices:
            return self._choices(check)
        if check.offer is None:
            return None
        made = button(tr(check.offer.value), "", partial(self.taken_up.emit, check.offer))
        made.setAccessibleDescription(check.title)
        self.buttons.append(made)
        return right_flow(made)

    def _choices(self, check: Check) -> QWidget:
        """Return the choices of a check; the chosen one is pressed."""
        made = []
        for place, words in enumerate(check.choices):
            one = button(words, "chip", partial(self.decided.emit, check.ask, place))
            one.setCheckable(True)
            one.setChecked(place == check.chosen)
            one.setAccessibleDescription(check.title)
            made.append(one)
        self.buttons.extend(made)
        return right_flow(*made)


def _lay_check(grid: QGridLayout, place: int, check: Check, columns: int) -> None:
    shapes = {
        Level.GOOD: ("check", tokens().answered),
        Level.ATTENTION: ("bang", tokens().no_answer),
        Level.STOP: ("cross", tokens().failed),
        Level.WAITING: ("dots", tokens().queued),
    }
    icon = IconView(16, mark(*shapes[check.level]))
    word = label(tr(check.level.value), "muted")
    words = QWidget()
    words.setAccessibleName(f"{word.text()}: {check.title}. {check.proof}")
    layout = QVBoxLayout(words)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(2)
    layout.addWidget(label(check.title, "" if check.level is Level.GOOD else "heading", wrap=True))
    if check.proof:
        layout.addWidget(label(check.proof, "muted", wrap=True))
    layout.addStretch(1)
    grid.addWidget(icon, place, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(word, place, 1, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(words, place, 2, 1, columns)
