"""The sheet before a run is stopped: how many stay uncalled, what cannot be called back."""

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Tally
from alphasms_desktop.i18n import ntr, tr
from alphasms_desktop.ui.widgets.basics import button, label, row


class StopDialog(QDialog):
    """Asks whether to stop; going on is what Enter and Escape do."""

    def __init__(self, parent: QWidget, tally: Tally) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Stop the campaign"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        left = tally[State.QUEUED]
        handed = tally[State.ACCEPTED] + tally[State.SENDING]
        title = ntr("{n} person will not be called.", "{n} people will not be called.", left)
        layout.addWidget(label(title, "heading"))
        if handed:
            said = ntr(
                "{n} call is handed over already and cannot be called back.",
                "{n} calls are handed over already and cannot be called back.",
                handed,
            )
            layout.addWidget(label(said, wrap=True))
        stop = ntr("Stop: {n} will not be called", "Stop: {n} will not be called", left)
        self.stop = button(stop, "danger", self.accept)
        self.go_on = button(tr("Go on calling"), "", self.reject)
        layout.addLayout(row(None, self.stop, self.go_on))
        self.go_on.setDefault(True)
        self.go_on.setFocus()
