"""Goal 1: calls a second with the store, against http.client alone, over TLS."""

from tests.benchmarks.far_end import far_end
from tests.benchmarks.handing import both_ways
from tests.benchmarks.measure import Asked, Figure, Size

ASKED = Asked(0.35, 0.5, at_least=True)


def measure(size: Size) -> list[Figure]:
    """Hand calls of half a minute over, eight at once."""
    with far_end() as there:
        rate, _ = both_ways(there, size)
    return [rate.figure(1, "calls a second, 480 kB, 8 at once", "/s", ASKED, there.kind)]
