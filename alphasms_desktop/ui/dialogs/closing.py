"""The question when the window is closed while a campaign runs."""

from enum import Enum, auto

from PySide6.QtWidgets import QMessageBox, QWidget

from alphasms_desktop.i18n import tr


class Closing(Enum):
    """What the user wants of the running campaign."""

    GO_ON = auto()
    PAUSE = auto()
    STAY = auto()


def ask_closing(parent: QWidget) -> Closing:
    """Ask, saying the consequence of each answer; Escape stays."""
    box = QMessageBox(parent)
    box.setWindowTitle("AlphaSMS Desktop")
    box.setText(tr("A campaign is running."))
    box.setInformativeText(
        tr(
            "Out of sight the calls go on. If you pause and leave, those handed over are answered, "
            "and the rest waits until you resume."
        )
    )
    go_on = box.addButton(tr("Go on out of sight"), QMessageBox.ButtonRole.AcceptRole)
    pause = box.addButton(tr("Pause and leave"), QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton(tr("Stay here"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    chosen = box.clickedButton()
    if chosen is go_on:
        return Closing.GO_ON
    return Closing.PAUSE if chosen is pause else Closing.STAY
