"""What goals 9 and 10 share: a file read into the store, against a bare reader and insert."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from alphasms_desktop.contacts import SheetProcess
from alphasms_desktop.store import Store, open_store
from tests.benchmarks.measure import Pairs, Size, in_pairs


def seconds(work: Callable[..., object], *given: object) -> tuple[float]:
    """Return how long something takes."""
    began = time.perf_counter()
    work(*given)
    return (time.perf_counter() - began,)


def take_in(path: Path, store: Store, process: SheetProcess, rows: int) -> None:
    """Import a file as the window does, in a process that is there before it."""
    sheet = process.open(path)
    taken = store.lists.take_in(sheet.head, sheet.batches())
    sheet.close()
    assert taken.ready + taken.rejected + taken.duplicates == rows


def both_imports(
    write: Callable[[Path, int], Path],
    floor: Callable[[Path, Path], None],
    suffix: str,
    size: Size,
) -> Pairs:
    """Measure both imports of the same file, in turn."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = write(folder / f"people{suffix}", size.rows)
        store = open_store(folder / "data")
        process = SheetProcess()
        process.warm_up()
        (pairs,) = in_pairs(
            lambda: seconds(floor, path, folder),
            lambda: seconds(take_in, path, store, process, size.rows),
            size.pairs,
        )
        process.stop()
        store.close()
    return pairs
