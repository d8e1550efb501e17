"""What is worth a figure beside the goals: sound, large files in and out beside a window, webhooks.

No floor is asked of these: each is set beside the most it may take.
"""

import json
import tempfile
import threading
import time
from pathlib import Path
from statistics import median

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from alphasms_desktop.audio.on_table import SoundOnTable
from alphasms_desktop.audio.peaks import Peaks, peaks
from alphasms_desktop.audio.prepare import Sound
from alphasms_desktop.contacts import SheetProcess
from alphasms_desktop.store import open_store
from alphasms_desktop.ui.pages.wizard.trimming import TrimmedWaveform
from tests.audio.conftest import babble
from tests.benchmarks.measure import PEAK_MB, Asked, Figure, Pairs, Size, apart
from tests.benchmarks.receiving import answer_p99_ms
from tests.benchmarks.sheets import write_text
from tests.benchmarks.windows import Heartbeat, shown_table
from tests.fakes import make_campaign

_WITHIN = Asked(1.0, 0.5)
_COLUMNS = 2_000
_MANY = 100_000
_STITCH = """
import json, time
import numpy as np
from alphasms_desktop.audio.stitch import Stitcher
chance = np.random.default_rng(1)
def clip(seconds):
    return chance.integers(-9000, 9000, round(seconds * 8000)).astype(np.int16)
clips = {"greeting": clip(4), "closing": clip(3)}
clips |= {f"{kind} {n}": clip(0.8) for kind in ("hour", "minute", "cabinet") for n in range(60)}
began = time.process_time()  # what others do on the machine meanwhile is not counted
stitcher = Stitcher(clips)
for n in range(10_000):
    names = (f"hour {n % 24}", f"minute {n // 24 % 60}", f"cabinet {n // 1440}")
    stitcher.wav(("greeting", *names, "closing"))
print(json.dumps([time.process_time() - began, peak_mb()]))
"""


def measure(size: Size) -> list[Figure]:
    """Measure each once."""
    took_s, held_mb = json.loads(apart(PEAK_MB + _STITCH))
    drawn_ms, dragged_ms = _drawing()
    shown_ms, handle_ms = _trimming()
    return [
        _figure("ten minutes of sound drawn", "ms", 300, drawn_ms),
        _figure("a slow step of a drag over them", "ms", 16, dragged_ms),
        _figure("ten minutes shown with handles", "ms", 300, shown_ms),
        _figure("a step of a dragged handle", "ms", 16, handle_ms),
        _figure("10,000 messages stitched, CPU", "s", 10, took_s),
        _figure("memory to stitch them", "MB", 200, held_mb),
        *_importing(size),
        _reporting(size),
        _figure("answer to a webhook p99, a store written to", "ms", 50, answer_p99_ms(size.rows)),
    ]


def _figure(what: str, unit: str, most: float, ours: float) -> Figure:
    return Pairs((most,), (ours,)).figure(0, what, unit, _WITHIN)


def _drawing() -> tuple[float, float]:
    samples = np.tile(babble(60.0, 8000), 10)
    began = time.perf_counter()
    peaks(samples, _COLUMNS)
    drawn_ms = (time.perf_counter() - began) * 1000
    shown, drags_ms = Peaks(samples), []
    for step in range(200):
        span_s = 600 * 0.95**step
        begun = time.perf_counter()
        shown.between(300 - span_s / 2, 300 + span_s / 2, _COLUMNS)
        drags_ms.append((time.perf_counter() - begun) * 1000)
    return drawn_ms, sorted(drags_ms)[-20]


def _trimming() -> tuple[float, float]:
    application = QApplication.instance() or QApplication([])
    sound = Sound(np.tile(babble(60.0, 8000), 10), "ten minutes")
    shape = TrimmedWaveform()
    shape.resize(1200, 170)
    shape.show()
    application.processEvents()
    began = time.perf_counter()
    table = SoundOnTable(sound)
    shape.show_sound(table.outline, table.seconds)
    shape.grab()
    shown_ms = (time.perf_counter() - began) * 1000
    QTest.mousePress(shape, Qt.MouseButton.LeftButton, pos=QPoint(0, 80))
    drags_ms = []
    for x in range(0, 1000, 5):
        begun = time.perf_counter()
        QTest.mouseMove(shape, QPoint(x, 80))
        shape.grab()
        drags_ms.append((time.perf_counter() - begun) * 1000)
    QTest.mouseRelease(shape, Qt.MouseButton.LeftButton, pos=QPoint(1000, 80))
    assert shape.start_s > 400
    shape.close()
    return shown_ms, median(drags_ms)


def _importing(size: Size) -> list[Figure]:
    """Import a large file beside a window, and beside a campaign that claims."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = write_text(folder / "people.csv", size.rows)
        process = SheetProcess()
        process.warm_up()
        watched = shown_table(folder, 1_000)
        heartbeat = Heartbeat(watched.app)
        idle_ms, _ = heartbeat.during(2.0)
        store = open_store(folder / "data")

        def take_in() -> None:
            sheet = process.open(path)
            store.lists.take_in(sheet.head, sheet.batches())
            sheet.close()

        reading = threading.Thread(target=take_in)
        reading.start()
        busy_ms, _ = heartbeat.during(3.0)
        reading.join()
        watched.close()
        journal = store.take_over(make_campaign(store, 5_000))
        reading = threading.Thread(target=take_in)
        reading.start()
        longest_s = 0.0
        while reading.is_alive():
            began = time.perf_counter()
            journal.claim(2)
            longest_s = max(longest_s, time.perf_counter() - began)
        journal.release()
        process.stop()
        store.close()
    most_ms = max(16.0, 2.5 * idle_ms)
    return [
        _figure("heartbeat p99 while a large file is read", "ms", most_ms, busy_ms),
        _figure("longest wait of a claim meanwhile", "s", 0.2, longest_s),
    ]


def _reporting(size: Size) -> Figure:
    """Have a large report written beside a window; how long that takes is no figure of this."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        watched = shown_table(folder, size.rows)
        heartbeat = Heartbeat(watched.app)
        idle_ms, _ = heartbeat.during(2.0)
        desk, path = watched.workspace.results, folder / "report.xlsx"
        writing = threading.Thread(target=lambda: desk.report(watched.campaign_id, path))
        writing.start()
        busy_ms, _ = heartbeat.during(5.0)
        assert writing.is_alive() or size.rows < _MANY, "the report was too soon done"
        writing.join()
        assert path.stat().st_size
        watched.close()
    most_ms = max(16.0, 2.5 * idle_ms)
    return _figure(f"heartbeat p99 while {size.rows:,} are reported", "ms", most_ms, busy_ms)
