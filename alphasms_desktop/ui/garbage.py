"""Garbage is collected on the window's thread alone.

Python collects cycles on whichever thread happens to make the next object. A cycle with something
of Qt's in it would be deleted there, beside the window's thread, and that ends the program.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 250


class Garbage(QObject):
    """Collects from a timer, as often as Python would by itself; Python's own way is off.

    It belongs to a parent that lives as long as the window's loop. Call `stop` after that.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(collect_if_due)
        self._timer.start()

    def stop(self) -> None:
        """Let Python collect again."""
        self._timer.stop()
        gc.enable()


def collect_if_due() -> None:
    """Collect the oldest generation whose time has come, and with it all younger ones."""
    counts, limits = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > limits[generation]:
            gc.collect(generation)
            return
