"""The question before a run is stopped: how many stay uncalled, what cannot be called back."""

from PySide6.QtWidgets import QWidget

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Tally
from alphasms_desktop.i18n import ntr, tr
from alphasms_desktop.ui.dialogs.question import Question


class StopDialog(Question):
    """Asks whether to stop; going on is what Enter and Escape do."""

    def __init__(self, parent: QWidget | None, tally: Tally) -> None:
        left = tally[State.QUEUED]
        handed = tally[State.ACCEPTED] + tally[State.SENDING]
        said = ntr(
            "{n} call is handed over already and cannot be called back.",
            "{n} calls are handed over already and cannot be called back.",
            handed,
        )
        super().__init__(
            parent,
            ntr("{n} person will not be called.", "{n} people will not be called.", left),
            said if handed else "",
            tr("Go on calling"),
            (ntr("Stop: {n} will not be called", "Stop: {n} will not be called", left), "danger"),
        )
        self.setWindowTitle(tr("Stop the campaign"))
