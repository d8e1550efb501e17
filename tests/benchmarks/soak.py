"""A simulated week in two hours: campaigns one after another, engine and sandbox speeded alike.

The program's own desks run in this process, the pretend AlphaSMS in another, over loopback. What
must stay flat is looked at all along: memory, descriptors, threads, bytes of the file a call, and
the WAL, which is bounded by itself: it is emptied again and again, however many calls there were.
"""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import SimpleQueue
from statistics import median
from typing import Any

from alphasms_desktop.app import open_workspace
from alphasms_desktop.domain.account import account_fingerprint
from alphasms_desktop.domain.campaign import Draft, Mode, Service
from alphasms_desktop.domain.contact import Batch
from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.engine.workspace import Workspace
from alphasms_desktop.store import Store
from tests.benchmarks.measure import ROOT
from tests.benchmarks.plot import Curve, draw
from tests.benchmarks.table import surroundings
from tests.fakes import HEAD, contact

_SPEED = 84.0  # a week in two hours; what takes a tenth of a second then seems to take eight
_KEY = "soak"
_RECIPIENTS = 500
_LOOK_EVERY_S = 5.0
_MOST_GROWTH = 1.05
_MOST_BYTES_A_CALL = 2_048
"""A recipient with a contact, an attempt, its four or five events, and what finds them again."""

_MOST_WAL_MB = 64.0


class FastClock:
    """The clock of the engine, so many times faster than the computer's."""

    def __init__(self, speed: float) -> None:
        self.speed = speed
        self._real = time.monotonic()
        self._began = datetime.now(UTC)

    def now(self) -> datetime:
        return self._began + timedelta(seconds=self._passed())

    def monotonic(self) -> float:
        return self._real + self._passed()

    def receive(self, mailbox: "SimpleQueue[Any]", patience_s: float) -> Any:
        return mailbox.get(timeout=max(0.001, patience_s / self.speed))

    def _passed(self) -> float:
        return (time.monotonic() - self._real) * self.speed


@dataclass(frozen=True)
class Look:
    """What was seen at a moment, in hours of the simulated week.

    A call is an attempt that has its row, whether it was made already or not.
    """

    hours: float
    memory_mb: float
    descriptors: int
    threads: int
    database_mb: float
    wal_mb: float
    calls: int


def soak(minutes: float, out: Path) -> int:
    """Run so many minutes of it; leaves a JSON and a picture, and says what grew."""
    out.mkdir(parents=True, exist_ok=True)
    speed = _SPEED
    looks: list[Look] = []
    with tempfile.TemporaryDirectory() as folder, _sandbox(speed) as url:
        clock = FastClock(speed)
        workspace = open_workspace(Path(folder), Mode.TRAINING)
        campaigns = replace(workspace.campaigns, clock=clock)
        # The store's moments are those of the same clock: a retry is due by it.
        store = workspace.campaigns.ownership
        assert isinstance(store, Store)
        store._database.now = lambda: clock.now().timestamp()
        end = time.monotonic() + minutes * 60
        done = 0
        stopped = threading.Event()

        def watch() -> None:
            while not stopped.wait(_LOOK_EVERY_S):
                hours = clock._passed() / 3600
                looks.append(_look(hours, store))
                if len(looks) % 12 == 1:
                    print(f"  {looks[-1]}", flush=True)

        watcher = threading.Thread(target=watch)
        watcher.start()
        while time.monotonic() < end:
            done += _campaign(workspace, campaigns, url)
        stopped.set()
        watcher.join()
        workspace.close()
    faults = _faults(looks)
    told = {"surroundings": surroundings(), "minutes": minutes, "speed": speed, "faults": faults}
    told["looks"] = [asdict(one) for one in looks]
    (out / "soak.json").write_text(json.dumps(told, indent=1), "utf-8")
    _draw(looks, out / "soak.png")
    print(f"{done:,} calls in {minutes:g} minutes; {out / 'soak.json'}, {out / 'soak.png'}")
    print("\n".join(faults) or f"Nothing grew; {_bytes_a_call(looks):.0f} bytes a call.")
    return 1 if faults else 0


def _campaign(workspace: Workspace, campaigns: Any, url: str) -> int:
    people = Batch.of(contact(row + 2) for row in range(_RECIPIENTS))
    taken = workspace.contacts.lists.take_in(HEAD, [people])
    recording = workspace.audio.prepare(_recording(workspace.audio.folder))
    service = Service(url, account_fingerprint(_KEY))
    rules = Rules(retry_after_s=(1_800.0,), alarm=False, lost_in_a_row=50, refused_in_a_row=50)
    made = campaigns.create(Draft("Week", Mode.TRAINING, service, taken.id, recording, rules))
    run, _ = campaigns.open(made.id, _KEY, lambda _event: None)
    ended = run.run()
    return sum(ended.tally[state] for state in ended.tally.counts)


def _recording(folder: Path) -> Path:
    import wave

    path = folder.parent / "soak.wav"
    if not path.exists():
        with wave.open(str(path), "wb") as sound:
            sound.setparams((1, 2, 8000, 0, "NONE", ""))
            sound.writeframes(bytes(range(160)) * 1000)
    return path


def _look(hours: float, store: Store) -> Look:
    statm = Path("/proc/self/statm")
    memory = int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    descriptors = len(list(Path("/proc/self/fd").iterdir()))
    kept = store.folder.database
    with closing(sqlite3.connect(kept)) as beside:
        # Nothing is removed here, so that the last id is the count.
        (calls,) = beside.execute("SELECT coalesce(max(id), 0) FROM attempt").fetchone()
    database_mb, wal_mb = (
        one.stat().st_size / 2**20 for one in (kept, kept.with_name(f"{kept.name}-wal"))
    )
    return Look(hours, memory, descriptors, threading.active_count(), database_mb, wal_mb, calls)


def _faults(looks: list[Look]) -> list[str]:
    """Compare the second quarter of the looks, when all is warm, with the last one."""
    quarter = len(looks) // 4
    if quarter < 2:
        return ["too few looks to say anything"]
    early, late = looks[quarter : 2 * quarter], looks[-quarter:]
    faults = []
    for name, most in (("memory_mb", _MOST_GROWTH), ("descriptors", 1.0), ("threads", 1.0)):
        before = median(getattr(one, name) for one in early)
        after = median(getattr(one, name) for one in late)
        if after > before * most:
            faults.append(f"{name} grew from {before:.1f} to {after:.1f}")
    a_call = _bytes_a_call(looks)
    if a_call > _MOST_BYTES_A_CALL:
        faults.append(f"the file holds {a_call:.0f} bytes a call")
    wal_mb = max(one.wal_mb for one in looks)
    if wal_mb > _MOST_WAL_MB:
        faults.append(f"the WAL grew to {wal_mb:.0f} MB")
    return faults


def _bytes_a_call(looks: list[Look]) -> float:
    return looks[-1].database_mb * 2**20 / max(1, looks[-1].calls)


def _draw(looks: list[Look], path: Path) -> None:
    hours = [one.hours for one in looks]
    names = ("memory_mb", "descriptors", "threads", "database_mb", "wal_mb")
    draw(path, [Curve(name, hours, [getattr(one, name) for one in looks]) for name in names])


@contextmanager
def _sandbox(speed: float) -> Iterator[str]:
    command = [sys.executable, "-m", "alphasms_desktop", "sandbox", "--json", "--key", _KEY]
    process = subprocess.Popen(
        [*command, "--speed", str(speed)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert process.stdout is not None
    try:
        yield json.loads(process.stdout.readline())["url"]
    finally:
        process.terminate()
        process.wait(timeout=20)
        process.stdout.close()
