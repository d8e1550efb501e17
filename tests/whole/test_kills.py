"""Killed at moments nobody chose and gone on with at once: nobody twice, nobody forgotten."""

import importlib.util
import sys
from pathlib import Path

import pytest

from alphasms_desktop.domain.attempt import State, Why

_SCRIPT = Path(__file__).parents[2] / "packaging" / "prove.py"


@pytest.fixture(scope="module")
def prover():
    """Give the script behind `dev.py prove`."""
    spec = importlib.util.spec_from_file_location("alphasms_prover", _SCRIPT)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


@pytest.mark.timeout(300)
@pytest.mark.parametrize(("kills", "seed", "scenario"), [(20, 3, "flaky")])
def test_killed_twenty_times_against_a_flaky_service_nobody_is_called_twice(
    prover, office, kills, seed, scenario
):
    wish = prover.Wish(kills, seed, recipients=1_000, scenario=scenario)
    proof = prover.prove(wish, office.folder, office.start_command)

    assert proof.holds, list(proof.lines())
    assert proof.kills == kills
    assert proof.calls > 900
    assert proof.unconfirmed <= kills * 4 + proof.lost


# The judge of it can see what it is there for.


def judged(prover, people, calls, most_open=0):
    proof = prover.Proof()
    prover.judge(proof, people, calls, most_open)
    return proof


def test_who_was_called_twice_is_seen(prover):
    people = [prover.Standing("+1", State.ANSWERED)]
    assert judged(prover, people, ["+1", "+1"]).twice == ["+1"]
    assert judged(prover, people, ["+1"]).holds


@pytest.mark.parametrize(
    "state", [State.QUEUED, State.SENDING, State.SKIPPED, State.REJECTED, State.BUSY]
)
def test_who_was_forgotten_is_seen(prover, state):
    assert judged(prover, [prover.Standing("+1", state)], []).missing == ["+1"]


@pytest.mark.parametrize("state", [State.QUEUED, State.SKIPPED, State.REJECTED])
def test_a_call_to_somebody_who_should_not_have_been_called_is_seen(prover, state):
    assert judged(prover, [prover.Standing("+1", state)], ["+1"]).wrong
    assert judged(prover, [], ["+1"]).wrong


def test_a_doubt_needs_its_reason_and_no_more_than_a_kill_can_leave(prover):
    without = prover.Standing("+1", State.UNCONFIRMED)
    found = prover.Standing("+1", State.UNCONFIRMED, (Why.FOUND_SENDING,))
    lost = prover.Standing("+1", State.UNCONFIRMED, (Why.ANSWER_LOST,))
    assert judged(prover, [without], [], 4).wrong
    assert judged(prover, [found], ["+1"], 0).wrong
    assert judged(prover, [found], ["+1"], 1).holds
    assert judged(prover, [lost], [], 0).holds
