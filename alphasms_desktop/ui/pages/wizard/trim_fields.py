"""The two moments a recording is trimmed to, as numbers."""

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from alphasms_desktop.i18n import language, tr
from alphasms_desktop.ui.pages.wizard.trimming import LEAST_S
from alphasms_desktop.ui.widgets.basics import label, row, set_look
from alphasms_desktop.ui.widgets.explained import explain


class TrimFields(QWidget):
    """The same two moments as numbers; `changed(float, float)` tells both, in seconds."""

    changed = Signal(float, float)

    def __init__(self) -> None:
        super().__init__()
        self._is_filling = False
        self.start, self.end = _field(tr("Beginning, s")), _field(tr("End, s"))
        for field in (self.start, self.end):
            field.valueChanged.connect(lambda _value: self._on_change())
        self.setLayout(
            row(
                label(tr("From"), "muted"),
                self.start,
                label(tr("to"), "muted"),
                self.end,
                label(tr("s"), "muted"),
                spacing=6,
            )
        )

    def show_trim(self, start_s: float, end_s: float, seconds: float) -> None:
        """Show both moments of a recording that is so long; nothing is told."""
        self._is_filling = True
        self.start.setRange(0.0, max(0.0, seconds - LEAST_S))
        self.end.setRange(LEAST_S, seconds)
        self.start.setValue(start_s)
        self.end.setValue(end_s)
        self._is_filling = False

    def _on_change(self) -> None:
        start_s, end_s = self.start.value(), self.end.value()
        if not self._is_filling and end_s - start_s >= LEAST_S:
            self.changed.emit(start_s, end_s)


def _field(name: str) -> QDoubleSpinBox:
    field = QDoubleSpinBox()
    field.setLocale(QLocale(language()))
    field.setDecimals(2)
    field.setSingleStep(0.1)
    field.setMinimumWidth(90)
    set_look(field, "bare")
    field.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    field.setAccessibleName(name)
    explain(field, tr("Seconds; what lies outside is not sent."))
    # While digits are typed nothing is prepared; Enter or the next field does it.
    field.setKeyboardTracking(False)
    return field
