"""The line that says why results do not come in by themselves while a run waits for them."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.widgets.basics import button, label, row
from alphasms_desktop.wording import trouble_sentence

_EVERY_MS = 1000


class ReceivingLine(QWidget):
    """Hidden while all is well; `set_up_asked()`: the user wants to mend it in the settings."""

    set_up_asked = Signal()

    def __init__(self, trouble: Callable[[], Trouble | None]) -> None:
        super().__init__()
        self._trouble = trouble
        self._waits = False
        self.said = label("", "muted", wrap=True)
        self.set_up = button(tr("To receiving"), "link", self.set_up_asked.emit)
        layout = row(self.said, self.set_up)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.hide()
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._look)

    def follow(self, waits: bool) -> None:
        """Look, for as long as a run waits for results, whether they can come in."""
        if waits is self._waits:
            return
        self._waits = waits
        if waits:
            self._timer.start()
        else:
            self._timer.stop()
        self._look()

    def _look(self) -> None:
        trouble = self._trouble() if self._waits else None
        if trouble:
            means = tr("Keys and lengths of calls do not come in now; the program goes on asking.")
            self.said.setText(f"{means} {trouble_sentence(trouble)}")
        self.setVisible(trouble is not None)
