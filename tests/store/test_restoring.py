"""Putting data back, cut off at any moment or met by a full disk: old or new, never half."""

import errno
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from alphasms_desktop.domain.attempt import State, Step, Why
from alphasms_desktop.domain.campaign import Phase
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.store import archive, open_store
from alphasms_desktop.store.archive import restore_archive
from alphasms_desktop.store.folder import open_folder
from alphasms_desktop.store.rescue import Rescue
from tests.fakes import make_campaign, phone

SOUND = "ab" * 32


class KilledError(BaseException):
    """The process is gone."""


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def called_since(data, tmp_path):
    """Make an archive before anybody was called; the calls since lie in the WAL alone."""
    store = open_store(data)
    (store.folder.recordings / f"{SOUND}.wav").write_bytes(b"RIFF sound" * 2_000)
    campaign_id = make_campaign(store, 3)
    store.take_over(campaign_id).release()
    path = tmp_path / "all.zip"
    store.write_archive(path)
    with closing(sqlite3.connect(data / "alphasms.sqlite")) as folded:
        folded.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    journal = store.take_over(campaign_id)
    journal.set_phase(Phase.RUNNING)
    for claim in journal.claim(3)[0]:
        journal.keep([Step(claim.attempt_id, State.ACCEPTED, Why.HANDED_OVER, gateway_id="1")])
    journal.release()
    # Whoever dies does not fold the WAL in; this one stays to the end of the test.
    reader = sqlite3.connect(data / "alphasms.sqlite")
    reader.execute("SELECT count(*) FROM attempt").fetchone()
    store.close()
    assert (data / "alphasms.sqlite-wal").stat().st_size > 0
    yield path
    reader.close()


@pytest.mark.parametrize("died_at", range(5))
def test_whenever_it_dies_nobody_called_before_can_be_called_again(
    called_since, data, monkeypatch, died_at
):
    replace, moves = Path.replace, []

    def dying(self, target):
        moves.append(self.name)
        if len(moves) > died_at:
            raise KilledError
        return replace(self, target)

    with monkeypatch.context() as dies:
        dies.setattr(Path, "replace", dying)
        try:
            restore_archive(open_folder(data), called_since)
        except KilledError:
            assert len(moves) == died_at + 1

    store = open_store(data)
    states = {row.state for row in store.campaigns.results(1)}
    assert states == {State.ACCEPTED if died_at == 0 else State.UNCONFIRMED}
    journal = store.take_over(1)
    assert journal.claim(3)[0] == []
    journal.release()
    store.close()
    assert not list(data.glob(".passing-*"))
    assert not (data / "restored.sqlite").exists()
    if died_at:
        (aside,) = (data / "damaged").iterdir()
        assert {one.name for one in aside.iterdir()} >= {"alphasms.sqlite", "alphasms.sqlite-wal"}


def test_a_file_that_another_program_holds_is_left_with_all_its_parts(
    called_since, data, monkeypatch
):
    replace = Path.replace

    def held(self, target):
        if self.name == "alphasms.sqlite":
            raise PermissionError(errno.EACCES, "held by another program")
        return replace(self, target)

    with monkeypatch.context() as holds:
        holds.setattr(Path, "replace", held)
        with pytest.raises(TroubleError) as caught:
            restore_archive(open_folder(data), called_since)
    assert caught.value.trouble.kind is Kind.FOLDER_UNWRITABLE
    store = open_store(data)
    assert {row.state for row in store.campaigns.results(1)} == {State.ACCEPTED}
    store.close()


def test_a_disk_that_fills_while_an_archive_is_unpacked_is_said(called_since, data, monkeypatch):
    def full(*_arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as fills:
        fills.setattr(archive.shutil, "copyfileobj", full)
        with pytest.raises(TroubleError) as caught:
            restore_archive(open_folder(data), called_since)
    assert caught.value.trouble.kind is Kind.DISK_FULL
    assert not list(data.glob(".passing-*"))


def test_a_disk_that_is_full_leaves_no_half_made_copy(data, tmp_path, monkeypatch):
    store = open_store(data)
    make_campaign(store, 3)

    def full(*_arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as fills:
        fills.setattr(archive.ZipFile, "writestr", full)
        with pytest.raises(TroubleError) as caught:
            store.write_archive(tmp_path / "all.zip")
    assert (caught.value.trouble.kind, caught.value.trouble.values["what"]) == (
        Kind.REPORT_UNWRITABLE,
        "full",
    )
    monkeypatch.setattr("alphasms_desktop.store.backups.sqlite3.connect", _cannot_write)
    with pytest.raises(TroubleError) as caught:
        store.back_up_if_due()
    assert caught.value.trouble.kind is Kind.DISK_FULL
    assert [one.name for one in tmp_path.iterdir()] == ["data"]
    assert list(store.folder.backups.iterdir()) == []
    monkeypatch.undo()
    store.close()


def _cannot_write(*_arguments, **_named):
    raise sqlite3.OperationalError("database or disk is full")


def test_any_byte_changed_inside_an_archive_is_damage_and_no_fault(called_since, data):
    whole = called_since.read_bytes()
    kinds = set()
    for at in range(100, len(whole) // 2, len(whole) // 30):
        called_since.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        with pytest.raises(TroubleError) as caught:
            restore_archive(open_folder(data), called_since)
        kinds.add(caught.value.trouble.kind)
    assert kinds == {Kind.NOT_AN_ARCHIVE}


def test_who_opted_out_and_was_erased_since_stays_uncalled(data, tmp_path):
    store = open_store(data)
    store.write_archive(tmp_path / "all.zip")
    store.do_not_call.add(phone(9), "asked")
    store.erase_phone(phone(9))
    store.close()

    restore_archive(open_folder(data), tmp_path / "all.zip")

    store = open_store(data)
    campaign_id = make_campaign(store, 1)
    journal = store.take_over(campaign_id)
    assert not journal.may_call(phone(9))
    assert journal.may_call(phone(8))
    journal.release()
    store.close()


def test_what_an_archive_left_when_it_died_goes_at_the_next_start(data):
    open_store(data).close()
    left = data / ".passing-abc"
    left.mkdir()
    (left / "alphasms.sqlite").write_bytes(b"all the data")
    open_store(data).close()
    assert not left.exists()
    assert Rescue(data).backups() == []
