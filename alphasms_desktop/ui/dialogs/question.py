"""A question before something is given up: Enter and Escape both leave everything as it is."""

from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget

from alphasms_desktop.ui.widgets.basics import button


class Question(QMessageBox):
    """Says what would be lost; each way on wants a click, or the focus and Space."""

    def __init__(self, parent: QWidget, text: str, more: str, stay: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("AlphaSMS Desktop")
        self.setText(text)
        self.setInformativeText(more)
        self.stay = button(stay)
        self.addButton(self.stay, QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(self.stay)
        self.setEscapeButton(self.stay)

    def offer(self, act: str, role: QMessageBox.ButtonRole) -> QAbstractButton:
        """Offer a way on."""
        made = button(act, "danger" if role is QMessageBox.ButtonRole.DestructiveRole else "")
        self.addButton(made, role)
        return made

    def answer(self) -> QAbstractButton | None:
        """Ask, and return the button that was pressed."""
        self.exec()
        return self.clickedButton()


def is_wanted(parent: QWidget, text: str, more: str, act: str, stay: str) -> bool:
    """Ask whether to do what cannot be taken back."""
    asked = Question(parent, text, more, stay)
    wanted = asked.offer(act, QMessageBox.ButtonRole.DestructiveRole)
    return asked.answer() is wanted
