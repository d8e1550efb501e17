"""Goal 15: many statuses fetched by the thousand, read, kept and told, against bare parts.

As in goal 16 both sides look at the schema's references, and each moves what it has written from
the WAL into the file, as often as the store does: neither is there for the other one's. A run
makes its objects beside a thread that collects cycles, which in the program is the window's.
"""

import gc
import re
import sqlite3
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from alphasms_desktop.app import SystemClock
from alphasms_desktop.domain.address import parse_address
from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.profile import AccountProfile, StatusSource
from alphasms_desktop.engine.parts import Surroundings
from alphasms_desktop.engine.runner import CampaignRun
from alphasms_desktop.gateway.service import CallService
from alphasms_desktop.store import Store, open_store
from alphasms_desktop.store.database import _CHECKPOINT_EVERY_COMMITS
from alphasms_desktop.ui.garbage import EVERY_MS, collect_if_due
from tests.benchmarks.far_end import FarEnd, connection_to, far_end
from tests.benchmarks.measure import Asked, Figure, Size, in_pairs
from tests.benchmarks.runs import KEY, campaign_of

ASKED = Asked(2.0, 1.3)
_AT_ONCE = 1_000
_TOLD = re.compile(rb'sms_id="(\d+)">(\d+)<')
_KEEP = (
    "UPDATE attempt SET state = 'answered', why = 'asked', raw = ?, ended_at = ? WHERE id = ? "
    "AND state = 'accepted'"
)
_EVENT = (
    "INSERT INTO event (campaign_id, attempt_id, at, before, after, why, raw) "
    "VALUES (?, ?, ?, 'accepted', 'answered', 'asked', ?)"
)
_COUNT = "UPDATE tally SET recipients = recipients + ? WHERE campaign_id = ? AND state = ?"


def measure(size: Size) -> list[Figure]:
    """Follow calls that have all ended to their ends: 10,000, or 100,000 with --full."""
    calls, pairs = (100_000, 3) if size.is_full else (10_000, 3)
    with far_end(secure=False) as there, tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder))
        made = iter([_accepted(store, calls) for _ in range(2 * (pairs + 1))])
        (taken,) = in_pairs(
            lambda: _barely(store, there, next(made), calls),
            lambda: _ours(store, there, next(made)),
            pairs,
        )
        store.close()
    return [taken.figure(15, f"{calls:,} statuses asked, kept and told", "s", ASKED, there.kind)]


def _accepted(store: Store, calls: int) -> int:
    """Make a campaign all of whose calls the service has taken; written in one go."""
    campaign_id = campaign_of(store, calls)
    kept = sqlite3.connect(store.folder.database)
    with kept:
        of_it = (campaign_id,)
        taken = "state = 'accepted', gateway_id = id, accepted_at = strftime('%s') * 1.0"
        kept.execute(f"UPDATE attempt SET {taken} WHERE campaign_id = ?", of_it)
        moved = "CASE state WHEN 'accepted' THEN ? WHEN 'queued' THEN 0 ELSE recipients END"
        counts = (calls, campaign_id)
        kept.execute(f"UPDATE tally SET recipients = {moved} WHERE campaign_id = ?", counts)
    kept.close()
    return campaign_id


def _barely(store: Store, there: FarEnd, campaign_id: int, calls: int) -> tuple[float]:
    kept = sqlite3.connect(store.folder.database, isolation_level=None)
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "wal_autocheckpoint = 0",
    ):
        kept.execute(f"PRAGMA {pragma}")
    kept.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    began = time.perf_counter()
    line = connection_to(there)
    asked = "SELECT id FROM attempt WHERE campaign_id = ? AND state = 'accepted' ORDER BY id"
    ids = [one for (one,) in kept.execute(asked, (campaign_id,))]
    model = np.zeros(max(ids) + 1, np.int16)
    for commits, begin in enumerate(range(0, len(ids), _AT_ONCE), 1):
        some = "".join(f'<msg sms_id="{one}"/>' for one in ids[begin : begin + _AT_ONCE])
        line.request("POST", "/api/xml.php", f"<package><status>{some}</status></package>")
        told = [(int(a), int(b)) for a, b in _TOLD.findall(line.getresponse().read())]
        now = time.time()
        kept.execute("BEGIN IMMEDIATE")
        kept.executemany(_KEEP, [(f"XML {word}", now, one) for one, word in told])
        kept.executemany(_EVENT, [(campaign_id, one, now, f"XML {word}") for one, word in told])
        moved = [(-len(told), campaign_id, "accepted"), (len(told), campaign_id, "answered")]
        kept.executemany(_COUNT, moved)
        kept.execute("COMMIT")
        if commits % _CHECKPOINT_EVERY_COMMITS == 0:
            kept.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        model[[one for one, _ in told]] = [word for _, word in told]
    took = time.perf_counter() - began
    assert np.count_nonzero(model) == calls
    line.close()
    kept.close()
    return (took,)


def _ours(store: Store, there: FarEnd, campaign_id: int) -> tuple[float]:
    profile = AccountProfile(status_source=StatusSource.XML, batch=_AT_ONCE)
    service = CallService(parse_address(there.url), KEY, 1, profile)
    journal = store.take_over(campaign_id)
    around = Surroundings(journal, service, None, SystemClock(), lambda _event: None, 0.0)
    store._database._checkpoint()
    with _collecting_as_the_window_does():
        began = time.perf_counter()
        run = CampaignRun(store.campaigns.get(campaign_id), lambda _claim: b"", around)
        ended = run.run()
        took = time.perf_counter() - began
    service.close()
    assert ended.tally[State.ACCEPTED] == 0, ended
    return (took,)


@contextmanager
def _collecting_as_the_window_does() -> Iterator[None]:
    ended = threading.Event()

    def collect() -> None:
        while not ended.wait(EVERY_MS / 1000):
            collect_if_due()

    thread = threading.Thread(target=collect)
    gc.disable()
    thread.start()
    yield
    ended.set()
    thread.join()
    gc.enable()
