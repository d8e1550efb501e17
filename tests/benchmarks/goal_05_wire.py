"""Goal 5: bytes that go over the wire for a call, against its audio and its fields."""

import tempfile
from pathlib import Path

from alphasms_desktop.store import open_store
from tests.benchmarks.far_end import far_end
from tests.benchmarks.measure import Asked, Figure, Pairs, Size
from tests.benchmarks.runs import AUDIO, KEY, campaign_of, hand_over
from tests.fakes import phone

ASKED = Asked(1.005, 0.51)
_CALLS = 50


def measure(size: Size) -> list[Figure]:
    """Count what the far end took; a body in chunks would be no call there."""
    with far_end(secure=False) as there, tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder))
        campaign_id = campaign_of(store, _CALLS)
        hand_over(there.url, store.take_over(campaign_id), store, campaign_id, _CALLS, 2)
        counts = there.counts()
        store.close()
    assert counts["chunked"] == 0
    assert counts["calls"] == _CALLS
    needed = len(AUDIO) + len(KEY) + len(phone(2)) - 1
    pairs = Pairs((needed,), (counts["bytes"] / _CALLS,))
    note = "the stretch is A-law, which the service has not said to take"
    return [pairs.figure(5, "bytes for a call, heads and bodies", "B", ASKED, note)]
