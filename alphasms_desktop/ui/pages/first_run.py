"""The first start: what the program does in three steps, and two ways to begin."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.widgets.basics import Card, button, by_enter_too, label, page_layout, row
from alphasms_desktop.ui.widgets.language import LanguageChoice

_CARD_WIDTH = 240
_CENTRE = Qt.AlignmentFlag.AlignHCenter


class FirstRunPage(QWidget):
    """Offers training without an account, or the way to the API key."""

    training_asked = Signal()
    key_asked = Signal()
    language_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        layout = page_layout(self)
        self.languages = LanguageChoice(self.language_chosen.emit)
        layout.addLayout(row(None, self.languages))
        layout.addStretch(1)
        self._add_words(layout)
        layout.addLayout(_steps())
        layout.addSpacing(10)
        train, enter_key = self.training_asked.emit, self.key_asked.emit
        self.training_button = by_enter_too(button(tr("Try without calls"), "primary", train))
        self.key_button = by_enter_too(button(tr("I have an API key"), "", enter_key))
        layout.addLayout(row(None, self.training_button, self.key_button, None, spacing=12))
        layout.addSpacing(10)
        layout.addWidget(
            _centred(tr("Training mode works without an account and without the internet."))
        )
        layout.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the way that needs nothing."""
        super().showEvent(event)
        self.training_button.setFocus()

    def _add_words(self, layout: QVBoxLayout) -> None:
        title = label(tr("Tell everybody in a few minutes"))
        font = title.font()
        font.setPixelSize(27)
        font.setBold(True)
        title.setFont(font)
        layout.addWidget(title, 0, _CENTRE)
        layout.addSpacing(8)
        layout.addWidget(_centred(tr("A list from Excel, a recorded voice, one button.")))
        layout.addSpacing(8)


def _steps() -> QHBoxLayout:
    texts = (
        (tr("1. List"), tr("Drag in a table of Excel, a CSV file or contacts of a phone.")),
        (tr("2. Message"), tr("Record your voice, open a file or write a text.")),
        (
            tr("3. Result"),
            tr("Watch who answers and, with receiving set up, which key they press."),
        ),
    )
    layout = row(None, spacing=14)
    for heading, text in texts:
        card = Card()
        card.setMinimumWidth(_CARD_WIDTH // 2)
        card.setMaximumWidth(_CARD_WIDTH)
        card.body.addWidget(label(heading, "heading"))
        card.body.addWidget(label(text, "muted", wrap=True))
        card.body.addStretch(1)
        layout.addWidget(card, 4)
    layout.addStretch(1)
    return layout


def _centred(text: str) -> QLabel:
    made = label(text, "muted", wrap=True)
    made.setAlignment(_CENTRE)
    return made
