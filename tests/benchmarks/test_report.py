"""A report against its floor: a bare write-only loop of openpyxl, in the same run, in turn.

Each is written in a process of its own, so that its peak of memory is its own.
"""

import json
import subprocess
import sys
from statistics import median

import pytest

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(1_200)]

ROWS = 100_000
MUST = 2.0
PAIRS = 3
MOST_MB_ABOVE_FLOOR = 60

_SETUP = """
import json, resource, sys, time
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
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([took, peak]))
"""


def measured(code: str, path) -> tuple[float, float]:
    run = subprocess.run(
        [sys.executable, "-c", _SETUP + code + _END, str(ROWS), str(path)],
        capture_output=True,
        text=True,
        check=True,
    )
    took, peak = json.loads(run.stdout)
    return took, peak


def test_a_large_report_keeps_to_its_floor(tmp_path, capsys):
    pairs = [
        (measured(_FLOOR, tmp_path / "floor.xlsx"), measured(_OURS, tmp_path / "ours.xlsx"))
        for _ in range(PAIRS)
    ]
    ratio = median(ours[0] / floor[0] for floor, ours in pairs)
    floor_mb = max(floor[1] for floor, _ in pairs)
    ours_mb = max(ours[1] for _, ours in pairs)
    with capsys.disabled():
        print(
            f"\n{ROWS} rows to xlsx: {ratio:.2f} of a bare loop "
            f"({median(p[0][0] for p in pairs):.1f} s), "
            f"peak {ours_mb:.0f} MB against {floor_mb:.0f} MB"
        )
    assert ratio <= MUST
    assert ours_mb <= floor_mb + MOST_MB_ABOVE_FLOOR
