"""One large field for the digits that a customer tells; it lets go of them at once."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QLineEdit

from alphasms_desktop.domain.code import CODE_DIGITS
from alphasms_desktop.domain.phone import digits_of, plain_signs


class DigitsField(QLineEdit):
    """Takes digits and nothing else; `told(str)` has them when the last one is typed.

    What was typed is gone by then, from the field, from its undoing and for a screen reader.
    """

    told = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._wanted = CODE_DIGITS
        self.setProperty("look", "digits")
        self.setAccessibleName(name)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData
        )
        self.setAcceptDrops(False)
        self.textEdited.connect(self._on_edited)

    def begin(self, wanted: int) -> None:
        """Be empty, and want so many digits."""
        self._wanted = wanted
        self.forget()

    def forget(self) -> None:
        """Let go of what was typed."""
        # Not `clear`: that can be undone.
        self.setText("")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer nothing: a menu could copy the digits."""
        event.accept()

    def _on_edited(self, written: str) -> None:
        digits = digits_of(plain_signs(written))[: self._wanted]
        if len(digits) == self._wanted:
            self.forget()
            self.told.emit(digits)
        elif digits != written:
            self.setText(digits)
