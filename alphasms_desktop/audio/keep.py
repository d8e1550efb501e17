"""Files that are whole or not there at all, even after a power cut."""

import errno
import os
import secrets
from pathlib import Path

from alphasms_desktop.domain.errors import Kind, TroubleError

_FULL = {errno.ENOSPC, errno.EDQUOT}


def keep(content: bytes, path: Path) -> None:
    """Write a file under a passing name and rename it; one that is there already is left alone."""
    passing = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file() and path.read_bytes() == content:
            return
        try:
            _write(content, passing)
            passing.replace(path)
        except BaseException:
            passing.unlink(missing_ok=True)
            raise
        _settle(path.parent)
    except OSError as error:
        kind = Kind.DISK_FULL if error.errno in _FULL else Kind.FOLDER_UNWRITABLE
        raise TroubleError(kind, str(error), path=path.parent, what="recording") from error


def _write(content: bytes, path: Path) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """Make the new name last; Windows does so by itself and opens no folders."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
