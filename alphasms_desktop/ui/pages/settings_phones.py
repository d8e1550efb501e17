"""The card of phones in contact files: the country without a code, and foreign numbers."""

from dataclasses import replace

from PySide6.QtWidgets import QComboBox

from alphasms_desktop.domain.settings import Settings
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.settings_card import SettingsCard
from alphasms_desktop.ui.pages.wizard.file_card import COUNTRIES
from alphasms_desktop.ui.widgets.toggle import Toggle

_TAKEN, _REFUSED = "taken", "refused"


class PhonesCard(SettingsCard):
    """How phones of contact files are read where the file itself does not say."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.country = QComboBox()
        self.country.addItems([tr(name) for _, name in COUNTRIES])
        self.country.activated.connect(self._on_country)
        self.add_line(
            tr("Country of numbers without a code"),
            tr("“050 123 45 67” is read as one of these."),
            self.country,
        )
        foreign = tr("Call foreign numbers too")
        self.foreign = Toggle(foreign)
        self.foreign.clicked.connect(self._on_foreign)
        why = tr("Numbers of other countries, written with + or 00. Such calls cost more.")
        self.add_line(foreign, why, self.foreign)

    def show_settings(self, settings: Settings) -> None:
        """Show what is set."""
        codes = [code for code, _ in COUNTRIES]
        if settings.country in codes:
            self.country.setCurrentIndex(codes.index(settings.country))
        self.foreign.setChecked(settings.foreign != _REFUSED)

    def _on_country(self, index: int) -> None:
        self.keep(lambda before: replace(before, country=COUNTRIES[index][0]))

    def _on_foreign(self, is_on: bool) -> None:
        word = _TAKEN if is_on else _REFUSED
        self.keep(lambda before: replace(before, foreign=word))
