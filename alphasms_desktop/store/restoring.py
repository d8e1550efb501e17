"""One data file put in the place of another: cut off at any moment, it is finished at next start.

What is to be put in place is prepared whole beside the data and then given the name below: from
that moment it is what holds. Nobody opens the old file any more, of which half may be moved aside
already. A file without the companion that holds its last calls would have people called twice.
"""

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.store.database import SUSPECT
from alphasms_desktop.store.folder import DataFolder

PARTS = (SUSPECT, "-shm", "-wal", "")
"""What belongs to a data file, by the ends of the names; the file itself goes last."""

_READY = "restored.sqlite"


def put_in_place(folder: DataFolder, fresh: Path) -> Path:
    """Put a prepared file in the place of the data; returns where the old one was set aside.

    Raises OSError with the old file in its place, and TroubleError(FOLDER_OPEN) while another
    process does the same.
    """
    lock = folder.lock("restoring")
    if not lock.acquire():
        raise TroubleError(Kind.FOLDER_OPEN, path=folder.path)
    ready = folder.path / _READY
    try:
        fresh.replace(ready)
        _reach_the_disk(folder.path)
        return _finish(folder, ready)
    finally:
        lock.release()


def finish_if_cut_off(folder: DataFolder) -> None:
    """Finish what was cut off, before anybody opens the data; raises TroubleError(FOLDER_OPEN)."""
    ready = folder.path / _READY
    if not ready.exists():
        return
    lock = folder.lock("restoring")
    if not lock.acquire():
        raise TroubleError(Kind.FOLDER_OPEN, path=folder.path)
    try:
        if ready.exists():
            _finish(folder, ready)
    except OSError as error:
        raise TroubleError(Kind.FOLDER_UNWRITABLE, str(error), path=ready) from error
    finally:
        lock.release()


def _finish(folder: DataFolder, ready: Path) -> Path:
    aside = _place_aside(folder)
    moved: list[tuple[Path, Path]] = []
    try:
        for end in PARTS:
            file = folder.database.with_name(folder.database.name + end)
            if file.exists():
                file.replace(aside / file.name)
                moved.append((file, aside / file.name))
        _reach_the_disk(folder.path)
        ready.replace(folder.database)
        _reach_the_disk(folder.path)
    except OSError:
        # Some other program holds one of them: all go back, and nothing was restored.
        for old, new in reversed(moved):
            new.replace(old)
        ready.unlink(missing_ok=True)
        raise
    return aside


def _place_aside(folder: DataFolder) -> Path:
    """Return a folder for the old file; the newest where that has only some of its parts yet."""
    name = folder.database.name
    newest = max((folder.path / "damaged").glob("*"), default=None)
    if newest and not ((newest / name).exists() and folder.database.exists()):
        return newest
    aside = folder.path / "damaged" / f"{datetime.now():%Y%m%d-%H%M%S-%f}"
    aside.mkdir(parents=True)
    return aside


def _reach_the_disk(folder: Path) -> None:
    """Have the names of a folder on the disk, where a system lets one ask for that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
