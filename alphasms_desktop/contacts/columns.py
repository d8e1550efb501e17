"""Which column holds the phones and which the names, and where the header above them is.

Guessed from the first rows by what stands in a column and by what stands above it; a column of
ids, dates or tax numbers is no column of phones however long its numbers are.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from alphasms_desktop.contacts.cells import UNCALCULATED, shown
from alphasms_desktop.contacts.column_kinds import says_yes
from alphasms_desktop.contacts.header import (
    HEADER_WITHIN,
    Rows,
    cell_at,
    column_names,
    filled,
    is_wordy,
    width_of,
)
from alphasms_desktop.contacts.names import is_person, name_column, name_parts, says_there_is_none
from alphasms_desktop.contacts.phones import read_phone
from alphasms_desktop.domain.cells import Cell
from alphasms_desktop.domain.contact import Reason
from alphasms_desktop.domain.importing import ImportChoices
from alphasms_desktop.domain.phone import clean, digits_of, ukrainian_mobile

_PHONE_WORDS = re.compile(
    r"телефон|\bтел\b|\bмоб|phone|\btel\b|mobile|\bcell\b|\bgsm\b|viber|whatsapp|вайбер",
    re.IGNORECASE,
)
_ENOUGH_UNNAMED = 0.6
_ENOUGH_NAMED = 0.2
_NEARLY_ALL = 0.9
_BARE = 0.5
_NATIONAL_DIGITS = 9
_FOR_ITS_NAME = 0.5
_ONLY_BY_ITS_NAME = 0.001
_ALSO = 0.1
_CLEAR = 0.5
_PHONES_TOO = (Reason.LOST_DIGITS, Reason.PROBABLY_CUT, Reason.NO_VALUE, Reason.ASKED_NOT_TO)
"""What stands for a phone, though it cannot be called."""


_CONSENT_WORDS = re.compile(r"згод|consent|opt.?in|соглас", re.IGNORECASE)


@dataclass(frozen=True)
class Layout:
    """Where things are: the header's place in the sample (None: there is none) and the columns.

    `also_phones` are other columns that look like phones; they are called only where the user
    says so, and stand in `more_phone_columns` then.
    """

    header: int | None
    phone_column: int
    name_column: int | None
    columns: tuple[str, ...]
    more_phone_columns: tuple[int, ...] = ()
    also_phones: tuple[int, ...] = ()
    consent_column: int | None = None
    name_parts: tuple[int, ...] = ()

    @property
    def is_named(self) -> bool:
        """Whether the column of phones is called so."""
        return bool(_PHONE_WORDS.search(self.columns[self.phone_column]))


@dataclass(frozen=True)
class Frame:
    """What a source knows of its columns: their names, if it has any, and their places."""

    columns: tuple[str, ...] | None = None
    columns_at: tuple[int, ...] = ()

    def says_phone(self, name: str) -> bool:
        """Say whether the source itself calls a column one of phones."""
        return self.columns is not None and bool(_PHONE_WORDS.search(name))

    def names(self, rows: Rows, header: int | None) -> tuple[str, ...]:
        """Return the columns' names, each only once."""
        return self.columns or column_names(rows, header, self.columns_at)


def layout_of(rows: Rows, choices: ImportChoices, frame: Frame) -> Layout | None:
    """Return the layout chosen, else the likeliest; None where no column fits."""
    if choices.phone_columns:
        found = _named(rows, choices.phone_columns, frame)
    else:
        found = _guessed(rows, frame)
    if found is None:
        return None
    header, phone_columns = found
    columns = frame.names(rows, header)
    below = rows[header + 1 :] if header is not None else rows
    said = columns if header is not None or frame.columns else ("",) * len(columns)
    first = phone_columns[0]
    name = _chosen(columns, choices.name_column, lambda: name_column(said, below, first))
    return Layout(
        header,
        first,
        name,
        columns,
        phone_columns[1:],
        tuple(
            place
            for place, name in enumerate(columns)
            if place != first and (_also(rows, below, place) or frame.says_phone(name))
        ),
        _chosen(columns, choices.consent_column, lambda: _consent_column(said, below)),
        name_parts(said, below, name),
    )


def _also(rows: Rows, below: Rows, column: int) -> bool:
    """Say whether a column beside the first looks like phones, under its heading or without."""
    return max(_score(rows, column), _score(below, column)) >= _ALSO


def _named(
    rows: Rows, wanted: Sequence[str], frame: Frame
) -> tuple[int | None, tuple[int, ...]] | None:
    """Return the header that has columns of all these names, and where they are."""
    names = [_normal(one) for one in wanted]
    # What was shown to the user comes first: the letter of a column may stand in a cell too, and
    # the second of two twins bears a name that no cell holds.
    guessed = _guessed(rows, frame)
    header = guessed[0] if guessed else None
    found = _places(frame.names(rows, header), names, header)
    if found is None and frame.columns is None:
        for place, row in enumerate(rows[:HEADER_WITHIN]):
            if any(isinstance(cell, str) and _normal(cell) == names[0] for cell in row):
                return _places(frame.names(rows, place), names, place)
    return found


def _places(
    columns: Sequence[str], names: Sequence[str], header: int | None
) -> tuple[int | None, tuple[int, ...]] | None:
    known = [_normal(one) for one in columns]
    if not all(one in known for one in names):
        return None
    return header, tuple(known.index(one) for one in names)


def _guessed(rows: Rows, frame: Frame) -> tuple[int | None, tuple[int, ...]] | None:
    scores = [_score(rows, column) for column in range(width_of(rows))]
    best = max(range(len(scores)), key=lambda column: scores[column], default=None)
    if frame.columns and (best is None or not scores[best]):
        # Whoever has no phone among the first cards may have one later.
        named = (at for at, name in enumerate(frame.columns) if frame.says_phone(name))
        best = next(named, None)
        return None if best is None else (None, (best,))
    if best is None or not scores[best]:
        return None
    return (None if frame.columns else _header_above(rows, best)), (best,)


def _chosen(
    columns: Sequence[str], name: str | None, guess: Callable[[], int | None]
) -> int | None:
    """Return the place of a column the user has named ("" for none), else the guess."""
    if name is None:
        return guess()
    known = [_normal(one) for one in columns]
    return known.index(_normal(name)) if _normal(name) in known else None


def _consent_column(header: Sequence[str], rows: Rows) -> int | None:
    """Return the column that says consent and holds clear words, or None."""
    for column, name in enumerate(header):
        cells = [cell for row in rows if (cell := cell_at(row, column)) is not None]
        clear = sum(says_yes(one) is not None for one in cells)
        if _CONSENT_WORDS.search(name) and cells and clear >= _CLEAR * len(cells):
            return column
    return None


def _score(rows: Rows, column: int) -> float:
    """Return how likely a column holds the phones, 0 for one that certainly does not.

    What counts is how many people could be called by it, so that a second, sparse column of
    phones or one with the same phone in each row does not win.
    """
    cells = [cell for row in rows if (cell := cell_at(row, column)) is not None]
    is_named = any(_says_phone(cell) for cell in cells[:HEADER_WITHIN])
    has_heading = is_named or (len(cells) > 1 and not digits_of(shown(cells[0])))
    below = cells[1:] if has_heading else cells
    phones = [one for one in below if _is_phone(one)]
    share = len(phones) / len(below) if below else 0.0
    unknown = phones.count(UNCALCULATED)
    different = len({shown(one) for one in phones}) + max(0, unknown - 1)
    useful = different / len(rows) if rows else 0.0
    if is_named:
        return useful + _FOR_ITS_NAME if share >= _ENOUGH_NAMED else _ONLY_BY_ITS_NAME
    sure = sum(map(_is_surely_phone, phones))
    if share >= _ENOUGH_UNNAMED and sure * 2 >= len(phones):
        return useful
    return useful * _BARE if share >= _NEARLY_ALL and _are_bare_mobiles(phones) else 0.0


def _are_bare_mobiles(cells: Sequence[Cell]) -> bool:
    """Say whether numbers are mobiles without their zero: of several operators, as no contracts.

    Contracts and accounts are counted on from one number, so that they begin alike.
    """
    texts = [shown(one) for one in cells]
    mobiles = [one for one in texts if len(one) == _NATIONAL_DIGITS and ukrainian_mobile(one)]
    return len(mobiles) == len(texts) and len({one[:2] for one in mobiles}) > 1


def _says_phone(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(_PHONE_WORDS.search(cell)) and len(digits_of(cell)) < 3


def _is_phone(cell: Cell) -> bool:
    found = read_phone(cell)
    return not isinstance(found, Reason) or found in _PHONES_TOO


def _is_surely_phone(cell: Cell) -> bool:
    """Say whether a phone is written as only phones are, not merely as a long number."""
    text = clean(shown(cell))
    return text.startswith(("+", "0", "380", "(0", "8 0", "80", "8-0")) or " " in text


def _header_above(rows: Rows, column: int) -> int | None:
    """Return the place of the header, looking from the top to the first phone of the column."""
    above: list[int] = []
    named: int | None = None
    for place in range(_titles_above(rows, column), min(len(rows), HEADER_WITHIN)):
        row = rows[place]
        cell = cell_at(row, column)
        if cell is not None and _is_phone(cell):
            break
        if says_there_is_none(cell):
            continue
        if _says_phone(cell):
            # The fullest: a title such as "Phones of patients" stands above the header.
            if named is None or (filled(row) > filled(rows[named]) and not _is_one(rows, place)):
                named = place
        elif cell is not None and is_wordy(row) and not _is_one(rows, place):
            above.append(place)
    if named is not None:
        return named
    return max(above, key=lambda place: filled(rows[place]), default=None)


def _is_one(rows: Rows, place: int) -> bool:
    """Say whether a row is somebody of the list, and no header."""
    return is_person(rows[place], rows[place + 1 :])


def _titles_above(rows: Rows, column: int) -> int:
    """Return where the table begins below lines that fill one cell, a phone of the office too."""
    for place, row in enumerate(rows[:HEADER_WITHIN]):
        if filled(row) > 1:
            return place if _says_phone(cell_at(row, column)) else 0
    return 0


def _normal(name: str) -> str:
    return " ".join(name.replace("’", "'").replace("ʼ", "'").split()).casefold()
