"""What a control's name leaves open, said to the pointer and to a screen reader alike."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from alphasms_desktop.ui.widgets.basics import label, row

_USUAL = "explains"


def explain(control: QWidget, words: str) -> None:
    """Say of a control what it does or means; for one whose own words are few."""
    control.setProperty(_USUAL, words)
    control.setToolTip(words)
    control.setAccessibleDescription(words)


def allow(control: QWidget, is_allowed: bool, why_not: str) -> None:
    """Let a control be used; else it says why not, until it can be used again."""
    words = str(control.property(_USUAL) or "") if is_allowed else why_not
    control.setEnabled(is_allowed)
    control.setToolTip(words)
    control.setAccessibleDescription(words)


def explained_row(title: str, why: str, control: QWidget, gap: int = 12) -> QHBoxLayout:
    """Lay out a choice: what it is, what it means, and its control at the right.

    The words beside a control are its name and description for who does not see them there.
    """
    words = QVBoxLayout()
    words.setSpacing(2)
    caption = label(title, "heading", wrap=True)
    caption.setBuddy(control)
    words.addWidget(caption)
    words.addWidget(label(why, "muted", wrap=True))
    across = row(spacing=gap)
    across.addLayout(words, 1)
    across.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
    control.setAccessibleName(title.replace("&", ""))
    control.setAccessibleDescription(why)
    return across
