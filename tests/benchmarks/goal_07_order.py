"""Goal 7: another order and a filter over all rows, until they are painted; against bare arrays."""

import tempfile
import time
from pathlib import Path

import numpy as np

from alphasms_desktop.domain.live import SortKey, View
from tests.benchmarks.measure import Asked, Figure, Size, in_pairs
from tests.benchmarks.windows import WatchedTable, shown_table

SORT, FILTER = Asked(30.0, 3.0), Asked(5.0, 3.0)
_WANTED = "son 4242"


def measure(size: Size) -> list[Figure]:
    """Sort by state and filter by a text, each from the order of the file."""
    with tempfile.TemporaryDirectory() as folder:
        watched = shown_table(Path(folder), size.rows)
        states = np.random.default_rng(1).integers(0, 9, size.rows).astype(np.int8)
        names = np.array([f"Person {row}" for row in range(2, size.rows + 2)])

        def by_argsort() -> tuple[float]:
            return _timed(watched, lambda: np.argsort(states, kind="stable"))

        def by_find() -> tuple[float]:
            return _timed(watched, lambda: np.flatnonzero(np.char.find(names, _WANTED) >= 0))

        (sort,) = in_pairs(
            by_argsort, lambda: _shown(watched, View(sort=SortKey.STATE)), size.pairs
        )
        (kept,) = in_pairs(by_find, lambda: _shown(watched, View(search=_WANTED)), size.pairs)
        watched.close()
    rows = f"{size.rows:,} rows"
    return [
        sort.figure(7, f"sorting {rows} by state", "s", SORT),
        kept.figure(7, f"filtering {rows} by a text", "s", FILTER),
    ]


def _timed(watched: WatchedTable, work) -> tuple[float]:
    began = time.perf_counter()
    work()
    watched.page.table.table.viewport().repaint()
    return (time.perf_counter() - began,)


def _shown(watched: WatchedTable, view: View) -> tuple[float]:
    table = watched.page.table
    table.show_view(View())
    _until_painted(watched)
    began = time.perf_counter()
    table.show_view(view)
    _until_painted(watched)
    table.table.viewport().repaint()
    return (time.perf_counter() - began,)


def _until_painted(watched: WatchedTable) -> None:
    came: list[int] = []
    table = watched.page.table
    connection = table.filtered.connect(came.append)
    watched.spin(lambda: bool(came))
    watched.spin(lambda: not table._ids or table._ids[0] in table._rows)
    table.filtered.disconnect(connection)
