"""Copies of the data file, and a damaged one set aside without anybody being called twice."""

import os
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from alphasms_desktop.domain.attempt import State, Step, Why
from alphasms_desktop.domain.campaign import Phase
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.live import Decision
from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.store import open_store
from alphasms_desktop.store.backups import readable_backups
from alphasms_desktop.store.rescue import Rescue
from tests.fakes import contact, make_campaign, phone

DAY_S = 86_400.0
GARBAGE = b"\xa5" * 8_192


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


def spoil(data):
    """Damage the database the way a dying disk does: from the second page on."""
    with closing(sqlite3.connect(data / "alphasms.sqlite")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with (data / "alphasms.sqlite").open("r+b") as file:
        file.write(GARBAGE)


def states(store, campaign_id):
    return [row.state for row in store.campaigns.results(campaign_id)]


def test_the_copy_of_the_day_is_made_once_a_day_and_the_last_seven_are_kept(data):
    day = [1_790_000_000.0]
    store = open_store(data, now=lambda: day[0])
    make_campaign(store)
    for _ in range(9):
        assert store.back_up_if_due()
        assert not store.back_up_if_due()
        for number, path in enumerate(sorted(store.folder.backups.glob("*-daily.sqlite"))):
            os.utime(path, (day[0] - number, day[0] - number))
        newest = max(store.folder.backups.glob("*-daily.sqlite"))
        newest.rename(newest.with_name(f"{day[0]:.0f}-daily.sqlite"))
        day[0] += DAY_S
    assert len(list(store.folder.backups.iterdir())) == 7
    assert [one.campaigns for one in readable_backups(store.folder.backups)] == [1] * 7
    store.close()


def test_a_damaged_file_never_becomes_a_copy(data):
    store = open_store(data)
    make_campaign(store, 3_000)
    store.close()
    spoil(data)
    again = data / "backups"

    with pytest.raises(TroubleError) as caught:
        store.back_up_if_due()
    assert caught.value.trouble.kind is Kind.STORE_BROKEN
    assert list(again.iterdir()) == []


def test_damage_met_while_in_use_is_said_at_the_next_start(data):
    store = open_store(data)
    make_campaign(store, 3_000)
    with closing(sqlite3.connect(data / "alphasms.sqlite")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (root,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'attempt'"
        ).fetchone()
    store.close()
    with (data / "alphasms.sqlite").open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(GARBAGE[:4096])

    store = open_store(data)
    with pytest.raises(TroubleError):
        store.take_over(1).claim(1)
    store.close()

    with pytest.raises(TroubleError) as caught:
        open_store(data)
    assert caught.value.trouble.kind is Kind.STORE_BROKEN


def test_a_copy_put_back_has_all_in_doubt_who_may_have_been_called_since(data):
    store = open_store(data)
    campaign_id = make_campaign(store, 4)
    stopped = make_campaign(store, 2)
    journal = store.take_over(stopped)
    journal.set_phase(Phase.STOPPED)
    journal.release()
    journal = store.take_over(campaign_id)
    journal.set_phase(Phase.RUNNING)
    (first,), _ = journal.claim(1)
    journal.keep([Step(first.attempt_id, State.ACCEPTED, Why.HANDED_OVER, gateway_id="1")])
    store.back_up_if_due()
    # What happens after the copy is what it cannot know.
    journal.claim(2)
    journal.release()
    store.do_not_call.add(phone(9), "asked")
    store.close()
    damaged = (data / "alphasms.sqlite").read_bytes()

    rescue = Rescue(data)
    (copy,) = rescue.backups()
    done = rescue.restore(copy)

    assert done.in_doubt == 5
    assert (done.set_aside / "alphasms.sqlite").read_bytes() == damaged
    store = open_store(data)
    assert states(store, campaign_id) == [State.ACCEPTED] + [State.UNCONFIRMED] * 3
    assert states(store, stopped) == [State.UNCONFIRMED] * 2, "it may have been gone on with"
    assert store.take_over(campaign_id).claim(10)[0] == []
    assert store.do_not_call.phones() == {phone(9)}
    store.close()


def test_the_next_call_of_who_was_under_way_may_have_been_made_since(data):
    person = replace(contact(2), more_phones=(phone(20),))
    store = open_store(data)
    rules = Rules(retry_after_s=(0.0,))
    campaign_id = make_campaign(store, contacts=[person, contact(3)], rules=rules)
    journal = store.take_over(campaign_id)
    journal.set_phase(Phase.RUNNING)
    claims, _ = journal.claim(2)
    for one in claims:
        journal.keep([Step(one.attempt_id, State.ACCEPTED, Why.HANDED_OVER, gateway_id="1")])
    store.back_up_if_due()
    for one in claims:  # and both are called once more, and answer
        journal.keep([Step(one.attempt_id, State.NO_ANSWER, Why.ASKED)])
    journal.release()
    store.close()
    rescue = Rescue(data)
    rescue.restore(rescue.backups()[0])

    store = open_store(data)
    journal = store.take_over(campaign_id)
    for one in claims:
        journal.keep([Step(one.attempt_id, State.NO_ANSWER, Why.ASKED)])
    assert journal.claim(9)[0] == []
    assert journal.tally()[State.UNCONFIRMED] == 2

    journal.decide([claims[0].recipient_id], Decision.CALL_AGAIN)
    (again,), _ = journal.claim(9)
    assert again.phone == phone(20)
    journal.keep([Step(again.attempt_id, State.ACCEPTED, Why.HANDED_OVER)])
    journal.keep([Step(again.attempt_id, State.BUSY, Why.ASKED)])
    (retry,), _ = journal.claim(9)
    assert retry.phone == phone(2), "what the user asked for goes on as ever"
    journal.release()
    store.close()


def test_the_counts_of_a_copy_put_back_agree_with_its_rows(data):
    store = open_store(data)
    campaign_id = make_campaign(store, contacts=[contact(row) for row in range(2, 50)])
    store.back_up_if_due()
    store.close()
    spoil(data)
    rescue = Rescue(data)
    rescue.restore(rescue.backups()[0])

    store = open_store(data)
    (summary,) = store.campaigns.summaries()
    assert summary.tally[State.UNCONFIRMED] == 48
    assert summary.tally[State.QUEUED] == 0
    assert states(store, campaign_id) == [State.UNCONFIRMED] * 48
    store.close()


def test_one_can_begin_empty_and_the_damaged_file_is_kept(data):
    open_store(data).close()
    (data / "alphasms.sqlite").write_bytes(GARBAGE)

    done = Rescue(data).restore(None)

    assert done.in_doubt == 0
    assert (done.set_aside / "alphasms.sqlite").read_bytes() == GARBAGE
    store = open_store(data)
    assert store.campaigns.summaries() == []
    store.close()


def test_nothing_is_put_back_under_a_running_campaign(data):
    store = open_store(data)
    campaign_id = make_campaign(store)
    store.back_up_if_due()
    journal = store.take_over(campaign_id)
    before = (data / "alphasms.sqlite").read_bytes()
    rescue = Rescue(data)

    with pytest.raises(TroubleError) as caught:
        rescue.restore(rescue.backups()[0])
    assert caught.value.trouble.kind is Kind.IN_USE
    assert (data / "alphasms.sqlite").read_bytes() == before
    journal.release()
    store.close()


def test_a_copy_that_is_damaged_or_newer_is_not_offered(data):
    store = open_store(data)
    store.back_up_if_due()
    backups = store.folder.backups
    store.close()
    (copy,) = backups.iterdir()
    newer = backups / "newer.sqlite"
    newer.write_bytes(copy.read_bytes())
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
        connection.commit()
    (backups / "broken.sqlite").write_bytes(GARBAGE)

    assert [one.path for one in Rescue(data).backups()] == [copy]
