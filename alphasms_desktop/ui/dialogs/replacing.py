"""The question before a campaign that is being put together gives way to another."""

from PySide6.QtWidgets import QMessageBox, QWidget

from alphasms_desktop.i18n import tr


def ask_replacing(parent: QWidget) -> bool:
    """Ask whether the choices made so far may go; Escape keeps them."""
    box = QMessageBox(parent)
    box.setWindowTitle("AlphaSMS Desktop")
    box.setText(tr("A new campaign is already begun."))
    box.setInformativeText(tr("Its list, message and options would be given up."))
    replace = box.addButton(tr("Give it up"), QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton(tr("Keep it"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    return box.clickedButton() is replace
