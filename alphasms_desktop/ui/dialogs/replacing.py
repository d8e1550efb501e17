"""The question before a campaign that is being put together gives way to another."""

from PySide6.QtWidgets import QWidget

from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.dialogs.question import is_wanted


def ask_replacing(parent: QWidget) -> bool:
    """Ask whether the choices made so far may go; Escape keeps them."""
    return is_wanted(
        parent,
        tr("A new campaign is already begun."),
        tr("Its list, message and options would be given up."),
        tr("Give it up"),
        tr("Keep it"),
    )
