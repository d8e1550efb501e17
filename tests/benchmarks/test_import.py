"""An import against its floors: the bare reader with a bare insert, in the same run, in turn.

The floors are those of the performance goals: for csv the faster of pandas' C engine and the csv
module, for xlsx calamine's rows, each with one bulk insert and its index; for memory the reader.
"""

import csv
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from statistics import median

import pytest

from alphasms_desktop.contacts import SheetProcess
from alphasms_desktop.store import Store

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(1_200)]

ROWS = 200_000
MUST = 2.5
PAIRS = 3
CODES = ["50", "63", "66", "67", "68", "73", "93", "95", "96", "97", "98", "99"]
HEADER = ["Прізвище та ім’я", "Телефон", "Дата", "Сума", "Місто"]
_READERS = {
    "pandas": "import pandas; pandas.read_csv(path, sep=';', dtype=str, keep_default_na=False)",
    "calamine": (
        "from python_calamine import CalamineWorkbook\n"
        "for row in CalamineWorkbook.from_path(path).get_sheet_by_index(0).iter_rows(): pass"
    ),
}


def people(rows: int) -> Iterable[list[str]]:
    """Give rows of which one in ten needs more than a look."""
    chance = random.Random(1)
    for number in range(rows):
        digits = f"{chance.choice(CODES)}{chance.randrange(10**7):07d}"
        spelt = chance.choice([f"0{digits}", f"+380{digits}", f"380{digits}", f"8 0{digits}"])
        if chance.random() < 0.1:
            spelt = chance.choice([f"тел. 0{digits}", f"044{chance.randrange(10**7):07d}"])
        yield [f"Шевчук Олена {number}", spelt, "2026-11-24", "12,50", "Київ"]


@pytest.fixture(scope="module")
def text(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("files") / "people.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        writer.writerows(people(ROWS))
    return path


@pytest.fixture(scope="module")
def workbook(tmp_path_factory) -> Path:
    import openpyxl

    path = tmp_path_factory.mktemp("files") / "people.xlsx"
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(HEADER)
    for row in people(ROWS):
        sheet.append(row)
    book.save(path)
    return path


@pytest.fixture(scope="module")
def process():
    """Give a reading process that is there before the first file, as in the window."""
    made = SheetProcess()
    made.warm_up()
    yield made
    made.stop()


def bare_insert(rows: Iterable[tuple[object, ...]], folder: Path) -> None:
    """Put rows into a bare table in commits of ten thousand, its index afterwards."""
    kept = sqlite3.connect(folder / "bare.sqlite")
    kept.execute("PRAGMA journal_mode = WAL")
    kept.execute("PRAGMA synchronous = FULL")
    kept.execute("DROP TABLE IF EXISTS bare")
    kept.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, a, b, c, d, e)")
    all_rows = list(rows)
    for begin in range(0, len(all_rows), 10_000):
        with kept:
            some = all_rows[begin : begin + 10_000]
            kept.executemany("INSERT INTO bare (a, b, c, d, e) VALUES (?, ?, ?, ?, ?)", some)
    with kept:
        kept.execute("CREATE INDEX bare_index ON bare (a, id)")
    kept.close()


def floor_of_text(path: Path, folder: Path) -> None:
    import pandas as pd

    frame = pd.read_csv(path, sep=";", dtype=str, keep_default_na=False)
    bare_insert(zip(*(frame[name] for name in frame.columns), strict=True), folder)


def floor_of_workbook(path: Path, folder: Path) -> None:
    from python_calamine import CalamineWorkbook

    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    bare_insert(map(tuple, sheet.iter_rows()), folder)


def ours(path: Path, store: Store, process: SheetProcess) -> None:
    sheet = process.open(path)
    taken = store.lists.take_in(sheet.head, sheet.batches())
    sheet.close()
    assert taken.ready + taken.rejected + taken.duplicates == ROWS


def seconds(work, *arguments) -> float:
    began = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - began


@pytest.mark.parametrize("kind", ["text", "workbook"])
def test_an_import_takes_at_most_so_many_times_the_bare_reading(
    request, tmp_path, process, store, kind
) -> None:
    path = request.getfixturevalue(kind)
    floor = floor_of_text if kind == "text" else floor_of_workbook
    seconds(floor, path, tmp_path), seconds(ours, path, store, process)
    ratios = []
    for _ in range(PAIRS):
        bare = seconds(floor, path, tmp_path)
        ratios.append(seconds(ours, path, store, process) / bare)
    print(f"\n{kind}: {[round(one, 2) for one in ratios]}")
    assert median(ratios) <= MUST


@pytest.mark.skipif(sys.platform != "linux", reason="peaks are not told so there")
@pytest.mark.parametrize(("kind", "reader"), [("text", "pandas"), ("workbook", "calamine")])
def test_reading_takes_at_most_twice_the_memory_of_the_bare_reader(request, kind, reader) -> None:
    path = request.getfixturevalue(kind)
    bare = peak_mb(f"path = {str(path)!r}\n{_READERS[reader]}")
    reading = peak_mb(
        "import gc; gc.disable()\n"
        "from pathlib import Path\n"
        "from alphasms_desktop.contacts import Spreadsheet\n"
        f"for batch in Spreadsheet(Path({str(path)!r})).batches(): pass"
    )
    print(f"\n{kind}: {bare:.0f} MB bare, {reading:.0f} MB ours")
    assert reading <= 2 * bare


def peak_mb(program: str) -> float:
    """Return the peak memory of a program of its own; Linux tells it of this program alone."""
    told = "\nprint(*[one for one in open('/proc/self/status') if one.startswith('VmHWM')])"
    done = subprocess.run(
        [sys.executable, "-c", program + told], capture_output=True, text=True, check=True
    )
    return int(done.stdout.split()[-2]) / 1024
