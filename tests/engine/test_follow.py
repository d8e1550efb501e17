"""Following calls: whose turn it is to be asked about, what answers lead to, and when it ends."""

import pytest

from alphasms_desktop.domain.attempt import OpenCall, OpenCalls, State, Step, Why
from alphasms_desktop.domain.exchange import StatusReport
from alphasms_desktop.engine.follow import Follower
from tests.fakes import HandClock

EVERY_S, WITHIN_S, GRACE_S = 10.0, 3600.0, 2.0


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


def follower_of(clock: HandClock, grace_s: float = 0.0) -> Follower:
    return Follower(clock, EVERY_S, WITHIN_S, grace_s)


def calls(clock: HandClock, *attempt_ids: int, age_s: float = 0.0) -> OpenCalls:
    at = clock.timestamp() - age_s
    ids = list(attempt_ids)
    return OpenCalls(ids, [f"g{one}" for one in ids], [at] * len(ids))


def answered(attempt_id: int) -> StatusReport:
    return StatusReport(f"g{attempt_id}", "XML 102", State.ANSWERED)


def ended(attempt_id: int) -> Step:
    return Step(attempt_id, State.ANSWERED, Why.ASKED, "XML 102")


def test_calls_are_asked_about_in_the_order_they_were_handed_over(clock):
    follower = follower_of(clock)
    follower.add(calls(clock, 3, 1))
    clock.turn(1)
    follower.add(calls(clock, 2))

    assert follower.due(10) == []
    assert not follower.has_due
    clock.turn(EVERY_S - 1)
    assert follower.due(10) == ["g3", "g1"]
    clock.turn(1)
    assert follower.due(10) == ["g2"]


def test_a_question_takes_no_more_than_it_may_and_the_next_goes_on_from_there(clock):
    follower = follower_of(clock)
    follower.add(calls(clock, *range(1, 2501)))
    clock.turn(EVERY_S)

    asked = [follower.due(1000), follower.due(7), follower.due(1000), follower.due(1000)]

    assert [len(one) for one in asked] == [1000, 7, 1000, 493]
    assert [one for some in asked for one in some] == [f"g{one}" for one in range(1, 2501)]
    assert follower.due(1000) == []


def test_the_older_a_call_the_more_seldom_it_is_asked_about(clock):
    follower = follower_of(clock)
    follower.add(calls(clock, 1))
    follower.add(calls(clock, 2, age_s=600))
    follower.add(calls(clock, 3, age_s=3599))
    clock.turn(EVERY_S)
    assert follower.due(10) == ["g1", "g2", "g3"]

    rounds = []
    for _ in range(60):
        clock.turn(EVERY_S)
        rounds.append(sorted(follower.due(10)))

    assert rounds[0] == ["g1"]
    assert rounds[5] == ["g1", "g2"]
    assert [one for one in rounds if "g3" in one] == [["g2", "g3"]]


def test_calls_and_texts_are_never_in_one_question(clock):
    follower = follower_of(clock)
    at = clock.timestamp()
    follower.add(OpenCalls([1, 2, 3, 4], ["g1", 77, "g3", 78], [at] * 4))
    clock.turn(EVERY_S)

    asked = [follower.due(10, 10), follower.due(10, 10), follower.due(10, 10)]

    assert sorted(map(sorted, asked[:2]), key=str) == [["g1", "g3"], [77, 78]]
    assert asked[2] == []


def test_a_call_without_an_id_is_followed_and_not_asked_about(clock):
    follower = follower_of(clock)
    follower.add(OpenCalls([1], [""], [clock.timestamp()]))
    clock.turn(EVERY_S)

    assert follower.due(10) == []
    assert len(follower) == 1
    clock.turn(WITHIN_S)
    assert follower.ripe() == [Step(1, State.NO_RESULT, Why.NEVER_LEARNED)]


def test_who_ends_while_waiting_in_a_batch_is_asked_about_no_more(clock):
    follower = follower_of(clock)
    follower.add(calls(clock, 1, 2, 3))
    clock.turn(EVERY_S)
    assert follower.due(1) == ["g1"]
    follower.forget([2])

    assert follower.due(1) == ["g3"]
    follower.forget([1, 3])
    clock.turn(EVERY_S)
    assert follower.due(10) == []
    assert len(follower) == 0


def test_an_end_is_told_once_however_often_it_is_reported(clock):
    follower = follower_of(clock)
    follower.add(calls(clock, 1, 2))
    clock.turn(EVERY_S)
    asked = follower.due(10)

    assert follower.hear(asked, [answered(1), answered(1)]) == [ended(1)]
    assert follower.hear(asked, [answered(1), answered(2)]) == [ended(2)]
    clock.turn(EVERY_S)
    assert follower.due(10) == []


def test_a_report_of_somebody_forgotten_or_unknown_leads_nowhere(clock):
    follower = follower_of(clock)
    follower.add(calls(clock, 1))
    follower.forget([1, 1, 99])

    assert follower.hear(["g1"], [answered(1), answered(2)]) == []


def test_a_word_of_a_call_that_goes_on_is_told_when_it_changes(clock):
    follower = follower_of(clock)
    follower.add(calls(clock, 1))
    under_way = StatusReport("g1", "XML 100", None)

    told = [follower.hear(["g1"], [under_way]) for _ in range(2)]

    assert told == [[Step(1, State.ACCEPTED, Why.ASKED, "XML 100")], []]
    assert follower.hear(["g1"], [answered(1)]) == [ended(1)]


def test_an_end_is_held_back_for_a_webhook_and_then_given_once(clock):
    follower = follower_of(clock, GRACE_S)
    follower.add(calls(clock, 1, 2))
    assert follower.hear(["g1"], [answered(1)]) == []
    clock.turn(1)
    assert follower.hear(["g2"], [answered(2)]) == []
    assert follower.ripe() == []

    clock.turn(1)
    assert follower.ripe() == [ended(1)]
    follower.forget([2])  # its webhook came
    clock.turn(1)
    assert follower.ripe() == []


def test_a_call_too_old_is_given_up_once_whatever_the_order_of_ages(clock):
    follower = follower_of(clock)
    at = clock.timestamp()
    ages = [100.0, 3000.0, 2000.0]
    follower.add(OpenCalls([1, 2, 3], ["g1", "g2", "g3"], [at - age for age in ages]))

    assert follower.ripe() == []
    clock.turn(WITHIN_S - 2000)
    given_up = follower.ripe()
    assert [(one.attempt_id, one.to) for one in given_up] == [
        (2, State.NO_RESULT),
        (3, State.NO_RESULT),
    ]
    assert follower.ripe() == []
    clock.turn(1900)
    assert [one.attempt_id for one in follower.ripe()] == [1]


def test_an_end_that_was_told_is_not_overtaken_by_old_age(clock):
    follower = follower_of(clock)
    follower.add(calls(clock, 1))
    assert follower.hear(["g1"], [answered(1)]) == [ended(1)]

    clock.turn(WITHIN_S)

    assert follower.ripe() == []


def test_who_is_taken_once_more_is_as_young_as_that_and_has_one_turn(clock):
    follower = follower_of(clock)
    follower.add(calls(clock, 1))
    clock.turn(WITHIN_S / 2)
    follower.add(calls(clock, 1))

    clock.turn(WITHIN_S / 2)
    assert follower.ripe() == []
    assert follower.due(10) == ["g1"]
    assert follower.due(10) == []
    clock.turn(WITHIN_S / 2)
    assert [one.attempt_id for one in follower.ripe()] == [1]


def test_a_call_is_asked_about_at_once_when_its_report_was_not_believed(clock):
    follower = follower_of(clock)
    follower.add(calls(clock, 1, 2))
    follower.ask_soon(OpenCall(2, "g2", clock.timestamp()))

    assert follower.due(10) == ["g2"]
    clock.turn(EVERY_S)
    assert sorted(follower.due(10)) == ["g1", "g2"]


def test_one_that_has_its_end_is_asked_about_once_and_may_be_corrected(clock):
    follower = follower_of(clock)
    for attempt_id in (1, 2):
        busy = OpenCall(attempt_id, f"g{attempt_id}", clock.timestamp(), State.BUSY)
        follower.ask_soon(busy)
    asked = follower.due(10)
    assert asked == ["g1", "g2"]

    failed = StatusReport("g1", "XML 104", State.FAILED)

    assert follower.hear(asked, [failed, answered(2)]) == [ended(2)]
    assert len(follower) == 1  # until the correction is kept
    clock.turn(10 * EVERY_S)
    assert follower.due(10) == []


def test_of_two_calls_with_one_id_the_later_is_heard_when_the_earlier_has_left(clock):
    follower = follower_of(clock)
    at = clock.timestamp()
    follower.add(OpenCalls([1, 2], ["same", "same"], [at, at]))
    follower.forget([1])

    assert follower.hear(["same"], [StatusReport("same", "XML 102", State.ANSWERED)]) == [ended(2)]


def test_it_is_learned_how_long_the_service_takes_to_know_of_a_call(clock):
    follower = follower_of(clock)
    follower.add(calls(clock, 1))
    assert follower.known_after_s is None
    clock.turn(4)
    follower.hear(["g1"], [StatusReport("g1", "XML 100", None)])
    clock.turn(4)
    follower.hear(["g1"], [answered(1)])

    assert follower.known_after_s == pytest.approx(4)
