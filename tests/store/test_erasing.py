"""People erased for good: their phone and name are in no byte of the folder; counts stay."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from alphasms_desktop.domain.attempt import State, Step, Why
from alphasms_desktop.domain.call_back import CallBackWhy
from alphasms_desktop.domain.campaign import Phase
from alphasms_desktop.domain.contact import Reason, Reject
from alphasms_desktop.domain.contact_book import Consent
from alphasms_desktop.domain.erasing import Erased
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.live import Decision
from alphasms_desktop.store import open_store
from tests.fakes import HandClock, contact, make_campaign, phone

DAY_S = 86_400.0
NAME = "Квітослава Небувалюк"


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def store(tmp_path, clock):
    opened = open_store(tmp_path / "data", clock.timestamp)
    yield opened
    opened.close()


def person(row):
    from dataclasses import replace

    one = contact(row)
    return replace(one, name=f"{NAME} {row}", fields=(f"{NAME} {row}", one.phone))


def called(store, rows=(2, 3), *, phase=Phase.FINISHED):
    """Make a campaign whose calls were answered with key 1, and told of by webhooks."""
    rejects = [Reject(9, "050 000-00-02 дод. 5", Reason.NO_PHONE, ("x",))]
    campaign_id = make_campaign(store, contacts=[person(row) for row in rows], rejects=rejects)
    journal = store.take_over(campaign_id)
    claims, _ = journal.claim(len(rows))
    for claim in claims:
        digits = claim.phone.lstrip("+")
        store.inbox.put(claim.token, json.dumps({"id": 7, "phone": digits, "dtmf": "1"}))
        raw = f"ANSWERED {digits}"
        journal.keep(
            [
                Step(claim.attempt_id, State.ACCEPTED, Why.HANDED_OVER, raw, gateway_id=digits),
                Step(claim.attempt_id, State.ANSWERED, Why.REPORTED, raw, key="1"),
            ]
        )
    journal.set_phase(phase)
    journal.release()
    return campaign_id


def found_in(folder: Path, *wanted: str) -> list[str]:
    """Return the files of a folder that hold a text in any usual encoding of a database."""
    needles = [one.encode(form) for one in wanted for form in ("utf-8", "utf-16-le")]
    needles += [json.dumps(one).strip('"').encode() for one in wanted]
    return sorted(
        str(file.relative_to(folder))
        for file in folder.rglob("*")
        if file.is_file() and any(one in file.read_bytes() for one in needles)
    )


def traces(store, row):
    digits = phone(row).lstrip("+")
    return found_in(store.folder.path, digits, digits[2:], f"{NAME} {row}")


def test_one_person_is_in_no_byte_of_the_folder_any_more(store, clock):
    campaign_id = called(store)
    taken = store.campaigns.get(campaign_id).list_id
    store.office_lists.keep_as(taken, "Patients")
    store.consents.keep([Consent(phone(2), True, "paper", None, "folder 3")])
    store.call_backs.add(phone(2), f"{NAME} 2", CallBackWhy.HAND)
    store.do_not_call.add(phone(2), "asked")
    store.back_up_if_due()
    (store.folder.path / "damaged" / "then").mkdir(parents=True)
    (store.folder.path / "damaged" / "then" / "alphasms.sqlite").write_text(phone(2)[1:])
    (store.folder.path / "sandbox-calls.jsonl").write_text(
        "".join(f'{{"call": {{"phone": "{phone(row)[1:]}"}}}}\n' for row in (2, 3))
    )
    assert traces(store, 2)

    store.erase_phone(phone(2))

    assert traces(store, 2) == []
    assert traces(store, 3)
    assert "sandbox-calls.jsonl" in traces(store, 3)
    assert len(store.backups()) == 1
    rows = list(store.campaigns.results(campaign_id))
    assert [(row.phone, row.state, row.key) for row in rows] == [
        ("", State.ANSWERED, "1"),
        (phone(3), State.ANSWERED, "1"),
    ]
    assert store.known_of(phone(2)).is_empty
    assert store.do_not_call.add(phone(2), "again") == [phone(2)]


def test_old_campaigns_lose_their_people_and_keep_their_counts(store, clock):
    old = called(store, (2, 3))
    clock.turn(31 * DAY_S)
    fresh = called(store, (4, 5))
    assert store.old_people(30) == Erased(1, 2)

    assert store.erase_old(30, all_copies=True) == Erased(1, 2)

    assert traces(store, 2) == traces(store, 3) == []
    assert traces(store, 4)
    summaries = {one.campaign.id: one.tally for one in store.campaigns.summaries()}
    assert summaries[old][State.ANSWERED] == summaries[fresh][State.ANSWERED] == 2
    assert [row.key for row in store.campaigns.results(old)] == ["1", "1"]
    assert store.erase_old(30, all_copies=False) == Erased(0, 0)


def test_the_schedule_keeps_the_copies_of_the_week(store, clock, monkeypatch):
    called(store)
    store.back_up_if_due()
    clock.turn(31 * DAY_S)
    (copy,) = store.folder.backups.glob("*.sqlite")
    older = store.folder.backups / "20260101-before-0002.sqlite"
    older.write_bytes(copy.read_bytes())
    import os

    now = clock.timestamp()
    os.utime(copy, (now - DAY_S, now - DAY_S))
    os.utime(older, (now - 8 * DAY_S, now - 8 * DAY_S))

    store.erase_old(30, all_copies=False)
    assert list(store.folder.backups.glob("*.sqlite")) == [copy]


def test_a_campaign_that_has_not_ended_keeps_its_people(store, clock):
    called(store, phase=Phase.PAUSED)
    clock.turn(400 * DAY_S)
    assert store.erase_old(30, all_copies=False) == Erased(0, 0)
    with pytest.raises(TroubleError) as caught:
        store.erase_phone(phone(2))
    assert caught.value.trouble.kind is Kind.STILL_NEEDED


def test_nothing_is_erased_while_a_campaign_runs_or_another_program_holds_the_file(store, clock):
    called(store)
    clock.turn(31 * DAY_S)
    running = store.take_over(make_campaign(store, 1))
    for erase in (
        lambda: store.erase_old(30, all_copies=True),
        lambda: store.erase_phone(phone(2)),
    ):
        with pytest.raises(TroubleError) as caught:
            erase()
        assert caught.value.trouble.kind is Kind.IN_USE
    running.release()

    other = store.folder.lock("checkpoint")
    assert other.acquire()
    with pytest.raises(TroubleError) as caught:
        store.erase_old(30, all_copies=True)
    assert caught.value.trouble.kind is Kind.FOLDER_OPEN
    other.release()
    assert traces(store, 2)


def test_what_is_known_of_a_person_comes_whole(store):
    called(store)
    store.consents.keep([Consent(phone(2), True, "paper", None, "folder 3")])
    known = {one.name: one for one in store.known_of(phone(2)).tables}

    assert len(known["contacts"].rows) == len(known["recipients"].rows) == 1
    (call,) = known["calls"].rows
    told = dict(zip(known["calls"].columns, call, strict=True))
    assert (told["state"], told["key"], told["phone"]) == ("answered", "1", phone(2))
    assert len(known["events"].rows) == 3
    assert len(known["webhooks"].rows) == len(known["consents"].rows) == 1


def test_nobody_whose_phone_was_erased_is_called_any_more(store):
    """A campaign that was ended may be gone on with: there is nobody left to be called."""
    people = [replace(contact(2), more_phones=(phone(20),)), contact(3), contact(4)]
    campaign_id = make_campaign(store, contacts=people)
    journal = store.take_over(campaign_id)
    doubtful, waits = journal.claim(2)[0]
    for end in (State.ACCEPTED, State.NO_ANSWER):
        journal.keep([Step(doubtful.attempt_id, end, Why.ASKED)])
    (second,) = [one for one in journal.claim(2)[0] if one.phone == phone(20)]
    journal.keep([Step(second.attempt_id, State.UNCONFIRMED, Why.ANSWER_LOST)])
    journal.keep([Step(waits.attempt_id, State.QUEUED, Why.NOT_SENT)])
    journal.set_phase(Phase.STOPPED)
    journal.release()
    for one in (phone(20), phone(3)):
        store.erase_phone(one)

    journal = store.take_over(campaign_id)
    journal.decide([doubtful.recipient_id, waits.recipient_id], Decision.CALL_AGAIN)
    claims, changes = journal.claim(9)

    assert claims == []
    assert [one.after for one in changes] == [State.SKIPPED]
    results = [(one.state, one.why) for one in store.campaigns.results(campaign_id)][:2]
    assert results[0][0] is State.UNCONFIRMED
    assert results[1] == (State.SKIPPED, Why.ERASED)
    journal.release()
