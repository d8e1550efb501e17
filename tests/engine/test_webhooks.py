"""Webhooks in any order, twice, late, in strange words: each says what it can, and no more."""

import pytest

from alphasms_desktop.domain.answer import KeyAction, KeyMeaning
from alphasms_desktop.domain.attempt import State, Step, Why
from alphasms_desktop.domain.campaign import Phase
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.exchange import Verdict
from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.engine.keeping import Keeping
from tests.engine.stage import Receiver
from tests.fakes import make_campaign, phone


@pytest.fixture
def token(stage):
    """Give a way to read the token of an attempt."""

    def read(number: int = 1) -> str:
        with stage.store._database.read() as connection:
            query = f"SELECT token FROM attempt WHERE number = {number}"
            return connection.exec_driver_sql(query).scalar()

    return read


def lost(stage, **rules) -> int:
    """Make a campaign of one whose call is in doubt."""
    campaign_id = make_campaign(stage.store, 1, rules=Rules(results_within_s=600, **rules))
    stage.gateway.answers[phone(2)] = TroubleError(Kind.ANSWER_LOST, "ReadTimeout")
    stage.start(campaign_id).run()
    assert stage.states(campaign_id) == [State.UNCONFIRMED]
    return campaign_id


@pytest.mark.parametrize("body", ['{"id":55,"status":"DOG"}', '{"status":"DOG"}'])
def test_a_call_confirmed_in_a_strange_word_ends_without_a_result_when_none_comes(
    stage, token, body
):
    campaign_id = lost(stage)
    stage.gateway.default_fate = None
    stage.store.inbox.put(token(), body)

    end = stage.start(campaign_id).run()

    assert stage.states(campaign_id) == [State.NO_RESULT]
    assert end.phase is Phase.FINISHED
    assert end.tally.is_complete


@pytest.mark.parametrize(
    "words",
    [
        ("ANSWERED", "ANSWERED"),
        ("ANSWERED", "NO ANSWER"),
        ("NO ANSWER", "ANSWERED"),
        ("DOG", "ANSWERED", "CAT"),
        ("BUSY", "DOG", "ANSWERED", "BUSY"),
    ],
)
@pytest.mark.parametrize("with_id", [True, False])
def test_whatever_the_order_an_answered_call_stays_answered(stage, token, words, with_id):
    campaign_id = lost(stage)
    named = '"id":55,' if with_id else ""
    for word in words:
        stage.store.inbox.put(token(), f'{{{named}"status":"{word}"}}')
        stage.start(campaign_id).run()
    assert stage.states(campaign_id) == [State.ANSWERED]
    assert stage.gateway.called == []


@pytest.mark.parametrize(
    "body", ["", "[]", "null", '{"id":55}', '{"status":""}', "<html>", "{" * 9]
)
def test_what_cannot_be_read_settles_nothing_and_is_read_once(stage, token, body):
    campaign_id = lost(stage)
    stage.store.inbox.put(token(), body)
    stage.start(campaign_id).run()
    assert stage.states(campaign_id) == [State.UNCONFIRMED]
    assert stage.journal.waiting_hooks() == []


def test_a_webhook_that_comes_before_the_answer_waits_for_it(stage, token):
    campaign_id = make_campaign(stage.store, 1)
    stage.receiver = Receiver()
    run = stage.start(campaign_id)

    def tell_at_once(_number):
        stage.store.inbox.put(token(), '{"id":1001,"status":"NO ANSWER"}')
        run.hook_came()

    stage.gateway.on_place = tell_at_once
    run.run()
    assert stage.states(campaign_id) == [State.NO_ANSWER]


def test_a_webhook_for_a_token_nobody_knows_is_left_alone(stage):
    campaign_id = make_campaign(stage.store, 1)
    stage.store.inbox.put("f" * 32, '{"id":1,"status":"BUSY"}')
    assert stage.start(campaign_id).run().phase is Phase.FINISHED
    assert stage.states(campaign_id) == [State.ANSWERED]


def test_a_late_answer_while_the_next_call_rings_ends_the_ladder(stage, token):
    """Who answered the first call is not called a third time, whatever the second came to."""
    rules = Rules(retry_after_s=(600.0, 600.0))
    campaign_id = make_campaign(stage.store, 1, rules=rules)
    stage.gateway.default_fate = State.NO_ANSWER
    run = stage.start(campaign_id)

    def answer_late(_number):
        if len(stage.gateway.called) == 1:
            stage.store.inbox.put(token(), '{"id":1001,"status":"ANSWERED","duration":9}')
            run.hook_came()

    stage.gateway.on_place = answer_late
    end = run.run()

    assert len(stage.gateway.called) == 2
    assert stage.states(campaign_id) == [State.ANSWERED]
    assert {state: n for state, n in end.tally.counts.items() if n} == {State.ANSWERED: 1}


def test_a_report_of_a_call_that_counted_as_not_taken_keeps_it_from_a_second_one(stage, token):
    campaign_id = make_campaign(stage.store, 1)
    stage.receiver = Receiver()
    stage.gateway.answers[phone(2)] = TroubleError(Kind.WRONG_KEY)
    stage.start(campaign_id).run()
    assert stage.states(campaign_id) == [State.QUEUED]

    stage.gateway.answers.clear()
    stage.store.inbox.put(token(), '{"id":77,"status":"ANSWERED","dtmf":"1"}')
    end = stage.start(campaign_id).run()

    assert stage.gateway.called == []
    assert stage.states(campaign_id) == [State.ANSWERED]
    assert end.tally.is_complete


def test_a_report_without_an_outcome_does_not_lose_the_key_behind_it(stage, token):
    campaign_id = make_campaign(stage.store, 1)
    stage.receiver = Receiver()
    run = stage.start(campaign_id)

    def tell(_number):
        stage.store.inbox.put(token(), '{"status":"ANSWERED","dtmf":"1"}')
        stage.store.inbox.put(token(), '{"status":"KEY PRESSED","dtmf":"2"}')
        run.hook_came()

    stage.gateway.on_place = tell
    run.run()
    (row,) = stage.store.campaigns.results(campaign_id)
    assert (row.state, row.key) == (State.ANSWERED, "2")


def only(stage, body: str, token: str) -> tuple[list, list]:
    """Put a webhook and read it; returns steps and verdicts."""
    from alphasms_desktop.engine.hooks import read_waiting
    from alphasms_desktop.gateway.wire_voice import read_hook

    stage.store.inbox.put(token, body)
    read = read_waiting(stage.journal.waiting_hooks(), read_hook)
    stage.journal.keep(read.steps, read.verdicts)
    return read.steps, list(read.verdicts.values())


def kept(stage, column: str) -> object:
    with stage.store._database.read() as connection:
        return connection.exec_driver_sql(f"SELECT {column} FROM attempt").scalar()


def test_a_text_named_by_our_own_id_keeps_the_services_id(stage, token):
    campaign_id = make_campaign(stage.store, 1)
    stage.journal = stage.store.take_over(campaign_id)
    (claim,), _ = stage.journal.claim(1)
    with stage.store._database.write() as connection:
        connection.exec_driver_sql("UPDATE attempt SET own_id = 7")
    handed = Step(claim.attempt_id, State.ACCEPTED, Why.HANDED_OVER, gateway_id="100")
    stage.journal.keep([handed])

    for body, word in (
        ('{"id":7,"status":"ENROUTE"}', "ENROUTE"),
        ('{"msg_id":100,"status":"DELIVERED"}', "DELIVERED"),
        ('{"msg_id":100,"id":7,"status":"READ"}', "READ"),
    ):
        assert only(stage, body, claim.token)[1] == [Verdict.APPLIED]
        assert (kept(stage, "gateway_id"), kept(stage, "raw")) == ("100", word)
    assert only(stage, '{"id":8,"status":"READ"}', claim.token)[1] == [Verdict.OTHER_ID]


def test_the_first_id_told_of_a_call_in_doubt_is_its_id(stage, token):
    campaign_id = lost(stage)
    stage.journal = stage.store.take_over(campaign_id)
    for number in (55, 56):
        stage.store.inbox.put(token(), f'{{"id":{number},"status":"NO ANSWER"}}')
    _, verdicts = only(stage, '{"id":55,"status":"ANSWERED"}', token())
    assert verdicts == [Verdict.APPLIED, Verdict.OTHER_ID, Verdict.APPLIED]
    assert (kept(stage, "gateway_id"), kept(stage, "state")) == ("55", "answered")


def test_who_presses_the_key_to_refuse_is_heard_even_where_the_call_counts_as_refused(stage, token):
    keys = (KeyMeaning("9", "stop", KeyAction.DO_NOT_CALL),)
    campaign_id = make_campaign(stage.store, 1, rules=Rules(keys=keys))
    stage.receiver = Receiver()
    stage.gateway.answers[phone(2)] = TroubleError(Kind.UNKNOWN_TEXT, "Some words")
    stage.start(campaign_id).run()
    assert stage.states(campaign_id) == [State.REJECTED]

    stage.journal = stage.store.take_over(campaign_id)
    only(stage, '{"status":"ANSWERED","dtmf":"9"}', token())
    assert stage.states(campaign_id) == [State.REJECTED]
    assert phone(2) in stage.store.do_not_call.phones()


@pytest.mark.parametrize(
    "body",
    [
        '{"id":1001,"status":"ANSWERED","status":"BUSY","dtmf":"1"}',
        '{"id":1001,"status":"BU\\u0000SY","dtmf":"\\u00001"}',
        '{"id":1001,"status":"BUSY","dtmf":"<img src=x>&\\ud800"}',
        "\x00" + '{"id":1001,"status":"BUSY"}',
        '{"id":1001,"status":"BUSY","duration":1e999,"dtmf":["1"]}',
        '{"id":1001,"status":"BUSY","duration":-5,"dtmf":{"a":1}}',
        '[[[[[{"id":1001,"status":"BUSY"}]]]]]',
        '{"status":"BUSY","data":{"status":"ANSWERED"}}',
    ],
)
def test_strange_bodies_are_read_once_and_harm_nothing(stage, token, body, tmp_path):
    campaign_id = make_campaign(stage.store, 1, rules=Rules(results_within_s=600))
    stage.receiver = Receiver()
    stage.gateway.default_fate = None
    run = stage.start(campaign_id)

    def tell(_number):
        stage.store.inbox.put(token(), body)
        run.hook_came()

    stage.gateway.on_place = tell
    run.run()
    (state,) = stage.states(campaign_id)
    assert state in {State.BUSY, State.ACCEPTED, State.NO_RESULT}
    assert stage.journal.waiting_hooks() == []


def test_a_webhook_says_more_than_the_end_that_was_asked_for_at_the_same_moment(stage):
    campaign_id = make_campaign(stage.store, 1)
    journal = stage.store.take_over(campaign_id)
    ((claim,), _) = journal.claim(1)
    at = claim.attempt_id
    journal.keep([Step(at, State.ACCEPTED, Why.HANDED_OVER, gateway_id="1001")])
    keeping = Keeping(journal, stage.gateway, stage.clock, lambda _event: None, lambda _call: None)
    keeping.add([Step(at, State.NO_ANSWER, Why.ASKED)])
    stage.store.inbox.put(claim.token, '{"id":1001,"status":"BUSY"}')

    keeping.flush()

    assert stage.states(campaign_id) == [State.BUSY]
    journal.release()
