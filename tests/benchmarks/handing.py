"""What goals 1 and 2 share: the same calls by http.client alone, and by a campaign with a store."""

import tempfile
from pathlib import Path

from alphasms_desktop.store import open_store
from tests.benchmarks.far_end import FarEnd
from tests.benchmarks.measure import Pairs, Size, in_pairs
from tests.benchmarks.runs import AT_ONCE, bare_hand_over, campaign_of, hand_over


def both_ways(there: FarEnd, size: Size) -> list[Pairs]:
    """Return calls a second and CPU ms a call, both ways, in turn."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder))
        campaign_id = campaign_of(store, (size.calls + 50) * (size.pairs + 1))

        def ours() -> tuple[float, float]:
            journal = store.take_over(campaign_id)
            return hand_over(there.url, journal, store, campaign_id, size.calls, AT_ONCE)

        pairs = in_pairs(lambda: bare_hand_over(there, size.calls, AT_ONCE), ours, size.pairs)
        store.close()
    return pairs
