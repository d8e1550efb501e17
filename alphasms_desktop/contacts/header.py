"""What stands above a table: which of its first rows is the header, and the columns' names."""

import hashlib
from collections.abc import Sequence

from alphasms_desktop.contacts.cells import shown
from alphasms_desktop.domain.cells import Cell

Rows = Sequence[tuple[Cell, ...]]
"""The first rows of a sheet that hold anything."""

HEADER_WITHIN = 30


def width_of(rows: Rows) -> int:
    """Return how many columns these rows have."""
    return max(map(len, rows), default=0)


def cell_at(row: tuple[Cell, ...], column: int) -> Cell:
    """Return a cell of a row; rows may be shorter than others."""
    return row[column] if column < len(row) else None


def column_names(rows: Rows, header: int | None, columns_at: Sequence[int] = ()) -> tuple[str, ...]:
    """Return the columns' names: what the header says, else their letters; each only once."""
    cells = rows[header] if header is not None else ()
    names: list[str] = []
    for column in range(width_of(rows)):
        said = " ".join(shown(cell_at(cells, column)).split())
        name = said or letter_of(columns_at[column] if column < len(columns_at) else column)
        names.append(_unlike(name, names))
    return tuple(names)


def letter_of(column: int) -> str:
    """Return the letters Excel shows above a column: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def likeliest_header(rows: Rows) -> int | None:
    """Return the fullest row of words near the top, for a table whose phones are not found."""
    wordy = [place for place, row in enumerate(rows[:5]) if is_wordy(row)]
    return max(wordy, key=lambda place: filled(rows[place]), default=None)


def shape_of(rows: Rows, columns: tuple[str, ...] | None = None) -> str:
    """Return what is the same for two files with the same columns, whatever was chosen of them."""
    header = likeliest_header(rows)
    names = columns or (column_names(rows, header) if header is not None else ())
    said = "\n".join(name.casefold() for name in names) or f"{width_of(rows)} columns"
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def is_wordy(row: tuple[Cell, ...]) -> bool:
    """Say whether a row could be a header: texts only, and none of them a number or a date."""
    cells = [one for one in row if one is not None]
    return bool(cells) and all(isinstance(one, str) and is_word(one) for one in cells)


def is_word(text: str) -> bool:
    """Say whether a text has more letters than digits."""
    digits = sum(one.isdigit() for one in text)
    letters = sum(one.isalpha() or one in "№#" for one in text)
    return letters > digits


def filled(row: tuple[Cell, ...]) -> int:
    """Return how many cells of a row hold something."""
    return sum(one is not None for one in row)


def _unlike(name: str, taken: Sequence[str]) -> str:
    number, one = 1, name
    while one in taken:
        number += 1
        one = f"{name} {number}"
    return one
