"""What stands where rows would: they are being read, there are none, or why they were not read."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.widgets.basics import button, label
from alphasms_desktop.wording import trouble_sentence

_SOON_MS = 300
"""What is read sooner than this is not announced: words that only flash up disquiet."""


class RowsState(QWidget):
    """Takes the place of `rows`: either those are seen or this, never an empty table.

    `help_` is the button that helps where there are none.
    """

    def __init__(
        self,
        rows: QWidget,
        again: Callable[[], object],
        none: str = "",
        help_: QWidget | None = None,
    ) -> None:
        super().__init__()
        self._help = help_
        self._rows = rows
        self._none = none
        self._words = label("", "muted", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.again = button(tr("Try again"), "", again)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 10, 8, 10)
        layout.setSpacing(14)
        layout.addStretch(1)
        layout.addWidget(self._words)
        layout.addWidget(self.again, 0, Qt.AlignmentFlag.AlignHCenter)
        if help_ is not None:
            layout.addWidget(help_, 0, Qt.AlignmentFlag.AlignHCenter)
            help_.hide()
        layout.addStretch(1)
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(lambda: self._say(tr("Reading…")))
        # Not shown before it has a parent: it would be a window of its own.
        self.again.hide()
        rows.hide()

    def text(self) -> str:
        """Return what is said now."""
        return self._words.text()

    def show_reading(self) -> None:
        """Say that rows are being read, if that takes a while; until then all stays as it is."""
        self.again.hide()
        self._soon.start()

    def show_count(self, count: int, none: str = "") -> None:
        """Show the rows, or say that there are none."""
        self._none = none or self._none
        self._soon.stop()
        self._say("" if count else self._none)
        if self._help is not None:
            self._help.setVisible(not count)
        self.setVisible(not count)
        self._rows.setVisible(bool(count))

    def show_failed(self, trouble: Trouble) -> None:
        """Say why they could not be read, with a way to try again."""
        self._soon.stop()
        self._say(trouble_sentence(trouble), may_try=True)

    def _say(self, words: str, may_try: bool = False) -> None:
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self.again.setVisible(may_try)
        if self._help is not None:
            self._help.hide()
        self._rows.hide()
        self.show()
