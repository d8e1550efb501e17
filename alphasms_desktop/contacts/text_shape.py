"""How a text table is laid out: its separator, its width, and whether quotes mean anything."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TextIO

from alphasms_desktop.contacts.records import cells_of, records_in, usual_count

_SAMPLE_CHARACTERS = 64_000
_PIECE = 1 << 20
_SEPARATORS = "\t;|,"
"""The likelier first: commas stand in addresses and sums too."""
_SAID = "sep="
_MOST_COLUMNS = 1_000
_QUOTED = re.compile(r'"(?:[^"]|"")*+"')


@dataclass(frozen=True)
class TextShape:
    """`hint_lines` is 1 where the first line only says which separator follows (`sep=;`).

    `is_torn` says that quotes stand in it which are none of a pair; `usual` is how many separators
    most of its lines have.
    """

    separator: str
    width: int
    is_torn: bool
    hint_lines: int
    usual: int = 0


def shape_of(path: Path, encoding: str, separator: str | None = None) -> TextShape:
    """Look through a text table once, with the separator asked for or found.

    Raises OSError for a file that cannot be read, LookupError for an unknown encoding.
    """
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        sample = file.read(_SAMPLE_CHARACTERS)
        said = _said_separator(sample)
        separator = separator or said or _sniffed(sample)
        usual = usual_count(sample.splitlines(), separator)
        file.seek(0)
        has_quotes = any('"' in piece for piece in iter(partial(file.read, _PIECE), ""))
        file.seek(0)
        width, is_torn = (
            _width_with_quotes(file, separator, usual)
            if has_quotes
            else (1 + max((line.count(separator) for line in file), default=0), False)
        )
    return TextShape(separator, min(width, _MOST_COLUMNS), is_torn, 1 if said else 0, usual)


def _width_with_quotes(file: TextIO, separator: str, usual: int) -> tuple[int, bool]:
    """Return how many columns a table has, and whether quotes in it are none of a pair."""
    most, is_torn = 0, False
    for text, is_sound in records_in(file, separator, usual):
        most = max(most, text.count(separator))
        is_torn = is_torn or not is_sound
    if not is_torn:
        return most + 1, False
    file.seek(0)
    rows = records_in(file, separator, usual)
    return max(len(cells_of(one.text, separator)) for one in rows), True


def torn_rows(path: Path, encoding: str, shape: TextShape) -> Iterator[list[str | None]]:
    """Give the rows of a table some of whose quotes are none of a pair, as wide as the table."""
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        for place, record in enumerate(records_in(file, shape.separator, shape.usual)):
            if place >= shape.hint_lines:
                cells = cells_of(record.text, shape.separator)[: shape.width]
                yield [*cells, *[None] * (shape.width - len(cells))]


def _said_separator(sample: str) -> str:
    """Return the separator that Excel's own first line names, or nothing."""
    first = sample.partition("\n")[0].rstrip("\r").strip('"')
    is_hint = len(first) == len(_SAID) + 1 and first.lower().startswith(_SAID)
    return first[-1] if is_hint else ""


def _sniffed(sample: str) -> str:
    """Return what stands equally often in most lines, outside quotes."""
    lines = [_QUOTED.sub("", line) for line in sample.splitlines() if not line.isspace()]
    shares = {}
    for one in _SEPARATORS:
        counts = Counter(found for line in lines if (found := line.count(one)))
        shares[one] = counts.most_common(1)[0][1] / len(lines) if counts else 0.0
    likeliest = max(_SEPARATORS, key=lambda one: shares[one])
    return likeliest if shares[likeliest] else ";"
