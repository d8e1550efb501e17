"""A start set for later: awaited, on time, or missed."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Phase, Tally
from alphasms_desktop.domain.hours import AllowedHours
from alphasms_desktop.domain.rules import Missed, Rules, Start
from alphasms_desktop.engine.starting import StartGate
from tests.engine.test_canary import CAMPAIGN
from tests.engine.test_rules_at_work import NOW

UNTOUCHED = Tally({State.QUEUED: 9})


def gate(phase: Phase = Phase.SCHEDULED, tally: Tally = UNTOUCHED, **start) -> StartGate:
    rules = Rules(start=Start(NOW, **start))
    return StartGate.of_campaign(replace(CAMPAIGN, phase=phase, rules=rules), tally)


def test_a_campaign_without_a_start_has_nothing_to_wait_for():
    free = StartGate.of_campaign(CAMPAIGN, UNTOUCHED)
    assert free.is_settled
    assert not free.is_ahead(NOW - timedelta(days=1))


def test_it_is_awaited_until_its_moment():
    waiting = gate()
    assert waiting.is_ahead(NOW - timedelta(seconds=1))
    assert not waiting.is_ahead(NOW)


@pytest.mark.parametrize("phase", [Phase.PAUSED, Phase.STOPPED, Phase.FINISHED])
def test_a_campaign_that_was_begun_has_had_its_start(phase):
    assert gate(phase).is_settled


def test_a_campaign_whose_first_call_has_left_has_had_its_start():
    assert gate(tally=Tally({State.QUEUED: 8, State.ANSWERED: 1})).is_settled


@pytest.mark.parametrize(
    ("if_missed", "minutes_late", "what"),
    [
        (Missed.ASK, 0, Missed.RUN),
        (Missed.ASK, 5, Missed.RUN),
        (Missed.ASK, 6, Missed.ASK),
        (Missed.SKIP, 6, Missed.SKIP),
        (Missed.RUN, 120, Missed.RUN),
        (Missed.RUN, 121, Missed.ASK),
    ],
)
def test_a_late_start_follows_its_rule(if_missed, minutes_late, what):
    late = gate(if_missed=if_missed)
    assert late.decide(NOW + timedelta(minutes=minutes_late)) is what
    assert late.is_settled


def test_a_late_start_outside_the_hours_asks_even_where_it_could_run():
    late = gate(if_missed=Missed.RUN)
    late.rules = replace(late.rules, hours=AllowedHours(time(9), time(13)))
    assert late.decide(NOW + timedelta(minutes=30)) is Missed.RUN
    assert late.decide(NOW + timedelta(minutes=90)) is Missed.ASK
