"""The licences of everything the program is made of, with their texts."""

import json
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from alphasms_desktop import paths
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.widgets.basics import button, label, row

_WIDTH, _HEIGHT, _LIST_WIDTH = 940, 600, 220
_LICENCE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Licence:
    """Whose licence it is, which, and the file with its text."""

    name: str
    licence: str
    file: str


def licences(folder: Path | None = None) -> list[Licence]:
    """Return the list, in order; empty where it did not come along."""
    place = (folder or paths.resources() / "licences") / "licences.json"
    try:
        return [Licence(**one) for one in json.loads(place.read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError):
        return []


class LicencesDialog(QDialog):
    """Parts of the program at the left, the text of one licence at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Licences"))
        self.resize(_WIDTH, _HEIGHT)
        self.names = QListWidget()
        self.names.ensurePolished()  # else the rows are measured without their style
        self.names.setFixedWidth(_LIST_WIDTH)
        self.names.setAccessibleName(tr("Parts of the program"))
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.which = label("", "heading", wrap=True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setProperty("look", "editor")
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(tr("Text of the licence"))
        for one in licences():
            item = QListWidgetItem(one.name)
            item.setData(_LICENCE, one)
            self.names.addItem(item)
        self.names.currentItemChanged.connect(lambda now, _before: self._show(now))
        self._lay_out()
        self.names.setCurrentRow(0)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        about = tr("The program stands on the work of others. This is what they allow and ask for.")
        layout.addWidget(label(about, "muted", wrap=True))
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addWidget(self.names)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.which)
        right.addWidget(self.text, 1)
        across.addLayout(right, 1)
        layout.addLayout(across, 1)
        layout.addLayout(row(None, button(tr("Close"), on_click=self.accept)))

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        one: Licence = item.data(_LICENCE)
        self.which.setText(f"{one.name} · {one.licence}")
        file = paths.resources() / "licences" / one.file
        try:
            self.text.setPlainText(file.read_text(encoding="utf-8"))
        except OSError as error:
            self.text.setPlainText(str(error))
