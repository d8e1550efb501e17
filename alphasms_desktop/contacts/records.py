"""Lines of a text table -> its records, where quotes may be wrong: an odd one swallows nobody.

Programs that quote cells double the quotes inside. A person who writes `"Мрія` or `5"` does not,
and taken for an opening one such a quote would swallow all rows up to the next.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

_MOST_LINES = 200
"""A cell that runs over more is none."""
_MORE = re.compile(r'(?:[^"]|"")*+"')
_PHONE = re.compile(r"\d(?:[ ()+-]*\d){8}", re.ASCII)


class Record(NamedTuple):
    """A row with the lines it stands on; `is_sound` where each quote in it is one of a pair."""

    text: str
    is_sound: bool


def records_in(lines: Iterable[str], separator: str, usual: int) -> Iterator[Record]:
    """Give the records; `usual` is how many separators stand on most lines."""
    left = iter(lines)
    ahead: deque[str] = deque()
    is_sound = _sound_line(separator).fullmatch
    shape = _Shape(separator, usual)
    while True:
        for line in left:
            if '"' not in line or is_sound(line):
                yield Record(line, True)
            else:
                yield _record_from(line, ahead, left, shape)
                break
        else:
            return
        # What was looked at ahead comes again, before what is left.
        while ahead:
            line = ahead.popleft()
            if '"' not in line or is_sound(line):
                yield Record(line, True)
            else:
                yield _record_from(line, ahead, left, shape)


def cells_of(text: str, separator: str) -> list[str]:
    """Return the cells of a record; a quote that is none of a pair is a letter as any other."""
    bare = text.rstrip("\r\n")
    cells = []
    for found in _a_cell(separator).finditer(bare):
        quoted, plain = found.groups()
        cells.append(plain if quoted is None else quoted.replace('""', '"'))
        if found.end() == len(bare):
            break
    return cells


def usual_count(lines: Iterable[str], separator: str) -> int:
    """Return how many separators stand on most of the lines that hold any."""
    counts: dict[int, int] = {}
    for line in lines:
        count = line.count(separator)
        if count:
            counts[count] = counts.get(count, 0) + 1
    return max(counts, key=lambda one: counts[one], default=0)


@dataclass(frozen=True, slots=True)
class _Shape:
    separator: str
    usual: int


def _record_from(line: str, ahead: deque[str], left: Iterator[str], shape: _Shape) -> Record:
    """Return the record that begins with a line; whatever lines it needs more are taken."""
    text, last = line, 0
    at = _end_of_sound_cells(text, shape.separator)
    while text[at : at + 1] == '"':
        more = _rest_of_cell(ahead, left, shape.separator)
        taken = [ahead[place] for place in range(more)]
        if not more or _are_rows([text[last:], *taken], at - last, shape):
            break
        for _ in taken:
            ahead.popleft()
        last = len(text) + sum(map(len, taken[:-1]))
        text += "".join(taken)
        at = _end_of_sound_cells(text, shape.separator)
    return Record(text, at == len(text.rstrip("\r\n")))


def _rest_of_cell(ahead: deque[str], left: Iterator[str], separator: str) -> int:
    """Return how many lines further a quoted cell is closed, 0 where it is not."""
    for place in range(_MOST_LINES):
        if place == len(ahead):
            more = next(left, None)
            if more is None:
                return 0
            ahead.append(more)
        line = ahead[place]
        end = _MORE.match(line)
        if end:
            is_closed = line[end.end() : end.end() + 1] in (separator, "", "\r", "\n")
            return place + 1 if is_closed else 0
    return 0


def _are_rows(lines: list[str], at: int, shape: _Shape) -> bool:
    """Say whether lines that a cell would swallow are rows of their own, with phones in them."""
    swallowed = "".join([lines[0][at:], *lines[1:-1]])
    return (
        shape.usual > 0
        and all(line.count(shape.separator) == shape.usual for line in lines)
        and _PHONE.search(swallowed) is not None
    )


def _end_of_sound_cells(text: str, separator: str) -> int:
    """Return where the first cell with a wrong quote begins, or the end of the text."""
    found = _sound_cells(separator).match(text)
    return found.end() if found else 0


@lru_cache(maxsize=8)
def _sound_cells(separator: str) -> re.Pattern[str]:
    sign = re.escape(separator)
    cell = rf'(?:"[^"]*+(?:""[^"]*+)*+"|(?!")[^{sign}\r\n]*+)'
    end = r"(?=[\r\n]*\Z)"
    return re.compile(rf"(?:{cell}{sign})*+(?:{cell}{end})?")


@lru_cache(maxsize=8)
def _sound_line(separator: str) -> re.Pattern[str]:
    sign = re.escape(separator)
    cell = rf'(?:"[^"]*+(?:""[^"]*+)*+"|(?!")[^{sign}\r\n]*+)'
    return re.compile(rf"(?:{cell}{sign})*+{cell}[\r\n]*")


@lru_cache(maxsize=8)
def _a_cell(separator: str) -> re.Pattern[str]:
    sign = re.escape(separator)
    return re.compile(rf'(?:"([^"]*+(?:""[^"]*+)*+)"(?={sign}|\Z)|([^{sign}]*))(?:{sign}|\Z)')
