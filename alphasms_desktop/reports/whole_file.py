"""A file that appears when it is complete: until then the old one stays as it was."""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from alphasms_desktop.domain.errors import Kind, TroubleError

_FULL = {errno.ENOSPC, errno.EDQUOT}


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write to; it takes its name at the end and is gone after a failure."""
    passing = path.with_name(f".{secrets.token_hex(8)}.part")
    with _told(path, denied="locked"):
        _refuse_if_held(path)
    with _told(path, denied="folder"):
        path.parent.mkdir(parents=True, exist_ok=True)
        file = passing.open("xb")
    try:
        with _told(path, denied="folder"), file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        with _told(path, denied="locked"):
            passing.replace(path)
    except BaseException:
        with suppress(OSError):
            passing.unlink()
        raise


def _refuse_if_held(path: Path) -> None:
    """Find out before the work, not after it, that Excel holds the old report."""
    if path.exists():
        path.open("r+b").close()


@contextmanager
def _told(path: Path, *, denied: str) -> Iterator[None]:
    """Turn what the system complains of into a trouble; `denied` is what a denial means here."""
    try:
        yield
    except OSError as error:
        what = denied if isinstance(error, PermissionError) else "folder"
        what = "full" if error.errno in _FULL else what
        raise TroubleError(Kind.REPORT_UNWRITABLE, str(error), path=path, what=what) from error
