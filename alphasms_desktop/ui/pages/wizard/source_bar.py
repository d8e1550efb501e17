"""The line above step 2: what kind of message it is, and the three ways to bring a recording."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from alphasms_desktop.domain.library import LibraryEntry
from alphasms_desktop.i18n import mark, tr
from alphasms_desktop.ui.pages.wizard.library_menu import LibraryMenu
from alphasms_desktop.ui.theme import tokens
from alphasms_desktop.ui.widgets.basics import Choices, button, row
from alphasms_desktop.ui.widgets.explained import explain
from alphasms_desktop.ui.widgets.flow import right_flow
from alphasms_desktop.ui.widgets.icons import drop_down, icon

RECORDING, PARTS, TEXT = range(3)
_KINDS = (mark("Recording"), mark("From parts"), mark("Speak a text"))


class SourceBar(QWidget):
    """Chooses the kind and the source.

    Signals: `kind_chosen(int)`: RECORDING, PARTS or TEXT; `entry_chosen(object)`: a LibraryEntry;
    `library_asked()`: the menu is about to be shown, so its entries are wanted.
    """

    kind_chosen = Signal(int)
    entry_chosen = Signal(object)
    library_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kinds = Choices([tr(one) for one in _KINDS], self.kind_chosen.emit)
        self.library = drop_down(button(tr("From recordings"), "", self.library_asked.emit))
        explain(self.library, tr("Take a message from the page “Recordings”"))
        self.open = button(tr("File…"))
        explain(self.open, tr("Open a file with the message, of any format with sound"))
        self.record = button(tr("Record"))
        explain(self.record, tr("Record the message with the microphone"))
        self.record.setIcon(icon("record", tokens().danger, 12))
        self._menu = LibraryMenu(self.library)
        layout = row(spacing=8)
        layout.addWidget(self.kinds, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(right_flow(self.library, self.open, self.record), 1)
        self.setLayout(layout)

    def show_sources(self, are_shown: bool) -> None:
        """Show the three ways where a recording is wanted."""
        for one in (self.library, self.open, self.record):
            one.setVisible(are_shown)

    def show_entries(self, entries: Sequence[LibraryEntry]) -> None:
        """Open the menu with the newest recordings of the library."""
        self._menu.show_entries(entries, self.entry_chosen.emit)
