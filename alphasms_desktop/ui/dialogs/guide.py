"""The guide: a few short pages in the user's language, open at the page one is on."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from alphasms_desktop import paths
from alphasms_desktop.domain.search import folded
from alphasms_desktop.i18n import language, tr
from alphasms_desktop.ui.dialogs.guide_text import GuideText

_WIDTH, _HEIGHT, _LIST_WIDTH = 860, 640, 220
_NAME = Qt.ItemDataRole.UserRole

SECTION_OF_PAGE = {
    "first_run": "1-start",
    "home": "4-start-calls",
    "wizard-1": "2-recipients",
    "wizard-2": "3-message",
    "wizard-3": "4-start-calls",
    "wizard-4": "4-start-calls",
    "live": "5-live",
    "finished": "6-results",
    "contacts": "7-lists",
    "do_not_call": "7-lists",
    "call_backs": "7-lists",
    "recordings": "7-lists",
    "verify": "10-number-check",
    "settings": "8-trouble",
}
"""The section that tells of a page."""


@dataclass(frozen=True)
class Section:
    """One page of the guide: its file's name, its first heading, its whole text (Markdown)."""

    name: str
    title: str
    text: str


def _number(file: Path) -> int:
    return int(file.stem.partition("-")[0])


def sections(folder: Path | None = None) -> list[Section]:
    """Return the pages of the guide in the language in use, in order; none where it is missing."""
    found = (folder or paths.resources() / "guide") / language()
    made = []
    for file in sorted(found.glob("*.md"), key=_number):
        text = file.read_text(encoding="utf-8")
        made.append(Section(file.stem, text.partition("\n")[0].lstrip("# "), text))
    return made


class Guide(QDialog):
    """Shows the guide beside the window, which can be used meanwhile."""

    def __init__(self, parent: QWidget, folder: Path | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Guide"))
        self.resize(_WIDTH, _HEIGHT)
        self._sections = sections(folder)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search"))
        self.search.setAccessibleName(tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _text: self._fill())
        finding = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        finding.activated.connect(self.search.setFocus)
        self.list = QListWidget()
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setAccessibleName(tr("Sections"))
        self.list.currentItemChanged.connect(self._on_chosen)
        self.text = GuideText()
        self.text.setAccessibleName(tr("Guide"))
        self.text.anchorClicked.connect(self._on_link)
        left = QVBoxLayout()
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        holder = QWidget()
        holder.setFixedWidth(_LIST_WIDTH)
        holder.setLayout(left)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(holder)
        layout.addWidget(self.text, 1)
        self._fill()

    def open_section(self, name: str) -> None:
        """Show a page by the name of its file; the first where there is none of that name."""
        self.search.clear()
        for place in range(self.list.count()):
            if self.list.item(place).data(_NAME) == name:
                self.list.setCurrentRow(place)
                return
        self.list.setCurrentRow(0)

    def _fill(self) -> None:
        """List the sections in which what is searched for stands."""
        wanted = folded(self.search.text().strip())
        self.list.clear()
        for one in self._sections:
            if not wanted or wanted in folded(one.text):
                item = QListWidgetItem(one.title)
                item.setData(_NAME, one.name)
                self.list.addItem(item)
        if self.list.count():
            self.list.setCurrentRow(0)
        elif not self._sections:
            self.text.setPlainText(tr("The guide is missing: install the program again."))
        else:
            self.text.setPlainText(tr("Nothing of that is in the guide."))

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        found = next(one for one in self._sections if one.name == item.data(_NAME))
        self.text.show_page(found.text)

    def _on_link(self, link: QUrl) -> None:
        """Follow a link to another page of the guide; no other link is followed."""
        if link.isRelative() and link.fileName().endswith(".md"):
            self.open_section(link.fileName().removesuffix(".md"))
