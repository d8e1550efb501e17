"""The card of phones in contact files: the country without a code, and foreign numbers."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QVBoxLayout

from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.settings import Settings
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.wizard.file_card import COUNTRIES
from alphasms_desktop.ui.pages.wizard.step import say
from alphasms_desktop.ui.widgets.basics import Card, label, line, row
from alphasms_desktop.ui.widgets.toggle import Toggle
from alphasms_desktop.wording import trouble_sentence

_TAKEN, _REFUSED = "taken", "refused"


class PhonesCard(Card):
    """How phones of contact files are read where the file itself does not say."""

    def __init__(self, context: Context) -> None:
        super().__init__(spacing=10)
        self._context = context
        title = tr("Country of numbers without a code")
        self.country = QComboBox()
        self.country.setAccessibleName(title)
        self.country.addItems([tr(name) for _, name in COUNTRIES])
        self.country.activated.connect(self._on_country)
        self.body.addLayout(
            _line(title, tr("“050 123 45 67” is read as one of these."), self.country)
        )
        self.body.addWidget(line())
        foreign = tr("Call foreign numbers too")
        self.foreign = Toggle(foreign)
        self.foreign.clicked.connect(self._on_foreign)
        why = tr("Numbers of other countries, written with + or 00. Such calls cost more.")
        self.body.addLayout(_line(foreign, why, self.foreign))
        self.error = label("", "error", wrap=True)
        self.error.hide()
        self.body.addWidget(self.error)

    def show_settings(self, settings: Settings) -> None:
        """Show what is set."""
        codes = [code for code, _ in COUNTRIES]
        if settings.country in codes:
            self.country.setCurrentIndex(codes.index(settings.country))
        self.foreign.setChecked(settings.foreign != _REFUSED)

    def _on_country(self, index: int) -> None:
        self._keep(lambda before: replace(before, country=COUNTRIES[index][0]))

    def _on_foreign(self, is_on: bool) -> None:
        word = _TAKEN if is_on else _REFUSED
        self._keep(lambda before: replace(before, foreign=word))

    def _keep(self, change: Callable[[Settings], Settings]) -> None:
        store = self._context.workspace.settings

        def work() -> None:
            store.save(change(store.load()))

        def failed(trouble: Trouble) -> None:
            say(self.error, trouble_sentence(trouble))

        ask_for(self, self._context.bridge, work, lambda _: say(self.error, ""), failed)


def _line(title: str, why: str, control: QComboBox | Toggle) -> QVBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(label(title, "heading"))
    words.addWidget(label(why, "muted", wrap=True))
    across = row(spacing=20)
    across.addLayout(words, 1)
    across.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
    box = QVBoxLayout()
    box.addLayout(across)
    return box
