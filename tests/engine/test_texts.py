"""Texts: sent together with ids of our own; what is lost is asked by them before all else."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from alphasms_desktop.domain.attempt import State, Step, Why
from alphasms_desktop.domain.campaign import Phase
from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.exchange import Balance, OutgoingText, SpokenText
from alphasms_desktop.domain.live import Decision, View
from alphasms_desktop.domain.message import Fallback, TextMessage
from alphasms_desktop.domain.money import paid_by_balance
from alphasms_desktop.domain.rules import Canary, Rules
from tests.fakes import contact, make_campaign, phone

TEXT = TextMessage("Hello {Name}!")
LOST = TroubleError(Kind.ANSWER_LOST, "HTTP 500")
REFUSED = TroubleError(Kind.UNKNOWN_TEXT, "Invalid phone")


def text_campaign(stage, recipients=3, **kwargs):
    return make_campaign(stage.store, recipients, text=kwargs.pop("text", TEXT), **kwargs)


def results(stage, campaign):
    return list(stage.store.campaigns.results(campaign))


def reasons(stage, campaign):
    (recipient, *_) = stage.store.live.ordered_ids(campaign, view())
    return [line.why for line in stage.store.live.story(recipient)]


def view():
    return View()


def test_what_texts_have_cost_is_known_by_the_balance_alone(stage):
    campaign_id = text_campaign(stage)
    stage.gateway.amount = Decimal(100)
    stage.start(campaign_id, balance=Balance(Decimal("100.06"), "UAH")).run()
    notes = stage.store.campaigns.balance_notes(campaign_id)
    bill = stage.store.campaigns.bill(campaign_id)
    assert paid_by_balance(notes, Decimal(0), bill.reserved) == Decimal("0.06")
    # What the texts can never have cost was spent by others.
    assert bill.reserved < Decimal(1)
    dear = [replace(notes[0], amount=Decimal(120)), *notes[1:]]
    assert paid_by_balance(dear, Decimal(0), bill.reserved) is None


def test_everybody_gets_a_text_of_their_own_in_one_request(stage):
    campaign = text_campaign(stage, 3)

    end = stage.start(campaign).run()

    assert end.phase is Phase.FINISHED
    assert [len(ids) for ids in stage.gateway.requests] == [3]
    assert [one.text for one in stage.gateway.sent] == [f"Hello Person {n}!" for n in (2, 3, 4)]
    assert {one.sender for one in stage.gateway.sent} == {"Voice"}
    assert stage.states(campaign) == [State.ANSWERED] * 3
    assert next((row.text, row.parts) for row in results(stage, campaign)) == ("Hello Person 2!", 2)


def test_fifty_at_most_go_out_together_one_request_after_another(stage):
    text_campaign_id = text_campaign(stage, 120)

    stage.start(text_campaign_id).run()

    assert [len(ids) for ids in stage.gateway.requests] == [50, 50, 20]
    ids = [one for some in stage.gateway.requests for one in some]
    assert len(set(ids)) == 120
    assert all(0 < one < 2**31 for one in ids)


def test_ids_are_kept_before_the_text_leaves_and_never_given_again(stage):
    first, second = text_campaign(stage, 2), text_campaign(stage, 2)
    stage.start(first).run()
    stage.store.campaigns.remove(first)
    stage.start(second).run()

    one, other = stage.gateway.requests
    assert not set(one) & set(other)


@pytest.mark.parametrize(
    ("channel", "kind"),
    [
        (Channel.VOICE_SMS, OutgoingText),
        (Channel.SMS, OutgoingText),
        (Channel.SPOKEN, SpokenText),
    ],
)
def test_a_channel_says_how_it_goes_out(stage, channel, kind):
    sender = "Office" if channel is Channel.SMS else "Voice"
    campaign = text_campaign(stage, 1, text=replace(TEXT, channel=channel, sender=sender))

    stage.start(campaign).run()

    (sent,) = stage.gateway.sent
    assert isinstance(sent, kind)
    if kind is OutgoingText:
        assert sent.sender == sender


def test_a_text_refused_is_that_recipients_alone(stage):
    campaign = text_campaign(stage, 3)
    stage.gateway.answers[phone(3)] = REFUSED

    stage.start(campaign).run()

    assert stage.states(campaign) == [State.ANSWERED, State.REJECTED, State.ANSWERED]
    assert results(stage, campaign)[1].raw == "Invalid phone"


def test_who_has_an_empty_field_is_left_out_with_the_reason(stage):
    nameless = replace(contact(3), fields=(None, phone(3)))
    campaign = text_campaign(stage, contacts=[contact(2), nameless])

    stage.start(campaign).run()

    assert stage.states(campaign) == [State.ANSWERED, State.SKIPPED]
    assert results(stage, campaign)[1].why is Why.NOTHING_TO_SAY


def test_a_lost_answer_is_asked_by_own_id_and_what_was_taken_is_not_sent_again(stage):
    campaign = text_campaign(stage, 3)
    stage.gateway.whole_troubles = [(LOST, True)]

    stage.start(campaign).run()

    assert len(stage.gateway.requests) == 1
    assert stage.gateway.asked[:3] == stage.gateway.requests[0]
    assert stage.states(campaign) == [State.ANSWERED] * 3


def test_what_the_service_denies_beside_a_witness_goes_out_again_with_the_same_id(stage):
    campaign = text_campaign(stage, 60)
    stage.gateway.whole_troubles = [(LOST, False)]

    stage.start(campaign).run()

    lost, witness, *again = stage.gateway.requests
    assert sorted(one for some in again for one in some) == sorted(lost)
    assert not set(lost) & set(witness)
    assert stage.states(campaign) == [State.ANSWERED] * 60
    assert Why.NOT_TAKEN in reasons(stage, campaign)
    assert len(stage.gateway.called) == len(set(stage.gateway.called)) == 60


def test_a_denial_is_no_proof_at_once(stage):
    campaign = text_campaign(stage, 60)
    stage.gateway.whole_troubles = [(LOST, False)]
    begun = stage.clock.monotonic()
    sent_at = []
    take = stage.gateway.send
    stage.gateway.send = lambda texts, check: (
        sent_at.append(stage.clock.monotonic()) or take(texts, check)
    )

    stage.start(campaign).run()

    assert sent_at[2] - begun >= 60


def test_without_a_witness_nothing_is_sent_again_and_the_user_decides(stage):
    campaign = text_campaign(stage, 3)
    stage.gateway.whole_troubles = [(LOST, False)]

    end = stage.start(campaign).run()

    assert end.phase is Phase.FINISHED
    assert len(stage.gateway.requests) == 1
    assert stage.states(campaign) == [State.UNCONFIRMED] * 3


def test_a_service_that_knows_no_ids_at_all_never_has_anything_repeated(stage):
    campaign = text_campaign(stage, 60, rules=Rules(results_within_s=300.0))
    stage.gateway.whole_troubles = [(LOST, True)]
    stage.gateway.forgets = True

    stage.start(campaign).run()

    assert len(stage.gateway.called) == len(set(stage.gateway.called)) == 60
    assert stage.states(campaign).count(State.UNCONFIRMED) == 50


def test_the_word_unknown_proves_nothing(stage):
    campaign = text_campaign(stage, 2, rules=Rules(results_within_s=300.0))
    stage.gateway.whole_troubles = [(LOST, True)]
    stage.gateway.word = "UNKNOWN"

    stage.start(campaign).run()

    assert stage.states(campaign) == [State.UNCONFIRMED] * 2


def test_a_new_owner_asks_first_about_what_was_found_under_way(stage):
    campaign = text_campaign(stage, 2)
    journal = stage.store.take_over(campaign)
    claims, _ = journal.claim(2)
    stage.gateway.texts_taken = {claims[0].own_id: claims[0].phone}
    journal.release()

    stage.start(campaign).run()

    # The one that was taken is the witness of the other, which is sent now, once.
    assert stage.gateway.asked[:2] == [one.own_id for one in claims]
    assert stage.states(campaign) == [State.ANSWERED] * 2
    assert stage.gateway.requests == [[claims[1].own_id]]


def test_the_refusal_of_a_repetition_is_asked_about_and_not_believed(stage):
    campaign = text_campaign(stage, 60)
    stage.gateway.whole_troubles = [(LOST, False)]
    duplicate = TroubleError(Kind.UNKNOWN_TEXT, "Duplicate id")
    take = stage.gateway.send

    def send(texts, check):
        if len(stage.gateway.requests) >= 2:
            # It had the texts of the first request all the while.
            for one in texts:
                stage.gateway.answers[one.phone] = duplicate
                stage.gateway.texts_taken[one.own_id] = one.phone
        return take(texts, check)

    stage.gateway.send = send
    stage.start(campaign).run()

    assert stage.states(campaign) == [State.ANSWERED] * 60
    assert Why.REPEAT_REFUSED in reasons(stage, campaign)


def test_a_whole_refusal_in_unknown_words_is_halved_until_the_one_is_found(stage):
    campaign = text_campaign(stage, 3)
    odd = phone(3)
    take = stage.gateway.send

    def send(texts, check):
        if any(one.phone == odd for one in texts):
            stage.gateway.requests.append([one.own_id for one in texts])
            raise REFUSED
        return take(texts, check)

    stage.gateway.send = send
    stage.start(campaign).run()

    assert stage.states(campaign) == [State.ANSWERED, State.REJECTED, State.ANSWERED]
    assert len(stage.gateway.called) == len(set(stage.gateway.called)) == 2


def test_a_lost_request_counts_as_one_lost_answer(stage):
    campaign = text_campaign(stage, 60, rules=Rules(lost_in_a_row=2))
    stage.gateway.whole_troubles = [(LOST, True)]

    assert stage.start(campaign).run().phase is Phase.FINISHED


def test_no_money_puts_all_back_and_pauses(stage):
    campaign = text_campaign(stage, 3)
    stage.gateway.whole_troubles = [(TroubleError(Kind.NO_MONEY, "Insufficient funds"), False)]

    end = stage.start(campaign).run()

    assert end.phase is Phase.PAUSED
    assert stage.states(campaign) == [State.QUEUED] * 3


def test_the_user_may_have_a_doubtful_text_sent_again_under_its_id(stage):
    campaign = text_campaign(stage, 1)
    stage.gateway.whole_troubles = [(LOST, False)]
    stage.start(campaign).run()
    (recipient,) = stage.store.live.ordered_ids(campaign, view())
    journal = stage.store.take_over(campaign)
    journal.decide([recipient], Decision.CALL_AGAIN)
    journal.release()

    stage.start(campaign).run()

    assert stage.gateway.requests[0] == stage.gateway.requests[1]
    assert stage.states(campaign) == [State.ANSWERED]


def test_the_first_texts_are_looked_at_before_the_rest(stage):
    campaign = text_campaign(stage, 8, rules=Rules(canary=Canary(3)))

    end = stage.start(campaign).run()

    assert [len(ids) for ids in stage.gateway.requests] == [3]
    assert end.trouble.kind is Kind.CANARY_ASKS


def test_a_stop_keeps_a_text_from_leaving(stage):
    campaign = text_campaign(stage, 3)
    run = stage.start(campaign)
    take = stage.gateway.send

    def send(texts, check):
        run.stop()
        return take(texts, check)

    stage.gateway.send = send
    run.run()

    assert stage.gateway.called == []
    assert stage.states(campaign) == [State.QUEUED] * 3


def test_a_webhook_that_comes_late_keeps_a_text_from_going_out_again(stage):
    campaign = text_campaign(stage, 1)
    journal = stage.store.take_over(campaign)
    ((claim,), _) = journal.claim(1)
    journal.keep(
        [
            Step(claim.attempt_id, State.UNCONFIRMED, Why.ANSWER_LOST),
            Step(claim.attempt_id, State.QUEUED, Why.NOT_TAKEN),
        ]
    )
    journal.release()
    hook = {"id": 7, "phone": claim.phone.removeprefix("+"), "status": "ANSWERED"}
    stage.store.inbox.put(claim.token, json.dumps(hook))

    stage.start(campaign).run()

    assert stage.gateway.requests == []
    assert stage.states(campaign) == [State.ANSWERED]


# No answer, then in another way.


def test_who_does_not_answer_the_call_gets_a_voice_sms_and_then_an_sms(stage):
    ways = (
        Fallback(600.0, TEXT),
        Fallback(1200.0, TextMessage("SMS for {Name}", Channel.SMS, "Office")),
    )
    campaign = make_campaign(stage.store, 2, fallbacks=ways)
    stage.gateway.fates = {phone(2): State.NO_ANSWER}

    stage.start(campaign).run()

    assert stage.gateway.called == [phone(2), phone(3), phone(2), phone(2)]
    assert [(one.sender, one.text) for one in stage.gateway.sent] == [
        ("Voice", "Hello Person 2!"),
        ("Office", "SMS for Person 2"),
    ]
    assert stage.states(campaign) == [State.NO_ANSWER, State.ANSWERED]


def test_texts_after_calls_go_out_one_by_one_and_a_refusal_is_one_persons(stage):
    campaign = make_campaign(stage.store, 3, fallbacks=[Fallback(600.0, TEXT)])
    stage.gateway.default_fate = State.NO_ANSWER
    take = stage.gateway.send

    def send(texts, check):
        if any(one.phone == phone(3) for one in texts):
            raise REFUSED
        return take(texts, check)

    stage.gateway.send = send
    stage.start(campaign).run()

    assert [len(ids) for ids in stage.gateway.requests] == [1, 1]
    assert stage.states(campaign) == [State.NO_ANSWER, State.REJECTED, State.NO_ANSWER]


def test_retries_come_before_another_way(stage):
    campaign = make_campaign(
        stage.store, 1, rules=Rules(retry_after_s=(60.0,)), fallbacks=[Fallback(600.0, TEXT)]
    )
    stage.gateway.default_fate = State.NO_ANSWER

    stage.start(campaign).run()

    assert stage.gateway.called == [phone(2)] * 3
    assert len(stage.gateway.sent) == 1


def test_who_has_nothing_to_be_told_in_another_way_is_left_to_the_call(stage):
    nameless = replace(contact(2), fields=(None, phone(2)))
    campaign = make_campaign(stage.store, contacts=[nameless], fallbacks=[Fallback(600.0, TEXT)])
    stage.gateway.default_fate = State.NO_ANSWER

    assert stage.start(campaign).run().phase is Phase.FINISHED
    assert stage.states(campaign) == [State.NO_ANSWER]
