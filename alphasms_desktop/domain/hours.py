"""Allowed hours and weekdays: may a call leave now, and if not, when is the next moment.

A window over midnight (22:00-02:00) belongs to the weekday on which it began.
"""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HOURS = re.compile(r"(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})")


@dataclass(frozen=True)
class AllowedHours:
    """From when to when, on which weekdays (0 is Monday), in which zone calls may leave."""

    start: time = time(9)
    end: time = time(20)
    days: frozenset[int] = frozenset(range(6))
    zone: str = "Europe/Kyiv"

    def allows(self, now: datetime) -> bool:
        """Say whether a call may leave at this moment (an aware time in any zone)."""
        local = now.astimezone(ZoneInfo(self.zone))
        at = local.time()
        today = local.weekday()
        if self.start < self.end:
            return today in self.days and self.start <= at < self.end
        began_yesterday = (today - 1) % 7 in self.days and at < self.end
        return began_yesterday or (today in self.days and at >= self.start)

    def next_allowed(self, now: datetime) -> datetime:
        """Return this moment if it is allowed, else the next one, in the zone of these hours."""
        zone = ZoneInfo(self.zone)
        local = now.astimezone(zone)
        if self.allows(now):
            return local
        for ahead in range(9):
            day = (local + timedelta(days=ahead)).date()
            begin = datetime.combine(day, self.start, zone)
            if begin > local and begin.weekday() in self.days:
                return begin
        raise ValueError("no weekday is allowed")


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
