"""Cycles go on the window's thread, whichever thread makes objects meanwhile."""

import gc
import threading
import weakref

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from alphasms_desktop.ui.garbage import Garbage


class _Knot:
    """Something that only the collector of cycles can let go; tells on which thread it goes."""

    def __init__(self, went: list[threading.Thread]) -> None:
        self.itself = self
        weakref.finalize(self, lambda: went.append(threading.current_thread()))


def _make_many_objects() -> None:
    kept: list[list[object]] = [[number] for number in range(50_000)]
    del kept


def test_a_cycle_goes_on_this_thread_though_others_make_objects(
    qtbot: QtBot, qapp: QApplication
) -> None:
    went: list[threading.Thread] = []
    garbage = Garbage(qapp)
    _Knot(went)
    thread = threading.Thread(target=_make_many_objects)
    thread.start()
    thread.join()
    assert not went

    kept: list[list[object]] = [[number] for number in range(1_000)]
    qtbot.waitUntil(lambda: bool(went))
    garbage.stop()

    assert went == [threading.main_thread()]
    assert len(kept) == 1_000


def test_python_collects_by_itself_after_the_end(qapp: QApplication) -> None:
    parent = QObject(qapp)
    garbage = Garbage(parent)
    assert not gc.isenabled()
    garbage.stop()
    assert gc.isenabled()
    parent.deleteLater()
