"""Copies of the database: made daily and before a migration, checked, the last ones kept."""

import logging
import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from alphasms_desktop.domain.backup import Backup
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.store.folder import DataFolder
from alphasms_desktop.store.schema import NEWEST

_log = logging.getLogger(__name__)

_KEPT = 7
_DAY_S = 86_400.0
_DAILY = "daily"
_DUE_AFTER_S = 20 * 3600.0
"""Less than a day, so that an office that opens a little earlier every morning has one a day."""


def back_up(database: Path, backups: Path, why: str) -> Path:
    """Copy the database, with what is still in its WAL, to a dated file; returns its path.

    Raises TroubleError(DISK_FULL) where there is no room, STORE_BROKEN for a copy that is damaged.
    """
    target = backups / f"{datetime.now():%Y%m%d-%H%M%S}-{why}.sqlite"
    half_made = target.with_suffix(".part")
    try:
        with (
            closing(sqlite3.connect(database)) as source,
            closing(sqlite3.connect(half_made)) as copy,
        ):
            source.backup(copy)
            verdict = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
        if verdict != "ok":
            raise TroubleError(Kind.STORE_BROKEN, verdict, path=database)
        half_made.replace(target)
    except (sqlite3.Error, OSError) as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        is_broken = code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
        kind = Kind.STORE_BROKEN if is_broken else Kind.DISK_FULL
        path = database if is_broken else target
        raise TroubleError(kind, str(error), path=path, what="copy") from error
    finally:
        half_made.unlink(missing_ok=True)
    return target


def back_up_if_due(database: Path, backups: Path, now: float) -> bool:
    """Make the copy of the day if there is none yet, and remove the oldest; says whether it did.

    A copy dated ahead of the clock is of no known age: it was made before the clock was set back.
    """
    daily = sorted(backups.glob(f"*-{_DAILY}.sqlite"), key=lambda one: _made_at(one, now))
    if daily and now - _made_at(daily[-1], now) < _DUE_AFTER_S:
        return False
    made = back_up(database, backups, _DAILY)
    os.utime(made, (now, now))
    daily.append(made)
    for old in daily[:-_KEPT]:
        old.unlink(missing_ok=True)
    return True


def drop_copies(folder: DataFolder) -> None:
    """Remove every older state of the data: copies, and files that were set aside as damaged."""
    for path in _copies(folder):
        path.unlink(missing_ok=True)


def drop_old_copies(folder: DataFolder, now: float) -> None:
    """Remove older states of the data that the daily rotation does not reach within a week."""
    for path in _copies(folder):
        if now - _made_at(path, now) > _KEPT * _DAY_S:
            path.unlink(missing_ok=True)


def _made_at(path: Path, now: float) -> float:
    """Return when a copy was made; long ago where its date lies ahead."""
    made_at = path.stat().st_mtime
    return made_at if made_at <= now + _DAY_S - _DUE_AFTER_S else 0.0


def _copies(folder: DataFolder) -> list[Path]:
    set_aside = (one for one in (folder.path / "damaged").rglob("*") if one.is_file())
    passing = (one for one in folder.path.glob(".passing-*/**/*") if one.is_file())
    halfway = folder.path.glob("restoring.sqlite*")
    made = (*folder.backups.glob("*.sqlite*"), *folder.backups.glob("*.part"))
    return [*made, *set_aside, *passing, *halfway]


def readable_backups(backups: Path) -> list[Backup]:
    """Return the copies that can be put back, the newest first."""
    found = []
    for path in backups.glob("*.sqlite"):
        try:
            with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as copy:
                (campaigns,) = copy.execute("SELECT count(*) FROM campaign").fetchone()
                (revision,) = copy.execute("SELECT version_num FROM alembic_version").fetchone()
        except (sqlite3.Error, OSError) as error:
            _log.warning("the copy %s cannot be read: %s", path.name, error)
            continue
        if revision <= NEWEST:
            made_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            found.append(Backup(path, made_at, campaigns))
    return sorted(found, key=lambda one: one.made_at, reverse=True)
