"""Keeps the calls that changed last on top of a live table, and what one looks at in its place."""

import time
from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QObject, QTimer

_AT_LEAST_S = 1.0
_SHARE_OF_WORK = 10
"""So many times as long as an order took to read, the next one waits."""


class Following(QObject):
    """Has the order read anew while calls change; `reorder` does so, and tells by `taken`."""

    def __init__(self, parent: QObject, reorder: Callable[[], object]) -> None:
        super().__init__(parent)
        self._reorder = reorder
        self._moved: set[int] = set()
        self._is_on = False
        self._asked_at = 0.0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._ask)
        self._pause_s = _AT_LEAST_S

    def follow(self, is_on: bool) -> None:
        """Follow what changes, or leave the order as it is."""
        if is_on is self._is_on:
            return
        self._is_on = is_on
        self._moved.clear()
        if not is_on:
            self._timer.stop()

    def note(self, changed: Collection[int]) -> None:
        """Note that recipients changed."""
        if self._is_on:
            self._moved.update(changed)
            if not self._timer.isActive():
                self._timer.start(round(1000 * self._pause_s))

    def anchor(self, looked_at: Sequence[int]) -> int | None:
        """Return the first that keeps its place among the others: it has not changed itself."""
        return next((one for one in looked_at if one not in self._moved), None)

    def taken(self) -> None:
        """Note that the new order is shown."""
        self._moved.clear()
        took_s = time.monotonic() - self._asked_at
        self._pause_s = max(_AT_LEAST_S, _SHARE_OF_WORK * took_s)

    def _ask(self) -> None:
        self._asked_at = time.monotonic()
        self._reorder()
