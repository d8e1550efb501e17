"""What pages need is loaded ahead, a little at a time, before anybody asks for them."""

import subprocess
import sys

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from alphasms_desktop.ui.warming import NAMES, Warming

_LOADS = """
import sys
from importlib import import_module
from alphasms_desktop.ui import warming, window
from alphasms_desktop.ui.pages import home

def ours():
    return {one for one in sys.modules if one.startswith("alphasms_desktop.")}

most, before = 0, ours()
for _ in warming.loading(warming.NAMES):
    # With a module comes the whole package it lies in.
    most, before = max(most, len(ours() - before)), ours()
for name in warming.NAMES:
    import_module(name)
print(most, *sorted(ours() - before))
"""


def test_pages_are_loaded_module_by_module_until_none_is_lacking() -> None:
    told = subprocess.run(
        [sys.executable, "-c", _LOADS], capture_output=True, text=True, check=True
    ).stdout.split()
    assert int(told[0]) <= 20
    assert told[1:] == []


def test_the_window_loads_them_by_itself_and_then_leaves_off(qtbot: QtBot) -> None:
    parent = QObject()
    warming = Warming(parent, NAMES[-1:])
    qtbot.waitUntil(lambda: warming.is_done)
    assert NAMES[-1] in sys.modules
