"""The cards above the campaigns: what waits for the user, each with its one button."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from alphasms_desktop.i18n import ntr
from alphasms_desktop.ui.tables.unfinished import Unfinished
from alphasms_desktop.ui.widgets.basics import Banner, button, empty

_MOST = 3


class UnfinishedCards(QWidget):
    """Shows the first few cards, and how many more there are.

    Signals: `pressed(Unfinished)`: the button of a card; `rest_asked()`: show all that wait.
    """

    pressed = Signal(object)
    rest_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[Unfinished] = []
        self.cards = QVBoxLayout(self)
        self.cards.setContentsMargins(0, 0, 0, 0)
        self.cards.setSpacing(10)
        self.hide()

    def show_things(self, found: Sequence[Unfinished]) -> None:
        """Show these; nothing moves where they are the same as before."""
        if list(found) == self._shown:
            return
        self._shown = list(found)
        empty(self.cards)
        for thing in found[:_MOST]:
            banner = Banner(thing.title, thing.text, thing.action)
            banner.button.clicked.connect(partial(self._press, thing))
            self.cards.addWidget(banner)
        rest = len(found) - _MOST
        if rest > 0:
            words = ntr("{n} more waits for you", "{n} more wait for you", rest)
            more = button(words, "link", self.rest_asked.emit)
            self.cards.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        self.setVisible(bool(found))

    def _press(self, thing: Unfinished, _checked: bool = False) -> None:
        self.pressed.emit(thing)
