"""The run against everything that can happen to it: nobody twice, nobody left out."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alphasms_desktop.domain.answer import KeyAction, KeyMeaning
from alphasms_desktop.domain.attempt import FINAL, State
from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.domain.contact import Contact, Reason, Reject
from alphasms_desktop.domain.hours import AllowedHours
from alphasms_desktop.domain.message import Fallback, TextMessage
from alphasms_desktop.domain.rules import Deadline, Rules
from alphasms_desktop.store import open_store
from tests.fakes import contact, make_campaign, phone
from tests.proof.model import World

NOON = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
HOURS = AllowedHours(time(9), time(20))

rules_strategy = st.builds(
    Rules,
    uploads=st.integers(1, 4),
    hours=st.sampled_from((None, HOURS)),
    retry_after_s=st.sampled_from(((), (600.0,), (600.0, 3600.0))),
    cap=st.sampled_from((None, Decimal("0.90"), Decimal("2.00"))),
    deadline=st.sampled_from((None, None, Deadline(NOON + timedelta(hours=6)))),
    lost_in_a_row=st.sampled_from((2, 1000)),
    results_within_s=st.just(3600.0),
    keys=st.sampled_from(((), (KeyMeaning("9", "no more calls", KeyAction.DO_NOT_CALL),))),
)
SPOKEN = TextMessage("{Name}, come at nine")
READ = Fallback(600.0, TextMessage("{Name}, come at nine", Channel.SMS, "Office"))
ALIKE = Fallback(600.0, TextMessage("Come at nine", Channel.SMS, "Office"))
messages = st.sampled_from(
    ((None, ()), (None, ()), (None, (READ,)), (None, (ALIKE,)), (SPOKEN, ()), (SPOKEN, (READ,)))
)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a data folder with an empty store, to be copied."""
    folder = tmp_path_factory.mktemp("empty") / "data"
    open_store(folder, now=NOON.timestamp).close()
    return folder


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
@pytest.mark.timeout(300)
def test_whatever_happens_nobody_is_called_twice_and_nobody_is_left_out(
    data: st.DataObject, empty: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("world") / "data"
    shutil.copytree(empty, folder)
    people = [somebody(row, data.draw) for row in range(2, 2 + data.draw(st.integers(2, 6)))]
    rules = data.draw(rules_strategy)
    twins = [twin(row) for row in range(90, 90 + data.draw(st.sampled_from((0, 0, 1, 3))))]
    text, fallbacks = data.draw(messages)
    if text or fallbacks:
        rules = replace(rules, cap=None)  # what a text costs is told by nobody
    phones = [*(one.phone for one in people), *(one.phone for one in twins)]
    world = World(data.draw, folder, rules, phones, text, fallbacks)
    world.more_phones = {one.phone: one.more_phones for one in people}
    world.campaign_id = make_campaign(
        world.store, 0, twins, rules, people, text, fallbacks, bool(twins)
    )
    try:
        for _ in range(data.draw(st.integers(1, 4))):
            world.session()
            world.check()
            world.between()
            world.check()
            world.later()
        world.calm = True
        for _ in range(8):
            end = world.session()
            world.check()
            if end is not None and end.tally.is_complete:
                break
        check_the_end(world)
    finally:
        world.store.close()
        shutil.rmtree(folder.parent, ignore_errors=True)


def somebody(row: int, draw: Callable[[st.SearchStrategy], Any]) -> Contact:
    """Return a row that may be reached at its neighbour's phone too, and at one of the house."""
    beside = (), (phone(row + 1),), (phone(80),), (phone(row - 1), phone(80))
    return replace(contact(row), more_phones=draw(st.sampled_from(beside)))


def twin(row: int) -> Reject:
    """Return a row for somebody else with the phone of the first, who is called too."""
    written, name = phone(2), f"Person {row}"
    return Reject(row, written, Reason.DUPLICATE, (name, written), 2, written, name)


def check_the_end(world: World) -> None:
    """Check that everybody has an end, waits for the user, or waits because of a rule."""
    states = world.everybody()
    waiting = [state for state in states if state not in FINAL | {State.UNCONFIRMED}]
    if world.rules.cap is None:
        assert waiting == []
    told = {number for number, _channel in +world.requests}
    for number, state in zip(world.phones, states, strict=True):
        # The user may say that a call was made which never reached the service.
        theirs = (number, *world.more_phones.get(number, ()))
        was_called = any(one in told or one in world.said_made for one in theirs)
        if state in {State.ANSWERED, State.NO_ANSWER, State.BUSY, State.FAILED}:
            assert was_called
        if not was_called:
            assert state in {State.SKIPPED, State.REJECTED, State.QUEUED, State.UNCONFIRMED}
