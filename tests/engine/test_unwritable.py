"""A store that stops writing while a run goes on: it ends in order, and says why."""

import pytest

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Phase
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.rules import Deadline, Rules
from tests.engine.test_rules_at_work import NOW
from tests.fakes import make_campaign

KINDS = [Kind.DISK_FULL, Kind.STORE_BUSY, Kind.FOLDER_UNWRITABLE, Kind.STORE_BROKEN, Kind.IN_USE]


@pytest.fixture(autouse=True)
def no_real_waiting(monkeypatch):
    """Try the last write again at once: a run waits half a second between tries."""
    monkeypatch.setattr("alphasms_desktop.engine.runner.RETRY_S", 0.0)


def fails_from(stage, name: str, calls: int, kind: Kind) -> None:
    """Have a deed of the journal fail once so many calls have left."""
    do = getattr(stage.journal, name)

    def deed(*arguments):
        if len(stage.gateway.called) >= calls:
            raise TroubleError(kind, "said the system")
        return do(*arguments)

    setattr(stage.journal, name, deed)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("deed", ["claim", "keep"])
def test_what_cannot_be_written_does_not_leave_and_is_said(stage, deed, kind):
    campaign_id = make_campaign(stage.store, 30, rules=Rules(uploads=2))
    run = stage.start(campaign_id)
    on_disk = []
    stage.gateway.on_place = lambda number: on_disk.append(
        next(row.state for row in stage.store.campaigns.results(campaign_id) if row.phone == number)
    )
    fails_from(stage, deed, 6, kind)

    end = run.run()

    assert (end.phase, end.trouble.kind) == (Phase.PAUSED, kind)
    assert 6 <= len(stage.gateway.called) <= 10
    assert set(on_disk) == {State.SENDING}
    assert not stage.store.is_running(campaign_id)


def test_a_balance_that_cannot_be_noted_stops_nothing(stage):
    campaign_id = make_campaign(stage.store, 12, rules=Rules(balance_every=3))
    run = stage.start(campaign_id)
    fails_from(stage, "note_balance", 2, Kind.DISK_FULL)

    end = run.run()

    assert end.phase is Phase.FINISHED
    assert len(stage.gateway.called) == 12
    assert not stage.store.is_running(campaign_id)


def test_a_phase_that_cannot_be_written_still_ends_the_run_in_order(stage):
    campaign_id = make_campaign(stage.store, 4)
    run = stage.start(campaign_id)
    fails_from(stage, "set_phase", 1, Kind.DISK_FULL)

    run.run()

    assert stage.states(campaign_id) == [State.ANSWERED] * 4
    assert not stage.store.is_running(campaign_id)


def test_a_rest_that_cannot_be_skipped_is_said(stage):
    campaign_id = make_campaign(stage.store, 4, rules=Rules(deadline=Deadline(NOW)))
    run = stage.start(campaign_id)
    fails_from(stage, "skip_waiting", 0, Kind.DISK_FULL)

    end = run.run()

    assert end.trouble.kind is Kind.DISK_FULL
    assert stage.gateway.called == []
    assert not stage.store.is_running(campaign_id)


def test_after_a_write_that_failed_for_a_moment_the_run_goes_on(stage):
    """Nothing of what had happened is lost, and nobody is called twice."""
    campaign_id = make_campaign(stage.store, 10, rules=Rules(uploads=2))
    run = stage.start(campaign_id, stays=True)
    keep, failures = stage.journal.keep, []

    def hiccup(steps, applied=()):
        if len(stage.gateway.called) >= 4 and len(failures) < 3:
            failures.append(steps)
            raise TroubleError(Kind.STORE_BUSY, "database is locked")
        return keep(steps, applied)

    def resume():
        if len(failures) == 3 and stage.phases()[-1] is Phase.PAUSED:
            run.resume()

    stage.journal.keep = hiccup
    stage.clock.on_wait = resume
    end = run.run()

    assert end.phase is Phase.FINISHED
    assert stage.states(campaign_id) == [State.ANSWERED] * 10
    assert len(stage.gateway.called) == len(set(stage.gateway.called)) == 10
    assert end.tally[State.ANSWERED] == 10
