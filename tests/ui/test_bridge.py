"""The door between threads: answers come home on the window's thread, events in handfuls."""

import threading

from alphasms_desktop.domain.attempt import Change, State
from alphasms_desktop.domain.campaign import Phase, Tally
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.engine.events import AttemptsChanged, PhaseChanged
from alphasms_desktop.ui.bridge import Bridge


def test_work_is_done_elsewhere_and_its_answer_comes_home(qtbot):
    bridge = Bridge()
    told = []

    bridge.ask(
        threading.get_ident,
        lambda where: told.append((where, threading.get_ident())),
        lambda trouble: told.append(trouble),
    )
    qtbot.waitUntil(lambda: bool(told))

    ((there, here),) = told
    assert there != here == threading.get_ident()
    bridge.close()


def test_a_trouble_comes_home_as_a_value_and_a_fault_as_one_of_ours(qtbot):
    bridge = Bridge()
    told = []

    def no_money():
        raise TroubleError(Kind.NO_MONEY)

    for work in (no_money, lambda: 1 / 0):
        bridge.ask(work, lambda _: None, lambda trouble: told.append(trouble.kind))
    qtbot.waitUntil(lambda: len(told) == 2)

    assert set(told) == {Kind.NO_MONEY, Kind.FAULT}
    bridge.close()


def test_a_storm_of_changes_comes_as_the_newest_of_each_row(qtbot):
    bridge = Bridge()
    told = []
    bridge.attempts_changed.connect(lambda *facts: told.append(facts))
    tell = bridge.listener(7)

    for after in (State.SENDING, State.ACCEPTED, State.ANSWERED):
        for recipient in range(1000):
            change = Change(recipient, recipient, State.QUEUED, after)
            tell(AttemptsChanged((change,), Tally({after: 1000})))
    bridge.let_in()

    ((campaign_id, changes, tally),) = told
    assert campaign_id == 7
    assert len(changes) == 1000
    assert {one.after for one in changes.values()} == {State.ANSWERED}
    assert tally[State.ANSWERED] == 1000
    bridge.close()


def test_other_events_come_in_their_order(qtbot):
    bridge = Bridge()
    told = []
    bridge.event_came.connect(lambda _id, event: told.append(event.phase))
    tell = bridge.listener(1)

    for phase in (Phase.RUNNING, Phase.PAUSED, Phase.RUNNING, Phase.FINISHED):
        tell(PhaseChanged(phase))
    bridge.let_in()

    assert told == [Phase.RUNNING, Phase.PAUSED, Phase.RUNNING, Phase.FINISHED]
    bridge.close()


def test_settling_brings_every_answer_home_and_those_of_what_they_lead_to(qtbot):
    bridge = Bridge()
    told = []

    def ask_again(first):
        told.append(first)
        bridge.ask(lambda: "second", told.append, told.append)

    bridge.ask(lambda: "first", ask_again, told.append)
    bridge.settle()

    assert told == ["first", "second"]
    bridge.close()
