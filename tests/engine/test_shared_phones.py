"""Two people with one phone, each called with a message of their own: one after the other."""

from dataclasses import replace

import pytest

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Draft, Mode, Phase
from alphasms_desktop.domain.contact import Batch, Contact, Reason, Reject, SheetHead
from alphasms_desktop.domain.rules import Rules
from tests.fakes import RECORDING, SERVICE, phone

HEAD = SheetHead("visits.xlsx", "", ("Name", "Phone", "Time"), 1, 0)
_WITHOUT_END = {State.SENDING, State.ACCEPTED, State.UNCONFIRMED}


@pytest.fixture
def visits(stage):
    """Give a campaign of three rows, the first and the last with one phone."""
    olena = Contact(2, phone(2), phone(2), "Olena", ("Olena", phone(2), "10:30"))
    ivan = Contact(3, phone(3), phone(3), "Ivan", ("Ivan", phone(3), "10:45"))
    cells = ("Taras", phone(2), "11:00")
    taras = Reject(4, phone(2), Reason.DUPLICATE, cells, 2, phone(2), "Taras")
    taken = stage.store.lists.take_in(HEAD, [Batch.of([olena, ivan], [taras])])
    stage.store.lists.call_each_row(taken.id, True)
    return taken.id


def make(stage, list_id, rules=None):
    draft = Draft("Visits", Mode.TRAINING, SERVICE, list_id, RECORDING, rules or Rules())
    return stage.store.campaigns.create(replace(draft, each_row=True)).id


def test_the_second_call_leaves_when_the_first_has_ended(stage, visits):
    campaign_id = make(stage, visits)
    stage.gateway.default_fate = None
    stage.gateway.fates = {phone(3): State.ANSWERED}

    def end_it_at_last():
        if stage.clock.monotonic() > 1060:
            assert stage.gateway.called in ([phone(2), phone(3)], [phone(2), phone(3), phone(2)])
            stage.gateway.fates[phone(2)] = State.ANSWERED

    stage.clock.on_wait = end_it_at_last
    end = stage.start(campaign_id).run()

    assert end.phase is Phase.FINISHED
    assert stage.gateway.called == [phone(2), phone(3), phone(2)]
    assert stage.states(campaign_id) == [State.ANSWERED] * 3


def test_a_call_whose_end_nobody_tells_keeps_the_next_from_leaving_for_minutes_only(stage, visits):
    campaign_id = make(stage, visits)
    stage.gateway.default_fate = None
    left_at = []
    stage.gateway.on_place = lambda _phone: left_at.append(stage.clock.monotonic())

    def stop_when_all_are_out():
        if len(left_at) == 3:
            stage.gateway.default_fate = State.ANSWERED

    stage.clock.on_wait = stop_when_all_are_out
    assert stage.start(campaign_id).run().phase is Phase.FINISHED
    assert 600 <= left_at[2] - left_at[0] < 610


def test_whoever_is_not_reached_is_called_again_apart_from_the_other(stage, visits):
    campaign_id = make(stage, visits, Rules(retry_after_s=(120.0,)))
    stage.gateway.default_fate = State.NO_ANSWER
    seen = []

    def rings(number):
        calls = stage.store.live.calls_by_phone(campaign_id)[number]
        seen.append(sum(state in _WITHOUT_END for _, state in calls))

    stage.gateway.on_place = rings
    assert stage.start(campaign_id).run().phase is Phase.FINISHED
    assert sorted(stage.gateway.called) == [phone(2)] * 4 + [phone(3)] * 2
    assert seen == [1] * 6


def test_a_run_that_was_killed_keeps_them_apart_when_it_goes_on(stage, visits):
    campaign_id = make(stage, visits)
    journal = stage.store.take_over(campaign_id)
    assert [one.row for one in journal.claim(10)[0]] == [2, 3]
    journal.release()  # killed: whether they left is in doubt

    journal = stage.store.take_over(campaign_id)
    assert journal.claim(10) == ([], [])
    stage.clock.turn(601)
    assert [one.row for one in journal.claim(10)[0]] == [4]
    journal.release()


@pytest.mark.parametrize("is_running", [True, False])
def test_a_clock_set_back_by_a_day_keeps_nobody_waiting_for_a_day(stage, visits, is_running):
    campaign_id = make(stage, visits, Rules(retry_after_s=(600.0,)))
    stage.gateway.fates = {phone(2): None, phone(3): State.NO_ANSWER}
    began_at = stage.clock.monotonic()
    run = stage.start(campaign_id)
    changed = []

    def set_back():
        if not changed and stage.clock.monotonic() > began_at + 30:
            changed.append(stage.clock.jump(-86_400))
            if not is_running:
                run.leave()
        if stage.gateway.called.count(phone(2)) == 2:
            stage.gateway.fates[phone(2)] = State.ANSWERED

    stage.clock.on_wait = set_back
    end = run.run()
    if not is_running:
        end = stage.start(campaign_id).run()

    assert end.phase is Phase.FINISHED
    assert sorted(stage.gateway.called) == [phone(2)] * 2 + [phone(3)] * 2
    assert 600 <= stage.clock.monotonic() - began_at < 1300
