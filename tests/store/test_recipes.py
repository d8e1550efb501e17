"""Drafts, templates, repetitions, and lists of those not reached."""

from dataclasses import replace
from decimal import Decimal

import pytest

from alphasms_desktop.domain.attempt import State, Step, Why
from alphasms_desktop.domain.campaign import Draft, Mode, Phase, Service
from alphasms_desktop.domain.clips import ClipPart, Composition, SaidAs
from alphasms_desktop.domain.contact import Batch
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.hours import AllowedHours, DespiteHours
from alphasms_desktop.domain.recipe import Recipe
from alphasms_desktop.domain.rules import Canary, Rules
from alphasms_desktop.engine.recipe_desk import NOT_REACHED, RecipeDesk
from alphasms_desktop.store import open_store
from tests.fakes import HEAD, RECORDING, HandClock, contact, make_campaign, phone

RECIPE = Recipe(
    "Visits",
    7,
    RECORDING,
    Composition((ClipPart(SaidAs.TIME, "Time"),), {"hour:14": "ab" * 32}),
    Rules(cap=Decimal("12.50"), retry_after_s=(60.0,)),
    asks_first=True,
)


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def store(tmp_path, clock):
    opened = open_store(tmp_path / "data", clock.timestamp)
    yield opened
    opened.close()


@pytest.fixture
def desk(store, clock):
    return RecipeDesk(store.recipes, store.campaigns, store.lists, store.follow_ups, clock, store)


def test_a_draft_comes_back_as_it_was_and_is_forgotten(store):
    assert store.recipes.draft() is None
    store.recipes.keep_draft(Recipe("Begun"))
    store.recipes.keep_draft(RECIPE)
    assert store.recipes.draft() == RECIPE
    store.recipes.keep_draft(None)
    assert store.recipes.draft() is None


def test_a_draft_of_another_version_is_none(store, monkeypatch):
    monkeypatch.setattr("alphasms_desktop.store.recipes.recipe_to_text", lambda _kept: '{"x": 1}')
    store.recipes.keep_draft(RECIPE)
    assert store.recipes.draft() is None


def test_templates_are_listed_replaced_removed_and_brought_back(store):
    store.recipes.keep_template("Water", Recipe("x"))
    template_id = store.recipes.keep_template("Water", RECIPE)
    store.recipes.keep_template("Alarm", Recipe(), is_emergency=True)

    alarm, water = store.recipes.templates()
    assert (alarm.name, alarm.is_emergency) == ("Alarm", True)
    assert (water.id, water.recipe, water.is_emergency) == (template_id, RECIPE, False)
    store.recipes.remove_template(template_id)
    assert [one.name for one in store.recipes.templates()] == ["Alarm"]
    store.recipes.bring_back_template(template_id)
    assert [one.name for one in store.recipes.templates()] == ["Alarm", "Water"]


def end(store, campaign_id, states):
    journal = store.take_over(campaign_id)
    claims, _ = journal.claim(len(states))
    journal.keep(
        [Step(one.attempt_id, State.ACCEPTED, Why.HANDED_OVER, gateway_id="1") for one in claims]
    )
    ends = zip(claims, states, strict=True)
    journal.keep([Step(one.attempt_id, to, Why.REPORTED) for one, to in ends])
    journal.set_phase(Phase.FINISHED)
    journal.release()


def test_those_not_reached_become_a_list_and_nobody_else(store, desk):
    campaign_id = make_campaign(store, 5)
    ended = [State.ANSWERED, State.NO_ANSWER, State.BUSY, State.NO_RESULT, State.FAILED]
    end(store, campaign_id, ended)

    recipe = desk.not_reached(campaign_id, "Again")

    assert recipe.name == "Again"
    assert [one.phone for one in store.lists.contacts(recipe.list_id)] == [
        phone(3),
        phone(4),
        phone(6),
    ]
    taken = store.lists.get(recipe.list_id)
    assert (taken.ready, taken.head.columns, taken.name) == (3, HEAD.columns, "")
    assert State.UNCONFIRMED not in NOT_REACHED


def test_a_repetition_has_everything_but_people_and_moments(store, desk, clock):
    leave = DespiteHours.from_moment(clock.now(), AllowedHours(), "The water is cut off")
    rules = Rules(hours=AllowedHours(), despite_hours=leave, canary=Canary(5), cap=Decimal(5))
    campaign_id = make_campaign(store, 2, rules=rules)
    recipe = desk.repeat(campaign_id)
    assert (recipe.list_id, recipe.recording, recipe.asks_first) == (None, RECORDING, True)
    assert recipe.rules.cap == Decimal(5)
    assert recipe.rules.start is None
    assert recipe.name == "Test"
    # A reason is for one evening: nothing that is made of the campaign has it.
    desk.keep_as_template(campaign_id, "Gas leak", is_emergency=True)
    (template,) = store.recipes.templates()
    next_one = desk.take_waiting(campaign_id)
    for made in (recipe, template.recipe, next_one):
        assert (made.rules.hours, made.rules.despite_hours) == (AllowedHours(), None)
    assert store.campaigns.get(campaign_id).rules.despite_hours == leave


def test_a_name_taken_from_the_file_is_not_repeated(store, desk):
    taken = store.lists.take_in(HEAD, [Batch.of([contact(2)])])
    draft = Draft("people", Mode.TRAINING, Service("", ""), taken.id, RECORDING, Rules())
    assert desk.repeat(store.campaigns.create(draft).id).name == ""


def test_an_emergency_template_is_spoken_anew(store, desk):
    campaign_id = make_campaign(store, 2, rules=Rules(not_again_within_days=7))
    desk.keep_as_template(campaign_id, "Gas leak", is_emergency=True)
    (template,) = store.recipes.templates()
    assert template.recipe.recording is None
    assert template.recipe.rules.not_again_within_days == 0
    assert template.recipe.list_id == store.campaigns.get(campaign_id).list_id


def test_a_campaign_like_one_of_today_is_noticed(store, desk, clock):
    make_campaign(store, 2)
    assert [one.name for one in desk.alike(RECORDING.fingerprint, HEAD.source)] == ["Test"]
    assert desk.alike("99" * 32, HEAD.source) == []
    assert desk.alike(RECORDING.fingerprint, "others.xlsx") == []
    clock.turn(90_000)
    assert desk.alike(RECORDING.fingerprint, HEAD.source) == []


def test_lists_nobody_holds_on_to_go_after_a_day(store, desk, clock):
    def taken():
        return store.lists.take_in(HEAD, [Batch.of([contact(2)])]).id

    of_draft, unused, named, of_campaign = taken(), taken(), taken(), make_campaign(store, 1)
    store.recipes.keep_draft(replace(RECIPE, list_id=of_draft))
    store.office_lists.rename(named, "Tenants")
    assert desk.clear_unused_lists() == 0
    clock.turn(90_000)
    fresh = taken()

    assert store.recipes.unused_lists() == [unused]
    assert desk.clear_unused_lists() == 1
    for kept in (of_draft, named, fresh, store.campaigns.get(of_campaign).list_id):
        assert store.lists.get(kept).id == kept


def test_a_campaign_is_archived_and_brought_back(store):
    campaign_id = make_campaign(store, 1)
    store.campaigns.archive(campaign_id, is_archived=True)
    assert store.campaigns.get(campaign_id).is_archived
    store.campaigns.archive(campaign_id, is_archived=False)
    assert not store.campaigns.get(campaign_id).is_archived


def test_a_running_campaign_is_not_archived(store, context_desk):
    campaign_id = make_campaign(store, 1)
    journal = store.take_over(campaign_id)
    with pytest.raises(TroubleError) as caught:
        context_desk.archive(campaign_id, is_archived=True)
    assert caught.value.trouble.kind is Kind.IN_USE
    journal.release()
    context_desk.archive(campaign_id, is_archived=True)
    assert store.campaigns.get(campaign_id).is_archived


@pytest.fixture
def context_desk(store, clock):
    from alphasms_desktop.engine.campaign_desk import CampaignDesk

    nothing = None
    return CampaignDesk(
        *(store.campaigns, store.lists, store, store.live),
        open_sounds=nothing,
        connect=nothing,
        clock=clock,
        profiles=store.profiles,
        public_holidays=nothing,
        hook_fields=store.row_fields,
        texts=nothing,
    )
