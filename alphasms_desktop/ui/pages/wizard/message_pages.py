"""The pages of step 2, one of which is seen, with what stands below every message."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget


class Page(IntEnum):
    """What the middle of step 2 shows."""

    EMPTY = 0
    LOADED = 1
    MICROPHONE = 2
    PARTS = 3
    TEXT = 4


_FILLING = (Page.EMPTY, Page.MICROPHONE)


class MessagePages(QWidget):
    """Shows a page of those given in the order of Page, and others below it."""

    def __init__(self, pages: Sequence[QWidget], below: Sequence[QWidget]) -> None:
        super().__init__()
        self._pages = list(pages)
        self._stack = QStackedWidget()
        for page in pages:
            self._stack.addWidget(page)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(self._stack, 1)
        for one in below:
            self._column.addWidget(one)
        self._column.addStretch(0)

    @property
    def page(self) -> Page:
        """The page that is seen."""
        return Page(self._stack.currentIndex())

    def show_page(self, page: Page) -> None:
        """Show a page; only that one takes room: the others would make it scroll."""
        self._stack.setCurrentIndex(page)
        for at, one in enumerate(self._pages):
            policy = QSizePolicy.Policy.Preferred if at == page else QSizePolicy.Policy.Ignored
            one.setSizePolicy(policy, policy)
        self._column.setStretch(0, int(page in _FILLING))
        self._column.setStretch(self._column.count() - 1, int(page not in _FILLING))
