"""Step 3: when a campaign begins and ends, and in which hours calls leave."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.hours import AllowedHours
from alphasms_desktop.domain.rules import Deadline, Missed, Start
from alphasms_desktop.ui.pages.wizard.draft import Plan
from alphasms_desktop.ui.pages.wizard.moment_fields import set_moment, set_time
from alphasms_desktop.ui.pages.wizard.start_choice import NOW, OTHER_DAY, TODAY
from alphasms_desktop.ui.pages.wizard.when_card import WhenCard

KYIV = ZoneInfo("Europe/Kyiv")
NOON = datetime(2026, 11, 24, 12, 10, tzinfo=KYIV)
NEW_YEAR = frozenset({date(2027, 1, 1)})


@pytest.fixture
def noon():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def made(qtbot: QtBot, mode: Mode = Mode.REAL) -> WhenCard:
    card = WhenCard(mode is Mode.TRAINING, lambda: NEW_YEAR)
    qtbot.addWidget(card)
    card.load(Plan.empty(mode))
    card.show()
    return card


@pytest.fixture
def when(qtbot: QtBot, noon) -> WhenCard:
    return made(qtbot)


@pytest.fixture
def plan() -> Plan:
    return Plan.empty(Mode.REAL)


def test_it_begins_now_within_the_usual_hours_unless_told_otherwise(when, plan):
    taken = when.taken_into(plan)
    assert (taken.start, taken.deadline, taken.hours) == (None, None, AllowedHours())
    assert when.hours.shown.text() == "09:00–20:00, Mon–Sat"
    assert not when.hours.isVisible()
    assert not when.stop_at.isEnabled()


def test_today_at_a_time_is_one_choice_and_the_chip_says_which(when, plan):
    when.start.ways.choose(TODAY)
    assert when.start.ways.group.button(TODAY).text() == "Today at 13:00"
    set_time(when.start.time, time(14, 30))
    when.start.missed.setCurrentIndex(when.start.missed.findData(Missed.RUN.value))
    start = when.taken_into(plan).start
    assert start == Start(NOON.replace(hour=14, minute=30), Missed.RUN)
    assert when.start.ways.group.button(TODAY).text() == "Today at 14:30"
    assert not when.start.at.isVisible()


def test_another_day_has_a_date(when, plan):
    when.start.ways.choose(OTHER_DAY)
    assert when.start.at.isVisible()
    set_moment(when.start.at, NOON + timedelta(days=3))
    assert when.taken_into(plan).start == Start(NOON + timedelta(days=3), Missed.ASK)


def test_a_start_is_shown_as_it_was_chosen_when_one_comes_back(when, plan):
    today = replace(plan, start=Start(NOON + timedelta(hours=2), Missed.SKIP))
    later = replace(plan, start=Start(NOON + timedelta(days=2)))
    for kept, way in ((today, TODAY), (later, OTHER_DAY), (plan, NOW)):
        when.load(kept)
        assert when.start.way == way
        assert when.taken_into(plan).start == kept.start


def test_a_start_taken_back_elsewhere_is_taken_back_here(when, plan):
    when.load(replace(plan, start=Start(NOON + timedelta(hours=2))))
    when.show_plan(plan)
    assert when.start.way == NOW


def test_a_start_in_the_past_is_said_and_changes_nothing(when, plan):
    plan = replace(plan, start=Start(NOON + timedelta(hours=2)))
    when.load(plan)
    set_time(when.start.time, time(11))
    assert when.error.text().startswith("The start lies in the past.")
    assert when.taken_into(plan) == plan
    when.show_plan(plan)
    assert when.start.time.text() == "11:00"


def test_late_in_the_evening_today_ends_with_today(when, plan, noon):
    noon.move_to(NOON.replace(hour=23, minute=20))
    when.load(plan)
    when.start.ways.choose(TODAY)
    assert when.taken_into(plan).start == Start(NOON.replace(hour=23, minute=59))


def test_an_end_is_offered_for_the_evening_and_can_go_on_the_next_day(when, plan):
    when.stops.setChecked(True)
    assert when.taken_into(plan).deadline == Deadline(NOON.replace(hour=19, minute=30))
    when.after.setCurrentIndex(1)
    deadline = when.taken_into(plan).deadline
    assert deadline is not None
    assert not deadline.skips_rest


def test_an_end_keeps_behind_a_beginning_that_moves(when, plan):
    when.stops.setChecked(True)
    when.start.ways.choose(OTHER_DAY)
    set_moment(when.start.at, NOON + timedelta(days=2))
    deadline = when.taken_into(plan).deadline
    assert deadline == Deadline(NOON.replace(hour=19, minute=30) + timedelta(days=2))

    when.stops.setChecked(False)
    set_moment(when.start.at, NOON + timedelta(days=9))
    when.stops.setChecked(True)
    assert not when.fault()


def test_an_end_before_the_beginning_is_said(when, plan):
    when.stops.setChecked(True)
    set_moment(when.stop_at, NOON - timedelta(hours=1))
    assert when.error.text().startswith("The end lies before the start.")
    when.show_plan(plan)
    assert when.stops.isChecked()


def test_the_hours_unfold_by_keyboard_and_say_on_the_button_what_they_are(qtbot, when, plan):
    when.hours.shown.setFocus()
    qtbot.keyClick(when.hours.shown, Qt.Key.Key_Space)
    assert when.hours.isVisible()
    when.hours.days[5].setChecked(False)
    set_time(when.hours.end, time(18))
    assert when.hours.shown.text() == "09:00–18:00, Mon–Fri"
    assert when.hours.shown.accessibleName() == "Allowed hours: 09:00–18:00, Mon–Fri"
    hours = when.taken_into(plan).hours
    assert hours == AllowedHours(time(9), time(18), frozenset(range(5)))
    qtbot.keyClick(when.hours.shown, Qt.Key.Key_Space)
    assert not when.hours.isVisible()


def test_hours_that_make_no_sense_stay_in_sight(when, plan):
    when.hours.shown.click()
    for chip in when.hours.days:
        chip.setChecked(False)
    when.hours.shown.click()
    assert when.hours.isVisible()
    assert when.error.text() == "Choose at least one day."
    assert when.taken_into(plan).hours == plan.hours


def test_public_holidays_go_into_the_hours(when, plan):
    when.hours.no_holidays.setChecked(True)
    hours = when.taken_into(plan).hours
    assert hours is not None
    assert hours.holidays == NEW_YEAR


def test_in_training_any_time_will_do(qtbot, noon):
    card = made(qtbot, Mode.TRAINING)
    assert card.hours.shown.text() == "any time"
    assert card.taken_into(Plan.empty(Mode.TRAINING)).hours is None
    card.hours.shown.click()
    assert not card.hours.fields.isVisible()
    card.hours.any_time.setChecked(False)
    assert card.hours.fields.isVisible()
    assert card.taken_into(Plan.empty(Mode.TRAINING)).hours == AllowedHours()


def test_moments_are_those_of_kyiv_wherever_the_computer_is(when, plan):
    at = datetime(2026, 12, 1, 7, 0, tzinfo=UTC)
    when.load(replace(plan, start=Start(at)))
    assert when.start.at.text() == "01.12.2026 09:00"
    start = when.taken_into(plan).start
    assert start is not None
    assert start.at == at
