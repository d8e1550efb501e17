"""The database: connections, the two kinds of transaction, and its errors as Troubles.

SQLAlchemy leaves the transactions to us: a reader begins plainly, a writer begins IMMEDIATE, so
that it waits for its turn once at the start and never fails in the middle. Every commit is on the
disk when it returns (WAL, synchronous FULL).
"""

import logging
import sqlite3
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Pool, create_engine, event, func
from sqlalchemy.exc import DBAPIError

from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.search import alphabetical, folded
from alphasms_desktop.store.lock import FileLock

_log = logging.getLogger(__name__)

BUSY_TIMEOUT_S = 30.0
_CHECKPOINT_EVERY_COMMITS = 100
_POOL = 8
"""Connections that stay open; one more than these is opened anew, with all its settings."""

_WRITES = "alphasms_writes"
SUSPECT = "-suspect"
"""Ends the name of an empty file that says: this database was found damaged while in use."""

_KINDS: dict[int, Kind] = {
    sqlite3.SQLITE_BUSY: Kind.STORE_BUSY,
    sqlite3.SQLITE_LOCKED: Kind.STORE_BUSY,
    sqlite3.SQLITE_FULL: Kind.DISK_FULL,
    sqlite3.SQLITE_IOERR: Kind.FOLDER_UNWRITABLE,
    sqlite3.SQLITE_READONLY: Kind.FOLDER_UNWRITABLE,
    sqlite3.SQLITE_CANTOPEN: Kind.FOLDER_UNWRITABLE,
    sqlite3.SQLITE_PERM: Kind.FOLDER_UNWRITABLE,
    sqlite3.SQLITE_CORRUPT: Kind.STORE_BROKEN,
    sqlite3.SQLITE_NOTADB: Kind.STORE_BROKEN,
}


def has_reset_race(version: tuple[int, int, int]) -> bool:
    """Tell whether this SQLite may damage a WAL file that two processes reset at one moment."""
    if version[:2] == (3, 50):
        return version < (3, 50, 7)
    return version < (3, 51, 3)


class Database:
    """One SQLite file; any thread may read, one at a time writes."""

    def __init__(
        self,
        path: Path,
        checkpoint_lock: FileLock,
        now: Callable[[], float] = time.time,
        busy_timeout_s: float = BUSY_TIMEOUT_S,
    ) -> None:
        self.path = path
        self.now = now
        self._engine = _engine(path, busy_timeout_s)
        self._one_writer = threading.Lock()
        self._one_looker = threading.Lock()
        self._looking: sqlite3.Connection | None = None
        self._writing: tuple[Connection, sqlite3.Connection] | None = None
        self._writing_of: Pool | None = None
        self._checkpoint_lock = checkpoint_lock
        self._commits = 0
        self._suspect = path.with_name(path.name + SUSPECT)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that sees one unchanging state of the data."""
        with self._troubles(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give the writing connection; what was done is on the disk at the end, or undone."""
        with self._troubles(), self._one_writer:
            connection, driver = self._for_writing()
            try:
                # Straight to the driver: SQLAlchemy takes longer for its part of a transaction
                # than the disk for the whole. Whatever it is asked for joins this one.
                driver.execute("BEGIN IMMEDIATE")
                yield connection
                if connection.in_transaction():
                    connection.commit()
                else:
                    driver.commit()
            except BaseException as error:
                self._undo(connection, driver)
                if isinstance(error, (DBAPIError, sqlite3.Error)):
                    self._stop_writing()
                raise
            self._commits += 1
            if self._commits % _CHECKPOINT_EVERY_COMMITS == 0:
                self._checkpoint()

    def look(self, question: str, *values: object) -> tuple[Any, ...]:
        """Return the one row that answers a question of plain SQL, as the data stands right now.

        For what is asked before every call: a tenth of what `read` costs.
        """
        with self._troubles(), self._one_looker:
            if self._looking is None:
                self._looking = sqlite3.connect(
                    self.path, BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False
                )
            row: tuple[Any, ...] = self._looking.execute(question, values).fetchone()
            return row

    def check_if_suspect(self) -> None:
        """Look through a file that was found damaged earlier; raises TroubleError(STORE_BROKEN)."""
        if not self._suspect.exists():
            return
        with self.read() as connection:
            verdict = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar())
        if verdict != "ok":
            raise TroubleError(Kind.STORE_BROKEN, verdict, path=self.path)
        self._suspect.unlink(missing_ok=True)

    def owns_checkpoints(self) -> bool:
        """Say whether this process is the one that may move the WAL; it is from now on."""
        return self._checkpoint_lock.acquire()

    def compact(self) -> None:
        """Write the file anew without what was deleted, and empty the WAL.

        Only for whoever owns the checkpoints. Raises TroubleError(STORE_BUSY) while it is read.
        """
        with self._troubles(), self._one_writer:
            raw = self._engine.raw_connection()
            try:
                cursor = raw.cursor()
                cursor.execute("PRAGMA secure_delete = ON")
                cursor.execute("VACUUM")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                row = cursor.fetchone()
            finally:
                raw.close()
        if row is None or row[0]:
            raise TroubleError(Kind.STORE_BUSY, "the WAL is being read", path=self.path)

    def close(self) -> None:
        """Let every connection and lock go."""
        with self._one_looker:
            if self._looking is not None:
                self._looking.close()
                self._looking = None
        with self._one_writer:
            self._stop_writing()
        self._engine.dispose()
        self._checkpoint_lock.release()

    def _for_writing(self) -> tuple[Connection, sqlite3.Connection]:
        """Return the connection that is kept for writing, and the driver's that is under it.

        Whoever asks holds the writers' lock. Fetching one for each transaction and giving it back
        takes longer than the transaction.
        """
        if self._writing is None or self._writing_of is not self._engine.pool:
            self._stop_writing()
            self._writing_of = self._engine.pool
            connection = self._engine.connect().execution_options(**{_WRITES: True})
            driver: Any = connection.connection.driver_connection
            self._writing = connection, driver
        return self._writing

    def _undo(self, connection: Connection, driver: sqlite3.Connection) -> None:
        """Take back what a transaction has done; what cannot be is, when its connection closes."""
        with suppress(DBAPIError, sqlite3.Error):
            if connection.in_transaction():
                connection.rollback()
            driver.rollback()

    def _stop_writing(self) -> None:
        """Give the connection for writing back; after an error the next one begins anew."""
        writing, self._writing = self._writing, None
        if writing is not None:
            connection, _ = writing
            with suppress(DBAPIError, sqlite3.Error):
                connection.invalidate()
            connection.close()

    def _checkpoint(self) -> None:
        # Only one process moves the WAL into the file: SQLite before 3.51.3 has a race of two.
        try:
            if self._checkpoint_lock.acquire():
                raw = self._engine.raw_connection()
                try:
                    raw.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)")
                finally:
                    raw.close()
        except (DBAPIError, sqlite3.Error, OSError) as error:
            # What was committed stays in the WAL, on the disk: it must not be told as a failure.
            _log.warning("the WAL could not be moved into the file: %s", error)

    @contextmanager
    def _troubles(self) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, sqlite3.Error) as error:
            cause = error.orig if isinstance(error, DBAPIError) else error
            kind = _KINDS.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF, Kind.FAULT)
            if kind is Kind.STORE_BROKEN:
                # Damage deep inside is not met at the next start by itself.
                with suppress(OSError):
                    self._suspect.touch()
            raise TroubleError(kind, str(cause), path=self.path) from error


def holds(column: ColumnElement[str], wanted: str) -> ColumnElement[bool]:
    """Return the condition that a text holds another, as searches compare them."""
    # What SQLite itself compares without capitals is Latin alone.
    return func.instr(func.folded(column), folded(wanted)) > 0


def _engine(path: Path, busy_timeout_s: float) -> Engine:
    engine = create_engine(
        f"sqlite+pysqlite:///{path}", connect_args={"timeout": busy_timeout_s}, pool_size=_POOL
    )

    @event.listens_for(engine, "connect")
    def _set_up(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        connection.create_function("folded", 1, folded, deterministic=True)
        connection.create_function("alphabetical", 1, alphabetical, deterministic=True)
        cursor = connection.cursor()
        for pragma in _pragmas():
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # Whoever writes has begun already.
        if not connection.get_execution_options().get(_WRITES, False):
            connection.connection.cursor().execute("BEGIN")

    return engine


def _pragmas() -> Iterator[str]:
    yield "journal_mode = WAL"
    yield "synchronous = FULL"
    yield "foreign_keys = ON"
    yield "wal_autocheckpoint = 0"
    if sys.platform == "darwin":
        # Only this reaches the platter there; a plain fsync stops at the drive's cache.
        yield "fullfsync = ON"
        yield "checkpoint_fullfsync = ON"
