"""A sentence whose numbers stand out: read at a glance, copied and spoken as plain words."""

import html
import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

_NUMBER = re.compile(r"(?<![\w.,:])\d[\d\u00a0\u202f]*(?:[.,]\d+)?(?![\w:])")


class Sentence(QLabel):
    """Shows words as they are, never as markup, with bold numbers; `text` gives the plain words."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self.setProperty("look", "sentence")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def setText(self, words: str) -> None:
        """Show other words."""
        self._words = words
        shown, done = [], 0
        for found in _NUMBER.finditer(words):
            shown += [html.escape(words[done : found.start()]), f"<b>{found.group()}</b>"]
            done = found.end()
        super().setText("".join([*shown, html.escape(words[done:])]))
        self.setAccessibleName(words)

    def text(self) -> str:
        """Return the words without any markup."""
        return self._words
