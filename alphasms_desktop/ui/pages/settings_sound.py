"""The card of recordings: the user's own phone, the speed of the line, what the service takes."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QDoubleSpinBox, QLineEdit

from alphasms_desktop.domain.settings import Settings
from alphasms_desktop.i18n import language, tr
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.settings_card import SettingsCard

_MEGA = 1_000_000
_WIDTH = 150


class SoundSettingsCard(SettingsCard):
    """What trial calls, estimates and warnings go by."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.own_phone = QLineEdit()
        self.own_phone.setPlaceholderText("+380 50 123 45 67")
        self.own_phone.setFixedWidth(_WIDTH + 30)
        self.own_phone.editingFinished.connect(self._on_phone)
        self.line_mbit_s = _field(0.1, 10_000.0, tr("Mbit/s"), self._on_line)
        self.max_mb = _field(0.05, 100.0, tr("MB"), self._on_limits)
        self.min_s = _field(0.1, 60.0, tr("s"), self._on_limits)
        self.max_s = _field(1.0, 600.0, tr("s"), self._on_limits)
        self.add_line(
            tr("Your phone for trial calls"), tr("It is rung by “Call me” only."), self.own_phone
        )
        self.add_line(
            tr("What your line can send"),
            tr("Each call sends the recording anew; the time this takes is worked out from it."),
            self.line_mbit_s,
        )
        self.add_line(
            tr("Largest recording"),
            tr("AlphaSMS publishes no limits. What it refuses once is remembered by itself."),
            self.max_mb,
        )
        self.add_line(tr("Shortest recording"), tr("A shorter one is warned about."), self.min_s)
        self.add_line(tr("Longest recording"), tr("A longer one is warned about."), self.max_s)

    def show_settings(self, settings: Settings) -> None:
        """Show what is set; nothing is kept by this."""
        self.own_phone.setText(settings.own_phone)
        for field, value in (
            (self.line_mbit_s, settings.line_mbit_s),
            (self.max_mb, settings.max_bytes / _MEGA),
            (self.min_s, settings.min_s),
            (self.max_s, settings.max_s),
        ):
            field.blockSignals(True)
            field.setValue(value)
            field.blockSignals(False)

    def _on_phone(self) -> None:
        written = self.own_phone.text().strip()
        self.keep(lambda before: replace(before, own_phone=written))

    def _on_line(self, value: float) -> None:
        self.keep(lambda before: replace(before, line_mbit_s=value))

    def _on_limits(self, _value: float) -> None:
        max_bytes = round(self.max_mb.value() * _MEGA)
        min_s, max_s = self.min_s.value(), self.max_s.value()
        self.keep(lambda before: replace(before, max_bytes=max_bytes, min_s=min_s, max_s=max_s))


def _field(
    least: float, most: float, unit: str, on_change: Callable[[float], None]
) -> QDoubleSpinBox:
    made = QDoubleSpinBox()
    made.setLocale(QLocale(language()))
    made.setDecimals(1)
    made.setRange(least, most)
    made.setSuffix(f" {unit}")
    made.setFixedWidth(_WIDTH)
    made.setAlignment(Qt.AlignmentFlag.AlignRight)
    made.setKeyboardTracking(False)
    made.valueChanged.connect(on_change)
    return made
