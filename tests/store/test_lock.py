"""The lock: one holder, free at once when its process dies."""

import subprocess
import sys
import threading

from alphasms_desktop.store import open_store
from alphasms_desktop.store.lock import FileLock
from tests.fakes import make_campaign

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


def test_a_campaign_somebody_only_looked_at_can_be_taken_over_all_the_same(tmp_path):
    store = open_store(tmp_path)
    campaign_id = make_campaign(store, 1)
    looked_at = store.folder.lock(f"campaign-{campaign_id}")
    assert looked_at.acquire()
    timer = threading.Timer(0.05, looked_at.release)
    timer.start()
    store.take_over(campaign_id).release()
    timer.join()
    store.close()
