"""Cells as readers give them -> cells as the rest of the program keeps them."""

from datetime import date, datetime, time, timedelta

from alphasms_desktop.domain.contact import Cell

_MIDNIGHT = time()


def to_cell(value: object) -> Cell:
    """Return a cell: blanks as None, whole floats as integers, dates and times as text."""
    if value is None or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, bool):
        return value
    if isinstance(value, (int, float)):
        return int(value) if value == int(value) and abs(value) < 1e15 else value
    if isinstance(value, datetime):
        is_date = value.time() == _MIDNIGHT
        return f"{value:%Y-%m-%d}" if is_date else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, time):
        return f"{value:%H:%M}" if not value.second else f"{value:%H:%M:%S}"
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds() // 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return str(value)


def shown(cell: Cell) -> str:
    """Return a cell as a person would read it in the sheet."""
    return "" if cell is None else str(cell).strip()
