"""What the office sees of a sheet beyond its values: what is hidden, merged, not calculated."""

from dataclasses import dataclass, field

MergedRange = tuple[tuple[int, int], tuple[int, int]]
"""Row and column of the top left cell and of the bottom right one, from 0."""

MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """What the office sees of a sheet; rows and columns count from 0.

    `hidden_rows` has a byte for each row down to the last hidden one, 1 where it is hidden;
    `hidden_filled` counts those that hold something. Without `knows_hidden` the file keeps it
    where it is not looked for. `merged` is of ods alone, calamine tells it of the others.
    `uncalculated` has for a column of an xlsx a byte for each row, 1 where a formula stands whose
    value was not saved.
    """

    hidden_rows: bytes = b""
    hidden_columns: frozenset[int] = frozenset()
    hidden_filled: int = 0
    merged: tuple[MergedRange, ...] = ()
    knows_hidden: bool = False
    uncalculated: dict[int, bytearray] = field(default_factory=dict)


@dataclass(slots=True)
class Gathered:
    """Marks of a sheet while its rows pass by."""

    rows: bytearray = field(default_factory=bytearray)
    columns: set[int] = field(default_factory=set)
    filled: int = 0
    merged: list[MergedRange] = field(default_factory=list)
    uncalculated: dict[int, bytearray] = field(default_factory=dict)

    def miss_value(self, column: int, row: int) -> None:
        """Take a formula without a value."""
        rows = self.uncalculated.setdefault(column, bytearray())
        rows.extend(bytes(max(row + 1 - len(rows), 0)))
        rows[row] = 1

    def hide_rows(self, first: int, count: int) -> None:
        """Take hidden rows."""
        last = min(first + count, MAX_ROWS)
        self.rows.extend(bytes(max(last - len(self.rows), 0)))
        self.rows[first:last] = b"\1" * max(last - first, 0)

    def hide_columns(self, first: int, count: int) -> None:
        """Take hidden columns."""
        self.columns.update(range(first, min(first + count, MAX_COLUMNS)))

    def marks(self) -> SheetMarks:
        """Return what was gathered."""
        return SheetMarks(
            bytes(self.rows),
            frozenset(self.columns),
            self.filled,
            tuple(self.merged),
            knows_hidden=True,
            uncalculated=self.uncalculated,
        )
