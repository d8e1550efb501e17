"""Fields for a moment of the clock in Kyiv, wherever this computer is."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QDateTime, Qt, QTime
from PySide6.QtWidgets import QDateTimeEdit, QTimeEdit

from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.widgets.basics import set_look
from alphasms_desktop.ui.widgets.explained import explain
from alphasms_desktop.wording import KYIV


def moment_field(name: str) -> QDateTimeEdit:
    """Make a field for a day and a time; `name` is what a screen reader calls it."""
    field = QDateTimeEdit()
    field.setDisplayFormat("dd.MM.yyyy HH:mm")
    explain(field, tr("Day, month, year and time in Kyiv; the arrow keys change them."))
    _dress(field, name, 160)
    return field


def time_field(name: str) -> QTimeEdit:
    """Make a field for a time of the day."""
    field = QTimeEdit()
    field.setDisplayFormat("HH:mm")
    _dress(field, name, 80)
    return field


def set_moment(field: QDateTimeEdit, at: datetime) -> None:
    """Show a moment (aware) as Kyiv's clock has it; the field has no zone of its own."""
    local = at.astimezone(ZoneInfo(KYIV))
    day = QDate(local.year, local.month, local.day)
    field.setDateTime(QDateTime(day, QTime(local.hour, local.minute)))


def read_moment(field: QDateTimeEdit) -> datetime:
    """Return the moment that a field shows."""
    day = field.date()
    return at_time(date(day.year(), day.month(), day.day()), read_time(field))


def set_time(field: QTimeEdit, at: time) -> None:
    """Show a time of the day."""
    field.setTime(QTime(at.hour, at.minute))


def read_time(field: QDateTimeEdit) -> time:
    """Return the time of the day that a field shows."""
    shown = field.time()
    return time(shown.hour(), shown.minute())


def at_time(day: date, at: time) -> datetime:
    """Return the moment of a day in Kyiv."""
    return datetime.combine(day, at, tzinfo=ZoneInfo(KYIV))


def _dress(field: QDateTimeEdit, name: str, width: int) -> None:
    field.setAccessibleName(name)
    field.setMinimumWidth(width)
    field.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    set_look(field, "bare")
