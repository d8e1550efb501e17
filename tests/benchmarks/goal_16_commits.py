"""Goal 16: the store alone: claims of 16 and their results, against bare sqlite3.

The same schema is the same with its references looked at, and each side moves what it has written
from the WAL into the file, as often as the store does: neither is there for the other one's. The
same rows have prices, and tokens that nobody can guess, which fall all over their index.
"""

import secrets
import sqlite3
import tempfile
import time
from decimal import Decimal
from itertools import count
from pathlib import Path

from alphasms_desktop.domain.attempt import State, Step, Why
from alphasms_desktop.store import Store, open_store
from alphasms_desktop.store.database import _CHECKPOINT_EVERY_COMMITS
from tests.benchmarks.measure import Asked, Figure, Size, in_pairs
from tests.benchmarks.runs import campaign_of

ASKED = Asked(0.7, 0.9, at_least=True)
_CALLS, _GROUP, _PRICE = 1_000, 16, Decimal("0.05")
_CLAIM = (
    "UPDATE attempt SET state = 'sending', epoch = 1, claimed_at = ?, token = ? WHERE id = ? "
    "AND state = 'queued'"
)
_KEEP = (
    "UPDATE attempt SET state = 'accepted', why = 'handed_over', gateway_id = ?, price = 50000, "
    "accepted_at = ? WHERE id = ? AND state = 'sending'"
)
_EVENT = (
    "INSERT INTO event (campaign_id, attempt_id, at, before, after, why, raw, price) "
    "VALUES (?, ?, ?, ?, ?, ?, '', ?)"
)
_COUNT = "UPDATE tally SET recipients = recipients + ? WHERE campaign_id = ? AND state = ?"


def measure(size: Size) -> list[Figure]:
    """Claim and keep a thousand calls, sixteen a commit, in two campaigns of one file."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder))
        of_bare, of_ours = (campaign_of(store, _CALLS * (size.pairs + 2)) for _ in range(2))
        bare = sqlite3.connect(store.folder.database, isolation_level=None)
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "wal_autocheckpoint = 0",
        ):
            bare.execute(f"PRAGMA {pragma}")
        numbers = count(1)
        (pairs,) = in_pairs(
            lambda: _barely(bare, of_bare, numbers), lambda: _ours(store, of_ours), size.pairs
        )
        bare.close()
        store.close()
    return [pairs.figure(16, "calls claimed and kept, 16 a commit", "/s", ASKED)]


def _barely(kept: sqlite3.Connection, campaign_id: int, numbers: "count[int]") -> tuple[float]:
    kept.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    commits = 0
    tokens = [secrets.token_hex(16) for _ in range(_CALLS)]
    began = time.perf_counter()
    for begin in range(0, _CALLS, _GROUP):
        many, now = min(_GROUP, _CALLS - begin), time.time()
        kept.execute("BEGIN IMMEDIATE")
        found = kept.execute(
            "SELECT id FROM attempt WHERE campaign_id = ? AND state = 'queued' ORDER BY id LIMIT ?",
            (campaign_id, many),
        ).fetchall()
        ids = [one for (one,) in found]
        some = tokens[begin : begin + _GROUP]
        kept.executemany(_CLAIM, [(now, *of_it) for of_it in zip(some, ids, strict=True)])
        events = [(campaign_id, one, now, "queued", "sending", "claimed", None) for one in ids]
        kept.executemany(_EVENT, events)
        moved = [(-many, campaign_id, "queued"), (many, campaign_id, "sending")]
        kept.executemany(_COUNT, moved)
        kept.execute("COMMIT")
        kept.execute("BEGIN IMMEDIATE")
        kept.executemany(_KEEP, [(str(next(numbers)), now, one) for one in ids])
        ended = [(campaign_id, one, now, "sending", "accepted", "", 50_000) for one in ids]
        kept.executemany(_EVENT, ended)
        moved = [(-many, campaign_id, "sending"), (many, campaign_id, "accepted")]
        kept.executemany(_COUNT, moved)
        spent = (50_000 * many, campaign_id)
        kept.execute("UPDATE campaign SET spent = spent + ? WHERE id = ?", spent)
        kept.execute("COMMIT")
        commits += 2
        if commits % _CHECKPOINT_EVERY_COMMITS == 0:
            kept.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    return (_CALLS / (time.perf_counter() - began),)


def _ours(store: Store, campaign_id: int) -> tuple[float]:
    journal = store.take_over(campaign_id)
    store._database._checkpoint()
    began = time.perf_counter()
    for begin in range(0, _CALLS, _GROUP):
        claims, _ = journal.claim(min(_GROUP, _CALLS - begin))
        steps = [
            Step(
                one.attempt_id,
                State.ACCEPTED,
                Why.HANDED_OVER,
                gateway_id=str(one.attempt_id),
                price=_PRICE,
            )
            for one in claims
        ]
        journal.keep(steps)
    took = time.perf_counter() - began
    journal.release()
    return (_CALLS / took,)
