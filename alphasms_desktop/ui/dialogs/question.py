"""A question before something is given up: Enter and Escape both leave everything as it is."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from alphasms_desktop.ui.widgets.basics import button, label, row

_WIDTH = 400


class Question(QDialog):
    """Says what would be lost; each way on wants a click, or the focus and Space.

    Without `more` there is nothing to be said beyond the heading. `exec` is true for a way on.
    """

    def __init__(self, parent: QWidget | None, text: str, more: str, stay: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("AlphaSMS Desktop")
        self.setAccessibleName(text)
        self.setAccessibleDescription(more)
        self.chosen: QPushButton | None = None
        self.stay = button(stay, "", self.reject)
        self._ways = QHBoxLayout()
        self._ways.setSpacing(10)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addStrut(_WIDTH)
        layout.addWidget(label(text, "heading", wrap=True))
        if more:
            layout.addWidget(label(more, wrap=True))
        buttons = row(None)
        buttons.addLayout(self._ways)
        buttons.addWidget(self.stay)
        layout.addLayout(buttons)
        self.stay.setDefault(True)
        self.stay.setFocus()

    def offer(self, act: str, look: str = "") -> QPushButton:
        """Offer a way on; `look` is that of its button."""
        made = button(act, look)
        made.clicked.connect(lambda: self._choose(made))
        self._ways.addWidget(made)
        self.setTabOrder(made, self.stay)
        return made

    def showEvent(self, event: QShowEvent) -> None:
        """Stand as high as the words need at this width: a layout by itself leaves more."""
        super().showEvent(event)
        self.resize(self.width(), self.heightForWidth(self.width()))

    def _choose(self, made: QPushButton) -> None:
        self.chosen = made
        self.accept()


def is_wanted(parent: QWidget, text: str, more: str, act: str, stay: str) -> bool:
    """Ask whether to do what cannot be taken back."""
    asked = Question(parent, text, more, stay)
    asked.offer(act, "danger")
    return bool(asked.exec())
