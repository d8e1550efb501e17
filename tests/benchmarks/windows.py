"""The window to be measured: a live page over a store of any size, off screen; its heartbeat."""

import os
import time
from array import array
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from alphasms_desktop import i18n
from alphasms_desktop.app import open_workspace
from alphasms_desktop.domain.address import BUILT_IN_SANDBOX
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.engine.workspace import Workspace
from alphasms_desktop.store import open_store
from alphasms_desktop.ui import style
from alphasms_desktop.ui.bridge import Bridge
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.garbage import Garbage
from alphasms_desktop.ui.pages.live import LivePage
from alphasms_desktop.ui.runs import Runs
from tests.benchmarks.runs import campaign_of

HEARTBEAT_MS = 4
_PATIENCE_S = 120.0


@dataclass
class WatchedTable:
    """A live page with everything it stands on."""

    app: QApplication
    workspace: Workspace
    bridge: Bridge
    context: Context
    page: LivePage
    campaign_id: int
    garbage: Garbage

    def spin(self, until: Callable[[], bool], patience_s: float = _PATIENCE_S) -> None:
        """Let the window live until something is so."""
        end = time.monotonic() + patience_s
        # A window waits for events; one that asks for them without a pause starves the threads.
        clock = QTimer()
        clock.setTimerType(Qt.TimerType.PreciseTimer)
        clock.start(1)
        while not until():
            assert time.monotonic() < end, "it never came to pass"
            self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        clock.stop()

    def rest(self, seconds: float) -> None:
        """Let the window live for a while."""
        end = time.monotonic() + seconds
        self.spin(lambda: time.monotonic() >= end)

    def close(self) -> None:
        """End it all."""
        self.page.close()
        self.context.runs.leave_all()
        self.bridge.close()
        self.page.deleteLater()
        self.app.processEvents()
        self.workspace.close()
        self.garbage.stop()


def shown_table(folder: Path, recipients: int, made: int = 0) -> WatchedTable:
    """Show the live page of a campaign of so many, at the size of the goals; `made` is its id."""
    i18n.use("en")
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication([])
    style.use(app)
    style.dress(app)
    store = open_store(folder / "data")
    campaign_id = made or campaign_of(store, recipients, url=BUILT_IN_SANDBOX)
    store.belong_to(Mode.TRAINING)
    store.close()
    workspace = open_workspace(folder / "data", Mode.TRAINING)
    bridge = Bridge()
    context = Context(workspace, bridge, Runs(workspace, bridge))
    page = LivePage(context)
    page.resize(1072, 760)
    page.show()
    page.show_campaign(campaign_id)
    watched = WatchedTable(app, workspace, bridge, context, page, campaign_id, Garbage(app))
    watched.spin(lambda: page.table.count() == recipients)
    watched.spin(lambda: bool(page.table.model.item(0, 1).text()))
    return watched


@dataclass
class Heartbeat:
    """Measures how long the window's thread leaves a timer of 4 ms waiting."""

    app: QApplication
    gaps_ms: "array[float]" = field(default_factory=lambda: array("d"))

    def during(self, seconds: float) -> tuple[float, float]:
        """Return the 99th percentile and the longest of the gaps in a stretch of time, in ms."""
        self.gaps_ms = array("d")
        last = time.perf_counter()

        def beat() -> None:
            nonlocal last
            now = time.perf_counter()
            self.gaps_ms.append((now - last) * 1000)
            last = now

        timer = QTimer()
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(beat)
        timer.start(HEARTBEAT_MS)
        loop = QEventLoop()
        QTimer.singleShot(round(seconds * 1000), loop.quit)
        loop.exec()
        timer.stop()
        gaps = sorted(self.gaps_ms)
        return gaps[round(len(gaps) * 0.99) - 1], gaps[-1]
