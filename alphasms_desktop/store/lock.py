"""A lock held by the operating system: it is free again the moment its process is gone."""

import os
import sys
from pathlib import Path

from alphasms_desktop.presence import Presence


class FileLock:
    """An exclusive lock on a file; nobody waits for it, it is had at once or not at all.

    The file stays when the lock is let go: removing it would let two processes hold two files of
    one name. While it is held, `presence` is shown to programs that do not know the file.
    """

    def __init__(self, path: Path, presence: Presence | None = None) -> None:
        self._path = path
        self._presence = presence
        self._handle: int | None = None

    @property
    def is_held(self) -> bool:
        """Whether this object holds the lock."""
        return self._handle is not None

    def acquire(self) -> bool:
        """Take the lock if nobody has it; raises OSError where the folder knows no locks."""
        if self._handle is not None:
            return True
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            taken = _lock(handle)
        except OSError:
            os.close(handle)
            raise
        if taken:
            self._handle = handle
            if self._presence:
                self._presence.show()
        else:
            os.close(handle)
        return taken

    def release(self) -> None:
        """Let the lock go; nothing happens where it is not held."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
            if self._presence:
                self._presence.hide()


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True
else:
    import fcntl

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
