"""The careful choices of step 3: what they put into the rules, and what makes no sense."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
import time_machine
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Mode, Phase, Service, Tally
from alphasms_desktop.domain.contact import ContactList
from alphasms_desktop.domain.errors import Kind, Trouble, TroubleError
from alphasms_desktop.domain.message import Recording
from alphasms_desktop.domain.rules import Canary, Rules, Start
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.wizard.care import CareCards
from alphasms_desktop.ui.pages.wizard.check import Level
from alphasms_desktop.ui.pages.wizard.checks import Account, checks, may_start
from alphasms_desktop.ui.pages.wizard.draft import Plan
from alphasms_desktop.ui.widgets.run_banner import RunBanner
from alphasms_desktop.wording import KYIV
from tests.fakes import HEAD
from tests.ui.test_live import make

NOW = datetime.now(ZoneInfo(KYIV))


def plan_for(recipients: int, mode: Mode = Mode.REAL) -> Plan:
    contacts = ContactList(1, HEAD, recipients, 0, 0)
    recording = Recording("ab" * 32, 10.0, 160_044, "a.wav")
    return replace(Plan.empty(mode), contacts=contacts, recording=recording)


def rules_of(plan: Plan) -> Rules:
    return plan.draft(Mode.REAL, Service("https://alphasms.ua", "x")).rules


@pytest.fixture
def care(qtbot: QtBot, qapp) -> Iterator[CareCards]:
    page = QWidget()
    made = CareCards(page)
    layout = QVBoxLayout(page)
    for card in (made.pace_card, made.again_card, made.cap_card):
        layout.addWidget(card)
    qtbot.addWidget(page)
    page.show()
    yield made
    page.close()


@pytest.mark.parametrize(("recipients", "canary"), [(50, None), (51, Canary(5))])
def test_campaigns_over_fifty_begin_with_a_canary(care, recipients, canary):
    plan = plan_for(recipients)
    care.show_plan(plan)
    assert care.canary.isChecked() == (canary is not None)
    assert rules_of(care.taken_into(plan)).canary == canary


def test_the_canary_can_be_chosen_and_left_out(care):
    care.show_plan(plan_for(10))
    care.canary.setChecked(True)
    assert rules_of(care.taken_into(plan_for(10))).canary == Canary(5)
    care.show_plan(plan_for(100))
    care.canary.setChecked(False)
    assert rules_of(care.taken_into(plan_for(100))).canary is None


def test_in_training_everybody_is_called_at_once(care):
    plan = plan_for(188, Mode.TRAINING)
    care.show_plan(plan)
    assert rules_of(care.taken_into(plan)) == Rules()


def test_retries_and_limit_go_into_the_rules(care):
    plan = plan_for(10)
    care.show_plan(plan)
    care.retry.setChecked(True)
    care.cap.setText("1 250,50")
    rules = rules_of(care.taken_into(plan))
    assert rules.retry_after_s == (1200.0, 3600.0)
    assert rules.cap == Decimal("1250.50")


def test_a_limit_that_is_no_sum_is_said_at_once_and_changes_nothing(care):
    plan = plan_for(10)
    care.show_plan(plan)
    for text, is_a_sum in (("250", True), ("much", False), ("1 250,50", True)):
        care.cap.setText(text)
        assert care.error.isVisible() == (not is_a_sum)
        assert bool(care.fault()) == (not is_a_sum)
        plan = care.taken_into(plan)
        assert plan.cap == (Decimal("1250.50") if "," in text else Decimal(250))


def test_the_pace_goes_into_the_rules(care):
    care.show_plan(plan_for(10))
    care.pace.setCurrentIndex(2)
    assert rules_of(care.taken_into(plan_for(10))).calls_per_minute == 60


def test_a_pace_says_about_when_it_ends_unless_the_hours_end_before(care):
    with time_machine.travel(datetime(2026, 11, 24, 14, 0, tzinfo=ZoneInfo(KYIV)), tick=False):
        plan = replace(plan_for(1260), calls_per_minute=60)
        care.show_plan(plan)
        assert care.ends.text() == "end ≈ 14:21"
        care.show_plan(replace(plan, retry_after_s=(1200.0, 3600.0)))
        assert care.ends.text() == "end ≈ 14:21, with repeats ≈ 15:41"
        for other in (plan_for(1260), replace(plan_for(12_600), calls_per_minute=30)):
            care.show_plan(other)
            assert care.ends.isHidden()


def test_a_limit_below_one_call_stops_the_review():
    plan = replace(plan_for(10), cap=Decimal("0.10"))
    found = checks(plan, Mode.REAL, Account(), NOW)
    (limit,) = [one for one in found if "Limit" in one.title]
    assert limit.level is Level.STOP
    assert not may_start(found)


def test_a_later_start_is_said_in_the_review():
    plan = replace(plan_for(10), hours=None, start=Start(NOW + timedelta(hours=3)))
    titles = [one.title for one in checks(plan, Mode.REAL, Account(), NOW)]
    assert any(one.startswith("Calls begin at") for one in titles)


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        (Kind.CANARY_ASKS, "Go on: 1,259 calls"),
        (Kind.MISSED_START, "Start now"),
        (Kind.NO_MONEY, "Resume after topping up"),
        (Kind.FEW_ANSWERS, "Resume"),
        (Kind.CAP_REACHED, ""),
    ],
)
def test_the_banner_has_the_button_that_fits(qtbot, qapp, kind, word):
    banner = RunBanner(lambda: None)
    qtbot.addWidget(banner)
    banner.show_trouble(Trouble(kind), Tally({State.QUEUED: 1259}, Decimal("2.40")))
    assert ("2.40" in banner.banner.text.text()) == (kind is Kind.CANARY_ASKS)
    shown = banner.banner.button
    assert (shown.text() if shown.isVisible() else "") == word


def test_a_start_that_was_set_is_awaited_again_when_the_window_opens(
    qtbot: QtBot, context: Context, tmp_path, monkeypatch
):
    campaign_id = make(context, tmp_path, 3)
    start = Rules(start=Start(NOW + timedelta(days=2)))
    desk = context.workspace.campaigns
    kept = desk.get(campaign_id)
    later = desk.create(
        replace(
            plan_for(3).draft(Mode.TRAINING, kept.service),
            mode=Mode.TRAINING,
            list_id=kept.list_id,
            recording=kept.recording,
            rules=start,
        )
    ).id
    context.runs.start(later)
    qtbot.waitUntil(lambda: desk.get(later).phase is Phase.SCHEDULED)
    context.runs.leave_all()
    assert desk.get(later).phase is Phase.SCHEDULED

    def fail(_desk: object) -> None:
        raise TroubleError(Kind.STORE_BUSY)

    context.runs._look_again.setInterval(1)
    with monkeypatch.context() as patch:
        patch.setattr(type(desk), "summaries", fail)
        context.runs.await_scheduled()
        qtbot.waitUntil(context.runs._look_again.isActive)
    qtbot.waitUntil(lambda: context.runs.running_ids() == [later])


@pytest.mark.parametrize(("place", "ladder"), [(1, (1200.0,)), (3, (3600.0, 10_800.0))])
def test_when_to_call_again_can_be_chosen(care, place, ladder):
    care.show_plan(plan_for(10))
    assert not care.ladder.isVisible()
    care.retry.setChecked(True)
    care.ladder.setCurrentIndex(place)
    plan = care.taken_into(plan_for(10))
    assert rules_of(plan).retry_after_s == ladder
    care.show_plan(plan)
    assert care.ladder.isVisible()
    assert care.ladder.currentIndex() == place


def test_those_called_recently_can_be_left_out(care):
    care.show_plan(plan_for(10))
    assert rules_of(care.taken_into(plan_for(10))).not_again_within_days == 0
    care.not_again.setCurrentIndex(care.not_again.findText("called within 7 days"))
    assert rules_of(care.taken_into(plan_for(10))).not_again_within_days == 7
