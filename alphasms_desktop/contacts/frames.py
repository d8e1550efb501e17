"""A frame of raw values -> rows of cells, column by column, without the blank ones."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from alphasms_desktop.contacts.cells import to_cell
from alphasms_desktop.domain.cells import Cell

if TYPE_CHECKING:
    import pandas as pd


def rows_of(
    frame: "pd.DataFrame", first: int, width: int | None = None
) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """Give the rows that hold anything, each with its number, cut or filled to `width` columns."""
    wanted = frame.shape[1] if width is None else width
    columns = [
        [to_cell(value) for value in frame[name].tolist()] for name in frame.columns[:wanted]
    ]
    columns += [[None] * len(frame)] * (wanted - len(columns))
    for row, cells in enumerate(zip(*columns, strict=True), first):
        if any(cell is not None for cell in cells):
            yield row, cells
