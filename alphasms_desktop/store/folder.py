"""The data folder: can it be written, does it lock, is it really on this computer."""

import errno
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.presence import Presence
from alphasms_desktop.store.lock import FileLock

_NETWORK_TYPES = frozenset({
    "nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "afpfs", "webdav", "ncpfs", "afs", "ceph",
    "glusterfs", "fuse.glusterfs", "lustre", "fuse.sshfs", "fuse.rclone", "davfs", "vboxsf",
})  # fmt: skip


@dataclass(frozen=True)
class DataFolder:
    """The places inside a data folder that was found fit for use."""

    path: Path

    @property
    def database(self) -> Path:
        """The one file that holds campaigns and contacts."""
        return self.path / "alphasms.sqlite"

    @property
    def recordings(self) -> Path:
        """Where the WAV of every campaign is kept under its fingerprint."""
        return self.path / "recordings"

    @property
    def backups(self) -> Path:
        """Where copies of the database are put before it is changed."""
        return self.path / "backups"

    @property
    def logs(self) -> Path:
        """Where the log is written."""
        return self.path / "logs"

    def refuse_while_running(self) -> None:
        """Raise TroubleError(IN_USE) while some process runs a campaign of this folder."""
        for path in (self.path / "locks").glob("campaign-*.lock"):
            lock = self.lock(path.stem)
            is_free = lock.acquire()
            lock.release()
            if not is_free:
                raise TroubleError(Kind.IN_USE, path.stem, path=self.path)

    def lock(self, name: str, presence: Presence | None = None) -> FileLock:
        """Return the lock of this name, not yet taken; `presence` is shown while it is held."""
        return FileLock(self.path / "locks" / f"{name}.lock", presence)


def open_folder(path: Path) -> DataFolder:
    """Make the data folder ready, or raise TroubleError saying why it cannot be used."""
    if is_on_network(path):
        raise TroubleError(Kind.FOLDER_ON_NETWORK, path=path)
    folder = DataFolder(path.expanduser().absolute())
    try:
        for place in (folder.recordings, folder.backups, folder.logs, folder.path / "locks"):
            place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder.path) as probe:
            probe.write(b"0")
    except OSError as error:
        is_full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        kind = Kind.DISK_FULL if is_full else Kind.FOLDER_UNWRITABLE
        raise TroubleError(kind, str(error), path=path) from error
    _prove_that_locks_work(folder)
    return folder


def _prove_that_locks_work(folder: DataFolder) -> None:
    name = f"probe-{os.getpid()}"
    first, second = folder.lock(name), folder.lock(name)
    try:
        works = first.acquire() and not second.acquire()
    except OSError as error:
        raise TroubleError(Kind.FOLDER_ON_NETWORK, str(error), path=folder.path) from error
    finally:
        first.release()
        second.release()
        (folder.path / "locks" / f"{name}.lock").unlink(missing_ok=True)
    if not works:
        raise TroubleError(Kind.FOLDER_ON_NETWORK, "locks do not hold", path=folder.path)


def is_on_network(path: Path) -> bool:
    """Say whether a path lies on another computer's disk; when in doubt, it does not."""
    text = str(path)
    if text.startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        import ctypes

        remote = 4
        return bool(ctypes.windll.kernel32.GetDriveTypeW(path.absolute().anchor) == remote)
    resolved = path.expanduser().resolve()
    if sys.platform == "darwin":
        return file_system_of(resolved, _mounted_on_macos()) in _NETWORK_TYPES
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return file_system_of(resolved, mounts_of_linux(mounts)) in _NETWORK_TYPES


def file_system_of(path: Path, mounts: dict[str, str]) -> str:
    """Return the type of the innermost mount that holds `path` (mount point -> type)."""
    for place in (path, *path.parents):
        if str(place) in mounts:
            return mounts[str(place)]
    return ""


def mounts_of_linux(text: str) -> dict[str, str]:
    """Read `/proc/self/mounts`; blanks in a mount point stand there as `\\040`."""
    lines = (line.split(" ") for line in text.splitlines())
    return {words[1].replace("\\040", " "): words[2] for words in lines if len(words) > 2}


def mounts_of_macos(text: str) -> dict[str, str]:
    """Read what `mount` prints: `//me@server/share on /Volumes/share (smbfs, nodev)`."""
    mounts = {}
    for line in text.splitlines():
        place, bracket, options = line.partition(" on ")[2].rpartition(" (")
        if bracket:
            mounts[place] = options.rstrip(")").split(",")[0]
    return mounts


def _mounted_on_macos() -> dict[str, str]:
    try:
        run = subprocess.run(["/sbin/mount"], capture_output=True, timeout=5, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return {}
    return mounts_of_macos(run.stdout.decode("utf-8", "replace"))
