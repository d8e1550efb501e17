"""A message made of clips and columns: which clips, one after another, say it to one person.

A clip has a key: `named:` with its name, `word:` with the text of a cell, or the kind of a part of
a value with its number, such as `hour:14`, `minute:30`, `day:24`, `month:11`, `number:200`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from alphasms_desktop.domain.cells import Cell
from alphasms_desktop.domain.message import Recording


class SaidAs(StrEnum):
    """How one part of a message is said."""

    CLIP = "clip"
    WHOLE = "whole"
    TIME = "time"
    DATE = "date"
    NUMBER = "number"


@dataclass(frozen=True)
class ClipPart:
    """One part: the same clip for everybody (`text` is its name), or a column (its heading)."""

    said: SaidAs
    text: str


@dataclass(frozen=True)
class Composition:
    """A message of parts, and the fingerprint of the recording of each clip by its key."""

    parts: tuple[ClipPart, ...]
    clips: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class NotSaid:
    """A cell that cannot be said the way its part asks; an empty value is an empty cell."""

    column: str
    value: str


@dataclass(frozen=True)
class Unsaid:
    """A row of the sheet, by its number there, with the cell that cannot be said."""

    row: int
    cell: NotSaid


@dataclass(frozen=True)
class Survey:
    """What a message of parts comes to for the rows of a list.

    `needed` and `missing` are keys of clips, `unsaid` the first rows that cannot be said, of
    `unsaid_rows` in all. `recording` is the longest message, None while anything is missing.
    """

    composition: Composition
    needed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unsaid: tuple[Unsaid, ...] = ()
    unsaid_rows: int = 0
    recording: Recording | None = None


_TIME = re.compile(r"(?:.*[\sT])?([01]?\d|2[0-3])[:.]([0-5]\d)(?::[0-5]\d(?:\.\d+)?)?$")
_DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})(?:[./-]\d{2,4})?(?:[\sT].*)?$")
_YEAR_FIRST = re.compile(r"\d{4}-(\d{2})-(\d{2})(?:[\sT].*)?$")
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_GREATEST = 999
_TWENTY, _HUNDRED = 20, 100


def keys_of(
    parts: Sequence[ClipPart], columns: Sequence[str], cells: Sequence[Cell]
) -> tuple[str, ...] | NotSaid:
    """Return the keys of the clips that say a row, in order, or the cell that cannot be said."""
    keys: list[str] = []
    for part in parts:
        if part.said is SaidAs.CLIP:
            keys.append(named(part.text))
            continue
        value = _text(cells[columns.index(part.text)]) if part.text in columns else ""
        found = _SAY[part.said](value) if value else None
        if found is None:
            return NotSaid(part.text, value)
        keys.extend(found)
    return tuple(keys)


def named(name: str) -> str:
    """Return the key of a clip of its own."""
    return f"named:{name.strip().casefold()}"


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).strip()


def _whole(value: str) -> tuple[str, ...]:
    return (f"word:{' '.join(value.casefold().split())}",)


def _time(value: str) -> tuple[str, ...] | None:
    found = _TIME.match(value)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2])
    return (f"hour:{hour}", f"minute:{minute}") if minute else (f"hour:{hour}",)


def _date(value: str) -> tuple[str, ...] | None:
    if found := _YEAR_FIRST.match(value):
        month, day = int(found[1]), int(found[2])
    elif found := _DAY_FIRST.match(value):
        day, month = int(found[1]), int(found[2])
    else:
        return None
    if not 1 <= month <= len(_LONGEST_MONTHS) or not 1 <= day <= _LONGEST_MONTHS[month - 1]:
        return None
    return f"day:{day}", f"month:{month}"


def _number(value: str) -> tuple[str, ...] | None:
    if not value.isascii() or not value.isdigit() or int(value) > _GREATEST:
        return None
    number = int(value)
    if number <= _TWENTY:
        return (f"number:{number}",)
    hundreds, rest = number // _HUNDRED * _HUNDRED, number % _HUNDRED
    pieces = [hundreds]
    pieces += [rest] if rest <= _TWENTY else [rest // 10 * 10, rest % 10]
    return tuple(f"number:{one}" for one in pieces if one)


_SAY = {
    SaidAs.WHOLE: _whole,
    SaidAs.TIME: _time,
    SaidAs.DATE: _date,
    SaidAs.NUMBER: _number,
}
