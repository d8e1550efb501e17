"""A run, driven in the test's own thread by a hand-turned clock: its story is a list of events."""

from datetime import time
from decimal import Decimal

import pytest

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Phase
from alphasms_desktop.domain.errors import Kind, Trouble, TroubleError
from alphasms_desktop.domain.hours import AllowedHours
from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.engine.events import AttemptsChanged
from tests.engine.stage import Receiver
from tests.fakes import make_campaign, phone


def test_everybody_is_called_once_in_the_order_of_the_file(stage):
    campaign_id = make_campaign(stage.store, 40)

    end = stage.start(campaign_id).run()

    assert stage.gateway.called == [phone(row) for row in range(2, 42)]
    assert end.phase is Phase.FINISHED
    assert end.trouble is None
    assert stage.states(campaign_id) == [State.ANSWERED] * 40
    assert end.tally.spent == Decimal("8.00")
    assert stage.phases() == [Phase.RUNNING, Phase.FINISHED]


def test_the_outcomes_are_what_the_service_tells(stage):
    campaign_id = make_campaign(stage.store, 4)
    stage.gateway.fates = {
        phone(2): State.ANSWERED,
        phone(3): State.NO_ANSWER,
        phone(4): State.FAILED,
        phone(5): State.BUSY,
    }

    stage.start(campaign_id).run()

    assert stage.states(campaign_id) == [
        State.ANSWERED,
        State.NO_ANSWER,
        State.FAILED,
        State.BUSY,
    ]


def test_what_is_told_is_on_the_disk_before(stage):
    campaign_id = make_campaign(stage.store, 12)
    run = stage.start(campaign_id)
    compared = []

    def compare(event):
        stage.events.append(event)
        if isinstance(event, AttemptsChanged):
            on_disk = stage.states(campaign_id)
            compared.extend(change.after for change in event.changes)
            told = {state: n for state, n in event.tally.counts.items() if n}
            assert told == {state: on_disk.count(state) for state in set(on_disk)}

    run._keeping.tell = compare
    run.run()

    assert compared.count(State.SENDING) == 12
    assert compared.count(State.ANSWERED) == 12


def test_a_claim_never_holds_more_than_twice_the_uploads(stage):
    campaign_id = make_campaign(stage.store, 50, rules=Rules(uploads=3))
    most = 0

    def watch(_phone):
        nonlocal most
        most = max(most, stage.states(campaign_id).count(State.SENDING))

    stage.gateway.on_place = watch
    stage.start(campaign_id).run()

    assert 0 < most <= 6


def test_a_refused_recipient_is_rejected_with_the_words_of_the_service(stage):
    campaign_id = make_campaign(stage.store, 3)
    stage.gateway.answers[phone(3)] = TroubleError(Kind.UNKNOWN_TEXT, "Invalid phone number")

    end = stage.start(campaign_id).run()

    rows = list(stage.store.campaigns.results(campaign_id))
    assert [row.state for row in rows] == [State.ANSWERED, State.REJECTED, State.ANSWERED]
    assert rows[1].raw == "Invalid phone number"
    assert end.phase is Phase.FINISHED


def test_the_same_unknown_refusal_five_times_in_a_row_pauses(stage):
    campaign_id = make_campaign(stage.store, 20, rules=Rules(uploads=1))
    for row in range(4, 22):
        stage.gateway.answers[phone(row)] = TroubleError(Kind.UNKNOWN_TEXT, "No such tariff")

    end = stage.start(campaign_id).run()

    assert end.phase is Phase.PAUSED
    assert end.trouble == Trouble(Kind.UNKNOWN_TEXT, "No such tariff")
    assert stage.states(campaign_id).count(State.REJECTED) == 5
    assert stage.states(campaign_id).count(State.ANSWERED) == 2


@pytest.mark.parametrize(
    "kind",
    [Kind.WRONG_KEY, Kind.IP_DENIED, Kind.NO_MONEY, Kind.FILE_FORMAT, Kind.BAD_HOOK],
)
def test_trouble_that_is_not_the_recipients_stops_before_the_next_call(stage, kind):
    campaign_id = make_campaign(stage.store, 10, rules=Rules(uploads=1))
    stage.gateway.answers[phone(4)] = TroubleError(kind, "said the service")

    end = stage.start(campaign_id).run()

    assert end.phase is Phase.PAUSED
    assert end.trouble.kind is kind
    assert stage.gateway.called == [phone(2), phone(3)]
    assert stage.states(campaign_id)[2:] == [State.QUEUED] * 8
    kept = stage.store.campaigns.get(campaign_id)
    assert (kept.phase, kept.trouble.kind) == (Phase.PAUSED, kind)


def test_calls_already_handed_over_are_followed_when_money_ran_out(stage):
    campaign_id = make_campaign(stage.store, 5, rules=Rules(uploads=1))
    stage.gateway.answers[phone(4)] = TroubleError(Kind.NO_MONEY, "Insufficient funds")

    stage.start(campaign_id).run()

    assert stage.states(campaign_id)[:2] == [State.ANSWERED] * 2


def test_a_lost_answer_is_in_doubt_and_is_never_sent_again(stage):
    campaign_id = make_campaign(stage.store, 4)
    stage.gateway.answers[phone(3)] = TroubleError(Kind.ANSWER_LOST, "ReadTimeout")

    end = stage.start(campaign_id).run()
    assert end.phase is Phase.FINISHED
    assert stage.states(campaign_id)[1] is State.UNCONFIRMED

    del stage.gateway.answers[phone(3)]
    stage.start(campaign_id).run()
    assert phone(3) not in stage.gateway.called
    assert stage.states(campaign_id)[1] is State.UNCONFIRMED


def test_three_lost_answers_in_a_row_pause(stage):
    campaign_id = make_campaign(stage.store, 20, rules=Rules(uploads=1))
    for row in range(5, 22):
        stage.gateway.answers[phone(row)] = TroubleError(Kind.ANSWER_LOST, "HTTP 502")

    end = stage.start(campaign_id).run()

    assert end.phase is Phase.PAUSED
    assert stage.states(campaign_id).count(State.UNCONFIRMED) == 3
    assert stage.states(campaign_id).count(State.QUEUED) == 14


def test_out_of_reach_is_waited_for_and_then_everybody_is_called_once(stage):
    campaign_id = make_campaign(stage.store, 6)
    tries = []

    def flicker(number):
        tries.append(number)
        if len(tries) in {3, 4, 5}:
            raise TroubleError(Kind.UNREACHABLE, "ConnectError")

    stage.gateway.on_place = flicker
    end = stage.start(campaign_id).run()

    assert end.phase is Phase.FINISHED
    assert sorted(stage.gateway.called) == [phone(row) for row in range(2, 8)]
    assert stage.waits()
    assert stage.waits()[0].trouble.kind is Kind.UNREACHABLE


def test_out_of_reach_for_too_long_pauses_with_nothing_lost(stage):
    campaign_id = make_campaign(stage.store, 6)

    def gone(_phone):
        raise TroubleError(Kind.UNREACHABLE, "ConnectError")

    stage.gateway.on_place = gone
    end = stage.start(campaign_id).run()

    assert end.phase is Phase.PAUSED
    assert end.trouble.kind is Kind.UNREACHABLE
    assert stage.states(campaign_id) == [State.QUEUED] * 6


def test_nobody_is_called_outside_the_allowed_hours(stage):
    hours = AllowedHours(time(9), time(20))
    campaign_id = make_campaign(stage.store, 3, rules=Rules(hours=hours))
    stage.clock.turn(9 * 3600)  # 21:00 in Kyiv on a Tuesday
    called_at = []
    stage.gateway.on_place = lambda _phone: called_at.append(stage.clock.now())

    end = stage.start(campaign_id).run()

    assert end.phase is Phase.FINISHED
    assert all(hours.allows(at) for at in called_at)
    assert [wait.until.strftime("%d %H:%M") for wait in stage.waits()] == ["25 09:00"]


def test_a_claim_that_grew_stale_goes_back_and_is_called_later(stage):
    campaign_id = make_campaign(stage.store, 4, rules=Rules(uploads=4))
    slept = []

    def sleep_once(_phone):
        if not slept:
            slept.append(True)
            stage.clock.turn(11)

    stage.gateway.on_place = sleep_once
    stage.start(campaign_id).run()

    assert stage.gateway.called.count(phone(2)) == 1
    assert sorted(stage.gateway.called) == [phone(row) for row in range(2, 6)]


@pytest.mark.parametrize("counts_on", [True, False])
def test_after_a_sleep_into_the_night_nothing_claimed_before_it_leaves(stage, counts_on):
    """Some systems count the sleep on the steady clock, some do not."""
    hours = AllowedHours(time(9), time(20))
    campaign_id = make_campaign(stage.store, 8, rules=Rules(uploads=4, hours=hours))
    stage.clock.turn(7.9 * 3600)  # 19:54 in Kyiv on a Tuesday
    called_at = []

    def sleep_once(called):
        called_at.append((called, stage.clock.now()))
        if called == phone(4):
            (stage.clock.turn if counts_on else stage.clock.jump)(3600)

    stage.gateway.on_place = sleep_once
    end = stage.start(campaign_id).run()

    assert end.phase is Phase.FINISHED
    assert sorted(called for called, _ in called_at) == [phone(row) for row in range(2, 10)]
    assert all(hours.allows(at) for _, at in called_at)
    assert {at.day for called, at in called_at if called > phone(4)} == {25}


def test_a_phone_put_on_the_list_after_its_claim_is_still_not_called(stage):
    campaign_id = make_campaign(stage.store, 4, rules=Rules(uploads=4))

    def opt_out(called):
        if called == phone(2):
            stage.store.do_not_call.add(phone(4), "key 9")

    stage.gateway.on_place = opt_out
    stage.start(campaign_id).run()

    assert phone(4) not in stage.gateway.called
    assert stage.states(campaign_id)[2] is State.SKIPPED


def test_a_call_whose_end_nobody_tells_ends_without_a_result(stage):
    campaign_id = make_campaign(stage.store, 2, rules=Rules(results_within_s=600))
    stage.gateway.default_fate = None

    end = stage.start(campaign_id).run()

    assert end.phase is Phase.FINISHED
    rows = list(stage.store.campaigns.results(campaign_id))
    assert [row.state for row in rows] == [State.NO_RESULT] * 2
    assert rows[0].raw == "XML 101"


def test_a_late_result_still_corrects_a_call_without_one(stage):
    campaign_id = make_campaign(stage.store, 2, rules=Rules(results_within_s=600))
    stage.gateway.default_fate = None
    stage.start(campaign_id).run()

    stage.gateway.default_fate = State.NO_ANSWER
    stage.start(campaign_id).run()

    assert stage.states(campaign_id) == [State.NO_ANSWER] * 2


def test_a_webhook_brings_key_and_seconds_before_the_status_is_believed(stage):
    campaign_id = make_campaign(stage.store, 1)
    stage.receiver = Receiver()
    run = stage.start(campaign_id)

    def report(_number):
        with stage.store._database.read() as connection:
            token = connection.exec_driver_sql("SELECT token FROM attempt").scalar()
        stage.store.inbox.put(
            token,
            '{"id":1001,"phone":"38","status":"BUSY","duration":7,"dtmf":"1"}',
        )
        run.hook_came()

    stage.gateway.on_place = report
    run.run()

    (row,) = stage.store.campaigns.results(campaign_id)
    assert (row.state, row.duration_s, row.key) == (State.BUSY, 7.0, "1")


def test_a_webhook_with_our_token_settles_a_call_in_doubt(stage):
    campaign_id = make_campaign(stage.store, 1)
    stage.gateway.answers[phone(2)] = TroubleError(Kind.ANSWER_LOST, "ReadTimeout")
    stage.start(campaign_id).run()
    with stage.store._database.read() as connection:
        token = connection.exec_driver_sql("SELECT token FROM attempt").scalar()
    stage.store.inbox.put(token, '{"id":55,"status":"ANSWERED","duration":12}')

    stage.start(campaign_id).run()

    (row,) = stage.store.campaigns.results(campaign_id)
    assert (row.state, row.gateway_id, row.duration_s) == (State.ANSWERED, "55", 12.0)
    assert stage.gateway.called == []


def test_a_webhook_of_another_call_is_not_believed(stage):
    campaign_id = make_campaign(stage.store, 1)
    stage.gateway.default_fate = State.NO_ANSWER
    run = stage.start(campaign_id)

    def forge(_number):
        with stage.store._database.read() as connection:
            token = connection.exec_driver_sql("SELECT token FROM attempt").scalar()
        stage.store.inbox.put(token, '{"id":999999,"status":"ANSWERED"}')
        run.hook_came()

    stage.gateway.on_place = forge
    run.run()

    assert stage.states(campaign_id) == [State.NO_ANSWER]


def test_a_run_can_be_paused_and_gone_on_with(stage):
    campaign_id = make_campaign(stage.store, 10, rules=Rules(uploads=1))
    run = stage.start(campaign_id, stays=True)

    def pause_after_three(_number):
        if len(stage.gateway.called) == 2:
            run.pause()

    seen = []

    def resume_when_paused():
        if stage.phases()[-1] is Phase.PAUSED and not seen:
            seen.append(list(stage.gateway.called))
            run.resume()

    stage.gateway.on_place = pause_after_three
    stage.clock.on_wait = resume_when_paused
    end = run.run()

    assert seen == [[phone(2), phone(3), phone(4)]]
    assert stage.phases() == [Phase.RUNNING, Phase.PAUSED, Phase.RUNNING, Phase.FINISHED]
    assert end.phase is Phase.FINISHED
    assert stage.gateway.called == [phone(row) for row in range(2, 12)]


def test_a_stopped_run_leaves_the_rest_uncalled(stage):
    campaign_id = make_campaign(stage.store, 10, rules=Rules(uploads=1))
    run = stage.start(campaign_id)
    stage.gateway.on_place = lambda _phone: run.stop() if len(stage.gateway.called) == 3 else None

    end = run.run()

    assert end.phase is Phase.STOPPED
    assert len(stage.gateway.called) == 4
    assert stage.states(campaign_id).count(State.QUEUED) == 6
    assert State.SENDING not in stage.states(campaign_id)


def test_a_fault_of_ours_stops_in_order_and_puts_the_call_in_doubt(stage):
    campaign_id = make_campaign(stage.store, 4, rules=Rules(uploads=1))

    def stumble(number):
        if number == phone(3):
            raise ZeroDivisionError

    stage.gateway.on_place = stumble
    end = stage.start(campaign_id).run()

    assert end.phase is Phase.PAUSED
    assert end.trouble.kind is Kind.FAULT
    assert stage.states(campaign_id)[1] is State.UNCONFIRMED
    assert stage.gateway.called == [phone(2)]


def test_a_store_that_cannot_write_lets_nothing_more_leave(stage):
    campaign_id = make_campaign(stage.store, 30, rules=Rules(uploads=2))
    run = stage.start(campaign_id)
    keep = stage.journal.keep
    left_before = []

    def full(steps, applied=()):
        if len(stage.gateway.called) >= 4:
            left_before.append(len(stage.gateway.called))
            raise TroubleError(Kind.DISK_FULL, "database or disk is full")
        return keep(steps, applied)

    stage.journal.keep = full
    end = run.run()

    assert end.phase is Phase.PAUSED
    assert end.trouble.kind is Kind.DISK_FULL
    assert len(stage.gateway.called) <= left_before[0] + 4
    stage.journal.keep = keep
    stage.start(campaign_id).run()
    assert len(stage.gateway.called) == len(set(stage.gateway.called))
    states = stage.states(campaign_id)
    assert states.count(State.UNCONFIRMED) + states.count(State.ANSWERED) == 30


def test_a_status_question_that_fails_for_long_pauses_the_run(stage):
    campaign_id = make_campaign(stage.store, 2)
    stage.gateway.status_trouble = Trouble(Kind.UNREACHABLE, "ConnectError")

    end = stage.start(campaign_id).run()

    assert end.phase is Phase.PAUSED
    assert end.trouble.kind is Kind.UNREACHABLE
    assert stage.states(campaign_id) == [State.ACCEPTED] * 2


def test_a_listener_that_fails_stops_nothing(stage):
    campaign_id = make_campaign(stage.store, 3)
    run = stage.start(campaign_id)
    run._keeping.tell = lambda _event: 1 / 0

    assert run.run().phase is Phase.FINISHED
