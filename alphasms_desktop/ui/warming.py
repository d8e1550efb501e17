"""Loads ahead what the pages are made of, while the user looks at the first one.

Module by module on the window's thread, each before those that need it, so that a click never waits
for more than one: a thread of its own would make Qt's classes beside the window, which they do not
bear. A page asked for meanwhile loads what is still missing, as ever.
"""

import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec

from PySide6.QtCore import QObject, QTimer

_PAGES = "alphasms_desktop.ui.pages."
NAMES = (
    *(_PAGES + one for one in ("wizard.wizard", "live", "finished", "settings", "verify")),
    *(_PAGES + one for one in ("recordings", "contacts", "call_backs", "do_not_call")),
    "alphasms_desktop.ui.dialogs.quick_call",
    "alphasms_desktop.ui.dialogs.guide",
)
"""What is opened most comes first."""

_OURS_AND_QT = ("alphasms_desktop.", "PySide6.")
_AFTER_MS = 1000
"""So long the first page has the computer for itself."""
_EVERY_MS = 15


class Warming(QObject):
    """Loads one module after another; belongs to a parent that lives as long as the window."""

    def __init__(self, parent: QObject, names: Sequence[str] = NAMES) -> None:
        super().__init__(parent)
        self._ahead = loading(names)
        self._timer = QTimer(self, interval=_AFTER_MS)
        self._timer.timeout.connect(self._load_one)
        self._timer.start()

    def stop(self) -> None:
        """Leave it at what is loaded."""
        self._timer.stop()

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to load."""
        return not self._timer.isActive()

    def _load_one(self) -> None:
        self._timer.setInterval(_EVERY_MS)
        if next(self._ahead, None) is None:
            self._timer.stop()


def loading(names: Sequence[str]) -> Iterator[str]:
    """Load modules, what they need before them; each step loads one and returns its name."""
    seen: set[str] = set()

    def load(name: str) -> Iterator[str]:
        if name in sys.modules or name in seen:
            return
        seen.add(name)
        for needed in _needed_by(name):
            yield from load(needed)
        import_module(name)
        yield name

    for name in names:
        yield from load(name)


def _needed_by(name: str) -> list[str]:
    """Return the modules that a module imports when it is loaded, by their whole names."""
    spec = find_spec(name)
    code_of = getattr(spec.loader, "get_code", None) if spec else None
    code = code_of(name) if code_of else None
    # Only what is imported has a name with dots among those of a module's code.
    names = code.co_names if code else ()
    return [one for one in names if one.startswith(_OURS_AND_QT)]
