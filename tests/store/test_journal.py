"""The journal: claims, steps, ownership."""

import threading
from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from alphasms_desktop.domain.attempt import STEPS, OpenCalls, State, Step, Why
from alphasms_desktop.domain.campaign import Phase
from alphasms_desktop.domain.errors import Kind, Trouble, TroubleError
from alphasms_desktop.domain.exchange import Verdict
from alphasms_desktop.store import Store, open_store
from alphasms_desktop.store.schema import attempt
from tests.fakes import contact, make_campaign, phone


def states(store: Store, campaign_id: int) -> list[State]:
    return [row.state for row in store.campaigns.results(campaign_id)]


def recount(store: Store, campaign_id: int) -> dict[State, int]:
    return dict(Counter(states(store, campaign_id)))


def kept_counts(store: Store, campaign_id: int) -> dict[State, int]:
    (summary,) = [one for one in store.campaigns.summaries() if one.campaign.id == campaign_id]
    return {state: n for state, n in summary.tally.counts.items() if n}


def test_claims_come_in_the_order_of_the_file_and_no_more_than_asked(store):
    campaign_id = make_campaign(store, 5)
    journal = store.take_over(campaign_id)

    claims, changes = journal.claim(3)

    assert [claim.row for claim in claims] == [2, 3, 4]
    assert [change.after for change in changes] == [State.SENDING] * 3
    assert states(store, campaign_id) == [State.SENDING] * 3 + [State.QUEUED] * 2
    assert len({claim.token for claim in claims}) == 3
    assert all(len(claim.token) == 32 for claim in claims)


def test_nobody_is_claimed_twice_by_threads_that_claim_at_once(store):
    campaign_id = make_campaign(store, 60)
    journal = store.take_over(campaign_id)
    taken: list[str] = []
    lock = threading.Lock()

    def claim_some() -> None:
        for _ in range(10):
            claims, _ = journal.claim(2)
            with lock:
                taken.extend(claim.phone for claim in claims)

    threads = [threading.Thread(target=claim_some) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(taken) == len(set(taken)) == 60


def test_a_phone_on_the_do_not_call_list_is_left_out_at_the_claim(store):
    campaign_id = make_campaign(store, 3)
    journal = store.take_over(campaign_id)
    store.do_not_call.add(phone(3), "asked by hand")

    claims, changes = journal.claim(10)

    assert [claim.phone for claim in claims] == [phone(2), phone(4)]
    assert [change.after for change in changes].count(State.SKIPPED) == 1
    assert states(store, campaign_id)[1] is State.SKIPPED
    assert not journal.may_call(phone(3))
    assert journal.may_call(phone(2))


def test_whichever_of_their_phones_is_on_the_list_a_person_is_left_out(store):
    people = [
        replace(contact(2), more_phones=(phone(20), phone(21))),
        replace(contact(3), more_phones=(phone(30),)),
        contact(4),
        replace(contact(5), more_phones=(phone(50),)),
        contact(6),
    ]
    campaign_id = make_campaign(store, contacts=people)
    journal = store.take_over(campaign_id)
    # Not through a contact that is known, which would list the person's other phones besides.
    store.do_not_call.add_all([phone(21), phone(3), phone(4)], "asked")

    claims, changes = journal.claim(10)

    assert [claim.phone for claim in claims] == [phone(5), phone(6)]
    assert [change.after for change in changes] == [State.SKIPPED] * 3 + [State.SENDING] * 2
    assert kept_counts(store, campaign_id) == recount(store, campaign_id)


def test_a_call_at_another_phone_is_left_out_when_the_first_one_is_on_the_list(store):
    people = [replace(contact(2), more_phones=(phone(20),))]
    campaign_id = make_campaign(store, contacts=people)
    journal = store.take_over(campaign_id)
    (claim,), _ = journal.claim(1)
    journal.keep([Step(claim.attempt_id, State.ACCEPTED, Why.HANDED_OVER)])
    journal.keep([Step(claim.attempt_id, State.BUSY, Why.ASKED)])
    store.do_not_call.add_all([phone(2)], "asked")

    claims, changes = journal.claim(1)

    assert (claims, [change.after for change in changes]) == ([], [State.SKIPPED])


def test_what_was_claimed_and_then_changed_by_another_hand_is_looked_up(store):
    campaign_id = make_campaign(store, 2)
    journal = store.take_over(campaign_id)
    claims, _ = journal.claim(2)
    first, second = [one.attempt_id for one in claims]
    with store._database.write() as connection:
        connection.execute(
            update(attempt).where(attempt.c.id == first).values(state=str(State.ANSWERED))
        )

    changes = journal.keep(
        [Step(one, State.ACCEPTED, Why.HANDED_OVER, gateway_id=str(one)) for one in (first, second)]
    )

    assert [(one.attempt_id, one.before, one.after) for one in changes] == [
        (second, State.SENDING, State.ACCEPTED)
    ]
    assert [row.state for row in store.campaigns.results(campaign_id)] == [
        State.ANSWERED,
        State.ACCEPTED,
    ]


def test_an_answer_and_an_end_of_a_claim_may_come_together(store):
    campaign_id = make_campaign(store, 2)
    journal = store.take_over(campaign_id)
    claims, _ = journal.claim(2)
    steps = [
        step
        for one in claims
        for step in (
            Step(one.attempt_id, State.ACCEPTED, Why.HANDED_OVER, gateway_id=str(one.attempt_id)),
            Step(one.attempt_id, State.BUSY, Why.REPORTED),
        )
    ]

    changes = journal.keep(steps)

    assert [one.after for one in changes] == [State.ACCEPTED, State.BUSY] * 2
    assert kept_counts(store, campaign_id) == recount(store, campaign_id)


def test_the_same_end_told_over_and_over_is_kept(store):
    campaign_id = make_campaign(store, 9)
    journal = store.take_over(campaign_id)
    claims, _ = journal.claim(9)
    journal.keep([Step(one.attempt_id, State.ACCEPTED, Why.HANDED_OVER) for one in claims])
    ends = [Step(one.attempt_id, State.ANSWERED, Why.REPORTED, "ANSWERED") for one in claims]

    changes = journal.keep([*ends, *[ends[0]] * 9])

    assert len(changes) == 18
    assert kept_counts(store, campaign_id) == recount(store, campaign_id)


def test_an_answer_is_kept_with_its_id_and_price(store):
    campaign_id = make_campaign(store, 1)
    journal = store.take_over(campaign_id)
    (claim,), _ = journal.claim(1)

    journal.keep(
        [
            Step(
                claim.attempt_id,
                State.ACCEPTED,
                Why.HANDED_OVER,
                gateway_id="77",
                price=Decimal("0.40"),
            )
        ]
    )

    (row,) = store.campaigns.results(campaign_id)
    assert (row.state, row.gateway_id, row.price) == (State.ACCEPTED, "77", Decimal("0.4"))
    assert row.handed_over_at is not None
    assert journal.tally().spent == Decimal("0.40")
    under_way, _ = journal.open_calls(no_result_since=0)
    assert under_way == OpenCalls((claim.attempt_id,), ("77",), under_way.accepted_at)


@pytest.mark.parametrize("before", list(State))
@pytest.mark.parametrize("after", list(State))
def test_only_the_steps_of_the_table_are_taken(store, before, after):
    campaign_id = make_campaign(store, 1)
    journal = store.take_over(campaign_id)
    attempt_id = bring_to(journal, before)

    changes = journal.keep([Step(attempt_id, after, Why.ASKED)])

    may_move = after in STEPS[before]
    assert states(store, campaign_id) == [after if may_move else before]
    assert bool(changes) == (may_move or before is after)


def bring_to(journal, state: State) -> int:
    (claim,), _ = journal.claim(1)
    way = {
        State.QUEUED: [State.QUEUED],
        State.SENDING: [],
        State.REJECTED: [State.REJECTED],
        State.UNCONFIRMED: [State.UNCONFIRMED],
        State.SKIPPED: [State.QUEUED, State.SKIPPED],
        State.ACCEPTED: [State.ACCEPTED],
    }.get(state, [State.ACCEPTED, state])
    journal.keep([Step(claim.attempt_id, one, Why.ASKED) for one in way])
    return claim.attempt_id


_steps = st.lists(st.tuples(st.integers(0, 3), st.sampled_from(list(State))), max_size=25)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(batches=st.lists(_steps, max_size=4))
def test_the_kept_counts_always_equal_the_rows(store, batches):
    campaign_id = make_campaign(store, 4)
    journal = store.take_over(campaign_id)
    claims, _ = journal.claim(4)
    for batch in batches:
        journal.keep([Step(claims[who].attempt_id, to, Why.ASKED) for who, to in batch])
    journal.release()

    assert kept_counts(store, campaign_id) == recount(store, campaign_id)


def test_what_was_being_sent_is_in_doubt_for_the_next_owner(store):
    campaign_id = make_campaign(store, 3)
    first = store.take_over(campaign_id)
    first.claim(2)
    first.release()

    second = store.take_over(campaign_id)

    assert second.epoch == first.epoch + 1
    assert states(store, campaign_id) == [State.UNCONFIRMED, State.UNCONFIRMED, State.QUEUED]
    assert second.tally()[State.UNCONFIRMED] == 2


def test_a_campaign_has_one_owner_at_a_time(store, tmp_path):
    campaign_id = make_campaign(store, 1)
    journal = store.take_over(campaign_id)
    other = open_store(tmp_path / "data")

    with pytest.raises(TroubleError) as caught:
        other.take_over(campaign_id)
    assert caught.value.trouble.kind is Kind.IN_USE
    assert other.is_running(campaign_id)

    journal.release()
    assert not other.is_running(campaign_id)
    other.take_over(campaign_id).release()
    other.close()


def test_an_owner_whose_epoch_is_gone_writes_nothing(store):
    campaign_id = make_campaign(store, 2)
    old = store.take_over(campaign_id)
    (claim,), _ = old.claim(1)
    old.release()
    new = store.take_over(campaign_id)

    assert not old.may_call(phone(2))
    with pytest.raises(TroubleError) as caught:
        old.claim(1)
    assert caught.value.trouble.kind is Kind.IN_USE
    with pytest.raises(TroubleError):
        old.keep([Step(claim.attempt_id, State.ACCEPTED, Why.HANDED_OVER, gateway_id="1")])
    assert states(store, campaign_id) == [State.UNCONFIRMED, State.QUEUED]
    new.release()


def test_a_heartbeat_is_left_once_a_second(store, monkeypatch):
    journal = store.take_over(make_campaign(store, 3))
    beats = []
    for now in (1_010.0, 1_010.9, 1_011.0, 1_005.0):
        monkeypatch.setattr(store._database, "now", lambda now=now: now)
        journal.claim(1)
        beats.append(store._database.look("SELECT heartbeat_at FROM campaign")[0])

    assert beats == [1_010.0, 1_010.0, 1_011.0, 1_005.0]
    journal.release()


def test_calls_under_way_and_those_given_up_are_read_apart(store, monkeypatch):
    journal = store.take_over(make_campaign(store, 3))
    claims, _ = journal.claim(3)
    ids = [one.attempt_id for one in claims]
    for now, one in zip((1_001.0, 1_002.0, 1_003.0), ids, strict=True):
        monkeypatch.setattr(store._database, "now", lambda now=now: now)
        journal.keep([Step(one, State.ACCEPTED, Why.HANDED_OVER, gateway_id=f"g{one}")])
    journal.keep([Step(one, State.NO_RESULT, Why.NEVER_LEARNED) for one in ids[:2]])

    under_way, given_up = journal.open_calls(no_result_since=1_001.5)

    assert under_way == OpenCalls((ids[2],), (f"g{ids[2]}",), (1_003.0,))
    assert given_up == OpenCalls((ids[1],), (f"g{ids[1]}",), (1_002.0,), State.NO_RESULT)
    journal.release()


def test_the_phase_is_kept_with_its_reason(store):
    campaign_id = make_campaign(store, 1)
    journal = store.take_over(campaign_id)

    journal.set_phase(Phase.PAUSED, Trouble(Kind.NO_MONEY, "Insufficient funds"))

    campaign = store.campaigns.get(campaign_id)
    assert campaign.phase is Phase.PAUSED
    assert campaign.trouble == Trouble(Kind.NO_MONEY, "Insufficient funds")


def test_two_live_attempts_of_one_recipient_cannot_be(store):
    from sqlalchemy import insert
    from sqlalchemy.exc import IntegrityError

    from alphasms_desktop.store.schema import attempt

    campaign_id = make_campaign(store, 1)
    journal = store.take_over(campaign_id)
    (claim,), _ = journal.claim(1)
    with pytest.raises(TroubleError) as caught, store._database.write() as connection:
        connection.execute(
            insert(attempt).values(
                campaign_id=campaign_id,
                recipient_id=claim.recipient_id,
                number=2,
                phone=claim.phone,
                channel="voice",
                state=str(State.SENDING),
            )
        )
    assert isinstance(caught.value.__cause__, IntegrityError)


def test_a_webhook_waits_in_the_inbox_until_it_is_applied(store):
    campaign_id = make_campaign(store, 1, contacts=[contact(2)])
    journal = store.take_over(campaign_id)
    (claim,), _ = journal.claim(1)
    store.inbox.put(claim.token, '{"status":"ANSWERED"}')
    store.inbox.put("f" * 32, '{"status":"ANSWERED"}')

    (waiting,) = journal.waiting_hooks()
    assert (waiting.attempt_id, waiting.state) == (claim.attempt_id, State.SENDING)

    journal.keep([], {waiting.inbox_id: Verdict.APPLIED})
    assert journal.waiting_hooks() == []
