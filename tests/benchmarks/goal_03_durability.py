"""Goal 3: what it costs that every call is on the disk, against the same run without a store."""

import tempfile
from pathlib import Path

from alphasms_desktop.store import open_store
from tests.benchmarks.far_end import far_end
from tests.benchmarks.measure import Asked, Figure, Size, in_pairs
from tests.benchmarks.runs import AT_ONCE, StubbedJournal, campaign_of, hand_over

ASKED = Asked(0.8, 0.9, at_least=True)


def measure(size: Size) -> list[Figure]:
    """Hand the same calls over with the store stubbed, and kept."""
    with far_end() as there, tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder))
        campaign_id = campaign_of(store, (size.calls + 50) * (size.pairs + 1))

        def stubbed() -> tuple[float, float]:
            journal = StubbedJournal(size.calls + 50)
            return hand_over(there.url, journal, store, campaign_id, size.calls, AT_ONCE)

        def kept() -> tuple[float, float]:
            journal = store.take_over(campaign_id)
            return hand_over(there.url, journal, store, campaign_id, size.calls, AT_ONCE)

        rate, _ = in_pairs(stubbed, kept, size.pairs)
        store.close()
    return [rate.figure(3, "calls a second with a store against none", "/s", ASKED, there.kind)]
