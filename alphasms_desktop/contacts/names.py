"""Which column holds people's names: by what its header says, else by what stands in it."""

import re
from collections.abc import Sequence

from alphasms_desktop.contacts.header import Rows, cell_at, is_word
from alphasms_desktop.domain.cells import Cell

_SAID: tuple[str, ...] = (
    r"\bпіб\b|\bп\.\s?і\.\s?б|прізвище|\bфио\b|\bф\.\s?и\.\s?о|фамилия|full.?name",
    r"\bім.?я\b|\bимя\b|\bname\b|пацієнт|клієнт|отримувач|абонент|мешканець|пациент|клиент",
    r"контакт|особа|contact|customer|patient|client",
)
_PARTS = (
    r"прізвище|фамилия|last.?name|surname|family.?name",
    r"ім.?я|имя|first.?name|given.?name",
    r"по.?батькові|отчество|middle.?name|additional.?name",
)
_IGNORE = re.IGNORECASE
_UPPER, _LOWER = "А-ЯІЇЄҐA-Z", "а-яіїєґa-z'’ʼ"
_PART = rf"[{_UPPER}][{_LOWER}]+(?:-[{_UPPER}][{_LOWER}]+)?"
_PERSON = re.compile(rf"{_PART}(?:\s+(?:{_PART}|[{_UPPER}]\.)){{1,2}}(?:\s*[{_UPPER}]\.)?")
_NONE = re.compile(
    r"^\s*не\s\w+|\b(?:нема|немає|відсутн(?:ій|я)|невідом|вимк|відключ|заблок|недоступ|нет|отключ"
    r"|none|unknown|n/a|no\s(?:phone|number)|switched\soff)",
    _IGNORE,
)
_WORDY = 0.5
_PEOPLE = 0.6
_DIFFERENT = 0.5


def says_there_is_none(cell: Cell) -> bool:
    """Say whether words in the place of a phone say that there is none: no header does."""
    return isinstance(cell, str) and _NONE.search(cell) is not None


def is_person(row: tuple[Cell, ...], below: Rows) -> bool:
    """Say whether a row of words is one of the people below it, not their header."""
    words = "|".join((*_SAID, *_PARTS))
    return any(
        isinstance(cell, str)
        and _PERSON.fullmatch(cell.strip()) is not None
        and not re.search(words, cell, _IGNORE)
        and _holds_people(below, column)
        for column, cell in enumerate(row)
    )


def name_column(header: Sequence[str], rows: Rows, phone_column: int) -> int | None:
    """Return the column of names, or None where none is said to be or looks like it.

    `header` holds an empty text for each column where the sheet has no header.
    """
    columns = [column for column in range(len(header)) if column != phone_column]
    for words in _SAID:
        for column in columns:
            if re.search(words, header[column], re.IGNORECASE) and _is_wordy(rows, column):
                return column
    return next((column for column in columns if _holds_people(rows, column)), None)


def name_parts(header: Sequence[str], rows: Rows, column: int | None) -> tuple[int, ...]:
    """Return the columns a name stands in: surname, first name, patronymic where each has its own.

    `column` is the one found or chosen; where it is no part of a divided name, it is all.
    """
    if column is None:
        return ()
    parts = [
        next(
            (at for at, name in enumerate(header) if re.fullmatch(said, name.strip(), _IGNORE)),
            None,
        )
        for said in _PARTS
    ]
    surname, first, _ = parts
    if surname is None or first is None or column not in parts or not _is_wordy(rows, first):
        return (column,)
    return tuple(one for one in parts if one is not None)


def _cells(rows: Rows, column: int) -> list[Cell]:
    return [cell for row in rows if (cell := cell_at(row, column)) is not None]


def _is_wordy(rows: Rows, column: int) -> bool:
    """Say whether cells are words: "Client No." and "Client since" hold no names."""
    cells = _cells(rows, column)
    wordy = sum(isinstance(cell, str) and is_word(cell) and "@" not in cell for cell in cells)
    return wordy >= _WORDY * len(cells)


def _holds_people(rows: Rows, column: int) -> bool:
    """Say whether most cells are people and most are different: not the same three doctors."""
    cells = _cells(rows, column)
    people = [cell for cell in cells if isinstance(cell, str) and _PERSON.fullmatch(cell.strip())]
    different = len(set(people)) >= _DIFFERENT * len(people)
    return bool(people) and different and len(people) >= _PEOPLE * len(cells)
