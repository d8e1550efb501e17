"""A damaged database: set aside, never written over; a copy put back without calling anybody twice.

What was called after the copy was made is not known. So everybody who waits in a campaign of the
copy, be it one that was stopped and may have been gone on with, becomes a call in doubt, and only
the user can have such calls repeated. So does the next attempt of whoever was under way in it.
"""

import logging
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import insert, literal, select

from alphasms_desktop.domain.attempt import LIVE, State, Step, Why
from alphasms_desktop.domain.backup import Backup, Restored
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.store.backups import readable_backups
from alphasms_desktop.store.database import Database
from alphasms_desktop.store.folder import open_folder
from alphasms_desktop.store.migrate import bring_up_to_date
from alphasms_desktop.store.own_ids import draw_another_place
from alphasms_desktop.store.restoring import PARTS, put_in_place
from alphasms_desktop.store.schema import attempt, event
from alphasms_desktop.store.steps import keep_steps

_log = logging.getLogger(__name__)

_WITHOUT_END = LIVE | {State.NO_RESULT}
_OF_AN_EVENT = ("campaign_id", "attempt_id", "at", "before", "after", "why", "raw")
_AT_ONCE = 5_000
_UNWANTED = "SELECT phone, since, reason FROM do_not_call"
_ERASED = "SELECT pseudonym, since, reason FROM erased WHERE (SELECT value FROM secret) = ?"


class Rescue:
    """What can be done for a data folder whose database is damaged."""

    def __init__(self, folder: Path) -> None:
        self._folder = open_folder(folder)

    def backups(self) -> list[Backup]:
        """Return the copies that can be put back, the newest first."""
        return readable_backups(self._folder.backups)

    def restore(self, backup: Backup | None) -> Restored:
        """Set the damaged file aside and put a copy in its place; None begins with an empty one.

        Whoever waits in a copy becomes a call in doubt. The do-not-call list is taken from the
        damaged file as far as it can still be read. Raises TroubleError(IN_USE) while a campaign
        of this folder runs, and DISK_FULL or FOLDER_UNWRITABLE with the damaged file in its place.
        """
        self._folder.refuse_while_running()
        fresh = self._folder.database.with_name("restoring.sqlite")
        try:
            in_doubt = self._prepare(fresh, backup)
            aside = put_in_place(self._folder, fresh)
        except (OSError, sqlite3.Error) as error:
            raise TroubleError(Kind.FOLDER_UNWRITABLE, str(error), path=fresh) from error
        return Restored(aside, in_doubt)

    def _prepare(self, fresh: Path, backup: Backup | None) -> int:
        for end in PARTS:
            fresh.with_name(fresh.name + end).unlink(missing_ok=True)
        if backup:
            with (
                closing(sqlite3.connect(backup.path)) as kept,
                closing(sqlite3.connect(fresh)) as to,
            ):
                kept.backup(to)
        database = Database(fresh, self._folder.lock("checkpoint"))
        try:
            bring_up_to_date(database, self._folder.backups)
            _note_under_way(database)
            in_doubt = _doubt_the_waiting(database)
            with database.write() as connection:
                draw_another_place(connection)
            _take_over_unwanted(database, self._folder.database)
        finally:
            database.close()
        _fold_in_wal(fresh)
        return in_doubt


def _note_under_way(database: Database) -> None:
    """Keep of each call without a known end that it is of the copy: its repeat may be made too."""
    now, why = database.now(), str(Why.RESTORED)
    told = select(
        attempt.c.campaign_id,
        attempt.c.id,
        literal(now),
        attempt.c.state,
        attempt.c.state,
        literal(why),
        literal(""),
    ).where(attempt.c.state.in_([str(one) for one in _WITHOUT_END]))
    with database.write() as connection:
        connection.execute(insert(event).from_select(_OF_AN_EVENT, told))


def _doubt_the_waiting(database: Database) -> int:
    """Put everybody who waits in doubt; returns how many."""
    with database.read() as connection:
        waiting = connection.execute(
            select(attempt.c.campaign_id, attempt.c.id)
            .where(attempt.c.state == str(State.QUEUED))
            .order_by(attempt.c.campaign_id, attempt.c.id)
        ).all()
    for campaign_id in {row.campaign_id for row in waiting}:
        ids = [row.id for row in waiting if row.campaign_id == campaign_id]
        for begin in range(0, len(ids), _AT_ONCE):
            steps = [
                Step(one, state, Why.RESTORED)
                for one in ids[begin : begin + _AT_ONCE]
                for state in (State.SENDING, State.UNCONFIRMED)
            ]
            with database.write() as connection:
                keep_steps(connection, campaign_id, steps, database.now())
    return len(waiting)


def _take_over_unwanted(database: Database, damaged: Path) -> None:
    """Add to the do-not-call list what can still be read of the damaged one.

    Pseudonyms of people who opted out and were erased are worth something only beside the secret
    they were made with, which a copy of the same folder has.
    """
    with database.read() as connection:
        secret = connection.exec_driver_sql("SELECT value FROM secret").scalar()
    try:
        with closing(sqlite3.connect(f"{damaged.as_uri()}?mode=ro", uri=True)) as source:
            rows = source.execute(_UNWANTED).fetchall()
            erased = source.execute(_ERASED, (secret,)).fetchall()
    except sqlite3.Error as error:
        _log.warning("the do-not-call list of the damaged file cannot be read: %s", error)
        return
    with database.write() as connection:
        for table, of_people, kept in (
            ("do_not_call", "phone", rows),
            ("erased", "pseudonym", erased),
        ):
            for row in kept:
                connection.exec_driver_sql(
                    f"INSERT OR IGNORE INTO {table} ({of_people}, since, reason) VALUES (?, ?, ?)",
                    row,
                )


def _fold_in_wal(path: Path) -> None:
    """Leave one file without companions, so that it can be moved whole."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
