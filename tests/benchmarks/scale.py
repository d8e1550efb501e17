"""What each size costs: import, start of a run, memory, a round of asking, a report."""

import json
import tempfile
import time
from pathlib import Path

from alphasms_desktop.store import open_store
from tests.benchmarks.far_end import far_end
from tests.benchmarks.goal_15_statuses import _accepted, _ours
from tests.benchmarks.measure import PEAK_MB, Asked, Figure, Pairs, Size, apart
from tests.benchmarks.plot import Curve, draw
from tests.benchmarks.runs import campaign_of
from tests.benchmarks.sheets import write_text

_FEW = 1_000
_NO_FASTER = Asked(1.3, 1.0)
_RUN = """
from alphasms_desktop.app import SystemClock
from alphasms_desktop.engine.parts import Surroundings
from alphasms_desktop.engine.runner import CampaignRun
from alphasms_desktop.store import open_store
from tests.fakes import ScriptedGateway
import json, sys, time
from pathlib import Path
store = open_store(Path(sys.argv[1]))
gateway, first = ScriptedGateway(), []
def stop(_phone):
    first.append(time.perf_counter())
    run.stop()
gateway.on_place = stop
began = time.perf_counter()
around = Surroundings(
    store.take_over(int(sys.argv[2])), gateway, None, SystemClock(), lambda _event: None, 2.0
)
run = CampaignRun(store.campaigns.get(int(sys.argv[2])), lambda _claim: b"RIFF", around)
run.run()
store.close()
print(json.dumps([first[0] - began, peak_mb()]))
"""
_WINDOW = """
import json, sys
from pathlib import Path
from tests.benchmarks.windows import shown_table
watched = shown_table(Path(sys.argv[1]), int(sys.argv[2]), made=int(sys.argv[3]))
print(json.dumps(peak_mb()))
watched.close()
"""
_REPORT = """
import sys, time
from pathlib import Path
from alphasms_desktop.app import open_workspace
from alphasms_desktop.domain.campaign import Mode
desk = open_workspace(Path(sys.argv[1]), Mode.TRAINING)
began = time.perf_counter()
desk.results.report(int(sys.argv[2]), Path(sys.argv[3]))
print(time.perf_counter() - began)
desk.close()
"""
_WHAT = (
    ("import", "s"),
    ("start of a run", "s"),
    ("memory of a run", "MB"),
    ("memory of the window", "MB"),
    ("a round of asking", "s"),
    ("a report", "s"),
)


def measure(size: Size, out: Path) -> list[Figure]:
    """Measure each size once; the figure compares the last step of size with the rows' growth."""
    sizes = [_FEW, 10_000, 100_000] + ([1_000_000] if size.is_full else [])
    costs = []
    for rows in sizes:
        costs.append(_costs(rows))
        print(f" {rows:,}: {[round(one, 2) for one in costs[-1]]}", flush=True)
    figures, curves = [], []
    for n, (what, unit) in enumerate(_WHAT):
        each = [cost[n] for cost in costs]
        curves.append(Curve(f"{what}, {unit}", sizes, each, logs=True))
        grew = Pairs((sizes[-1] / sizes[-2],), (each[-1] / each[-2],))
        told = ", ".join(f"{one:.3g}" for one in each)
        note = f"{what}: {told} {unit} at {', '.join(f'{one:,}' for one in sizes)} rows"
        figures.append(grew.figure(0, f"growth of {what}", "x", _NO_FASTER, note))
    draw(out / "scale.png", curves)
    return figures


def _costs(rows: int) -> list[float]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = write_text(folder / "people.csv", rows)
        store = open_store(folder / "data")
        from alphasms_desktop.contacts import Spreadsheet

        began = time.perf_counter()
        sheet = Spreadsheet(path)
        store.lists.take_in(sheet.head, sheet.batches())
        imported = time.perf_counter() - began
        campaign_id = campaign_of(store, rows)
        store.close()
        started, of_run = json.loads(
            apart(PEAK_MB + _RUN, folder / "data", campaign_id).splitlines()[-1]
        )
        of_window = float(apart(PEAK_MB + _WINDOW, folder, rows, campaign_id).splitlines()[-1])
        store = open_store(folder / "data")
        with far_end(secure=False) as there:
            (asked,) = _ours(store, there, _accepted(store, rows))
        store.close()
        report = float(apart(_REPORT, folder / "data", campaign_id, folder / "report.csv"))
    return [imported, started, of_run, of_window, asked, report]
