"""Tells of a campaign's end or trouble while the user looks elsewhere, and stands in the tray."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from alphasms_desktop.domain.campaign import Phase
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.totals import Totals
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.awake import Awake
from alphasms_desktop.ui.runs import Runs
from alphasms_desktop.ui.single_instance import bring_forward
from alphasms_desktop.wording import totals_sentence, trouble_sentence

if TYPE_CHECKING:
    from alphasms_desktop.engine.orders import RunEnd

Say = Callable[[str, str], object]

_READING_MS = 15_000


class Notices(QObject):
    """Follows the runs of a window: notices, the tray, and the computer kept awake.

    The icon stands in the tray while a campaign runs, a little longer so that its notice can be
    read, and as long as the window is hidden there; a click brings the window forward.
    """

    def __init__(
        self, window: QWidget, runs: Runs, awake: Awake | None = None, say: Say | None = None
    ) -> None:
        super().__init__(window)
        self._window = window
        self._runs = runs
        self.awake = awake or Awake()
        self.tray: QSystemTrayIcon | None = None
        self._say = say or self._show
        self._leaving = QTimer(self, singleShot=True, interval=_READING_MS)
        self._leaving.timeout.connect(self._leave_tray)
        runs.opened.connect(lambda _id, _balance: self._on_begun())
        runs.phase_changed.connect(self._on_phase)
        runs.ended.connect(self._on_ended)

    def close(self) -> None:
        """Leave the tray and let the computer sleep; for a window about to go away."""
        self.awake.let_go()
        self._leaving.stop()
        if self.tray is not None:
            self.tray.hide()

    def hide_window(self) -> None:
        """Put the window out of sight: into the tray, or down where there is no tray."""
        if self.tray is not None and self.tray.isVisible():
            self._window.hide()
        else:
            self._window.showMinimized()

    def _on_begun(self) -> None:
        self.awake.hold()
        self._leaving.stop()
        if self.tray is None and QSystemTrayIcon.isSystemTrayAvailable():
            self.tray = QSystemTrayIcon(QApplication.windowIcon(), self)
            self.tray.setToolTip(tr("AlphaSMS Desktop: a campaign is running"))
            self.tray.activated.connect(lambda _reason: self._bring_forward())
            self.tray.messageClicked.connect(self._bring_forward)
        if self.tray is not None:
            self.tray.show()

    def _on_phase(self, _id: int, phase: Phase | None, trouble: Trouble | None) -> None:
        if phase is Phase.PAUSED and trouble is not None:
            self._tell(tr("A campaign is paused"), trouble_sentence(trouble))

    def _on_ended(self, _id: int, end: "RunEnd") -> None:
        if end.phase is Phase.FINISHED:
            self._tell(tr("A campaign has ended"), totals_sentence(Totals(end.tally)))
        if not self._runs.running_ids():
            self.awake.let_go()
            self._leaving.start()

    def _leave_tray(self) -> None:
        """Leave the tray, unless the icon is the only way back to the window."""
        if not self._window.isVisible():
            self._leaving.start()
        elif self.tray is not None:
            self.tray.hide()

    def _tell(self, title: str, text: str) -> None:
        """Tell only who does not see it anyway."""
        if not self._window.isActiveWindow():
            self._say(title, text)
            QApplication.alert(self._window)

    def _show(self, title: str, text: str) -> None:
        if self.tray is not None:
            self.tray.showMessage(title, text)

    def _bring_forward(self) -> None:
        bring_forward(self._window)
