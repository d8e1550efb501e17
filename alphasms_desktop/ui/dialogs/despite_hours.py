"""The question before calls may leave outside the hours: what that means, and why it is done."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from alphasms_desktop.domain.hours import MOST_REASON_SIGNS, AllowedHours, DespiteHours, kept_reason
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.widgets.basics import button, label, row
from alphasms_desktop.ui.widgets.explained import allow
from alphasms_desktop.wording import hours_sentence, moment

_WIDTH = 460


class DespiteHoursDialog(QDialog):
    """Asks for the reason; nothing is called by it, and Enter only leads on to the button.

    `at` is when calls would begin: now, or a set beginning outside the hours. `given(object)`
    tells the leave that was given, a DespiteHours from that moment on.
    """

    given = Signal(object)

    def __init__(self, parent: QWidget, hours: AllowedHours, at: datetime, is_set: bool) -> None:
        super().__init__(parent)
        self._hours, self._at = hours, at
        self.setWindowTitle(tr("Call despite the hours"))
        until = moment(hours.next_begin(at))
        allows = tr("Allow calls until {time}").format(time=until)
        self.reason = QLineEdit()
        self.take = button(allows, "primary", self._give)
        self.cancel = button(tr("Cancel"), "", self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(10)
        layout.addStrut(_WIDTH)
        begin = tr("Calls would leave at {time}, outside the allowed hours.")
        now = tr("It is {time}: calls would leave outside the allowed hours.")
        title = (begin if is_set else now).format(time=moment(at))
        layout.addWidget(label(title, "heading", wrap=True))
        holds = tr("This campaign alone may call until {time}, its repeats too.").format(time=until)
        layout.addWidget(label(f"{hours_sentence(hours)} {holds}", wrap=True))
        self._add_reason(layout)
        layout.addLayout(row(None, self.cancel, self.take))
        self._show_allowed()
        self.reason.setFocus()

    def _add_reason(self, layout: QVBoxLayout) -> None:
        caption = label(tr("&Why"), "heading")
        caption.setBuddy(self.reason)
        kept = tr("The report and the evidence pack say it. Nobody is called before you start.")
        self.reason.setMaxLength(MOST_REASON_SIGNS)
        self.reason.setPlaceholderText(tr("for example: the water is cut off at 22:00"))
        self.reason.setAccessibleName(tr("Why"))
        self.reason.setAccessibleDescription(kept)
        self.reason.textChanged.connect(lambda _text: self._show_allowed())
        self.reason.returnPressed.connect(self.take.setFocus)
        layout.addWidget(caption)
        layout.addWidget(self.reason)
        layout.addWidget(label(kept, "muted", wrap=True))

    def _give(self) -> None:
        self.accept()
        self.given.emit(DespiteHours.from_moment(self._at, self._hours, self.reason.text()))

    def _show_allowed(self) -> None:
        allow(self.take, bool(kept_reason(self.reason.text())), tr("Say why first."))
