"""Rows of cells as one compact text each, which is how they travel and how they are kept."""

import json
from collections.abc import Sequence
from json.encoder import encode_basestring as _quoted
from typing import Any

Cell = str | int | float | bool | None
"""One cell of a sheet; dates and times are text by the time they get here."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
BLANK = "null"
"""How an empty cell is written."""


def cell_to_text(cell: Cell) -> str:
    """Return one cell as a row's text holds it."""
    if cell is None:
        return BLANK
    return _quoted(cell) if isinstance(cell, str) else _encode(cell)


def column_to_texts(column: Sequence[Cell]) -> list[str]:
    """Return the cells of a column as the texts of their rows hold them."""
    if set(map(type, column)) <= {str, type(None)}:
        return [BLANK if one is None else _quoted(one) for one in column]  # type: ignore[arg-type]
    return list(map(cell_to_text, column))


def cells_to_text(cells: Sequence[Cell]) -> str:
    """Return a row's cells, or a sheet's columns, as one compact text."""
    return _encode(list(cells))


def cells_from_text(text: str) -> tuple[Any, ...]:
    """Return the cells that `cells_to_text` wrote."""
    return tuple(json.loads(text))


def field_text(cell: Cell) -> str:
    """Return a cell as a field of an address: whole numbers without a point, nothing if empty."""
    if cell is None:
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
