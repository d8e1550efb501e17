"""Which column holds the phones and which the names, and where the header above them is.

Guessed from the first rows by what stands in a column and by what stands above it; a column of
ids, dates or tax numbers is no column of phones however long its numbers are.
"""

import re
from dataclasses import dataclass

from alphasms_desktop.contacts.cells import shown
from alphasms_desktop.contacts.header import (
    HEADER_WITHIN,
    Rows,
    cell_at,
    column_names,
    filled,
    is_wordy,
    width_of,
)
from alphasms_desktop.contacts.names import name_column
from alphasms_desktop.contacts.phones import read_phone
from alphasms_desktop.domain.contact import Cell, Reason
from alphasms_desktop.domain.phone import clean, digits_of

_PHONE_WORDS = re.compile(
    r"телефон|\bтел\b|\bмоб|phone|\btel\b|mobile|\bcell\b|\bgsm\b|viber|whatsapp|вайбер",
    re.IGNORECASE,
)
_ENOUGH_UNNAMED = 0.6
_ENOUGH_NAMED = 0.2
_FOR_ITS_NAME = 0.5
_ONLY_BY_ITS_NAME = 0.001


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
    for header, row in enumerate(rows[:HEADER_WITHIN]):
        if any(isinstance(cell, str) and _normal(cell) == wanted for cell in row):
            names = [_normal(one) for one in column_names(rows, header, first_column)]
            return _layout(rows, header, names.index(wanted), first_column)
    # The second of two twins and a column without a header bear names that no cell holds.
    guessed = guessed_layout(rows, first_column)
    names = [_normal(one) for one in guessed.columns] if guessed else []
    if guessed is None or wanted not in names:
        return None
    return _layout(rows, guessed.header, names.index(wanted), first_column)


def guessed_layout(rows: Rows, first_column: int) -> Layout | None:
    """Return the likeliest layout, or None where no column looks like phones."""
    scores = [_score(rows, column) for column in range(width_of(rows))]
    best = max(range(len(scores)), key=lambda column: scores[column], default=None)
    if best is None or not scores[best]:
        return None
    return _layout(rows, _header_above(rows, best), best, first_column)


def _layout(rows: Rows, header: int | None, phone_column: int, first_column: int) -> Layout:
    columns = column_names(rows, header, first_column)
    below = rows[header + 1 :] if header is not None else rows
    said = columns if header is not None else ("",) * len(columns)
    return Layout(header, phone_column, name_column(said, below, phone_column), columns)


def _score(rows: Rows, column: int) -> float:
    """Return how likely a column holds the phones, 0 for one that certainly does not.

    What counts is how many people could be called by it, so that a second, sparse column of
    phones or one with the same phone in each row does not win.
    """
    cells = [cell for row in rows if (cell := cell_at(row, column)) is not None]
    is_named = any(_says_phone(cell) for cell in cells[:HEADER_WITHIN])
    below = cells[1:] if is_named else cells
    phones = [one for one in below if _is_phone(one)]
    share = len(phones) / len(below) if below else 0.0
    useful = len({shown(one) for one in phones}) / len(rows) if rows else 0.0
    if is_named:
        return useful + _FOR_ITS_NAME if share >= _ENOUGH_NAMED else _ONLY_BY_ITS_NAME
    sure = sum(map(_is_surely_phone, phones))
    return useful if share >= _ENOUGH_UNNAMED and sure * 2 >= len(phones) else 0.0


def _says_phone(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(_PHONE_WORDS.search(cell)) and len(digits_of(cell)) < 3


def _is_phone(cell: Cell) -> bool:
    found = read_phone(cell)
    return not isinstance(found, Reason) or found is Reason.LOST_DIGITS


def _is_surely_phone(cell: Cell) -> bool:
    """Say whether a phone is written as only phones are, not merely as a long number."""
    text = clean(shown(cell))
    return text.startswith(("+", "0", "380", "(0", "8 0", "80", "8-0")) or " " in text


def _header_above(rows: Rows, column: int) -> int | None:
    """Return the place of the header, looking from the top to the first phone of the column."""
    above: list[int] = []
    named: int | None = None
    for place, row in enumerate(rows[:HEADER_WITHIN]):
        cell = cell_at(row, column)
        if cell is not None and _is_phone(cell):
            break
        if _says_phone(cell):
            # The last one: a title such as "Phones of patients" stands above the header.
            named = place if named is None or filled(row) >= filled(rows[named]) else named
        elif cell is not None and is_wordy(row):
            above.append(place)
    if named is not None:
        return named
    return max(above, key=lambda place: filled(rows[place]), default=None)


def _normal(name: str) -> str:
    return " ".join(name.replace("’", "'").replace("ʼ", "'").split()).casefold()
