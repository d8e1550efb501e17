"""What goals 12 and 13 share: a bare window and the program as whole processes, to their paint.

The program paints a picture first, then its window, then the page in it with the campaigns.
"""

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

_WATCHED = """
import json, os, sys, time
began = float(sys.argv[1])
def rss_mb():
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    except OSError:
        import resource
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most / 2**20 if sys.platform == "darwin" else most / 1024
from PySide6 import QtWidgets
from PySide6.QtCore import QEvent, QObject
painted = {}
is_bare = len(sys.argv) == 2
class Watch(QObject):
    def eventFilter(self, one, event):
        if event.type() == QEvent.Type.Paint and isinstance(one, QtWidgets.QWidget):
            names = ["first"]
            if isinstance(one.window(), QtWidgets.QMainWindow):
                names.append("window")
                if is_bare or type(one.parent()).__name__ == "CampaignTable":
                    names.append("page")
            for name in names:
                painted.setdefault(name, (time.monotonic() - began, rss_mb()))
        return False
class Application(QtWidgets.QApplication):
    def __init__(self, *given):
        super().__init__(*given)
        self.watch = Watch()
        self.installEventFilter(self.watch)
    def exec(self=None):
        while "page" not in painted:
            Application.instance().processEvents()
        told = [value for name in ("first", "window", "page") for value in painted[name]]
        print(json.dumps(told), flush=True)
        os._exit(0)
QtWidgets.QApplication = Application
"""
_BARE = """
app = QtWidgets.QApplication([])
window = QtWidgets.QMainWindow()
window.resize(1280, 800)
window.show()
app.exec()
"""
_OURS = """
sys.argv = ["alphasms-desktop", "window", "--data-dir", sys.argv[2]]
from alphasms_desktop.__main__ import main
main()
"""


def both_starts(size: Size) -> list[Pairs]:
    """Return seconds and MB to the first paint, the window, and the first page, in turn."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = open_store(folder)
        campaign_of(store, size.rows)
        store.belong_to(Mode.REAL)
        store.close()
        SettingsFile(folder / "settings.json").save(replace(Settings(), mode=Mode.REAL))
        variables = {"QT_QPA_PLATFORM": "offscreen", "HOME": name, "XDG_CONFIG_HOME": name}

        def bare() -> list[float]:
            return json.loads(apart(_WATCHED + _BARE, time.monotonic(), **variables))

        def ours() -> list[float]:
            told = apart(_WATCHED + _OURS, time.monotonic(), folder, **variables)
            return json.loads(told.splitlines()[-1])

        return in_pairs(bare, ours, size.pairs)
