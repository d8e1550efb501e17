"""Goal 10: an xlsx into the store, against calamine's rows and a bare insert."""

from dataclasses import replace

from tests.benchmarks.importing import both_imports
from tests.benchmarks.measure import Asked, Figure, Size
from tests.benchmarks.sheets import floor_of_workbook, write_workbook

ASKED = Asked(2.5, 1.8)


def measure(size: Size) -> list[Figure]:
    """Import an xlsx in which one number in ten is hard."""
    size = size if size.is_full else replace(size, pairs=3)
    pairs = both_imports(write_workbook, floor_of_workbook, ".xlsx", size)
    return [pairs.figure(10, f"import of an xlsx, {size.rows:,} rows", "s", ASKED)]
