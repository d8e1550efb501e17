"""What goals 12 and 13 share: a bare window and the program, whole processes, to the first paint."""

import json
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.settings import Settings
from alphasms_desktop.store import open_store
from alphasms_desktop.store.settings import SettingsFile
from tests.benchmarks.measure import Pairs, Size, apart, in_pairs
from tests.benchmarks.runs import campaign_of

_PAINTED = """
import json, os, sys, time
def rss_mb():
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    except OSError:
        import resource
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most / 2**20 if sys.platform == "darwin" else most / 1024
def told_when_painted(app):
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QWidget
    class Watch(QObject):
        def eventFilter(self, one, event):
            if event.type() == QEvent.Type.Paint and isinstance(one, QWidget):
                self.painted = True
            return False
    watch = Watch()
    watch.painted = False
    app.installEventFilter(watch)
    for window in app.topLevelWidgets():
        if window.isVisible():
            window.repaint()
    while not watch.painted:
        app.processEvents()
    print(json.dumps([time.monotonic() - float(sys.argv[1]), rss_mb()]), flush=True)
    os._exit(0)
"""
_BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1280, 800)
window.show()
told_when_painted(app)
"""
_OURS = """
import importlib.abc, sys
began, data = sys.argv[1], sys.argv[2]
class Late(importlib.abc.MetaPathFinder):
    "Puts our end in the place of Qt's loop when Qt is imported, not before."
    def find_spec(self, name, path, target=None):
        if name == "alphasms_desktop.ui.main":
            from PySide6.QtWidgets import QApplication
            QApplication.exec = lambda *_: told_when_painted(QApplication.instance())
        return None
sys.meta_path.insert(0, Late())
from alphasms_desktop.__main__ import main
sys.argv = ["alphasms-desktop", began, *sys.argv[3:]]
sys.argv[1:] = ["window", "--data-dir", data]
import builtins
argv_of_told = [None, began]
class Argv(list): pass
told = told_when_painted
def told_when_painted(app):
    sys.argv = argv_of_told
    told(app)
main()
"""


def both_starts(size: Size) -> list[Pairs]:
    """Return seconds and MB to the first paint, of both, in turn."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = open_store(folder)
        campaign_of(store, size.rows)
        store.belong_to(Mode.REAL)
        store.close()
        SettingsFile(folder / "settings.json").save(replace(Settings(), mode=Mode.REAL))
        variables = {"QT_QPA_PLATFORM": "offscreen", "HOME": name, "XDG_CONFIG_HOME": name}

        def bare() -> list[float]:
            return json.loads(apart(_PAINTED + _BARE, time.monotonic(), **variables))

        def ours() -> list[float]:
            told = apart(_PAINTED + _OURS, time.monotonic(), folder, **variables)
            return json.loads(told.splitlines()[-1])

        return in_pairs(bare, ours, size.pairs)
