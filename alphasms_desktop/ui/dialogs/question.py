"""A question before something is given up: Enter and Escape both leave everything as it is."""

from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from alphasms_desktop.ui.widgets.basics import button, label, row

_WIDTH = 400


class Question(QDialog):
    """Says what would be lost; each way on wants a click, or the focus and Space.

    Without `more` there is nothing to be said beyond the heading. A way is its words and the look
    of its button; `exec` is true for one, and `chosen` says at which place.
    """

    def __init__(
        self, parent: QWidget | None, text: str, more: str, stay: str, *ways: tuple[str, str]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("AlphaSMS Desktop")
        self.setAccessibleName(text)
        self.setAccessibleDescription(more)
        self.chosen: int | None = None
        self.ways = [
            button(words, look, partial(self._choose, at)) for at, (words, look) in enumerate(ways)
        ]
        self.stay = button(stay, "", self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addStrut(_WIDTH)
        layout.addWidget(label(text, "heading", wrap=True))
        if more:
            layout.addWidget(label(more, wrap=True))
        layout.addLayout(row(None, *self.ways, self.stay))
        self.stay.setDefault(True)
        self.stay.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Stand as high as the words need at this width: a layout by itself leaves more."""
        super().showEvent(event)
        self.resize(self.width(), self.heightForWidth(self.width()))

    def _choose(self, at: int) -> None:
        self.chosen = at
        self.accept()


def is_wanted(parent: QWidget, text: str, more: str, act: str, stay: str) -> bool:
    """Ask whether to do what cannot be taken back."""
    return bool(Question(parent, text, more, stay, (act, "danger")).exec())
