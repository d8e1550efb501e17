"""The violet band of training mode, above every page."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.theme import tokens
from alphasms_desktop.ui.widgets.basics import button, label, row


class TrainingBand(QFrame):
    """Says that nobody is called; `key_asked` is the way out of training."""

    key_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "training")
        words = label(tr("Training mode: the program calls nobody and spends no money."), wrap=True)
        self.key_button = button(tr("Enter the API key"), "link", self.key_asked.emit)
        colour = tokens().training_text
        self.key_button.setStyleSheet(f"color: {colour}; font-weight: 600; font-size: 12px;")
        layout = row(words, self.key_button)
        layout.setStretch(0, 1)
        layout.setContentsMargins(24, 5, 24, 5)
        self.setLayout(layout)
