"""Cells as readers give them -> cells as the rest of the program keeps them."""

from datetime import date, datetime, time, timedelta

from alphasms_desktop.domain.cells import Cell

UNCALCULATED = "=…"
"""Stands for a formula whose value the file does not hold; only a column of phones keeps it."""

_MIDNIGHT = time()
_EXACT_BELOW = 1e15
"""Above this a float no longer holds every digit of a whole number."""


def to_cell(value: object) -> Cell:
    """Return a cell: blanks as None, whole floats as integers, dates and times as text."""
    if isinstance(value, str):
        return value if value and not value.isspace() else None
    if value is None or value != value:
        return None
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < _EXACT_BELOW else value
    if isinstance(value, (bool, int)):
        return value
    return _moment(value)


def shown(cell: Cell) -> str:
    """Return a cell as a person would read it in the sheet."""
    return "" if cell is None else str(cell).strip()


def _moment(value: object) -> str:
    if isinstance(value, datetime):
        if value.time() == _MIDNIGHT:
            return value.date().isoformat()
        return value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return str(value)
