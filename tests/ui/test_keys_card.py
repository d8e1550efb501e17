"""The key card: where keys come from, meanings in rows, faults at the row, advertising's rule."""

from dataclasses import replace

import pytest

from alphasms_desktop.domain.answer import KeyAction, KeyMeaning
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.domain.contact import ContactList
from alphasms_desktop.domain.live import ListCounts
from alphasms_desktop.domain.message import TextMessage
from alphasms_desktop.domain.rules import Purpose
from alphasms_desktop.ui.pages.wizard.check import Level
from alphasms_desktop.ui.pages.wizard.draft import AccountFacts, Plan
from alphasms_desktop.ui.pages.wizard.drafting import plan_from_recipe, recipe_from_plan
from alphasms_desktop.ui.pages.wizard.key_checks import key_checks
from alphasms_desktop.ui.pages.wizard.keys import KeysCard
from tests.fakes import HEAD

KEYS = (
    KeyMeaning("1", "comes"),
    KeyMeaning("3", "news", KeyAction.ADD_TO_LIST, "News"),
    KeyMeaning("9", "stop", KeyAction.DO_NOT_CALL),
)
BRINGS = AccountFacts(brings_keys=True)
TEXT = TextMessage("Good day", Channel.VOICE_SMS, "Voice")


@pytest.fixture
def card(qtbot):
    made = KeysCard()
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_says_where_keys_will_come_from(card):
    card.show_plan(Plan(account=BRINGS))
    assert card.standing.text() == "Keys: we receive them ✓"
    assert not card.set_up.isVisible()
    card.show_plan(Plan())
    assert card.standing.text() == "Keys are seen in the AlphaSMS cabinet only."
    assert card.set_up.isVisible()


def test_meanings_of_a_plan_stand_in_rows_and_come_back_as_they_were(card):
    card.show_plan(Plan(keys=KEYS))
    assert card.meanings() == KEYS
    assert card.rows[1].target.isVisible()
    assert not card.rows[0].target.isVisible()
    assert card.taken_into(Plan()).keys == KEYS


def test_a_key_with_two_meanings_is_marked_at_both_rows(card):
    card.show_plan(Plan(keys=(KEYS[0], KeyMeaning("1", "goes"))))
    assert [one.error.isVisible() for one in card.rows] == [True, True]
    assert card.fault()
    card.rows[1].key.setCurrentText("2")
    assert not card.fault()


def test_an_added_key_is_the_next_free_one(card, qtbot):
    card.show_plan(Plan(keys=KEYS))
    with qtbot.waitSignal(card.changed):
        card.add.click()
    assert card.rows[-1].value().key == "2"
    assert card.fault()
    card.rows[-1].remove.click()
    assert card.meanings() == KEYS


def test_advertising_without_a_key_to_refuse_does_not_go_on(card):
    card.show_plan(Plan(purpose=Purpose.ADVERTISING, keys=KEYS[:2]))
    assert "refuse" in card.fault()
    card.show_plan(Plan(purpose=Purpose.ADVERTISING, keys=KEYS))
    assert card.fault() == ""
    card.switch.click()
    assert "refuse" in card.fault()


def test_drafts_and_repetitions_keep_keys_and_purpose():
    plan = Plan(purpose=Purpose.ADVERTISING, keys=KEYS)
    again = plan_from_recipe(recipe_from_plan(plan), Mode.REAL)
    assert (again.keys, again.purpose) == (KEYS, Purpose.ADVERTISING)


@pytest.mark.parametrize(
    ("plan", "level"),
    [
        (Plan(purpose=Purpose.ADVERTISING), Level.STOP),
        (Plan(purpose=Purpose.ADVERTISING, keys=KEYS), Level.STOP),
        (Plan(purpose=Purpose.ADVERTISING, keys=KEYS, account=BRINGS, text=TEXT), Level.STOP),
        (Plan(keys=KEYS), Level.ATTENTION),
        (Plan(keys=KEYS, account=BRINGS), Level.GOOD),
        (Plan(keys=(KEYS[0], KEYS[0])), Level.STOP),
    ],
)
def test_the_review_says_how_keys_stand(plan, level):
    assert key_checks(plan)[0].level is level


def test_advertising_says_who_has_not_agreed(taken):
    plan = Plan(taken, purpose=Purpose.ADVERTISING, keys=KEYS, account=BRINGS)
    counts = [ListCounts(no_consent=n, unwanted_or_without_consent=n) for n in (10, 4)]
    nobody, some = (key_checks(replace(plan, counts=one))[0] for one in counts)
    assert (nobody.level, some.level) == (Level.STOP, Level.GOOD)
    assert some.proof == "4 have not agreed and are left out."


@pytest.fixture
def taken():
    return ContactList(1, HEAD, 10, 0, 0)
