"""The whole data folder as one archive: made while campaigns run, put back without a second call.

The database is copied as it stands at one moment; recordings lie under their fingerprints, so a
file that is there is the right one. What the archive holds is told by its manifest, with hashes.
"""

import errno
import hashlib
import json
import shutil
import sqlite3
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from alphasms_desktop.domain.backup import Backup, Restored
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.store.backups import back_up
from alphasms_desktop.store.folder import DataFolder
from alphasms_desktop.store.rescue import Rescue
from alphasms_desktop.store.schema import NEWEST

_MANIFEST, _DATABASE, _SOUNDS = "manifest.json", "alphasms.sqlite", "recordings"
_PROGRAM = "AlphaSMS Desktop"
_CHUNK = 1 << 20
_HEX = frozenset("0123456789abcdef")
_SCRATCH = ".passing-"
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})
_NOT_WHOLE = (BadZipFile, ValueError, KeyError, EOFError, RuntimeError, zlib.error, TypeError)
"""What the zip module raises for damage in one place or another; RuntimeError asks a password."""


def write_archive(folder: DataFolder, path: Path) -> None:
    """Write the data folder to an archive, whole or not at all.

    Raises TroubleError: DISK_FULL, STORE_BROKEN, REPORT_UNWRITABLE.
    """
    passing = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _scratch(folder) as scratch:
            copy = back_up(folder.database, scratch, "archive")
            _fill(passing, copy, sorted(folder.recordings.glob("*.wav")))
        passing.replace(path)
    except OSError as error:
        what = "full" if error.errno in _NO_ROOM else "folder"
        raise TroubleError(Kind.REPORT_UNWRITABLE, str(error), path=path, what=what) from error
    finally:
        passing.unlink(missing_ok=True)


def restore_archive(folder: DataFolder, path: Path) -> Restored:
    """Put an archive in the place of what is in the folder, which is set aside.

    Whoever waits in the archive may have been called since: such calls become calls in doubt.
    Raises TroubleError: NOT_AN_ARCHIVE, STORE_NEWER, OTHER_MODE, IN_USE, FOLDER_OPEN, DISK_FULL,
    FILE_LOCKED; then nothing was changed.
    """
    folder.refuse_while_running()
    checkpoints = folder.lock("checkpoint")
    if not checkpoints.acquire():
        raise TroubleError(Kind.FOLDER_OPEN, path=folder.path)
    checkpoints.release()
    try:
        with _scratch(folder) as scratch:
            database = _unpacked(path, scratch)
            _check(database, folder, path)
            for sound in (scratch / _SOUNDS).glob("*.wav"):
                if not (folder.recordings / sound.name).exists():
                    shutil.move(sound, folder.recordings / sound.name)
            backup = Backup(database, datetime.now(UTC), 0)
            return Rescue(folder.path).restore(backup)
    except _NOT_WHOLE as error:
        raise TroubleError(Kind.NOT_AN_ARCHIVE, str(error), path=path) from error
    except FileNotFoundError as error:
        raise TroubleError(Kind.FILE_MISSING, str(error), path=path) from error
    except OSError as error:
        is_full = error.errno in _NO_ROOM
        kind, place = (Kind.DISK_FULL, folder.path) if is_full else (Kind.FILE_LOCKED, path)
        raise TroubleError(kind, str(error), path=place) from error


def clear_scratch(folder: DataFolder) -> None:
    """Remove what an archive that died half-made or half-unpacked has left: it is all the data."""
    left = list(folder.path.glob(f"{_SCRATCH}*"))
    lock = folder.lock("archive")
    if left and lock.acquire():
        try:
            for one in left:
                shutil.rmtree(one, ignore_errors=True)
        finally:
            lock.release()


@contextmanager
def _scratch(folder: DataFolder) -> Iterator[Path]:
    """Give a folder on the same disk; what is moved out of it stays. Raises FOLDER_OPEN."""
    lock = folder.lock("archive")
    if not lock.acquire():
        raise TroubleError(Kind.FOLDER_OPEN, path=folder.path)
    try:
        with tempfile.TemporaryDirectory(prefix=_SCRATCH, dir=folder.path) as scratch:
            yield Path(scratch)
    finally:
        lock.release()


def _fill(path: Path, database: Path, sounds: list[Path]) -> None:
    files: dict[str, str] = {}
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        names = {_DATABASE: database, **{f"{_SOUNDS}/{one.name}": one for one in sounds}}
        for name, source in names.items():
            files[name] = _hash(source)
            archive.write(source, name)
        said = {"program": _PROGRAM, "made_at": datetime.now(UTC).isoformat(), "files": files}
        archive.writestr(_MANIFEST, json.dumps(said, indent=2))


def _unpacked(path: Path, scratch: Path) -> Path:
    """Unpack what the manifest names and nothing else; raises ValueError for any difference."""
    (scratch / _SOUNDS).mkdir()
    with ZipFile(path) as archive:
        said = json.loads(archive.read(_MANIFEST))
        if said["program"] != _PROGRAM or _DATABASE not in said["files"]:
            raise ValueError("not an archive of this program")
        for name, expected in said["files"].items():
            target = _place(name, scratch)
            with archive.open(name) as source, target.open("wb") as file:
                shutil.copyfileobj(source, file, _CHUNK)
            if _hash(target) != expected:
                raise ValueError(f"{name} was changed")
    return scratch / _DATABASE


def _place(name: str, scratch: Path) -> Path:
    """Return where a file of the archive goes; only names that this program gives are taken."""
    if name == _DATABASE:
        return scratch / name
    folder, _, file = name.partition("/")
    stem, dot, ending = file.partition(".")
    if folder != _SOUNDS or ending != "wav" or not dot or not stem or not _HEX.issuperset(stem):
        raise ValueError(f"{name} has no place in a data folder")
    return scratch / _SOUNDS / file


def _check(database: Path, folder: DataFolder, path: Path) -> None:
    try:
        with closing(sqlite3.connect(database)) as copy:
            verdict = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
            (revision,) = copy.execute("SELECT version_num FROM alembic_version").fetchone()
            mode = copy.execute("SELECT mode FROM folder").fetchone()
    except (sqlite3.Error, TypeError) as error:
        raise TroubleError(Kind.NOT_AN_ARCHIVE, str(error), path=path) from error
    if verdict != "ok":
        raise TroubleError(Kind.NOT_AN_ARCHIVE, verdict, path=path)
    if revision > NEWEST:
        raise TroubleError(Kind.STORE_NEWER, revision, path=path)
    own = _mode_of(folder.database)
    if own and mode and own != mode[0]:
        raise TroubleError(Kind.OTHER_MODE, path=folder.path, mode=own)


def _mode_of(database: Path) -> str:
    """Return the mode a folder belongs to; nothing where its file cannot be read."""
    if not database.exists():
        return ""
    try:
        with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
            row = connection.execute("SELECT mode FROM folder").fetchone()
    except sqlite3.Error:
        return ""
    return str(row[0]) if row else ""


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
