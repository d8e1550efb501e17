"""The whole folder as an archive: put back whole, refused when changed, nobody called twice."""

import json
import sqlite3
from contextlib import closing
from zipfile import ZipFile

import pytest

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Mode, Phase
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.store import open_store
from alphasms_desktop.store.archive import restore_archive
from alphasms_desktop.store.folder import open_folder
from tests.fakes import make_campaign, phone

SOUND = "ab" * 32


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def archive(data, tmp_path):
    """Make an archive in the midst of a run: one called, two waiting."""
    store = open_store(data)
    store.belong_to(Mode.REAL)
    (store.folder.recordings / f"{SOUND}.wav").write_bytes(b"RIFF sound")
    campaign_id = make_campaign(store, 3)
    journal = store.take_over(campaign_id)
    journal.set_phase(Phase.RUNNING)
    journal.claim(1)
    path = tmp_path / "copies" / "all.zip"
    store.write_archive(path)
    journal.release()
    store.close()
    return path


def refused(folder, path):
    with pytest.raises(TroubleError) as caught:
        restore_archive(open_folder(folder), path)
    return caught.value.trouble.kind


def test_everything_comes_back_and_whoever_may_have_been_called_is_in_doubt(archive, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    done = restore_archive(open_folder(elsewhere), archive)

    store = open_store(elsewhere)
    assert done.in_doubt == 2
    journal = store.take_over(1)
    states = [row.state for row in store.campaigns.results(1)]
    assert states == [State.UNCONFIRMED] * 3
    assert journal.claim(10)[0] == []
    journal.release()
    assert (store.folder.recordings / f"{SOUND}.wav").read_bytes() == b"RIFF sound"
    store.close()
    assert not list(elsewhere.glob(".passing-*"))


def test_what_is_there_is_set_aside_and_its_opt_outs_stay(archive, data):
    store = open_store(data)
    store.do_not_call.add(phone(9), "asked since")
    store.close()

    done = restore_archive(open_folder(data), archive)

    assert (done.set_aside / "alphasms.sqlite").exists()
    store = open_store(data)
    assert store.do_not_call.page("", 0, 10)[0].phone == phone(9)
    store.close()


def test_an_archive_is_not_put_back_while_a_campaign_runs_or_a_window_is_open(archive, data):
    store = open_store(data)
    journal = store.take_over(1)
    assert refused(data, archive) is Kind.IN_USE
    journal.release()
    lock = store.folder.lock("checkpoint")
    assert lock.acquire()
    assert refused(data, archive) is Kind.FOLDER_OPEN
    lock.release()
    store.close()


def rewritten(archive, change):
    """Write the archive anew with its files as `change` makes them."""
    with ZipFile(archive) as source:
        files = {name: source.read(name) for name in source.namelist()}
    change(files)
    with ZipFile(archive, "w") as target:
        for name, content in files.items():
            target.writestr(name, content)


def swapped_sound(files):
    files[f"recordings/{SOUND}.wav"] = b"another sound"


def no_manifest(files):
    del files["manifest.json"]


def no_database(files):
    del files["alphasms.sqlite"]


def path_tricks(files):
    said = json.loads(files["manifest.json"])
    said["files"]["recordings/../../evil.wav"] = said["files"][f"recordings/{SOUND}.wav"]
    files["recordings/../../evil.wav"] = files[f"recordings/{SOUND}.wav"]
    files["manifest.json"] = json.dumps(said).encode()


@pytest.mark.parametrize("change", [swapped_sound, no_manifest, no_database, path_tricks])
def test_a_changed_archive_changes_nothing(change, archive, data):
    before = (data / "alphasms.sqlite").read_bytes()
    rewritten(archive, change)
    assert refused(data, archive) is Kind.NOT_AN_ARCHIVE
    assert (data / "alphasms.sqlite").read_bytes() == before
    assert not (data / "damaged").exists()
    assert not list(data.parent.rglob("evil.wav"))


def test_garbage_and_nothing_are_refused(data, tmp_path):
    garbage = tmp_path / "garbage.zip"
    garbage.write_bytes(b"PK\x03\x04 nothing of the kind")
    assert refused(data, garbage) is Kind.NOT_AN_ARCHIVE
    assert refused(data, tmp_path / "not-there.zip") is Kind.FILE_MISSING


def test_training_never_becomes_real(archive, tmp_path):
    training = tmp_path / "training"
    store = open_store(training)
    store.belong_to(Mode.TRAINING)
    store.close()
    assert refused(training, archive) is Kind.OTHER_MODE


def test_an_archive_of_a_newer_program_is_left_alone(archive, data, tmp_path):
    with ZipFile(archive) as source:
        source.extract("alphasms.sqlite", tmp_path)
    with closing(sqlite3.connect(tmp_path / "alphasms.sqlite")) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
        newer.commit()

    def change(files):
        import hashlib

        files["alphasms.sqlite"] = (tmp_path / "alphasms.sqlite").read_bytes()
        said = json.loads(files["manifest.json"])
        said["files"]["alphasms.sqlite"] = hashlib.sha256(files["alphasms.sqlite"]).hexdigest()
        files["manifest.json"] = json.dumps(said).encode()

    rewritten(archive, change)
    assert refused(data, archive) is Kind.STORE_NEWER
