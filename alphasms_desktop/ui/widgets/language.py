"""Two chips: the language of all words, each named in itself."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from alphasms_desktop import i18n
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.widgets.basics import Choices

_NAMES = {"uk": "Українська", "en": "English"}


class LanguageChoice(QWidget):
    """Shows the language in use; `on_choice` is told only what the user chooses."""

    def __init__(self, on_choice: Callable[[str], object]) -> None:
        super().__init__()
        self._on_choice = on_choice
        self.setAccessibleName(tr("Language"))
        self.chips = Choices(list(_NAMES.values()), self._chosen)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.chips)
        self._shown = i18n.language()
        self.chips.choose(list(_NAMES).index(self._shown))

    def _chosen(self, number: int) -> None:
        language = list(_NAMES)[number]
        if language != self._shown:
            self._shown = language
            self._on_choice(language)
