"""Signals of the pinned Qt survive being emitted often, which one of its releases did not."""

import subprocess
import sys

_PROGRAM = """
from PySide6.QtCore import QObject, Signal

class Teller(QObject):
    told = Signal(bool, object)

teller, heard = Teller(), []
teller.told.connect(lambda yes, thing: heard.append((yes, thing)))
for number in range(2000):
    teller.told.emit(True, None)
assert len(heard) == 2000
"""


def test_two_thousand_emissions_end_well_in_a_process_of_their_own():
    done = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
