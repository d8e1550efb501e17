"""Contact files to be measured with, and what the floors do with them."""

import csv
import random
import sqlite3
from collections.abc import Iterable
from pathlib import Path

CODES = ["50", "63", "66", "67", "68", "73", "93", "95", "96", "97", "98", "99"]
HEADER = ["Прізвище та ім’я", "Телефон", "Дата", "Сума", "Місто"]


def people(rows: int) -> Iterable[list[str]]:
    """Give rows of which one in ten needs more than a look."""
    chance = random.Random(1)
    for number in range(rows):
        digits = f"{chance.choice(CODES)}{chance.randrange(10**7):07d}"
        spelt = chance.choice([f"0{digits}", f"+380{digits}", f"380{digits}", f"8 0{digits}"])
        if chance.random() < 0.1:
            spelt = chance.choice([f"тел. 0{digits}", f"044{chance.randrange(10**7):07d}"])
        yield [f"Шевчук Олена {number}", spelt, "2026-11-24", "12,50", "Київ"]


def write_text(path: Path, rows: int) -> Path:
    """Write a csv."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        writer.writerows(people(rows))
    return path


def write_workbook(path: Path, rows: int) -> Path:
    """Write an xlsx."""
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(HEADER)
    for row in people(rows):
        sheet.append(row)
    book.save(path)
    return path


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
    """Read a csv by pandas' C engine into a bare table."""
    import pandas as pd

    frame = pd.read_csv(path, sep=";", dtype=str, keep_default_na=False)
    bare_insert(zip(*(frame[name] for name in frame.columns), strict=True), folder)


def floor_of_workbook(path: Path, folder: Path) -> None:
    """Read an xlsx by calamine into a bare table."""
    from python_calamine import CalamineWorkbook

    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    bare_insert(map(tuple, sheet.iter_rows()), folder)
