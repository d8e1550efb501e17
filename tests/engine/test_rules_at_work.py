"""The rules of a run at work, under a hand-turned clock."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from alphasms_desktop.domain.attempt import State, Why
from alphasms_desktop.domain.campaign import Phase
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.exchange import Balance
from alphasms_desktop.domain.hours import AllowedHours, DespiteHours
from alphasms_desktop.domain.money import BalanceHint, BalanceNote, hint_of, paid_by_balance
from alphasms_desktop.domain.rules import Canary, Deadline, Missed, Purpose, Rules, Start
from alphasms_desktop.domain.waiting import Waiting
from tests.fakes import make_campaign, phone

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)  # noon in Kyiv, a Tuesday
HOURS = AllowedHours(time(9), time(20))


def reasons(stage, campaign_id):
    return Counter(row.why for row in stage.store.campaigns.results(campaign_id))


# The canary.


def test_the_first_calls_are_looked_at_before_the_rest(stage):
    campaign_id = make_campaign(stage.store, 20, rules=Rules(canary=Canary(5)))
    stage.gateway.fates = {phone(2): State.NO_ANSWER}

    end = stage.start(campaign_id).run()

    assert end.trouble.kind is Kind.CANARY_ASKS
    # Statuses alone told of them: nobody is said to have answered.
    assert end.trouble.values == {"answered": "4", "calls": "5", "what": "reached"}
    assert len(stage.gateway.called) == 5

    assert stage.start(campaign_id).run().phase is Phase.FINISHED
    assert sorted(stage.gateway.called) == [phone(row) for row in range(2, 22)]


@pytest.mark.parametrize(("wanted", "goes_on"), [(0.6, True), (0.9, False)])
def test_a_canary_with_a_rule_goes_on_by_itself_when_it_is_met(stage, wanted, goes_on):
    campaign_id = make_campaign(stage.store, 20, rules=Rules(canary=Canary(5, wanted)))
    stage.gateway.fates = {phone(2): State.NO_ANSWER}

    end = stage.start(campaign_id).run()

    assert (end.phase is Phase.FINISHED) == goes_on
    assert len(stage.gateway.called) == (20 if goes_on else 5)


def test_a_canary_without_results_asks_when_its_patience_ends(stage):
    rules = Rules(canary=Canary(5, 0.5, patience_s=120))
    campaign_id = make_campaign(stage.store, 20, rules=rules)
    stage.gateway.default_fate = None

    end = stage.start(campaign_id).run()

    assert end.trouble.values == {"answered": "0", "calls": "5"}


def test_a_campaign_as_small_as_its_canary_needs_none(stage):
    campaign_id = make_campaign(stage.store, 5, rules=Rules(canary=Canary(5)))
    assert stage.start(campaign_id).run().phase is Phase.FINISHED


# Money.


@pytest.mark.parametrize("cap", ["0.19", "0.20", "0.99", "1.00", "1.70"])
def test_the_cap_is_never_passed(stage, cap):
    campaign_id = make_campaign(stage.store, 20, rules=Rules(cap=Decimal(cap)))

    end = stage.start(campaign_id).run()

    assert end.tally.spent <= Decimal(cap)
    assert end.trouble.kind is Kind.CAP_REACHED
    # The first call reserves half as much again as its estimate of 0.20.
    assert len(stage.gateway.called) == (Decimal(cap) // Decimal("0.20") if cap > "0.29" else 0)


def test_before_any_price_is_known_one_call_leaves_at_a_time(stage):
    campaign_id = make_campaign(stage.store, 20, rules=Rules(cap=Decimal(100)))
    sending = []
    stage.gateway.on_place = lambda _phone: sending.append(
        stage.states(campaign_id).count(State.SENDING)
    )
    stage.start(campaign_id).run()
    assert sending[0] == 1
    assert max(sending) > 1


def test_a_call_in_doubt_keeps_its_reservation(stage):
    campaign_id = make_campaign(stage.store, 20, rules=Rules(cap=Decimal("1.00"), uploads=1))
    stage.gateway.answers = {phone(4): TroubleError(Kind.ANSWER_LOST, "ReadTimeout")}

    end = stage.start(campaign_id).run()

    assert end.tally.spent == Decimal("0.80")
    assert end.tally[State.UNCONFIRMED] == 1
    assert stage.start(campaign_id).run().tally.spent == Decimal("0.80")


def test_a_price_never_seen_before_stops_the_run_at_once_and_is_said(stage):
    campaign_id = make_campaign(stage.store, 20, rules=Rules(cap=Decimal("1.00"), uploads=1))

    def raise_price(number):
        stage.gateway.price = Decimal("0.75") if number == phone(5) else Decimal("0.20")

    stage.gateway.on_place = raise_price
    end = stage.start(campaign_id).run()

    assert end.trouble.kind is Kind.CAP_PASSED
    assert end.tally.spent == Decimal("1.35")
    assert len(stage.gateway.called) == 4


def test_the_run_pauses_before_the_balance_ends(stage):
    campaign_id = make_campaign(stage.store, 20)
    end = stage.start(campaign_id, balance=Balance(Decimal("1.10"), "UAH")).run()
    assert end.trouble.kind is Kind.NO_MONEY
    assert len(stage.gateway.called) == 5


def test_who_resumes_without_money_knows_the_account_better(stage):
    campaign_id = make_campaign(stage.store, 10)
    nothing = Balance(Decimal(0), "UAH")
    stage.start(campaign_id, balance=nothing).run()
    assert stage.gateway.called == []

    assert stage.start(campaign_id, balance=nothing).run().phase is Phase.FINISHED
    assert len(stage.gateway.called) == 10


def test_a_run_that_stays_goes_on_when_the_balance_has_grown(stage):
    campaign_id = make_campaign(stage.store, 10, rules=Rules(uploads=1))
    stage.gateway.answers = {phone(4): TroubleError(Kind.NO_MONEY, "Insufficient funds")}
    stage.gateway.amount = Decimal(0)
    run = stage.start(campaign_id, stays=True)

    def top_up_after_ten_minutes():
        if stage.clock.now() > NOW + timedelta(minutes=10):
            stage.gateway.answers = {}
            stage.gateway.amount = Decimal(500)

    stage.clock.on_wait = top_up_after_ten_minutes
    end = run.run()

    assert end.phase is Phase.FINISHED
    assert Phase.PAUSED in stage.phases()
    assert len(stage.gateway.called) == 10


# Calling again.


def test_who_is_not_reached_is_called_again_by_the_ladder_until_the_first_success(stage):
    rules = Rules(retry_after_s=(1200.0, 3600.0))
    campaign_id = make_campaign(stage.store, 3, rules=rules)
    fates = {phone(2): State.NO_ANSWER, phone(3): State.BUSY, phone(4): State.FAILED}
    stage.gateway.fates = fates
    called_at = []

    def note(number):
        called_at.append((number, round((stage.clock.now() - NOW).total_seconds() / 60)))
        if stage.gateway.called.count(phone(3)) == 1 and number == phone(3):
            fates[phone(3)] = State.ANSWERED

    stage.gateway.on_place = note
    end = stage.start(campaign_id).run()

    minutes = {one: [at for number, at in called_at if number == one] for one in fates}
    assert [len(minutes[one]) for one in fates] == [3, 2, 1]
    assert minutes[phone(2)][1] in (20, 21)
    assert minutes[phone(2)][2] in (80, 81, 82)
    assert end.tally.counts[State.ANSWERED] == 1
    assert stage.waits()[0].reason is Waiting.RETRY


def test_the_ladder_keeps_to_the_allowed_hours(stage):
    rules = Rules(retry_after_s=(9 * 3600.0,), hours=HOURS)
    campaign_id = make_campaign(stage.store, 1, rules=rules)
    stage.gateway.default_fate = State.NO_ANSWER
    called_at = []
    stage.gateway.on_place = lambda _phone: called_at.append(stage.clock.now())

    stage.start(campaign_id).run()

    assert len(called_at) == 2
    assert all(HOURS.allows(at) for at in called_at)
    assert called_at[1].day == 25


def test_a_late_answer_takes_the_queued_call_back(stage):
    campaign_id = make_campaign(stage.store, 1, rules=Rules(retry_after_s=(3600.0,)))
    stage.gateway.default_fate = State.NO_ANSWER
    run = stage.start(campaign_id)

    def answer_late():
        if stage.clock.now() > NOW + timedelta(minutes=10):
            with stage.store._database.read() as connection:
                token = connection.exec_driver_sql(
                    "SELECT token FROM attempt WHERE number = 1"
                ).scalar()
            stage.store.inbox.put(token, '{"id":1001,"status":"ANSWERED","duration":9}')
            run.hook_came()
            stage.clock.on_wait = lambda: None

    stage.clock.on_wait = answer_late
    end = run.run()

    assert stage.gateway.called == [phone(2)]
    assert stage.states(campaign_id) == [State.ANSWERED]
    assert end.tally[State.ANSWERED] == 1
    assert end.tally.recipients == 1


# Start, deadline, hours.


def test_a_campaign_starts_when_it_was_set_to(stage):
    start = Start(NOW + timedelta(hours=3))
    campaign_id = make_campaign(stage.store, 3, rules=Rules(start=start))
    called_at = []
    stage.gateway.on_place = lambda _phone: called_at.append(stage.clock.now())

    stage.start(campaign_id).run()

    assert stage.phases() == [Phase.SCHEDULED, Phase.RUNNING, Phase.FINISHED]
    assert min(called_at) >= start.at
    assert stage.waits()[0].reason is Waiting.START


def test_a_start_that_is_left_waits_on_for_its_hour(stage):
    rules = Rules(start=Start(NOW + timedelta(hours=3)))
    campaign_id = make_campaign(stage.store, 3, rules=rules)
    run = stage.start(campaign_id)
    run.leave()
    assert run.run().phase is Phase.SCHEDULED
    assert stage.store.campaigns.get(campaign_id).phase is Phase.SCHEDULED


def test_a_start_that_the_user_paused_stays_paused_and_can_be_awaited_again(stage):
    rules = Rules(start=Start(NOW + timedelta(hours=3)))
    campaign_id = make_campaign(stage.store, 3, rules=rules)
    run = stage.start(campaign_id, stays=True)
    run.pause()
    orders = [run.resume, run.pause, run.leave]

    def obey():
        if orders and stage.clock.now() < NOW + timedelta(hours=1):
            orders.pop(0)()

    stage.clock.on_wait = obey
    assert run.run().phase is Phase.PAUSED
    assert Phase.SCHEDULED in stage.phases()
    assert stage.gateway.called == []


@pytest.mark.parametrize(
    ("if_missed", "hours_late", "phase", "called"),
    [
        (Missed.ASK, 1, Phase.PAUSED, 0),
        (Missed.SKIP, 1, Phase.FINISHED, 0),
        (Missed.RUN, 1, Phase.FINISHED, 3),
        (Missed.RUN, 3, Phase.PAUSED, 0),
    ],
)
def test_a_missed_start_follows_its_rule(stage, if_missed, hours_late, phase, called):
    start = Start(NOW - timedelta(hours=hours_late), if_missed)
    campaign_id = make_campaign(stage.store, 3, rules=Rules(start=start))

    end = stage.start(campaign_id).run()

    assert end.phase is phase
    assert len(stage.gateway.called) == called
    if if_missed is Missed.SKIP:
        assert reasons(stage, campaign_id) == {Why.MISSED_START: 3}
    if phase is Phase.PAUSED:
        assert end.trouble.kind is Kind.MISSED_START
        assert stage.start(campaign_id).run().phase is Phase.FINISHED


def test_a_start_slept_through_is_missed_too(stage):
    rules = Rules(start=Start(NOW + timedelta(hours=1)))
    campaign_id = make_campaign(stage.store, 3, rules=rules)

    def fall_asleep():
        stage.clock.jump(5 * 3600)
        stage.clock.on_wait = lambda: None

    stage.clock.on_wait = fall_asleep
    end = stage.start(campaign_id).run()

    assert end.trouble.kind is Kind.MISSED_START
    assert stage.gateway.called == []


@pytest.mark.parametrize("skips", [True, False])
def test_after_the_deadline_the_rest_is_skipped_or_waits_for_the_next_day(stage, skips):
    deadline = Deadline(NOW + timedelta(minutes=5), skips)
    rules = Rules(hours=HOURS, deadline=deadline, uploads=1, calls_per_minute=2)
    campaign_id = make_campaign(stage.store, 20, rules=rules)
    called_at = []
    stage.gateway.on_place = lambda _phone: called_at.append(stage.clock.now())

    end = stage.start(campaign_id).run()

    today = [at for at in called_at if at < deadline.at]
    tomorrow = [at for at in called_at if at >= deadline.at]
    assert 8 <= len(today) <= 12
    assert end.phase is Phase.FINISHED
    if skips:
        assert tomorrow == []
        assert end.tally[State.SKIPPED] == 20 - len(today)
        assert reasons(stage, campaign_id)[Why.DEADLINE] == 20 - len(today)
    else:
        assert {at.date() for at in tomorrow} == {date(2026, 11, 25)}
        assert len(called_at) == 20


def test_nobody_is_called_on_a_holiday(stage):
    hours = replace(HOURS, holidays=frozenset({date(2026, 11, 24), date(2026, 11, 25)}))
    campaign_id = make_campaign(stage.store, 2, rules=Rules(hours=hours))
    called_at = []
    stage.gateway.on_place = lambda _phone: called_at.append(stage.clock.now())
    stage.start(campaign_id).run()
    assert {at.day for at in called_at} == {26}


@pytest.mark.parametrize("has_leave", [True, False])
def test_at_night_calls_leave_only_for_a_reason(stage, has_leave):
    stage.clock.turn(10 * 3600)
    night = stage.clock.now()
    leave = DespiteHours.from_moment(night, HOURS, "The water is cut off")
    rules = Rules(hours=HOURS, despite_hours=leave if has_leave else None)
    campaign_id = make_campaign(stage.store, 3, rules=rules)
    called_at = []
    stage.gateway.on_place = lambda _phone: called_at.append(stage.clock.now())

    assert stage.start(campaign_id).run().phase is Phase.FINISHED

    assert len(called_at) == 3
    if has_leave:
        assert max(called_at) < night + timedelta(minutes=5)
    else:
        assert min(called_at) == leave.until


def test_a_reason_outlives_a_pause_and_not_its_night(stage):
    stage.clock.turn(10 * 3600)
    leave = DespiteHours.from_moment(stage.clock.now(), HOURS, "The water is cut off")
    rules = Rules(hours=HOURS, despite_hours=leave, canary=Canary(2), retry_after_s=(86_400.0,))
    campaign_id = make_campaign(stage.store, 3, rules=rules)
    stage.gateway.fates = {phone(4): State.NO_ANSWER}
    called_at = []
    stage.gateway.on_place = lambda _phone: called_at.append(stage.clock.now())

    assert stage.start(campaign_id).run().trouble.kind is Kind.CANARY_ASKS
    stage.clock.turn(3600)
    assert stage.start(campaign_id).run().phase is Phase.FINISHED

    first, second, third, again = called_at
    assert first <= second < third < leave.until
    # A day later, in the night: the repeat waits for the morning, as any other call.
    assert again == HOURS.next_allowed(third + timedelta(seconds=86_400))


def test_a_clock_more_than_five_minutes_off_pauses_a_run_bound_to_hours(stage):
    campaign_id = make_campaign(stage.store, 3, rules=Rules(hours=HOURS))
    stage.gateway.clock_offset_s = -360.0
    end = stage.start(campaign_id).run()
    assert end.trouble.kind is Kind.CLOCK_WRONG
    assert end.trouble.values == {"minutes": "6"}

    other = make_campaign(stage.store, 3, rules=Rules())
    assert stage.start(other).run().phase is Phase.FINISHED


def test_no_more_calls_leave_in_a_minute_than_the_rule_says(stage):
    campaign_id = make_campaign(stage.store, 60, rules=Rules(calls_per_minute=20))
    called_at = []
    stage.gateway.on_place = lambda _phone: called_at.append(stage.clock.monotonic())
    stage.start(campaign_id).run()
    for begin in called_at:
        assert sum(begin <= at < begin + 60 for at in called_at) <= 21


# Who is left out.


def test_advertising_goes_only_to_those_who_agreed(stage):
    rules = Rules(purpose=Purpose.ADVERTISING)
    campaign_id = make_campaign(stage.store, 3, rules=rules)
    with stage.store._database.write() as connection:
        connection.exec_driver_sql("UPDATE recipient SET consent = 1 WHERE row = 3")
        connection.exec_driver_sql("UPDATE recipient SET consent = 0 WHERE row = 4")
    stage.start(campaign_id).run()
    assert stage.gateway.called == [phone(3)]
    assert reasons(stage, campaign_id)[Why.NO_CONSENT] == 2


@pytest.mark.parametrize(("days_later", "called"), [(3, 0), (8, 2)])
def test_nobody_is_called_again_by_another_campaign_within_the_days(stage, days_later, called):
    first = make_campaign(stage.store, 2)
    stage.start(first).run()
    stage.gateway.called.clear()
    stage.clock.turn(days_later * 86_400)

    second = make_campaign(stage.store, 2, rules=Rules(not_again_within_days=7))
    stage.start(second).run()

    assert len(stage.gateway.called) == called
    if not called:
        assert reasons(stage, second) == {Why.CALLED_RECENTLY: 2}


def test_a_call_in_doubt_elsewhere_counts_as_a_call(stage):
    first = make_campaign(stage.store, 1)
    stage.gateway.answers = {phone(2): TroubleError(Kind.ANSWER_LOST, "ReadTimeout")}
    stage.start(first).run()
    stage.gateway.answers = {}

    second = make_campaign(stage.store, 1, rules=Rules(not_again_within_days=1))
    stage.start(second).run()
    assert stage.gateway.called == []


# The alarm and the watchdog.


def test_an_alarm_is_raised_when_answers_collapse(stage):
    campaign_id = make_campaign(stage.store, 400, rules=Rules(uploads=4, calls_per_minute=600))

    def block_after_150(_phone):
        if len(stage.gateway.called) == 150:
            stage.gateway.default_fate = State.FAILED

    stage.gateway.on_place = block_after_150
    end = stage.start(campaign_id).run()

    assert end.trouble.kind is Kind.FEW_ANSWERS
    assert len(stage.gateway.called) < 300

    assert stage.start(campaign_id).run().tally[State.QUEUED] <= 200


def test_the_ordinary_end_of_a_batch_raises_no_alarm(stage):
    """Those nobody picks up end last; judged by their order of leaving they are no collapse."""
    campaign_id = make_campaign(stage.store, 300, rules=Rules(calls_per_minute=600))
    stage.gateway.fates = {phone(row): State.NO_ANSWER for row in range(2, 302, 3)}
    slow = {phone(row) for row in range(2, 302, 3)}
    known_from = {}

    def statuses(ids):
        told = []
        for report in type(stage.gateway).statuses(stage.gateway, ids):
            number = stage.gateway._ids[report.gateway_id]
            ripe = known_from.setdefault(
                report.gateway_id,
                stage.clock.monotonic() + (40 if number in slow else 2),
            )
            told.append(
                report
                if stage.clock.monotonic() >= ripe
                else report._replace(word="XML 101", outcome=None)
            )
        return told

    stage.gateway.statuses = statuses
    assert stage.start(campaign_id).run().phase is Phase.FINISHED


def test_a_run_in_which_nothing_happens_says_what_it_waits_for(stage):
    campaign_id = make_campaign(stage.store, 2, rules=Rules(results_within_s=200))
    stage.gateway.default_fate = None
    stage.start(campaign_id).run()
    assert [(one.reason, one.calls) for one in stage.quiet()][:2] == [(Waiting.RESULTS, 2)] * 2


# Being steered.


def test_after_the_order_to_pause_nothing_more_leaves(stage):
    campaign_id = make_campaign(stage.store, 50)
    run = stage.start(campaign_id)

    def pause(_phone):
        if len(stage.gateway.called) == 7:
            run.pause()

    stage.gateway.on_place = pause
    end = run.run()

    assert end.phase is Phase.PAUSED
    assert len(stage.gateway.called) == 8  # the one whose first byte had left


# Evidence about calls in doubt.


def test_the_balance_hints_at_a_call_in_doubt_that_was_charged(stage):
    campaign_id = make_campaign(stage.store, 5, rules=Rules(uploads=1))
    stage.gateway.amount = Decimal(100)

    def charge(number):
        stage.gateway.amount -= Decimal("0.20")
        if number == phone(4):
            raise TroubleError(Kind.ANSWER_LOST, "ReadTimeout")

    stage.gateway.on_place = charge
    end = stage.start(campaign_id, balance=Balance(Decimal(100), "UAH")).run()

    notes = stage.store.campaigns.balance_notes(campaign_id)
    hint = hint_of(notes, end.tally[State.UNCONFIRMED], Decimal("0.20"))
    assert hint == BalanceHint(Decimal("0.20"), 1)
    assert stage.states(campaign_id)[2] is State.UNCONFIRMED


def test_what_a_campaign_has_cost_by_the_balance_is_known_when_nobody_else_spends(stage):
    campaign_id = make_campaign(stage.store, 3, rules=Rules(uploads=1))
    stage.gateway.amount = Decimal(100)

    def charge(number):
        # Nothing is taken for the one who does not answer, though a price was told.
        stage.gateway.amount -= Decimal(0) if number == phone(3) else stage.gateway.price

    stage.gateway.on_place = charge
    end = stage.start(campaign_id, balance=Balance(Decimal(100), "UAH")).run()

    notes = stage.store.campaigns.balance_notes(campaign_id)
    assert paid_by_balance(notes, end.tally.spent) == end.tally.spent * 2 / 3


def test_a_call_in_doubt_may_have_cost_what_the_balance_lacks():
    notes = [BalanceNote(Decimal(100), Decimal(0)), BalanceNote(Decimal(97), Decimal(2))]
    assert paid_by_balance(notes, Decimal(2), unpriced=Decimal(1)) == Decimal(3)
    assert paid_by_balance(notes, Decimal(2), unpriced=Decimal("0.5")) is None


@pytest.mark.parametrize(
    ("first", "last", "spent"),
    [
        ((100, 0), (98, 1), 2),  # noted before the last calls
        ((100, 1), (98, 3), 3),  # nothing is known of its beginning
        ((100, 0), (97, 2), 2),  # others spend too
        ((100, 0), (150, 2), 2),  # topped up
    ],
)
def test_a_balance_that_speaks_of_something_else_says_no_cost(first, last, spent):
    notes = [BalanceNote(Decimal(amount), Decimal(then)) for amount, then in (first, last)]
    assert paid_by_balance(notes, Decimal(spent)) is None
    assert paid_by_balance(notes[:1], Decimal(spent)) is None


def test_a_balance_that_was_topped_up_hints_at_nothing():
    notes = [BalanceNote(Decimal(10), Decimal(0)), BalanceNote(Decimal(60), Decimal(1))]
    assert hint_of(notes, 2, Decimal("0.20")) is None
    assert hint_of(notes[:1], 2, Decimal("0.20")) is None
