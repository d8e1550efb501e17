"""Goal 2: the client's CPU for a call, in the set-up of goal 1."""

from tests.benchmarks.far_end import far_end
from tests.benchmarks.handing import both_ways
from tests.benchmarks.measure import Asked, Figure, Size

ASKED = Asked(2.5, 1.5)


def measure(size: Size) -> list[Figure]:
    """Hand calls of half a minute over, eight at once."""
    with far_end() as there:
        _, cpu = both_ways(there, size)
    return [cpu.figure(2, "CPU for a call, 480 kB, 8 at once", "ms", ASKED, there.kind)]
