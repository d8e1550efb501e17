"""How a text table is laid out: its separator, its width, and whether quotes mean anything."""

import csv
from dataclasses import dataclass
from pathlib import Path

_SAMPLE_CHARACTERS = 64_000
_SEPARATORS = ";,\t|"
_SAID = "sep="
_MOST_COLUMNS = 1_000


@dataclass(frozen=True)
class TextShape:
    """`hint_lines` is 1 where the first line only says which separator follows (`sep=;`)."""

    separator: str
    width: int
    quoted: bool
    hint_lines: int


def shape_of(path: Path, encoding: str, separator: str | None = None) -> TextShape:
    """Look through a text table once, with the separator asked for or found.

    Raises OSError for a file that cannot be read, LookupError for an unknown encoding.
    """
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        sample = file.read(_SAMPLE_CHARACTERS)
        said = _said_separator(sample)
        separator = separator or said or _sniffed(sample)
        file.seek(0)
        most = quotes = 0
        for line in file:
            most = max(most, line.count(separator))
            quotes += line.count('"')
    # Programs that quote cells do it in pairs. An odd quote is a mere letter (5" or ТОВ "Мрія),
    # and taken for an opening one it would swallow all rows up to the next.
    is_quoted = quotes % 2 == 0
    return TextShape(separator, min(most + 1, _MOST_COLUMNS), is_quoted, 1 if said else 0)


def _said_separator(sample: str) -> str:
    """Return the separator that Excel's own first line names, or nothing."""
    first = sample.partition("\n")[0].rstrip("\r").strip('"')
    is_hint = len(first) == len(_SAID) + 1 and first.lower().startswith(_SAID)
    return first[-1] if is_hint else ""


def _sniffed(sample: str) -> str:
    try:
        return csv.Sniffer().sniff(sample, delimiters=_SEPARATORS).delimiter
    except csv.Error:
        # One column, say: then any that does not occur will do.
        return max(_SEPARATORS, key=lambda one: (sample.count(one), -_SEPARATORS.index(one)))
