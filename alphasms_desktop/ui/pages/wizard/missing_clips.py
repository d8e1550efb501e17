"""The clips a message still lacks: named before the start, each with three ways to bring it."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from alphasms_desktop.i18n import ntr, tr
from alphasms_desktop.ui.widgets.basics import Card, button, label, row

_SHOWN = 8


class MissingClips(Card):
    """Lists what is missing.

    Signals: `record_asked(str)`, `file_asked(str)`, `library_asked(str)`: the clip of this key is
    to be recorded, or taken from a file or the library; `record_all_asked(str)`: all of them, this
    one first.
    """

    record_asked = Signal(str)
    record_all_asked = Signal(str)
    file_asked = Signal(str)
    library_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(spacing=6)
        self.keys: tuple[str, ...] = ()
        self.title = label("", "heading")
        self.more = label("", "muted")
        self.all = button(tr("Record them one after another…"), "primary", self._record_first)
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self.body.addLayout(row(self.title, None, self.all))
        self.body.addLayout(self._list)
        self.body.addWidget(self.more)
        self.hide()

    def show_missing(self, names: Mapping[str, str]) -> None:
        """Show the names of these clips, by their keys; hide it all where none is missing."""
        self.keys = tuple(names)
        while taken := self._list.takeAt(0):
            if widget := taken.widget():
                widget.setParent(None)
                widget.deleteLater()
        for key in self.keys[:_SHOWN]:
            self._list.addWidget(self._line(key, names[key]))
        self.title.setText(ntr("{n} clip is missing", "{n} clips are missing", len(self.keys)))
        others = len(self.keys) - _SHOWN
        self.more.setText(ntr("and {n} more", "and {n} more", others) if others > 0 else "")
        self.more.setVisible(others > 0)
        self.setVisible(bool(self.keys))

    def _record_first(self) -> None:
        if self.keys:
            self.record_all_asked.emit(self.keys[0])

    def _line(self, key: str, name: str) -> QWidget:
        made = QWidget()
        record = button(tr("Record"), "link", lambda: self.record_asked.emit(key))
        bring = button(tr("Open a file…"), "link", lambda: self.file_asked.emit(key))
        choose = button(tr("From recordings"), "link", lambda: self.library_asked.emit(key))
        made.setLayout(row(label(name), None, record, bring, choose))
        return made
