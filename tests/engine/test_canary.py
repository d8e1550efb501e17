"""The canary: how far the first calls have come, and the question they lead to."""

from dataclasses import replace

import pytest

from alphasms_desktop.domain.attempt import Change, State
from alphasms_desktop.domain.campaign import Campaign, Mode, Phase, Service, Tally
from alphasms_desktop.domain.errors import Kind, Trouble
from alphasms_desktop.domain.rules import Canary, Rules
from alphasms_desktop.engine.canary import CanaryWatch
from tests.engine.test_rules_at_work import NOW
from tests.fakes import RECORDING

CAMPAIGN = Campaign(
    *(1, "Test", Mode.TRAINING, Service("https://alphasms.ua", "a"), 1, RECORDING),
    *(Rules(canary=Canary(3, patience_s=60.0)), Phase.RUNNING, NOW),
)


def of(**counts: int) -> CanaryWatch:
    """Return the watch of a campaign whose recipients stand so."""
    tally = Tally({State(word): count for word, count in counts.items()})
    return CanaryWatch.of_campaign(CAMPAIGN, tally)


def place(watch: CanaryWatch, *attempts: int) -> None:
    for one in attempts:
        watch.note(Change(one, one, State.SENDING, State.ACCEPTED))


def tell(watch: CanaryWatch, attempt: int, outcome: State) -> None:
    watch.note(Change(attempt, attempt, State.ACCEPTED, outcome))


def test_it_makes_room_only_for_the_first_calls():
    watch = of(queued=20)
    assert watch.room(0) == 3
    place(watch, 1)
    assert watch.room(1) == 1
    place(watch, 2)
    assert watch.room(1) == 0


def test_it_asks_when_all_the_first_calls_have_ended():
    watch = of(queued=20)
    place(watch, 1, 2, 3)
    tell(watch, 1, State.ANSWERED)
    tell(watch, 2, State.BUSY)
    assert watch.verdict(0.0) is None
    tell(watch, 3, State.ANSWERED)
    asks = Trouble(Kind.CANARY_ASKS, values={"answered": "2", "calls": "3"})
    assert watch.verdict(1.0) == asks


def test_it_asks_when_its_patience_ends():
    watch = of(queued=20)
    place(watch, 1, 2, 3)
    assert watch.verdict(100.0) is None
    assert watch.verdict(159.9) is None
    assert watch.verdict(160.0).kind is Kind.CANARY_ASKS


def test_refused_calls_and_calls_in_doubt_are_placed_and_told():
    watch = of(queued=20)
    watch.note(Change(1, 1, State.SENDING, State.REJECTED))
    watch.note(Change(2, 2, State.SENDING, State.UNCONFIRMED))
    watch.note(Change(3, 3, State.SENDING, State.QUEUED))
    assert (watch.placed, watch.with_result) == (2, 2)


def test_a_second_attempt_is_no_news():
    watch = of(queued=20)
    place(watch, 1, 2, 3)
    watch.note(Change(4, 1, State.ACCEPTED, State.ANSWERED, number=2))
    assert watch.answered == 0


def test_a_late_answer_counts_once_though_it_is_told_twice():
    """Once for its call, and once for the person, whose queued next call it takes back."""
    watch = of(queued=20)
    place(watch, 1, 2, 3)
    tell(watch, 1, State.NO_ANSWER)
    watch.note(Change(1, 1, State.NO_ANSWER, State.ANSWERED, counts=False))
    watch.note(Change(1, 1, State.SKIPPED, State.ANSWERED))
    assert watch.answered == 1


@pytest.mark.parametrize(("answered", "goes_on"), [(2, True), (1, False)])
def test_with_a_rule_it_goes_on_by_itself_where_enough_answered(answered, goes_on):
    watch = of(queued=20)
    watch.rule = replace(watch.rule, go_on_if=2 / 3)
    place(watch, 1, 2, 3)
    for one in (1, 2, 3):
        tell(watch, one, State.ANSWERED if one <= answered else State.NO_ANSWER)
    assert (watch.verdict(1.0) is None) == goes_on
    assert watch.is_over == goes_on
    assert watch.room(0) == (None if goes_on else 0)


def test_the_word_of_the_user_ends_it():
    watch = of(queued=20)
    place(watch, 1, 2, 3)
    watch.go_on()
    assert watch.verdict(1000.0) is None
    assert watch.room(99) is None


@pytest.mark.parametrize(
    ("counts", "is_over"),
    [
        ({"queued": 20}, False),
        ({"queued": 3}, True),
        ({"queued": 17, "answered": 3}, False),
        ({"queued": 16, "answered": 4}, True),
    ],
)
def test_what_was_called_before_counts(counts, is_over):
    assert of(**counts).is_over is is_over


def test_a_campaign_taken_up_again_knows_how_far_it_was():
    watch = of(queued=17, answered=1, accepted=1, unconfirmed=1)
    assert (watch.placed, watch.with_result, watch.answered) == (3, 2, 1)
    assert watch.room(0) == 0


def test_whoever_resumes_after_its_question_has_answered_it():
    asked = replace(CAMPAIGN, trouble=Trouble(Kind.CANARY_ASKS))
    watch = CanaryWatch.of_campaign(asked, Tally({State.QUEUED: 17, State.ANSWERED: 3}))
    assert watch.is_over
