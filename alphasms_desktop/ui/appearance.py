"""How the program looks and speaks as a whole: its theme, and Qt's own words."""

from PySide6.QtCore import QLibraryInfo, QObject, Qt, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from alphasms_desktop.ui import style
from alphasms_desktop.ui.qt_words import QtWords
from alphasms_desktop.ui.theme import is_dark

SYSTEM, LIGHT, DARK = "", "light", "dark"


class Appearance(QObject):
    """Follows the system's theme unless another is set; `changed()` tells that it is another."""

    changed = Signal()

    def __init__(self, application: QApplication, theme: str = SYSTEM) -> None:
        super().__init__(application)
        self._application = application
        self._theme = theme
        self._translator: QTranslator | None = None
        self._lacking = QtWords(self)
        application.styleHints().colorSchemeChanged.connect(lambda _scheme: self._dress())
        style.use(application, self._wants_dark())

    def choose(self, theme: str) -> None:
        """Take a theme into use: SYSTEM, LIGHT or DARK."""
        self._theme = theme
        self._dress()

    def speak(self, language: str) -> None:
        """Have Qt's own buttons and dialogs speak a language; English is what they speak anyway."""
        if self._translator is not None:
            self._application.removeTranslator(self._translator)
        self._application.removeTranslator(self._lacking)
        translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        has_words = translator.load(f"qtbase_{language}", folder)
        self._translator = translator if has_words else None
        if has_words:
            self._application.installTranslator(translator)
            self._application.installTranslator(self._lacking)

    def _wants_dark(self) -> bool:
        if self._theme == SYSTEM:
            scheme = self._application.styleHints().colorScheme()
            return scheme is Qt.ColorScheme.Dark
        return self._theme == DARK

    def _dress(self) -> None:
        if self._wants_dark() is not is_dark():
            style.use(self._application, self._wants_dark())
            self.changed.emit()
