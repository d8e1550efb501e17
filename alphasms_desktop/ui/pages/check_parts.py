"""Parts of the verification desk: the large result, the other ways, the line of trouble."""

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from alphasms_desktop.domain.errors import Kind, Trouble
from alphasms_desktop.domain.verification import Standing
from alphasms_desktop.i18n import money, tr
from alphasms_desktop.ui.pages.check_words import shape_of
from alphasms_desktop.ui.pages.wizard.step import say
from alphasms_desktop.ui.theme import tokens
from alphasms_desktop.ui.widgets.basics import Card, button, label, row
from alphasms_desktop.ui.widgets.icon_view import IconView
from alphasms_desktop.ui.widgets.marks import mark
from alphasms_desktop.wording import check_sentence, service_words

_LARGE, _SMALL = 44, 16


class ResultView(QWidget):
    """The result, large: a mark and a word; `next_asked` when the next customer may come."""

    next_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.picture = IconView(_LARGE)
        self.words = label("", "result", wrap=True)
        self.next = button(tr("Next customer (Enter)"), "primary", self.next_asked.emit)
        across = row(spacing=14)
        across.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignVCenter)
        across.addWidget(self.words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 4)
        layout.setSpacing(12)
        layout.addLayout(across)
        layout.addLayout(row(self.next, None))
        self.hide()

    def show_result(self, standing: Standing, words: str) -> None:
        """Show how a check ended."""
        shape, colour = shape_of(standing)
        self.picture.show_icon(mark(shape, getattr(tokens(), colour), _LARGE))
        self.words.setText(words)
        # The button gets the keyboard, so a screen reader says the result with it.
        self.next.setAccessibleDescription(words)
        self.show()


class OtherWays(Card):
    """Offers another way for the code where no call came; signals say which is wanted.

    `appeared()`: it is offered now, and should be seen.
    """

    dictation_asked = Signal()
    text_asked = Signal()
    appeared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = label("", "heading", wrap=True)
        self.body.addWidget(self.title)
        self.body.addWidget(
            label(tr("A new code by another way; the one before is void then."), "muted", wrap=True)
        )
        self.dictate = button("", "", self.dictation_asked.emit)
        self.text = button("", "", self.text_asked.emit)
        self.body.addSpacing(4)
        self.body.addLayout(row(self.dictate, None))
        self.body.addLayout(row(self.text, None))
        self.hide()

    def offer(self, title: str, dictation: Decimal, text: Decimal | None) -> None:
        """Offer both ways with their prices; without a price of texts there is no sender."""
        self.title.setText(title)
        self.dictate.setText(
            tr("Dictate the code by a call (≈ {cost})").format(cost=money(dictation))
        )
        self.text.setVisible(text is not None)
        if text is not None:
            self.text.setText(tr("Send an SMS (≈ {cost})").format(cost=money(text)))
        if self.isHidden():
            self.show()
            self.appeared.emit()


class TroubleView(QWidget):
    """Why a check is not possible, with the one step that mends it.

    Signals: `override_asked()`: check although the phone is on the do-not-call list;
    `key_asked()`: go to where the key is entered; `settings_asked()`: go to the settings.
    """

    override_asked = Signal()
    key_asked = Signal()
    settings_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.sentence = label("", "error", wrap=True)
        self.theirs = label("", "muted", wrap=True)
        self.override = button("", "", self.override_asked.emit)
        self.enter_key = button(tr("Enter the key"), "", self.key_asked.emit)
        self.settings = button(tr("Open the settings"), "", self.settings_asked.emit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.sentence)
        layout.addWidget(self.theirs)
        layout.addLayout(row(self.override, self.enter_key, self.settings, None))
        self._steps = {
            self.override: {Kind.UNWANTED},
            self.enter_key: {Kind.NO_KEY, Kind.KEY_MISSING, Kind.WRONG_KEY},
            self.settings: {
                Kind.CHECKED_TOO_OFTEN,
                Kind.TOO_MANY_CHECKS,
                Kind.NO_SENDER,
                Kind.NO_RECEIVER,
            },
        }
        self.forget()

    def show_trouble(self, trouble: Trouble, standing: Standing | None = None) -> None:
        """Say what is wrong."""
        say(self.sentence, check_sentence(trouble, standing))
        say(self.theirs, service_words(trouble))
        for step, kinds in self._steps.items():
            step.setVisible(trouble.kind in kinds)
        self.show()

    def show_price(self, price: Decimal) -> None:
        """Say what it costs to check all the same."""
        words = tr("Call all the same (≈ {cost})")
        self.override.setText(words.format(cost=money(price)))

    def say(self, words: str) -> None:
        """Say something short that needs no step."""
        self.forget()
        say(self.sentence, words)
        self.show()

    def forget(self) -> None:
        """Say nothing."""
        for step in self._steps:
            step.hide()
        self.hide()
