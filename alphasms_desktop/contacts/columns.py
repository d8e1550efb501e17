"""Which row is the header, which column holds the phones and which the names.

Guessed from the first rows by what stands in a column and by what stands above it; a column of
ids, dates or tax numbers is no column of phones however long its numbers are.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from alphasms_desktop.contacts.cells import shown
from alphasms_desktop.contacts.phones import read_phone
from alphasms_desktop.domain.contact import Cell, Reason
from alphasms_desktop.domain.phone import clean, digits_of

Rows = Sequence[tuple[Cell, ...]]

_PHONE_WORDS = re.compile(
    r"телефон|\bтел\b|\bтел\.|\bмоб|phone|\btel\b|mobile|\bcell\b|\bgsm\b|viber|whatsapp",
    re.IGNORECASE,
)
_NAME_WORDS = (
    r"\bпіб\b|\bп\.\s?і\.\s?б|прізвище|\bфио\b|\bф\.\s?и\.\s?о|фамилия|full.?name",
    r"\bім.?я\b|\bимя\b|\bname\b|пацієнт|клієнт|отримувач|абонент|мешканець|пациент|клиент",
    r"контакт|особа|contact|customer|patient|client",
)
_ENOUGH_UNNAMED = 0.6
_ENOUGH_NAMED = 0.2
_HEADER_WITHIN = 30


@dataclass(frozen=True)
class Layout:
    """Where things are: the header's place in the sample (None: there is none) and the columns."""

    header: int | None
    phone_column: int
    name_column: int | None
    columns: tuple[str, ...]


def named_layout(rows: Rows, name: str, first_column: int) -> Layout | None:
    """Return the layout whose header has a column of this name, or None where none has."""
    wanted = _normal(name)
    for place, row in enumerate(rows[:_HEADER_WITHIN]):
        for column, cell in enumerate(row):
            if isinstance(cell, str) and _normal(cell) == wanted:
                return _layout(rows, place, column, first_column)
    return None


def guessed_layout(rows: Rows, first_column: int) -> Layout | None:
    """Return the likeliest layout, or None where no column looks like phones."""
    width = max(map(len, rows), default=0)
    scored = [_score(rows, column) for column in range(width)]
    best = max(range(width), key=lambda column: scored[column], default=None)
    if best is None or scored[best] <= (False, 0.0):
        return None
    return _layout(rows, _header_above(rows, best), best, first_column)


def column_names(rows: Rows, header: int | None, first_column: int) -> tuple[str, ...]:
    """Return the columns' names: what the header says, else their letters; each only once."""
    width = max(map(len, rows), default=0)
    cells = rows[header] if header is not None else ()
    names: list[str] = []
    for column in range(width):
        said = shown(cells[column]) if column < len(cells) else ""
        name = said or letter_of(first_column + column)
        twins = sum(one == name or one.startswith(f"{name} ") for one in names)
        names.append(f"{name} {twins + 1}" if name in names else name)
    return tuple(names)


def letter_of(column: int) -> str:
    """Return the letters Excel shows above a column: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _layout(rows: Rows, header: int | None, phone_column: int, first_column: int) -> Layout:
    columns = column_names(rows, header, first_column)
    name_column = _name_column(columns, phone_column) if header is not None else None
    return Layout(header, phone_column, name_column, columns)


def _score(rows: Rows, column: int) -> tuple[bool, float]:
    """Return how likely a column holds phones: named so, and the share of its cells that are."""
    cells = [row[column] for row in rows if column < len(row) and row[column] is not None]
    is_named = any(
        isinstance(cell, str) and _PHONE_WORDS.search(cell) and not digits_of(cell)
        for cell in cells[:_HEADER_WITHIN]
    )
    below = cells[1:] if is_named else cells
    if not below:
        return (False, 0.0)
    share = sum(_is_phone(cell) for cell in below) / len(below)
    if is_named:
        return (True, max(share, 0.01)) if share >= _ENOUGH_NAMED else (False, 0.1)
    certain = sum(_is_surely_phone(cell) for cell in below) / len(below)
    return (False, share) if share >= _ENOUGH_UNNAMED and certain >= share / 2 else (False, 0.0)


def _is_phone(cell: Cell) -> bool:
    found = read_phone(cell)
    return not isinstance(found, Reason) or found is Reason.LOST_DIGITS


def _is_surely_phone(cell: Cell) -> bool:
    """Say whether a cell is written as only phones are, not merely a long number."""
    if not _is_phone(cell):
        return False
    text = clean(shown(cell))
    return text.startswith(("+", "0", "380", "(0", "8 0", "80", "8-0")) or " " in text


def _header_above(rows: Rows, column: int) -> int | None:
    """Return the place of the header, looking from the top to the first phone of the column."""
    above: list[int] = []
    for place, row in enumerate(rows[:_HEADER_WITHIN]):
        cell = row[column] if column < len(row) else None
        if cell is not None and _is_phone(cell):
            break
        if isinstance(cell, str) and _PHONE_WORDS.search(cell):
            return place
        if any(one is not None for one in row):
            above.append(place)
    wordy = [place for place in above if _is_wordy(rows[place], column)]
    return max(wordy, key=lambda place: sum(one is not None for one in rows[place]), default=None)


def _is_wordy(row: tuple[Cell, ...], column: int) -> bool:
    """Say whether a row could be a header: words only, and one above the phones."""
    cells = [one for one in row if one is not None]
    is_above = column < len(row) and row[column] is not None
    return is_above and all(isinstance(one, str) and not digits_of(one) for one in cells)


def _name_column(columns: Sequence[str], phone_column: int) -> int | None:
    for words in _NAME_WORDS:
        for column, name in enumerate(columns):
            if column != phone_column and re.search(words, name, re.IGNORECASE):
                return column
    return None


def _normal(name: str) -> str:
    return " ".join(name.replace("’", "'").replace("ʼ", "'").split()).casefold()
