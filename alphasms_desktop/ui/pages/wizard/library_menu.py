"""A menu of the newest recordings of the library."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from alphasms_desktop.domain.library import LibraryEntry
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.pages.wizard.draft import length
from alphasms_desktop.ui.widgets.basics import spelled

_MOST = 20


class LibraryMenu(QMenu):
    """Shows recordings below a control; clips of messages are not among them."""

    def __init__(self, below: QWidget) -> None:
        super().__init__(below)
        self._below = below

    def show_entries(
        self, entries: Sequence[LibraryEntry], choose: Callable[[LibraryEntry], object]
    ) -> None:
        """Open it with these; `choose` gets the one that is chosen."""
        self.clear()
        whole = [one for one in entries if not one.clip][:_MOST]
        for one in whole:
            words = f"{one.name}  ·  {length(one.recording.seconds)}"
            act = self.addAction(spelled(words))
            act.triggered.connect(lambda _on=False, one=one: choose(one))
        if not whole:
            self.addAction(tr("No recordings yet")).setEnabled(False)
        self.popup(self._below.mapToGlobal(self._below.rect().bottomLeft()))
