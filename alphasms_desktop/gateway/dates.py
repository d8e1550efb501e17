"""Moments as the service writes them, in half a dozen ways; without a zone it is Kyiv's clock."""

import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

_ZONE = "Europe/Kyiv"
_YEARS = range(2000, 2100)

_TIME = r"\d\d:\d\d:\d\d"
_OFFSET = r"(?:Z|[+-]\d\d:?\d\d)"

FORMATS: tuple[tuple[str, str], ...] = (
    (rf"\d{{4}}-\d\d-\d\dT{_TIME}", "%Y-%m-%dT%H:%M:%S"),
    (rf"\d{{4}}-\d\d-\d\dT{_TIME}{_OFFSET}", "%Y-%m-%dT%H:%M:%S%z"),
    (r"\d{4}-\d\d-\d\dT\d\d:\d\d", "%Y-%m-%dT%H:%M"),
    (rf"\d{{4}}-\d\d-\d\dT\d\d:\d\d{_OFFSET}", "%Y-%m-%dT%H:%M%z"),
    (rf"\d{{4}}-\d\d-\d\d {_TIME}", "%Y-%m-%d %H:%M:%S"),
    (rf"\d{{4}}-\d\d-\d\d {_TIME}{_OFFSET}", "%Y-%m-%d %H:%M:%S%z"),
    (rf"\d{{4}}-\d\d-\d\dT{_TIME}\.\d{{1,6}}", "%Y-%m-%dT%H:%M:%S.%f"),
    (rf"\d{{4}}-\d\d-\d\dT{_TIME}\.\d{{1,6}}{_OFFSET}", "%Y-%m-%dT%H:%M:%S.%f%z"),
    (r"\d{4}-\d\d-\d\d", "%Y-%m-%d"),
    (r"\d{4}/\d\d/\d\d", "%Y/%m/%d"),
    (rf"\d{{4}}/\d\d/\d\d {_TIME}", "%Y/%m/%d %H:%M:%S"),
    (rf"\d{{6}}T{_TIME}", "%y%m%dT%H:%M:%S"),
    (rf"\d{{8}}T{_TIME}", "%Y%m%dT%H:%M:%S"),
)
"""A shape and how to read it; the shape keeps the reader from guessing at shorter numbers."""


def moment(text: str) -> datetime | None:
    """Return the moment a text names, with its zone, or None where it names none we can read."""
    stripped = text.strip()
    if not stripped:
        return None
    for shape, form in FORMATS:
        if re.fullmatch(shape, stripped, re.ASCII):
            try:
                read = datetime.strptime(stripped, form)
            except ValueError:
                return None
            return _placed(read)
    return None


def server_time(header: str) -> float | None:
    """Return the seconds since 1970 in a `Date` header, or None where it cannot be read."""
    try:
        read = parsedate_to_datetime(header)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    placed = _placed(read)
    return placed.timestamp() if placed and read.tzinfo else None


def _placed(read: datetime) -> datetime | None:
    if read.year not in _YEARS:
        return None
    return read if read.tzinfo else read.replace(tzinfo=ZoneInfo(_ZONE))
