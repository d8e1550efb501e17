"""What a column holds: texts, numbers, sums, dates, times; and whether a cell says yes or no."""

import re
from collections.abc import Sequence

from alphasms_desktop.contacts.cells import shown
from alphasms_desktop.domain.cells import Cell
from alphasms_desktop.domain.importing import ColumnKind

_MOST = 0.9
_TIME = re.compile(r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?::[0-5]\d)?")
_DAY = r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4})"
_DATE = re.compile(_DAY + r"(?:[ T]\d{1,2}:\d{2}.*)?")
_SUM = re.compile(r"-?\d[\d\u00a0\u202f ]*[.,]\d{1,2}\s*(?:₴|грн\.?|uah)?", re.IGNORECASE)
_MONEY = re.compile(r"-?\d[\d\u00a0\u202f ]*(?:[.,]\d{1,2})?\s*(?:₴|грн\.?|uah)", re.IGNORECASE)
_NUMBER = re.compile(r"-?\d+")
_YES = frozenset({"так", "є", "yes", "y", "true", "да", "1", "+", "✓", "✔", "v", "x", "х"})
_NO = frozenset({"ні", "немає", "no", "n", "false", "нет", "0", "-", "–", "—"})


def kind_of_column(cells: Sequence[Cell]) -> ColumnKind:
    """Return what nearly all cells of a column are; TEXT where they differ or there are none."""
    texts = [(one, shown(one)) for one in cells if one is not None]
    if not texts:
        return ColumnKind.TEXT
    for kind, is_one in (
        (ColumnKind.TIME, lambda cell, text: _TIME.fullmatch(text) and ":" in text),
        (ColumnKind.DATE, lambda cell, text: _DATE.fullmatch(text)),
        (ColumnKind.NUMBER, lambda cell, text: _NUMBER.fullmatch(text)),
        (ColumnKind.SUM, lambda cell, text: _is_sum(cell, text)),
    ):
        if sum(bool(is_one(cell, text)) for cell, text in texts) >= _MOST * len(texts):
            return kind
    return ColumnKind.TEXT


def says_yes(cell: Cell) -> bool | None:
    """Return whether a cell of consents says yes; a date is a yes; None for no clear word."""
    word = shown(cell).casefold().strip(" .!")
    if word in _YES or _DATE.fullmatch(word):
        return True
    return False if word in _NO else None


def _is_sum(cell: Cell, text: str) -> bool:
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return True  # whole sums stand among the others
    return bool(_SUM.fullmatch(text) or _MONEY.fullmatch(text))
