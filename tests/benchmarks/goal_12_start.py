"""Goal 12: from the start of the process to the first paint, over a large store.

The first thing painted is a picture: until the window and its first page are there is told as well.
"""

from tests.benchmarks.measure import Asked, Figure, Size
from tests.benchmarks.starting import both_starts

ASKED = Asked(1.5, 1.25)


def measure(size: Size) -> list[Figure]:
    """Start a bare window and the program."""
    first, _, window, _, page, _ = both_starts(size)
    kept = f"{size.rows:,} calls kept"
    return [
        first.figure(12, f"start to first paint, {kept}", "s", ASKED),
        window.figure(12, f"start to the window, {kept}", "s", None),
        page.figure(12, f"start to first page, {kept}", "s", None),
    ]
