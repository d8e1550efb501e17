"""What every step of the wizard is: a page that says when its choices changed."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QScrollArea, QWidget

from alphasms_desktop.ui.pages.wizard.draft import Plan
from alphasms_desktop.ui.widgets.basics import Card, button, label, row

_LONG_WORD = 40
_NARROW_PX = 300


class Step(QWidget):
    """A step; `changed(Plan)` carries the plan with this step's choices in it."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.plan = Plan()

    def show_plan(self, plan: Plan) -> None:
        """Take over what other steps have chosen."""
        self.plan = plan

    def is_complete(self) -> bool:
        """Say whether the next step may come."""
        return True

    def lacking(self) -> str:
        """Say what is to be done before the next step; empty for what is usual."""
        return ""

    def first_focus(self) -> QWidget:
        """Return what has the keyboard when the step appears."""
        return self

    def to_top(self) -> None:
        """Show the beginning: where it was scrolled to belongs to an earlier visit."""
        for area in self.findChildren(QScrollArea):
            area.verticalScrollBar().setValue(0)

    def _choose(self, plan: Plan) -> None:
        self.plan = plan
        self.changed.emit(plan)


class DropCard(Card):
    """An empty place: one sentence, one button, a file may be dropped; says what went wrong."""

    def __init__(self, title: str, text: str, action: str) -> None:
        super().__init__(padding=28, spacing=8)
        self.title = label(title, "heading", wrap=True)
        self.text = label(text, "muted", wrap=True)
        self.button: QPushButton = button(action, "primary")
        self.busy = Busy()
        self.error = label("", "error", wrap=True)
        self.error.hide()
        for part in (self.title, self.text, self.error):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.body.addStretch(1)
        self.body.addWidget(self.title)
        self.body.addWidget(self.text)
        self.body.addSpacing(6)
        self._buttons = row(None, self.button, None)
        self.body.addLayout(self._buttons)
        self.body.addLayout(row(None, self.busy, None))
        self.body.addWidget(self.error)
        self.body.addStretch(1)

    def add_button(self, other: QPushButton) -> None:
        """Offer another way beside the first."""
        self._buttons.insertWidget(self._buttons.count() - 1, other)

    def show_busy(self, text: str) -> None:
        """Show that the file is being worked on; an empty text ends it."""
        self.busy.say(text)
        self.button.setEnabled(not text)
        if text:
            self.show_error("")

    def show_error(self, text: str) -> None:
        """Show what went wrong, or nothing."""
        say(self.error, text)


class Busy(QWidget):
    """A small bar that moves, with words beside it; hidden while there is nothing to do."""

    def __init__(self) -> None:
        super().__init__()
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setFixedSize(QSize(90, 8))
        bar.setTextVisible(False)
        self.text = label("", "muted")
        self.setLayout(row(bar, self.text))
        self.hide()

    def say(self, text: str) -> None:
        """Show the words; hide it all where there are none."""
        self.text.setText(text)
        self.setVisible(bool(text))


def say(where: QWidget, text: str) -> None:
    """Put a text into a label that is hidden while it has none.

    A file's name without a blank may be long: the label does not push the page apart for it.
    """
    is_long = max(map(len, text.split()), default=0) > _LONG_WORD
    where.setMinimumWidth(_NARROW_PX if is_long else 0)
    where.setProperty("text", text)
    where.setVisible(bool(text))
