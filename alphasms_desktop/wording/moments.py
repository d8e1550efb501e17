"""Moments and allowed hours in words, in Kyiv time."""

from datetime import datetime
from zoneinfo import ZoneInfo

from alphasms_desktop.domain.hours import AllowedHours, DespiteHours
from alphasms_desktop.i18n import mark, tr

KYIV = "Europe/Kyiv"

_DAYS = (mark("Mon"), mark("Tue"), mark("Wed"), mark("Thu"), mark("Fri"), mark("Sat"), mark("Sun"))


def day_name(day: int) -> str:
    """Return a day of the week in short; 0 is Monday."""
    return tr(_DAYS[day])


def is_today(at: datetime) -> bool:
    """Say whether a moment is of this day in Kyiv."""
    zone = ZoneInfo(KYIV)
    return at.astimezone(zone).date() == datetime.now(zone).date()


def moment(at: datetime) -> str:
    """Return a moment in Kyiv time: the hour alone for today, the date with it otherwise."""
    local = at.astimezone(ZoneInfo(KYIV))
    return f"{local:%H:%M}" if is_today(at) else f"{local:%d.%m.%Y %H:%M}"


def day_and_time(at: datetime) -> str:
    """Return a moment in Kyiv time as words: “today at 14:00”, “21.11 at 09:05”."""
    zone = ZoneInfo(KYIV)
    local, today = at.astimezone(zone), datetime.now(zone).date()
    if local.date() == today:
        return tr("today at {time}").format(time=f"{local:%H:%M}")
    day = f"{local:%d.%m}" if local.year == today.year else f"{local:%d.%m.%Y}"
    return tr("{day} at {time}").format(day=day, time=f"{local:%H:%M}")


def hours_sentence(hours: AllowedHours | None) -> str:
    """Say when calls may leave."""
    if hours is None:
        return tr("Allowed hours: any.")
    return tr("Allowed hours: {start}–{end}, {days}, Kyiv time.").format(
        start=f"{hours.start:%H:%M}", end=f"{hours.end:%H:%M}", days=_days_words(hours)
    )


def hours_words(hours: AllowedHours) -> str:
    """Return hours in short, for a button: `09:00–20:00, Mon–Sat`."""
    return f"{hours.start:%H:%M}–{hours.end:%H:%M}, {_days_words(hours)}"


def _days_words(hours: AllowedHours) -> str:
    days = sorted(hours.days)
    if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
        return f"{day_name(days[0])}–{day_name(days[-1])}"
    return ", ".join(map(day_name, days))


def despite_hours_sentence(leave: DespiteHours) -> str:
    """Say that calls leave outside the hours, until when, and why."""
    return tr("Calls leave despite the hours until {time}: {reason}").format(
        time=moment(leave.until), reason=leave.reason
    )
