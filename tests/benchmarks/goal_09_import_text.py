"""Goal 9: a csv into the store, against pandas' C engine and a bare insert."""

from tests.benchmarks.importing import both_imports
from tests.benchmarks.measure import Asked, Figure, Size
from tests.benchmarks.sheets import floor_of_text, write_text

ASKED = Asked(2.5, 1.6)


def measure(size: Size) -> list[Figure]:
    """Import a csv in which one number in ten is hard."""
    pairs = both_imports(write_text, floor_of_text, ".csv", size)
    return [pairs.figure(9, f"import of a csv, {size.rows:,} rows", "s", ASKED)]
