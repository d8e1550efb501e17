"""Whom a next campaign calls: by outcome or key, and nobody twice with the same message."""

from dataclasses import replace

import pytest

from alphasms_desktop.domain.attempt import State, Step, Why
from alphasms_desktop.domain.campaign import Draft, Mode, Phase
from alphasms_desktop.domain.contact import Reason, Reject
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.follow_up import Chosen, ChosenCount
from alphasms_desktop.domain.message import TextMessage
from alphasms_desktop.domain.rules import Purpose, Rules
from alphasms_desktop.engine.recipe_desk import NOT_REACHED, RecipeDesk
from alphasms_desktop.store import open_store
from tests.fakes import RECORDING, SERVICE, HandClock, contact, make_campaign, phone

MISSED = Chosen(NOT_REACHED)


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def desk(store):
    kept = store.recipes, store.campaigns, store.lists, store.follow_ups
    return RecipeDesk(*kept, HandClock(), store)


def end(store, campaign_id, ends):
    """Have the calls of a campaign end so, in the order of its rows."""
    journal = store.take_over(campaign_id)
    claims, _ = journal.claim(len(ends))
    for claim, (state, key) in zip(claims, ends, strict=True):
        if state is State.UNCONFIRMED:
            journal.keep([Step(claim.attempt_id, state, Why.ANSWER_LOST)])
            continue
        journal.keep([Step(claim.attempt_id, State.ACCEPTED, Why.HANDED_OVER, gateway_id="1")])
        journal.keep([Step(claim.attempt_id, state, Why.REPORTED, key=key)])
    journal.release()


@pytest.fixture
def first(store):
    made = make_campaign(store, 5)
    ends = [State.ANSWERED, State.ANSWERED, State.NO_ANSWER, State.BUSY, State.UNCONFIRMED]
    end(store, made, list(zip(ends, ["1", "2", None, None, None], strict=True)))
    return made


def phones(store, list_id):
    return [one.phone for one in store.lists.contacts(list_id)]


def test_those_not_reached_are_called_again(store, first):
    assert store.follow_ups.count(first, MISSED) == ChosenCount(2, 0)
    assert phones(store, store.follow_ups.make_list(first, MISSED)) == [phone(4), phone(5)]


def test_whoever_a_follow_up_has_reached_is_not_called_by_the_next(store, first):
    list_id = store.follow_ups.make_list(first, MISSED)
    second = store.campaigns.create(Draft("2", Mode.TRAINING, SERVICE, list_id, RECORDING)).id
    end(store, second, [(State.ANSWERED, None), (State.NO_ANSWER, None)])

    assert store.follow_ups.count(first, MISSED) == ChosenCount(1, 1)
    assert phones(store, store.follow_ups.make_list(first, MISSED)) == [phone(5)]


def test_whoever_may_have_been_reached_is_not_called_either(store, first):
    list_id = store.follow_ups.make_list(first, MISSED)
    second = store.campaigns.create(Draft("2", Mode.TRAINING, SERVICE, list_id, RECORDING)).id
    end(store, second, [(State.UNCONFIRMED, None), (State.NO_ANSWER, None)])
    assert phones(store, store.follow_ups.make_list(first, MISSED)) == [phone(5)]


def test_a_key_chooses_people_for_another_message(store, first, desk):
    chosen = Chosen(keys=frozenset({"2"}), same_message=False)
    recipe = desk.follow_up(first, chosen, "Moved")

    assert (recipe.name, recipe.recording) == ("Moved", None)
    assert phones(store, recipe.list_id) == [phone(3)]


def test_the_same_message_for_those_who_heard_it_has_to_be_asked_for(store, first, desk):
    chosen = Chosen(keys=frozenset({"1", "2"}))
    assert store.follow_ups.count(first, chosen) == ChosenCount(0, 2)
    with pytest.raises(TroubleError) as caught:
        desk.follow_up(first, chosen, "Again")
    assert caught.value.trouble.kind is Kind.NOBODY_LEFT

    recipe = desk.follow_up(first, Chosen(keys=frozenset({"1"}), also_heard=True), "Again")
    assert phones(store, recipe.list_id) == [phone(2)]
    assert recipe.recording == RECORDING


def test_a_call_in_doubt_is_never_chosen_by_those_not_reached(store, first):
    assert phone(6) not in phones(store, store.follow_ups.make_list(first, MISSED))


def test_those_who_wait_are_taken_over_and_wait_no_more(store, desk):
    made = make_campaign(store, 4)
    end(store, made, [(State.ANSWERED, "1")])
    recipe = desk.take_waiting(made)
    assert phones(store, recipe.list_id) == [phone(3), phone(4), phone(5)]
    (summary,) = store.campaigns.summaries()
    assert summary.campaign.phase is Phase.STOPPED
    assert summary.tally[State.SKIPPED] == 3
    assert not summary.tally[State.QUEUED]
    with pytest.raises(TroubleError) as refused:
        desk.take_waiting(made)
    assert refused.value.trouble.kind is Kind.NOBODY_LEFT


def test_nobody_is_taken_from_a_campaign_that_runs(store, desk):
    made = make_campaign(store, 2)
    journal = store.take_over(made)
    with pytest.raises(TroubleError) as refused:
        desk.take_waiting(made)
    journal.release()
    assert refused.value.trouble.kind is Kind.IN_USE
    assert store.campaigns.summaries()[0].tally[State.QUEUED] == 2


@pytest.mark.parametrize(("text", "called_again"), [("Hello {Name}!", 1), ("No water today.", 0)])
def test_somebody_else_with_the_phone_is_left_out_only_for_hearing_the_same(
    store, text, called_again
):
    taras = Reject(9, phone(2), Reason.DUPLICATE, ("Taras", phone(2)), 2, phone(2), "Taras")
    made = make_campaign(store, 1, [taras], text=TextMessage(text), each_row=True)
    end(store, made, [(State.ANSWERED, None)])
    end(store, made, [(State.NO_ANSWER, None)])

    assert store.follow_ups.count(made, MISSED) == ChosenCount(called_again, 1 - called_again)
    list_id = store.follow_ups.make_list(made, MISSED)
    assert [one.row for one in store.lists.contacts(list_id)] == [9] * called_again


@pytest.mark.parametrize(("purpose", "days"), [(Purpose.NOTICE, 0), (Purpose.ADVERTISING, 14)])
def test_a_notice_does_not_spare_those_it_is_meant_for(store, desk, purpose, days):
    rules = Rules(purpose=purpose, not_again_within_days=14)
    people = [replace(contact(row), consent=True) for row in (2, 3)]
    made = make_campaign(store, rules=rules, contacts=people)
    end(store, made, [(State.NO_ANSWER, None), (State.NO_ANSWER, None)])
    assert desk.not_reached(made, "Again").rules.not_again_within_days == days
