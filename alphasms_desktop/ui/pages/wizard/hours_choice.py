"""The hours in which calls may leave: a button that says them, and the fields it unfolds."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QTimeEdit, QVBoxLayout, QWidget

from alphasms_desktop.domain.hours import DAYS, AllowedHours
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.pages.wizard.moment_fields import read_time, set_time, time_field
from alphasms_desktop.ui.widgets.basics import button, label, row
from alphasms_desktop.ui.widgets.icons import drop_down
from alphasms_desktop.wording import day_name, hours_words


class HoursChoice(QWidget):
    """The fields; `shown` is the button that unfolds them, `changed()` tells of a choice.

    In training any time will do: nobody is rung.
    """

    changed = Signal()

    def __init__(self, is_training: bool, holidays: Callable[[], frozenset[date]]) -> None:
        super().__init__()
        self._is_training = is_training
        self._public_holidays = holidays
        self._is_filling = False
        self.shown = drop_down(button("", "", self._fold))
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(10)
        self.any_time = QCheckBox(tr("At any time: in training nobody is rung"))
        self.any_time.toggled.connect(self._on_change)
        body.addWidget(self.any_time)
        self.any_time.setVisible(is_training)
        self.fields = QWidget()
        inside = QVBoxLayout(self.fields)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(10)
        self._add_fields(inside)
        body.addWidget(self.fields)
        self.hide()

    def load(self, hours: AllowedHours | None) -> None:
        """Put hours into the fields; None is any time in training, else the usual ones."""
        shown = hours or AllowedHours()
        self._is_filling = True
        self.any_time.setChecked(self._is_training and hours is None)
        set_time(self.begin, shown.start)
        set_time(self.end, shown.end)
        for day, chip in enumerate(self.days):
            chip.setChecked(day in shown.days)
        self.no_holidays.setChecked(bool(shown.holidays))
        self._is_filling = False
        self._show_state()

    def hours(self) -> AllowedHours | None:
        """Return the hours as chosen, None for any time; `fault` says whether they make sense."""
        if self._is_any_time():
            return None
        days = frozenset(day for day, chip in enumerate(self.days) if chip.isChecked())
        holidays = self._public_holidays() if self.no_holidays.isChecked() else frozenset()
        return AllowedHours(read_time(self.begin), read_time(self.end), days, holidays=holidays)

    def fault(self) -> str:
        """Return what makes no sense, as a sentence, or nothing."""
        hours = self.hours()
        if hours is None:
            return ""
        if not hours.days:
            return tr("Choose at least one day.")
        if hours.start == hours.end:
            return tr("The hours begin and end at the same time: nothing would be called.")
        return ""

    def _add_fields(self, inside: QVBoxLayout) -> None:
        self.begin: QTimeEdit = time_field(tr("Calls leave from"))
        self.end: QTimeEdit = time_field(tr("Calls leave until"))
        parts: list[QWidget | int | None] = []
        captions = (tr("Calls leave &from"), tr("t&o"))
        for field, caption in zip((self.begin, self.end), captions, strict=True):
            field.timeChanged.connect(self._on_change)
            words = label(caption)
            words.setBuddy(field)
            parts += [words, field]
        inside.addLayout(row(*parts, label(tr("Kyiv time"), "muted"), None))
        self.days = []
        for day in range(len(DAYS)):
            chip = button(day_name(day), "chip")
            chip.setCheckable(True)
            chip.toggled.connect(self._on_change)
            self.days.append(chip)
        self.no_holidays = QCheckBox(tr("Not on public holidays"))
        self.no_holidays.toggled.connect(self._on_change)
        inside.addLayout(row(*self.days, 14, self.no_holidays, None, spacing=6))

    def _fold(self) -> None:
        """Show the fields, or put them away; what makes no sense stays in sight."""
        is_open = self.isHidden()
        self.setVisible(is_open or bool(self.fault()))
        self._show_state()
        if is_open:
            (self.any_time if self._is_training else self.begin).setFocus()

    def _on_change(self) -> None:
        if not self._is_filling:
            self._show_state()
            self.changed.emit()

    def _show_state(self) -> None:
        hours = self.hours()
        words = tr("any time") if hours is None else hours_words(hours)
        self.shown.setText(words)
        self.shown.setAccessibleName(tr("Allowed hours: {hours}").format(hours=words))
        folded = tr("Shows the hours to change them.")
        self.shown.setAccessibleDescription(folded if self.isHidden() else tr("Hides the hours."))
        self.fields.setVisible(not self._is_any_time())
        if self.fault():
            self.show()

    def _is_any_time(self) -> bool:
        return self._is_training and self.any_time.isChecked()
