"""The lock: one holder, free at once when its process dies."""

import subprocess
import sys

from alphasms_desktop.store.lock import FileLock

_HOLD = """
import sys
from pathlib import Path
from alphasms_desktop.store.lock import FileLock
assert FileLock(Path(sys.argv[1])).acquire()
print("held", flush=True)
sys.stdin.read()
"""


def test_a_lock_is_had_once_and_again_after_its_release(tmp_path):
    first, second = FileLock(tmp_path / "a.lock"), FileLock(tmp_path / "a.lock")

    assert first.acquire()
    assert first.acquire()
    assert not second.acquire()
    first.release()
    assert second.acquire()
    second.release()


def test_a_lock_is_free_the_moment_its_process_is_killed(tmp_path):
    path = tmp_path / "a.lock"
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout.readline() == "held\n"
    assert not FileLock(path).acquire()

    holder.kill()
    holder.wait()
    holder.stdout.close()
    holder.stdin.close()

    lock = FileLock(path)
    assert lock.acquire()
    lock.release()
