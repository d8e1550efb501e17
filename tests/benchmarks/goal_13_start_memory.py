"""Goal 13: the memory held at the first paint, over a large store.

The first thing painted is a picture: until the window and its first page are there is told as well.
"""

from dataclasses import replace

from tests.benchmarks.measure import Asked, Figure, Size
from tests.benchmarks.starting import both_starts

ASKED = Asked(1.5, 1.25)


def measure(size: Size) -> list[Figure]:
    """Start a bare window and the program; memory hardly spreads, so a few times do."""
    _, first, _, window, _, page = both_starts(replace(size, pairs=2))
    kept = f"{size.rows:,} calls kept"
    return [
        first.figure(13, f"memory at first paint, {kept}", "MB", ASKED),
        window.figure(13, f"memory at the window, {kept}", "MB", None),
        page.figure(13, f"memory at first page, {kept}", "MB", None),
    ]
