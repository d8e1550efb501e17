"""Words of Qt's own dialogs that its translation into the user's language lacks."""

from PySide6.QtCore import QObject, QTranslator

from alphasms_desktop.i18n import mark, tr

_LACKING = {
    "QFileDialog": (mark("&Look in:"), mark("Files of &type:")),
    "QAbstractFileIconProvider": (mark("Drive"), mark("Folder")),
    "QPrintSettingsOutput": (
        *(mark("Double Sided Printing"), mark("Long side binding"), mark("Short side binding")),
        *(mark("Off"), mark("Page &Set:"), mark("Pages")),
        mark(
            "Specify pages or ranges separated by commas. Ranges are specified by two numbers "
            "separated by a hyphen. E.g: 3,5-7,9 prints pages 3, 5, 6, 7 and 9."
        ),
    ),
}
"""By the class of Qt that says them, in its English."""


class QtWords(QTranslator):
    """Says what is lacking; everything else is left to Qt's own translation."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lacking = {(speaker, words) for speaker, all_ in _LACKING.items() for words in all_}

    def isEmpty(self) -> bool:
        """Say that there are words: one without any is never asked."""
        return False

    def translate(
        self, context: str, source: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str | None:
        """Return a text in the user's language, None for what is not lacking."""
        return tr(source) if (context, source) in self._lacking else None
