"""Goal 11: the memory that reading takes at the most, against the bare readers."""

import tempfile
from functools import partial
from pathlib import Path

from tests.benchmarks.measure import PEAK_MB, Asked, Figure, Size, apart, in_pairs, skipped
from tests.benchmarks.sheets import write_text, write_workbook

ASKED = Asked(2.0, 1.5)
_PANDAS = "import pandas; pandas.read_csv(sys.argv[1], sep=';', dtype=str, keep_default_na=False)"
_CALAMINE = """
from python_calamine import CalamineWorkbook
for row in CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).iter_rows(): pass
"""
_OURS = """
import gc; gc.disable()
from pathlib import Path
from alphasms_desktop.contacts import Spreadsheet
for batch in Spreadsheet(Path(sys.argv[1])).batches(): pass
"""


def measure(size: Size) -> list[Figure]:
    """Read both kinds of file in processes of their own; peaks hardly spread, so a few do."""
    with tempfile.TemporaryDirectory() as name:
        text = write_text(Path(name) / "people.csv", size.rows)
        figures = [_read("csv", _PANDAS, text)]
        if size.is_full:
            workbook = write_workbook(Path(name) / "people.xlsx", size.rows)
            figures.append(_read("xlsx", _CALAMINE, workbook))
        else:
            why = "a small sheet weighs less than the libraries, which a goal for a million ignores"
            figures.append(skipped(11, "peak memory of reading a xlsx", ASKED, why))
    return figures


def _read(what: str, bare: str, path: Path) -> Figure:
    (pairs,) = in_pairs(partial(_peak, bare, path), partial(_peak, _OURS, path), 2)
    return pairs.figure(11, f"peak memory of reading a {what}", "MB", ASKED)


def _peak(program: str, path: Path) -> tuple[float]:
    return (float(apart(f"import sys{PEAK_MB}\n{program}\nprint(peak_mb())", path)),)
