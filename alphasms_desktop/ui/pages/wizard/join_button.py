"""The button that puts another recording after the one on the table."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton

from alphasms_desktop.domain.library import LibraryEntry
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.pages.wizard.library_menu import LibraryMenu


class JoinButton(QPushButton):
    """Asks where the other recording comes from.

    Signals: `file_asked()`, `record_asked()`, `library_asked()`: from there;
    `entry_chosen(object)`: a LibraryEntry to be put after it.
    """

    file_asked = Signal()
    record_asked = Signal()
    library_asked = Signal()
    entry_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(tr("Add after it…"))
        self.setAutoDefault(False)
        self.setToolTip(tr("Put another recording after this one"))
        self.menu_of_sources = QMenu(self)
        for text, signal in (
            (tr("Open a file…"), self.file_asked),
            (tr("Record"), self.record_asked),
            (tr("From recordings"), self.library_asked),
        ):
            self.menu_of_sources.addAction(text).triggered.connect(lambda _on, s=signal: s.emit())
        self._entries = LibraryMenu(self)
        self.clicked.connect(self._open_menu)

    def show_entries(self, entries: Sequence[LibraryEntry]) -> None:
        """Open the menu with the newest recordings of the library."""
        self._entries.show_entries(entries, self.entry_chosen.emit)

    def _open_menu(self) -> None:
        self.menu_of_sources.popup(self.mapToGlobal(self.rect().bottomLeft()))
