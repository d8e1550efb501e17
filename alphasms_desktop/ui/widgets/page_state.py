"""What a page shows in its middle while it has nothing else to show: a sentence and a button."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget


def page_state(*parts: QWidget) -> QWidget:
    """Put a sentence, and the button that helps, into the middle of the page."""
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setSpacing(14)
    layout.addStretch(1)
    for part in parts:
        if isinstance(part, QLabel):
            # With an alignment of its own a layout would not ask how high the lines become.
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(part)
        else:
            layout.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
    layout.addStretch(2)
    return made
