"""A disk that is full, write-protected, held by another program or damaged, in the midst of a run.

The errors are SQLite's own. Whatever the trouble: nothing leaves that was not written first, the
run ends in order and says why, and when the trouble is over it goes on and calls nobody twice.
"""

import sqlite3
from collections import Counter
from contextlib import closing
from typing import Any

import pytest
from sqlalchemy import event

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Phase
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.store import open_store
from tests.engine.stage import Stage
from tests.fakes import make_campaign, phone

RECIPIENTS = 120


@pytest.fixture
def stage(tmp_path):
    made = Stage(tmp_path / "data")
    yield made
    made.store.close()


@pytest.fixture(autouse=True)
def no_real_waiting(monkeypatch):
    """Try the last write again at once: a run waits half a second between tries."""
    monkeypatch.setattr("alphasms_desktop.engine.runner.RETRY_S", 0.0)


class Disk:
    """The disk under a stage, which can be spoiled and mended."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._path = stage.store.folder.database
        self._before_each = ""
        self._holder = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False)
        database: Any = stage.store._database
        database._engine.dispose()
        event.listen(
            database._engine, "connect", lambda one, _: one.execute("PRAGMA busy_timeout = 20")
        )
        self._for_writing, database._for_writing = database._for_writing, self._spoiled

    def spoil(self, how: str) -> None:
        """Fill it, protect it from writing, or have another program hold the file."""
        if how == "full":
            (pages,) = self._holder.execute("PRAGMA page_count").fetchone()
            self._before_each = f"PRAGMA max_page_count = {pages}"
        elif how == "protected":
            self._before_each = "PRAGMA query_only = 1"
        else:
            self._holder.execute("BEGIN IMMEDIATE")

    def mend(self) -> None:
        """Make it as it was."""
        self._before_each = ""
        self._holder.close()
        for undone in ("PRAGMA query_only = 0", "PRAGMA max_page_count = 1000000"):
            with self._stage.store._database._engine.connect() as connection:
                connection.exec_driver_sql(undone)
        self._stage.store._database._engine.dispose()

    def _spoiled(self):
        """Return the connection for writing, with the trouble in it that there is."""
        connection, driver = self._for_writing()
        if self._before_each:
            driver.execute(self._before_each)
        return connection, driver


@pytest.mark.timeout(120)
@pytest.mark.parametrize("after", [0, 5, 37])
@pytest.mark.parametrize(
    ("how", "kind"),
    [
        ("full", Kind.DISK_FULL),
        ("protected", Kind.FOLDER_UNWRITABLE),
        ("held", Kind.STORE_BUSY),
    ],
)
def test_the_run_ends_in_order_and_goes_on_when_the_trouble_is_over(stage, how, kind, after):
    disk = Disk(stage)
    campaign_id = make_campaign(stage.store, RECIPIENTS, rules=Rules(uploads=4))
    run = stage.start(campaign_id)
    asked, unwritten = [], []

    def leaves(number: str) -> None:
        asked.append(number)
        (row,) = [one for one in stage.store.campaigns.results(campaign_id) if one.phone == number]
        unwritten.extend([number] * (row.state is not State.SENDING))
        if len(asked) == after:
            disk.spoil(how)

    stage.gateway.on_place = leaves
    if not after:
        disk.spoil(how)
    end = run.run()

    assert (end.phase, end.trouble.kind) == (Phase.PAUSED, kind)
    assert len(asked) < RECIPIENTS
    assert not stage.store.is_running(campaign_id)
    disk.mend()
    left_before = set(asked)
    end = stage.start(campaign_id).run()
    assert unwritten == []
    assert max(Counter(asked).values()) == 1
    states = {row.phone: row.state for row in stage.store.campaigns.results(campaign_id)}
    assert set(states.values()) <= {State.ANSWERED, State.UNCONFIRMED}
    in_doubt = {number for number, state in states.items() if state is State.UNCONFIRMED}
    assert len(in_doubt) <= 8
    assert in_doubt <= left_before | {phone(row) for row in range(after + 2, after + 10)}
    assert end.phase is Phase.FINISHED


def test_a_damaged_file_stops_the_run_and_is_never_written_over(stage):
    """What is left of it may be all that tells who was called."""
    campaign_id = make_campaign(stage.store, 3_000)
    folder = stage.store.folder
    stage.store.close()
    with closing(sqlite3.connect(folder.database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        root = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'attempt'"
        ).fetchone()[0]
    with folder.database.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xa5" * 4096)
    damaged = folder.database.read_bytes()

    stage.store = open_store(folder.path, now=stage.clock.timestamp)
    with pytest.raises(TroubleError) as caught:
        stage.start(campaign_id)

    assert caught.value.trouble.kind is Kind.STORE_BROKEN
    assert caught.value.trouble.values["path"] == str(folder.database)
    assert stage.gateway.called == []
    assert folder.database.read_bytes() == damaged


@pytest.mark.timeout(60)
def test_a_file_damaged_in_the_midst_of_a_run_lets_nothing_more_leave(stage):
    campaign_id = make_campaign(stage.store, 3_000, rules=Rules(uploads=4))
    with stage.store._database._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    run = stage.start(campaign_id)

    def spoil(_number: str) -> None:
        if len(stage.gateway.called) == 20:
            path = stage.store.folder.database
            for file in (path, path.with_name(path.name + "-wal")):
                size = file.stat().st_size
                file.write_bytes(b"\xa5" * size)
            stage.store._database._engine.dispose()

    stage.gateway.on_place = spoil
    end = run.run()

    assert end.phase is Phase.PAUSED
    assert end.trouble.kind is Kind.STORE_BROKEN
    assert 20 <= len(stage.gateway.called) <= 29
