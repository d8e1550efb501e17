"""Erasing that is cut off, refused or met by clocks set wrong: nothing half done, nothing left."""

import os
from dataclasses import replace

import pytest

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Phase
from alphasms_desktop.domain.clips import ClipPart, Composition, SaidAs
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.store import erasing
from alphasms_desktop.store.composition_text import composition_to_text
from tests.fakes import contact, phone
from tests.store.test_erasing import DAY_S, NAME, called, clock, found_in, store, traces

__all__ = ["clock", "store"]

SOUNDS = {"named:0": "aa" * 32, "word:Гордислав": "bb" * 32, "word:Нумерій": "cc" * 32}


def say_names(store, campaign_id, places=("0 1", "0 2")):
    """Make a campaign one whose people hear their names, each sound in its file."""
    composition = Composition(
        (ClipPart(SaidAs.CLIP, "0"), ClipPart(SaidAs.WHOLE, "Name")), dict(SOUNDS)
    )
    with store._database.write() as connection:
        connection.exec_driver_sql(
            "UPDATE campaign SET composition = ? WHERE id = ?",
            (composition_to_text(composition), campaign_id),
        )
        ids = connection.exec_driver_sql(
            "SELECT id FROM recipient WHERE campaign_id = ? ORDER BY id", (campaign_id,)
        ).scalars()
        for one, clips in zip(list(ids), places, strict=True):
            connection.exec_driver_sql("UPDATE recipient SET clips = ? WHERE id = ?", (clips, one))
    for sound in SOUNDS.values():
        (store.folder.recordings / f"{sound}.wav").write_bytes(f"RIFF {sound}".encode())


def sounds(store):
    return sorted(one.stem[:2] for one in store.folder.recordings.glob("*.wav"))


def test_a_name_spoken_goes_with_the_person_who_heard_it(store):
    say_names(store, called(store))
    known = {one.name: one.rows for one in store.known_of(phone(2)).tables}
    assert known["clips"] == (("Test", "Гордислав", "bb" * 32),)

    store.erase_phone(phone(2))

    assert sounds(store) == ["aa", "cc"]
    assert found_in(store.folder.path, "Гордислав") == []
    assert found_in(store.folder.path, "Нумерій")


def test_a_name_that_two_campaigns_said_goes_with_the_last_of_them(store, clock):
    say_names(store, called(store, (2, 3)))
    clock.turn(31 * DAY_S)
    say_names(store, called(store, (4, 5)))
    store.erase_old(30, all_copies=True)
    assert sounds(store) == ["aa", "bb", "cc"]

    clock.turn(31 * DAY_S)
    store.erase_old(30, all_copies=True)

    assert sounds(store) == ["aa"]
    assert found_in(store.folder.path, "Гордислав", "Нумерій") == []


def test_a_refused_erasing_has_changed_nothing(store):
    campaign_id = called(store, phase=Phase.PAUSED)
    before = traces(store, 2)
    with pytest.raises(TroubleError) as caught:
        store.erase_phone(phone(2))
    assert caught.value.trouble.kind is Kind.STILL_NEEDED
    journal = store.take_over(campaign_id)
    assert len(journal.waiting_hooks()) == 2
    journal.release()
    assert traces(store, 2) == before
    assert not store.erasing.is_unfinished


@pytest.mark.parametrize("place", ["_finish", "forget_unused_names"])
def test_an_erasing_that_was_cut_off_is_finished_the_next_time(store, clock, monkeypatch, place):
    monkeypatch.setattr(erasing, "_AT_ONCE", 2)
    old = called(store, (2, 3, 4))
    say_names(store, old, ("0 1", "0 1", "0 2"))
    store.back_up_if_due()
    clock.turn(31 * DAY_S)

    class Killed(BaseException):
        pass

    def die(*_arguments, **_named):
        raise Killed

    with monkeypatch.context() as cut:
        cut.setattr(erasing.Erasing if place == "_finish" else erasing, place, die)
        with pytest.raises(Killed):
            store.erase_old(30, all_copies=False)
    assert store.erasing.is_unfinished

    store.erase_old(30, all_copies=False)

    assert not store.erasing.is_unfinished
    assert [traces(store, row) for row in (2, 3, 4)] == [[], [], []]
    assert sounds(store) == ["aa"]
    assert store.campaigns.summaries()[0].tally[State.ANSWERED] == 3


def test_a_phone_in_somebody_elses_row_goes_as_well(store):
    other = replace(
        contact(5), fields=("Сусідка, дзвонити (050) 000-00-02 ввечері", phone(5), 380500000002)
    )
    from tests.fakes import make_campaign

    campaign_id = make_campaign(store, contacts=[other])
    journal = store.take_over(campaign_id)
    journal.set_phase(Phase.FINISHED)
    journal.release()

    store.erase_phone(phone(2))

    (row,) = store.campaigns.results(campaign_id)
    assert row.phone == phone(5)
    assert row.fields[0].startswith("Сусідка, дзвонити")
    assert "00-02" not in row.fields[0]
    assert row.fields[0].endswith("ввечері")
    assert row.fields[2] is None


def test_a_webhook_after_the_erasing_brings_no_phone_back(store, clock):
    called(store)
    with store._database.read() as connection:
        token = connection.exec_driver_sql("SELECT token FROM attempt").scalar()
    clock.turn(31 * DAY_S)
    store.erase_old(30, all_copies=True)
    store.inbox.put(token, f'{{"id":7,"phone":"{phone(2)[1:]}","status":"ANSWERED"}}')
    assert len(store.inbox.strays()) == 1
    assert traces(store, 2) == []


def test_old_copies_go_even_when_nobody_is_left_to_erase(store, clock):
    called(store)
    clock.turn(31 * DAY_S)
    copy = store.folder.backups / "20260101-before-0002.sqlite"
    copy.write_bytes(store.folder.database.read_bytes() + NAME.encode())
    os.utime(copy, (clock.timestamp(), clock.timestamp()))
    store.erase_old(30, all_copies=False)
    assert copy.exists()

    clock.turn(8 * DAY_S)
    assert store.erase_old(30, all_copies=False).is_empty
    assert not copy.exists()


def test_a_copy_from_when_the_clock_was_wrong_neither_lasts_nor_hinders(store, clock):
    now = clock.timestamp()
    for day in range(7):
        ahead = store.folder.backups / f"2060010{day + 1}-000000-daily.sqlite"
        ahead.write_bytes(b"")
        os.utime(ahead, (now + 9_000 * DAY_S,) * 2)

    assert store.back_up_if_due()
    assert not store.back_up_if_due()
    assert store.backups()[0].made_at.timestamp() == pytest.approx(now)
    clock.turn(DAY_S)
    assert store.back_up_if_due()
    assert store.backups()[0].made_at.timestamp() == pytest.approx(clock.timestamp())
    store.erase_old(30, all_copies=False)
    assert [one for one in store.folder.backups.iterdir() if one.name.startswith("2060")] == []
