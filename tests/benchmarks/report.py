"""A large report as xlsx, against a bare write-only loop of openpyxl."""

import json
import tempfile
from pathlib import Path

from tests.benchmarks.measure import PEAK_MB, Asked, Figure, Size, apart, in_pairs

TIME, MEMORY = Asked(2.0, 1.5), Asked(2.0, 1.5)
_ROWS = 100_000

_SETUP = """
import json, sys, time
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
at = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
rows, path = int(sys.argv[1]), Path(sys.argv[2])
"""
_FLOOR = """
from openpyxl import Workbook
began = time.perf_counter()
book = Workbook(write_only=True)
sheet = book.create_sheet()
sheet.append([f"Column {n}" for n in range(15)])
local = at.replace(tzinfo=None)
for n in range(rows):
    sheet.append([n, f"Шевчук Олена {n}", f"050 {n:07d}", 12.5, f"+38050{n:07d}", "Відповіли",
                  local, local, 24.0, "1", Decimal("0.48"), 1, "ANSWERED", str(n), None])
book.save(path)
"""
_OURS = """
from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Campaign, Mode, Phase, Service, Tally
from alphasms_desktop.domain.contact import SheetHead
from alphasms_desktop.domain.message import Recording
from alphasms_desktop.domain.result import ResultRow, Results
from alphasms_desktop.domain.rules import Rules
from alphasms_desktop.reports import write_report
import openpyxl
campaign = Campaign(1, "Run", Mode.REAL, Service("https://alphasms.ua", "a"), 1,
                    Recording("ab" * 32, 10.0, 160_044, "a.wav"), Rules(), Phase.FINISHED, at)
def people():
    for n in range(rows):
        fields = (f"Шевчук Олена {n}", f"050 {n:07d}", 12.5)
        yield ResultRow(n, f"+38050{n:07d}", "", fields, State.ANSWERED, "ANSWERED", 1, at, at,
                        24.0, "1", Decimal("0.48"), str(n))
head = SheetHead("people.xlsx", "1", ("ПІБ", "Телефон", "Сума"), 1, 0)
began = time.perf_counter()
write_report(Results(campaign, head, Tally({State.ANSWERED: rows}), people(), ()), path)
"""
_END = """
took = time.perf_counter() - began
print(json.dumps([took, peak_mb()]))
"""


def measure(size: Size) -> list[Figure]:
    """Write the same rows both ways, each in a process of its own; a few pairs do."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        took, held = in_pairs(
            lambda: _written(_FLOOR, folder / "floor.xlsx"),
            lambda: _written(_OURS, folder / "ours.xlsx"),
            min(size.pairs, 3),
        )
    return [
        took.figure(0, f"a report of {_ROWS:,} rows as xlsx", "s", TIME),
        held.figure(0, "memory to write it", "MB", MEMORY),
    ]


def _written(program: str, path: Path) -> list[float]:
    return json.loads(apart(PEAK_MB + _SETUP + program + _END, _ROWS, path))
