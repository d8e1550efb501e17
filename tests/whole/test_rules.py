"""The rules of a run on the command line, against a sandbox."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.whole.conftest import last_line
from tests.whole.test_campaign import phones
from tests.whole.test_trouble import paused


def test_the_canary_pauses_with_its_question_and_the_next_run_calls_the_rest(office, sandbox):
    done = office.run(sandbox, office.contacts(phones(20)), "--canary", 5)
    outcomes = paused(done, "The first calls are done")
    assert outcomes["queued"] == 15
    assert len(sandbox.calls()) == 5

    done = office.do("run", "--campaign", 1, "--data-dir", office.data, "--json")
    assert done.returncode == 0, done.stderr
    assert sorted(sandbox.phones()) == phones(20)


def test_the_canary_goes_on_by_itself_when_enough_answered(office, start_sandbox):
    sandbox = start_sandbox("--scenario", "all-answer")
    done = office.run(sandbox, office.contacts(phones(20)), "--canary", 5, "--go-on-if", "60%")
    assert done.returncode == 0, done.stderr
    assert len(sandbox.calls()) == 20


def test_the_cap_is_never_passed(office, sandbox):
    done = office.run(sandbox, office.contacts(phones(20)), "--cap", "0.11")
    paused(done, "limit of 0.11")
    assert len(sandbox.calls()) == 5


def test_outside_the_hours_calls_leave_for_a_reason(office, sandbox):
    soon = datetime.now(ZoneInfo("Europe/Kyiv")) + timedelta(hours=2)
    hours = f"{soon:%H:%M}-{soon + timedelta(minutes=5):%H:%M}"
    reason = ("--hours", hours, "--days", "any", "--despite-hours", "The water is cut off")
    done = office.run(sandbox, office.contacts(phones(2)), *reason)
    assert done.returncode == 0, done.stderr
    assert len(sandbox.calls()) == 2
    assert done.stderr.count("despite the hours") == 2


def test_whoever_does_not_answer_is_called_again(office, start_sandbox):
    sandbox = start_sandbox("--scenario", "nobody-answers")
    done = office.run(sandbox, office.contacts(phones(6)), "--retry", "0m,0m")
    assert done.returncode == 0, done.stderr
    taken = sandbox.phones()
    assert max(taken.count(one) for one in phones(6)) == 3
    assert set(taken) == set(phones(6))


def test_nobody_is_called_again_by_another_campaign_within_the_days(office, sandbox):
    contacts = office.contacts(phones(4))
    assert office.run(sandbox, contacts).returncode == 0
    done = office.run(sandbox, contacts, "--not-again-within", 7)
    assert last_line(done)["outcomes"]["skipped"] == 4
    assert len(sandbox.calls()) == 4


def test_advertising_without_consent_reaches_nobody(office, sandbox):
    done = office.run(
        sandbox, office.contacts(phones(3)), "--advertising", "--key", "9=stop:do-not-call"
    )
    assert done.returncode == 0
    assert last_line(done)["outcomes"]["skipped"] == 3
    assert sandbox.calls() == []


@pytest.mark.parametrize(
    ("rules", "sentence"),
    [
        (("--go-on-if", "50%"), "needs --canary"),
        (("--if-missed", "run"), "needs --start-at"),
        (("--start-at", "noon"), "--start-at is like 14:00"),
        (("--deadline", "2020-01-01 10:00"), "before the start"),
        (("--retry", "soon"), "--retry is like 20m"),
        (("--canary", "0"), "a whole number from 1"),
        (("--go-on-if", "150%", "--canary", "5"), "a share is wanted, such as 60%"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused_with_a_sentence(office, sandbox, rules, sentence):
    done = office.run(sandbox, office.contacts(phones(3)), *rules)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert sandbox.calls() == []


def test_rules_belong_to_a_campaign_for_ever(office, sandbox):
    assert office.run(sandbox, office.contacts(phones(2))).returncode == 0
    done = office.do("run", "--campaign", 1, "--cap", 5, "--data-dir", office.data)
    assert done.returncode == 2
    assert "as it was made" in done.stderr
