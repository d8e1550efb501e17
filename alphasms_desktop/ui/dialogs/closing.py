"""The question when the window is closed while a campaign runs."""

from enum import Enum, auto

from PySide6.QtWidgets import QWidget

from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.dialogs.question import Question


class Closing(Enum):
    """What the user wants of the running campaign."""

    GO_ON = auto()
    PAUSE = auto()
    STAY = auto()


def ask_closing(parent: QWidget) -> Closing:
    """Ask, saying the consequence of each answer; Escape stays."""
    asked = Question(
        parent,
        tr("A campaign is running."),
        tr(
            "Out of sight the calls go on. If you pause and leave, those handed over are answered, "
            "and the rest waits until you resume."
        ),
        tr("Stay here"),
        (tr("Go on out of sight"), ""),
        (tr("Pause and leave"), "danger"),
    )
    if not asked.exec():
        return Closing.STAY
    return (Closing.GO_ON, Closing.PAUSE)[asked.chosen or 0]
