"""The choice of a microphone among those there are, and the way to where they are allowed."""

import sys

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtMultimedia import QAudioDevice
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.microphone import microphones
from alphasms_desktop.ui.widgets.basics import label, row

_WIDTH = 260
_PRIVACY = {
    "darwin": "x-apple.systempreferences:com.apple.preference.security?Privacy_Microphone",
    "win32": "ms-settings:privacy-microphone",
}
"""Where a system lets programs use microphones; Linux has no such place."""


class DeviceChoice(QWidget):
    """Lists microphones, the system's choice first; `changed()` when the user takes another."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.box = QComboBox()
        self.box.setAccessibleName(tr("Microphone"))
        self.box.setMinimumWidth(_WIDTH)
        self.box.activated.connect(lambda _place: self.changed.emit())
        self.setLayout(row(None, label(tr("Microphone"), "muted"), self.box, None))

    def refill(self) -> bool:
        """List those there are now, the chosen one still chosen; says whether there is any."""
        before, found = self.chosen(), microphones()
        self.box.clear()
        for place, one in enumerate(found):
            self.box.addItem(one.description(), one)
            if before is not None and one.id() == before.id():
                self.box.setCurrentIndex(place)
        return bool(found)

    def chosen(self) -> QAudioDevice | None:
        """Return the microphone that is chosen, None where there is none."""
        chosen = self.box.currentData()
        return chosen if isinstance(chosen, QAudioDevice) else None

    def is_there(self) -> bool:
        """Say whether the chosen one is connected still."""
        chosen = self.chosen()
        return chosen is not None and any(one.id() == chosen.id() for one in microphones())


class PrivacyButton(QPushButton):
    """Opens the system's settings of microphones; hidden where a system has none."""

    def __init__(self, system: str = sys.platform) -> None:
        super().__init__(tr("Open the system's settings"))
        self.setAutoDefault(False)
        self._place = _PRIVACY.get(system, "")
        self.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(self._place)))
        self.hide()

    def offer(self, is_needed: bool) -> None:
        """Be seen where it helps."""
        self.setVisible(is_needed and bool(self._place))
