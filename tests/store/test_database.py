"""Transactions: what is told to be kept is kept, and what failed was undone."""

import sqlite3

import pytest
from sqlalchemy import bindparam, update

from alphasms_desktop.domain.attempt import State, Step, Why
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.store import database as database_module
from alphasms_desktop.store.prepared import Prepared
from alphasms_desktop.store.schema import attempt
from tests.fakes import make_campaign

EVERY = database_module._CHECKPOINT_EVERY_COMMITS


class BrokenEngine:
    """An engine whose plain connections fail as on a full disk; its transactions work."""

    def __init__(self, engine, error: Exception) -> None:
        self._engine = engine
        self._error = error

    def raw_connection(self):
        raise self._error

    def __getattr__(self, name):
        return getattr(self._engine, name)


@pytest.mark.parametrize(
    "error",
    [sqlite3.OperationalError("database or disk is full"), OSError(28, "No space left on device")],
    ids=["disk full", "no lock file"],
)
def test_a_checkpoint_that_fails_takes_no_commit_back(store, monkeypatch, error):
    """The commit before it is on the disk: to call it failed would have it made once more."""
    campaign_id = make_campaign(store, 1)
    journal = store.take_over(campaign_id)
    (claim,), _ = journal.claim(1)
    monkeypatch.setattr(store._database, "_engine", BrokenEngine(store._database._engine, error))
    store._database._commits = EVERY - 1

    kept = journal.keep([Step(claim.attempt_id, State.ACCEPTED, Why.HANDED_OVER, gateway_id="7")])

    assert [change.after for change in kept] == [State.ACCEPTED]


def test_what_raises_inside_a_transaction_undoes_it_all(store):
    campaign_id = make_campaign(store, 2)

    def stumble() -> None:
        with store._database.write() as connection:
            connection.exec_driver_sql("UPDATE attempt SET state = 'sending'")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        stumble()
    assert [row.state for row in store.campaigns.results(campaign_id)] == [State.QUEUED] * 2


_QUEUE = Prepared(update(attempt).values(state=bindparam("to")))


@pytest.mark.parametrize("asked", ["plainly", "through the library", "both ways"])
def test_a_transaction_is_one_whichever_way_it_is_asked(store, asked):
    """Statements made once go to the driver by themselves, others through SQLAlchemy."""
    campaign_id = make_campaign(store, 2)

    def write(word: str) -> None:
        with store._database.write() as connection:
            if asked != "through the library":
                _QUEUE.do(connection, to=word)
            if asked != "plainly":
                connection.execute(update(attempt).values(state=word))
            if word == "sending":
                raise ZeroDivisionError

    def states() -> list[State]:
        return [row.state for row in store.campaigns.results(campaign_id)]

    with pytest.raises(ZeroDivisionError):
        write("sending")
    assert states() == [State.QUEUED] * 2
    write("skipped")
    assert states() == [State.SKIPPED] * 2


def test_a_commit_that_fails_is_undone_and_the_next_one_is_made(store):
    campaign_id = make_campaign(store, 1)

    class Full:
        def __init__(self, driver) -> None:
            self._driver = driver

        def commit(self) -> None:
            raise sqlite3.OperationalError("database or disk is full")

        def __getattr__(self, name):
            return getattr(self._driver, name)

    connection, driver = store._database._for_writing()
    store._database._writing = (connection, Full(driver))
    with pytest.raises(TroubleError), store._database.write() as writing:
        _QUEUE.do(writing, to="sending")
    assert [row.state for row in store.campaigns.results(campaign_id)] == [State.QUEUED]

    with store._database.write() as writing:
        _QUEUE.do(writing, to="skipped")
    assert [row.state for row in store.campaigns.results(campaign_id)] == [State.SKIPPED]


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_BUSY, Kind.STORE_BUSY),
        (sqlite3.SQLITE_LOCKED, Kind.STORE_BUSY),
        (sqlite3.SQLITE_FULL, Kind.DISK_FULL),
        (sqlite3.SQLITE_IOERR | 3 << 8, Kind.FOLDER_UNWRITABLE),
        (sqlite3.SQLITE_READONLY | 8 << 8, Kind.FOLDER_UNWRITABLE),
        (sqlite3.SQLITE_CANTOPEN, Kind.FOLDER_UNWRITABLE),
        (sqlite3.SQLITE_CORRUPT, Kind.STORE_BROKEN),
        (sqlite3.SQLITE_NOTADB, Kind.STORE_BROKEN),
        (sqlite3.SQLITE_ERROR, Kind.FAULT),
    ],
)
def test_every_error_of_the_file_has_its_own_word(store, code, kind):
    error = sqlite3.OperationalError("said the file")
    error.sqlite_errorcode = code
    with pytest.raises(TroubleError) as caught, store._database.read():
        raise error
    assert caught.value.trouble.kind is kind
    assert caught.value.trouble.detail == "said the file"
    assert caught.value.trouble.values == {"path": str(store.folder.database)}


def test_the_log_of_changes_is_moved_into_the_file_now_and_then(store):
    wal = store.folder.database.with_name("alphasms.sqlite-wal")
    make_campaign(store, 1)
    for _ in range(3 * EVERY):
        with store._database.write() as connection:
            connection.exec_driver_sql("UPDATE campaign SET heartbeat_at = 1")
    # Each commit writes a page of 4 KB or more; without checkpoints they would all be there.
    assert wal.stat().st_size < 2 * EVERY * 3 * 4096
