"""The checks before a start: what each says and what keeps a campaign from starting."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from alphasms_desktop.domain.campaign import Campaign, Mode, Phase, Service
from alphasms_desktop.domain.contact import ContactList, SheetHead
from alphasms_desktop.domain.errors import Kind, Trouble
from alphasms_desktop.domain.exchange import Balance
from alphasms_desktop.domain.hours import AllowedHours, DespiteHours
from alphasms_desktop.domain.live import ListCounts
from alphasms_desktop.domain.message import Recording
from alphasms_desktop.domain.rules import Purpose, Rules, Start
from alphasms_desktop.ui.pages.wizard.check import Ask, Level, Offer
from alphasms_desktop.ui.pages.wizard.checks import Account, checks, may_start
from alphasms_desktop.ui.pages.wizard.draft import Plan, length
from alphasms_desktop.ui.pages.wizard.hours_check import hours_check, is_spent, kept_leave
from alphasms_desktop.ui.pages.wizard.purposes import with_purpose

NOON = datetime(2026, 11, 23, 10, tzinfo=UTC)
NIGHT = datetime(2026, 11, 23, 2, tzinfo=UTC)
HEAD = SheetHead("visits.xlsx", "One", ("Phone",), 0, None)
PLAN = Plan(
    contacts=ContactList(1, HEAD, ready=100, rejected=3, duplicates=1),
    recording=Recording("f" * 64, 24.0, 384_000, "memo.m4a"),
    hours=AllowedHours(),
)
RICH = Account(Balance(Decimal(100), "UAH"), asked_at=NOON)


def test_a_campaign_like_one_of_today_is_a_question() -> None:
    earlier = Campaign(
        *(1, "Morning", Mode.REAL, Service("", ""), 1),
        recording=Recording("f" * 64, 24.0, 384_000),
        rules=Rules(),
        phase=Phase.FINISHED,
        created_at=NOON,
    )
    found = checks(PLAN, Mode.REAL, RICH, NOON, alike=[earlier])
    (said,) = [one for one in found if "second time" in one.title]
    assert said.level is Level.ATTENTION
    assert "“Morning”" in said.proof


def test_a_good_plan_may_start_and_says_who_is_left_out() -> None:
    found = checks(PLAN, Mode.REAL, RICH, NOON)
    assert {one.level for one in found} == {Level.GOOD}
    assert may_start(found)
    assert found[1].proof == "Left out: 3 need attention, 1 repeat"


def test_who_has_not_agreed_is_neither_counted_nor_paid_for() -> None:
    some = ListCounts(1, 60, unwanted_or_recent=1, unwanted_or_without_consent=61)
    plan = replace(PLAN, purpose=Purpose.ADVERTISING, counts=some)
    found = checks(plan, Mode.REAL, RICH, NOON)
    assert found[1].title == "39 recipients, one call to each number"
    assert found[1].proof.endswith("1 repeat, 60 without consent")
    assert plan.one_call is not None
    assert plan.one_pass == plan.one_call * 39
    assert replace(plan, purpose=Purpose.NOTICE).calls == 99
    none = replace(plan, counts=ListCounts(0, 100, unwanted_or_without_consent=100))
    assert not may_start(checks(none, Mode.REAL, RICH, NOON))


def test_nothing_starts_while_the_balance_is_asked() -> None:
    found = checks(PLAN, Mode.REAL, Account(), NOON)
    assert found[0].level is Level.WAITING
    assert not may_start(found)


def test_a_wrong_key_stops_the_start_with_its_own_sentence() -> None:
    found = checks(PLAN, Mode.REAL, Account(trouble=Trouble(Kind.WRONG_KEY)), NOON)
    assert found[0].level is Level.STOP
    assert "does not know this key" in found[0].proof
    assert not may_start(found)


def test_a_low_balance_wants_a_word_before_the_start() -> None:
    poor = Account(Balance(Decimal(5), "UAH"))
    found = checks(PLAN, Mode.REAL, poor, NOON)
    (asked,) = [one for one in found if one.is_open]
    assert (asked.ask, asked.choices) == (Ask.BALANCE, ("Call about 10, then pause",))
    assert not may_start(found)
    assert may_start(checks(PLAN, Mode.REAL, poor, NOON, decided={Ask.BALANCE: 0}))


def test_a_limit_below_one_attempt_for_all_wants_a_word_and_one_below_repeats_says_so() -> None:
    tight = replace(PLAN, cap=Decimal(20))
    (asked,) = [one for one in checks(tight, Mode.REAL, RICH, NOON) if one.is_open]
    assert (asked.ask, asked.choices) == (Ask.CAP, ("Call about 41, then pause",))
    repeated = replace(PLAN, cap=Decimal(60), retry_after_s=(60.0,))
    found = checks(repeated, Mode.REAL, RICH, NOON)
    assert may_start(found)
    assert any("up to ₴96.00" in one.proof for one in found)


def test_a_campaign_counts_whom_it_leaves_out_once() -> None:
    counts = ListCounts(
        3, 5, 4, unwanted_or_recent=6, unwanted_or_without_consent=7, any_of_three=9
    )
    assert [counts.left_out(*one) for one in ((False, False), (False, True))] == [3, 6]
    assert [counts.left_out(*one) for one in ((True, False), (True, True))] == [7, 9]


def test_outside_the_hours_the_moment_of_the_first_call_is_said() -> None:
    found = checks(PLAN, Mode.REAL, RICH, NIGHT)
    (begins,) = [one for one in found if one.title.startswith("Calls begin at")]
    assert begins.level is Level.ATTENTION
    assert "09:00" in begins.title


def test_outside_the_hours_a_reason_lets_a_notice_leave_and_no_advertising() -> None:
    leave = DespiteHours.from_moment(NIGHT, AllowedHours(), "The water is cut off")
    waits = hours_check(PLAN, NIGHT)
    assert (waits.level, waits.offer) == (Level.ATTENTION, Offer.DESPITE_HOURS)
    leaves = hours_check(replace(PLAN, despite_hours=leave), NIGHT)
    assert leaves.title == "Called despite the hours: The water is cut off"
    assert leaves.proof.endswith("After 23.11.2026 09:00 the hours hold again.")
    assert (leaves.level, leaves.offer) == (Level.ATTENTION, Offer.KEEP_HOURS)

    sale = with_purpose(replace(PLAN, despite_hours=leave), Purpose.ADVERTISING)
    assert sale.despite_hours is None
    kept = hours_check(sale, NIGHT)
    assert (kept.title, kept.offer) == (waits.title, None)
    assert "Only a service notice" in kept.proof


def test_a_set_beginning_outside_the_hours_is_said_and_may_have_a_reason() -> None:
    tonight = NOON.replace(hour=20)
    plan = replace(PLAN, start=Start(tonight))
    waits = hours_check(plan, NOON)
    assert waits.title == "Calls begin at 24.11.2026 09:00"
    assert (waits.level, waits.offer) == (Level.ATTENTION, Offer.DESPITE_HOURS)
    assert "The set beginning lies outside" in waits.proof
    leave = DespiteHours.from_moment(tonight, AllowedHours(), "The water is cut off")
    leaves = hours_check(replace(plan, despite_hours=leave), NOON)
    assert leaves.proof.startswith("Calls begin at 23.11.2026 22:00. Leave the program open")
    by_day = hours_check(replace(plan, start=Start(NOON.replace(hour=12))), NOON)
    assert (by_day.level, by_day.offer) == (Level.GOOD, None)


def test_a_reason_goes_with_its_night_its_hours_and_its_beginning() -> None:
    leave = DespiteHours.from_moment(NIGHT, AllowedHours(), "The water is cut off")
    plan = replace(PLAN, despite_hours=leave)
    assert not is_spent(plan, NIGHT)
    assert is_spent(plan, leave.until)
    assert kept_leave(replace(plan, name="Water"), plan).despite_hours == leave
    for changed in (replace(plan, start=Start(NOON)), replace(plan, hours=None)):
        assert kept_leave(changed, plan).despite_hours is None


def test_missing_files_stop_the_start() -> None:
    found = checks(replace(PLAN, contacts=None, recording=None), Mode.REAL, RICH, NOON)
    assert [one.level for one in found[1:3]] == [Level.STOP, Level.STOP]


def test_one_pass_costs_one_call_times_the_recipients() -> None:
    assert PLAN.one_call == Decimal("0.48")
    assert PLAN.one_pass == Decimal("48.00")


def test_lengths_are_minutes_and_seconds() -> None:
    assert [length(one) for one in (0.0, 0.2, 11.02, 75.0)] == ["0:00", "0:01", "0:11", "1:15"]


def test_those_called_lately_are_said_unless_they_are_left_out():
    # Of sixteen called lately two are among the three on the list: they are left out anyway.
    plan = replace(PLAN, counts=ListCounts(3, 0, 16, unwanted_or_recent=17))
    levels = {one.title: one.level for one in checks(plan, Mode.REAL, RICH, NOON)}
    assert levels["3 people are on the do-not-call list"] is Level.GOOD
    assert levels["14 people were called within the last day"] is Level.ATTENTION
    again = {Ask.RECENT: 1}
    assert not may_start(checks(plan, Mode.REAL, RICH, NOON))
    assert may_start(checks(plan, Mode.REAL, RICH, NOON, decided=again))
    careful = replace(plan, not_again_within_days=1)
    levels = {one.title: one.level for one in checks(careful, Mode.REAL, RICH, NOON)}
    assert levels["14 people were called within the last day"] is Level.GOOD
    weekly = ListCounts(recent=14, unwanted_or_recent=14, recent_days=7)
    careful = replace(plan, not_again_within_days=7, counts=weekly)
    proofs = {one.title: one.proof for one in checks(careful, Mode.REAL, RICH, NOON)}
    assert "within 7 days" in proofs["14 people were called lately"]


def test_a_rule_that_leaves_out_everybody_says_so_and_can_be_given_up_in_place():
    everybody = PLAN.can_be_told
    counts = ListCounts(recent=everybody, unwanted_or_recent=everybody, recent_days=14)
    plan = replace(PLAN, not_again_within_days=14, counts=counts)
    found = {one.title: one for one in checks(plan, Mode.REAL, RICH, NOON)}
    assert found["Nobody to call"].level is Level.STOP
    assert "The reasons for the others stand below." in found["Nobody to call"].proof
    lately = found[f"{everybody} people were called lately"]
    assert (lately.ask, lately.choices[1], lately.chosen) == (Ask.RECENT, "Call them too", 0)
