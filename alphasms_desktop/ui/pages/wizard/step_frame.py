"""What stands around the steps: their names above, the summary beside, the buttons below."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.pages.wizard.footer import Footer
from alphasms_desktop.ui.pages.wizard.header import StepBar
from alphasms_desktop.ui.pages.wizard.summary import SummaryCard
from alphasms_desktop.ui.widgets.basics import button, label, page_layout, row

_ROOM_FOR_SUMMARY = 970
"""The page's width in a window of about 1180 pixels; below it the summary is one line."""

_LEAST = QSize(760, 480)


class StepFrame(QWidget):
    """Shows one step at a time; which one is the affair of the page.

    `files_dropped(object)`: a list of paths that were let fall anywhere on it, never empty.
    """

    files_dropped = Signal(object)

    def minimumSizeHint(self) -> QSize:
        """Return what the steps need without the card at their side."""
        return _LEAST

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the summary as a card where there is room, else as a line."""
        super().resizeEvent(event)
        has_room = self.width() >= _ROOM_FOR_SUMMARY
        self.summary.setVisible(has_room)
        self.summary_line.setVisible(not has_room)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let a file in from outside."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on the files that were dropped."""
        urls = event.mimeData().urls()
        files = [Path(one.toLocalFile()) for one in urls if one.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.files_dropped.emit(files)

    def _build(self, mode: Mode, go_to: Callable[[int], object]) -> None:
        """Lay all out, with room for each step; in this order Tab goes through them."""
        layout = page_layout(self)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        names = [tr("Recipients"), tr("Message"), tr("Options"), tr("Review and start")]
        self.bar = StepBar(names, go_to)
        self.anew = button(tr("Start anew"), "link")
        head = row(label(tr("New campaign"), "title"), self.anew, spacing=20)
        head.addWidget(self.bar, 1)
        layout.addLayout(head)
        self._stack = QStackedWidget()
        self._rooms = [_room_in(self._stack) for _name in names]
        self.summary = SummaryCard(mode)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self._stack, 1)
        middle.addWidget(self.summary, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(middle, 1)
        self.summary_line = label("", "muted")
        self.summary_line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        layout.addWidget(self.summary_line)
        self.footer = Footer(mode)
        layout.addWidget(self.footer)
        self.setAcceptDrops(True)

    def _on_keys(self, act: Callable[[], object], *keys: str) -> None:
        for key in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(act)


def _room_in(stack: QStackedWidget) -> QVBoxLayout:
    """Return the layout of an empty page of a stack."""
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    stack.addWidget(page)
    return layout
