"""What the pictures of real calls are made of: campaigns as an office leaves them behind."""

import pytest

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Phase
from alphasms_desktop.store import open_store


@pytest.fixture
def shown(seed, tmp_path):
    ids = seed.seed(tmp_path / "data")
    store = open_store(tmp_path / "data")
    kept = {one.campaign.id: one for one in store.campaigns.summaries()}
    store.close()
    return {name: kept[one] for name, one in ids.items()}


def test_every_campaign_has_made_the_calls_it_is_shown_with(shown):
    called = {name: _called(one.tally) for name, one in shown.items()}
    assert called == {"finished": 188, "paused": 136, "live": 160}
    assert shown["finished"].campaign.phase is Phase.FINISHED
    assert shown["paused"].campaign.phase is Phase.PAUSED
    assert shown["live"].tally[State.UNCONFIRMED] == 2


def _called(tally):
    uncalled = {State.QUEUED, State.SKIPPED}
    return sum(count for state, count in tally.counts.items() if state not in uncalled)
