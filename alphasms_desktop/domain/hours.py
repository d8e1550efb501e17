"""Allowed hours and weekdays: may a call leave now, and if not, when is the next moment.

A window over midnight (22:00-02:00) belongs to the weekday on which it began.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HOURS = re.compile(r"(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})")

_DAYS_AHEAD = 400

MOST_REASON_SIGNS = 200


@dataclass(frozen=True)
class AllowedHours:
    """From when to when, on which weekdays (0 is Monday), in which zone calls may leave.

    `holidays` are days on which nothing begins. Times are of the clock on the wall: on a day whose
    clock is put forward or back the window is as long as that clock makes it.
    """

    start: time = time(9)
    end: time = time(20)
    days: frozenset[int] = frozenset(range(6))
    zone: str = "Europe/Kyiv"
    holidays: frozenset[date] = frozenset()

    def allows(self, now: datetime) -> bool:
        """Say whether a call may leave at this moment (an aware time in any zone)."""
        local = now.astimezone(ZoneInfo(self.zone))
        at, today = local.time(), local.date()
        if self.start < self.end:
            return self._is_open(today) and self.start <= at < self.end
        began_yesterday = self._is_open(today - timedelta(days=1)) and at < self.end
        return began_yesterday or (self._is_open(today) and at >= self.start)

    def next_allowed(self, now: datetime) -> datetime:
        """Return this moment if it is allowed, else the next one, in the zone of these hours."""
        return now.astimezone(ZoneInfo(self.zone)) if self.allows(now) else self.next_begin(now)

    def next_begin(self, now: datetime) -> datetime:
        """Return when the next window begins, after this moment, in the zone of these hours.

        Raises ValueError where no day of the coming year is allowed.
        """
        zone = ZoneInfo(self.zone)
        local = now.astimezone(zone)
        for ahead in range(_DAYS_AHEAD):
            day = local.date() + timedelta(days=ahead)
            # Compared in UTC: within one zone Python compares the wall's clock, which may repeat.
            begin = datetime.combine(day, self.start, zone)
            if self._is_open(day) and begin.astimezone(UTC) > now.astimezone(UTC):
                return begin.astimezone(UTC).astimezone(zone)  # an hour the clock leaves out
        raise ValueError("no day is allowed")

    def _is_open(self, day: date) -> bool:
        return day.weekday() in self.days and day not in self.holidays


@dataclass(frozen=True)
class DespiteHours:
    """Leave to call outside the hours, for a reason that is kept with the campaign.

    It is for one gap: it ends at `until`, when the hours begin anyway, so that nobody is rung
    another evening for the reason of this one.
    """

    reason: str
    until: datetime

    @classmethod
    def from_moment(cls, at: datetime, hours: AllowedHours, reason: str) -> "DespiteHours":
        """Return leave from a moment on; raises ValueError without a reason of one short line."""
        said = kept_reason(reason)
        if not 0 < len(said) <= MOST_REASON_SIGNS:
            raise ValueError(f"a reason of {len(said)} signs")
        return cls(said, hours.next_begin(at))


def kept_reason(reason: str) -> str:
    """Return a reason as it is kept: one line, no room around it."""
    return " ".join(reason.split())


def parse_hours(text: str) -> tuple[time, time]:
    """Read `09:00-20:00`; raises ValueError for anything else or for an empty window."""
    found = _HOURS.fullmatch(text.strip())
    if not found:
        raise ValueError(text)
    hour, minute, end_hour, end_minute = map(int, found.groups())
    start = time(hour, minute)
    end = time(23, 59, 59) if (end_hour, end_minute) == (24, 0) else time(end_hour, end_minute)
    if start == end:
        raise ValueError(text)
    return start, end


def parse_days(text: str) -> frozenset[int]:
    """Read `Mon-Sat` or `mon,wed,fri`; a range may pass Sunday. Raises ValueError otherwise."""
    days: set[int] = set()
    for part in text.lower().split(","):
        first, dash, last = part.strip().partition("-")
        last = last if dash else first
        begin, end = DAYS.index(first.strip()[:3]), DAYS.index(last.strip()[:3])
        days.update((begin + step) % 7 for step in range((end - begin) % 7 + 1))
    return frozenset(days)
