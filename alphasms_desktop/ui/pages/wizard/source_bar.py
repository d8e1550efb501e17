"""The line above step 2: what kind of message it is, and the three ways to bring a recording."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from alphasms_desktop.domain.library import LibraryEntry
from alphasms_desktop.i18n import mark, tr
from alphasms_desktop.ui.pages.wizard.library_menu import LibraryMenu
from alphasms_desktop.ui.theme import tokens
from alphasms_desktop.ui.widgets.basics import Choices, button, row
from alphasms_desktop.ui.widgets.icons import icon

RECORDING, PARTS, TEXT = range(3)
_KINDS = (mark("Recording"), mark("From parts"), mark("Speak a text"))
_GAP = 8


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
        self.library = button(tr("From recordings"), "", self.library_asked.emit)
        self.library.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.library.setIcon(icon("chevron-down", tokens().text, 12))
        self.open = button(tr("Open a file…"))
        self.record = button(tr("Record"))
        self.record.setIcon(icon("record", tokens().danger, 12))
        self._menu = LibraryMenu(self.library)
        self._sources = QWidget()
        self._sources.setLayout(row(None, self.library, self.open, self.record, spacing=8))
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(_GAP)
        self._line.setSizeConstraint(QBoxLayout.SizeConstraint.SetNoConstraint)
        self._line.addWidget(self.kinds, 1)
        self._line.addWidget(self._sources)

    def show_sources(self, are_shown: bool) -> None:
        """Show the three ways where a recording is wanted."""
        self._sources.setVisible(are_shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the three ways below the kinds where they have no room beside them."""
        super().resizeEvent(event)
        wanted = self.kinds.sizeHint().width() + self._sources.sizeHint().width() + _GAP
        has_room = wanted <= self.width()
        directions = QBoxLayout.Direction
        self._line.setDirection(directions.LeftToRight if has_room else directions.TopToBottom)

    def minimumSizeHint(self) -> QSize:
        """Return what the wider of the two lines needs."""
        kinds, sources = self.kinds.sizeHint(), self._sources.sizeHint()
        return QSize(max(kinds.width(), sources.width()), super().minimumSizeHint().height())

    def show_entries(self, entries: Sequence[LibraryEntry]) -> None:
        """Open the menu with the newest recordings of the library."""
        self._menu.show_entries(entries, self.entry_chosen.emit)
