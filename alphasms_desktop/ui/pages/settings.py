"""The settings: the account, look and language, about."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.settings import Settings
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.appearance import DARK, LIGHT, SYSTEM
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.settings_about import AboutCard
from alphasms_desktop.ui.pages.settings_checks import ChecksCard
from alphasms_desktop.ui.pages.settings_data import CopiesCard, PersonCard, RetentionCard
from alphasms_desktop.ui.pages.settings_key import KeyCard
from alphasms_desktop.ui.pages.settings_phones import PhonesCard
from alphasms_desktop.ui.pages.settings_profile import ProfileCard
from alphasms_desktop.ui.pages.settings_receiving import ReceivingCard
from alphasms_desktop.ui.pages.settings_service import AddressCard, TrainingCard
from alphasms_desktop.ui.pages.settings_sound import SoundSettingsCard
from alphasms_desktop.ui.pages.wizard.step import say
from alphasms_desktop.ui.widgets.basics import (
    Card,
    Choices,
    button,
    keep_one_tab_stop,
    label,
    page_layout,
    row,
)
from alphasms_desktop.ui.widgets.language import LanguageChoice
from alphasms_desktop.ui.widgets.scrolled import scrolled
from alphasms_desktop.wording import trouble_sentence

_SECTIONS_WIDTH = 208
_CARDS_WIDTH = 660
_THEMES = (SYSTEM, LIGHT, DARK)


class SettingsPage(QWidget):
    """Sections at the left, cards at the right; read when it is first seen."""

    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    mode_chosen = Signal(object)
    balance_known = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._is_read = False
        self.key = KeyCard(context)
        self.address = AddressCard(context)
        self.training = TrainingCard(context)
        self.profile = ProfileCard(context)
        self.phones = PhonesCard(context)
        self.sound = SoundSettingsCard(context)
        self.about = AboutCard()
        self.copies = CopiesCard(context)
        self.retention = RetentionCard(context)
        self.person = PersonCard(context)
        self.receiving = ReceivingCard(context)
        self.checks = ChecksCard(context)
        self.themes = Choices(
            [tr("As the system"), tr("Light"), tr("Dark")],
            lambda place: self.theme_chosen.emit(_THEMES[place]) if self._is_shown else None,
        )
        self._is_shown = False
        self.languages = LanguageChoice(self.language_chosen.emit)
        self.looks = self._language_card()
        self.error = label(look="error", wrap=True)
        self.error.hide()
        self.again = button(tr("Try again"), "", self._read)
        self.again.hide()
        self.pages = QStackedWidget()
        self.sections = QButtonGroup(self)
        self._lay_out()
        self.address.kept.connect(self.key.show_url)
        self.training.mode_chosen.connect(self.mode_chosen)
        self.key.balance_known.connect(self._tell_balance)
        context.runs.opened.connect(lambda *_: self.training.follow_runs())
        context.runs.ended.connect(lambda *_: self.training.follow_runs())

    def showEvent(self, event: QShowEvent) -> None:
        """Read the settings the first time; the password store is not asked any sooner."""
        super().showEvent(event)
        self.profile.refresh()
        self.copies.refresh()
        if not self._is_read:
            self._read()

    @property
    def section(self) -> int:
        """The section that is open, by its place."""
        return self.sections.checkedId()

    def enter_key(self) -> None:
        """Stand where the API key is typed."""
        self.open_section(self.place_of(self.key))
        self.key.field.setFocus()

    def open_section(self, number: int) -> None:
        """Open a section by its place: 0 the account, 1 receiving, 2 contact files, and so on."""
        self.sections.button(number).setChecked(True)

    def open_data(self) -> None:
        """Open the section of data and copies."""
        names = [one.text() for one in self.sections.buttons()]
        self.open_section(names.index(tr("Data and copies")))

    def place_of(self, card: Card) -> int:
        """Return the section that holds a card, by its place."""
        sections = [self.pages.widget(at) for at in range(self.pages.count())]
        return next(at for at, one in enumerate(sections) if one and one.isAncestorOf(card))

    def _lay_out(self) -> None:
        layout = page_layout(self)
        layout.addWidget(label(tr("Settings"), "title"))
        layout.addLayout(row(self.error, self.again, spacing=12))
        across = QHBoxLayout()
        across.setSpacing(20)
        list_of_sections = QVBoxLayout()
        list_of_sections.setSpacing(2)
        sections: list[tuple[str, Sequence[Card]]] = [
            (tr("Account"), [self.key, self.address, self.training, self.profile]),
            (tr("Receiving results"), [self.receiving]),
            (tr("Contact files"), [self.phones]),
            (tr("Recordings"), [self.sound]),
            (tr("Number check"), [self.checks]),
            (tr("Data and copies"), [self.copies, self.retention, self.person]),
            (tr("Look and language"), [self.looks]),
            (tr("About"), [self.about]),
        ]
        for name, cards in sections:
            self._add_section(list_of_sections, name, cards)
        list_of_sections.addStretch(1)
        across.addLayout(list_of_sections)
        across.addWidget(self.pages, 1)
        layout.addLayout(across, 1)
        self.sections.setExclusive(True)
        keep_one_tab_stop(self.sections)
        self.sections.idToggled.connect(
            lambda number, on: self.pages.setCurrentIndex(number) if on else None
        )
        self.open_section(0)

    def _add_section(self, names: QVBoxLayout, name: str, cards: Sequence[Card]) -> None:
        chooser = button(name, "navigation")
        chooser.setCheckable(True)
        chooser.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        chooser.setMinimumWidth(_SECTIONS_WIDTH)
        self.sections.addButton(chooser, self.pages.count())
        names.addWidget(chooser)
        self.pages.addWidget(_scrolled(cards))

    def _language_card(self) -> Card:
        card = Card()
        card.body.addWidget(label(tr("Language"), "heading"))
        card.body.addSpacing(4)
        card.body.addWidget(self.languages)
        card.body.addSpacing(8)
        card.body.addWidget(label(tr("Theme"), "heading"))
        card.body.addSpacing(4)
        card.body.addWidget(self.themes)
        return card

    def _read(self) -> None:
        self._is_read = True
        settings = self._context.workspace.settings
        ask_for(self, self._context.bridge, settings.load, self._show, self._fail)

    def _show(self, settings: Settings) -> None:
        self._say_unread("")
        self.address.show_address(settings.service_url)
        self.key.show_url(settings.service_url)
        self.phones.show_settings(settings)
        self.sound.show_settings(settings)
        self.retention.show_settings(settings)
        self.receiving.show_settings(settings)
        self.checks.show_settings(settings)
        self._is_shown = False
        self.themes.choose(_THEMES.index(settings.theme) if settings.theme in _THEMES else 0)
        self._is_shown = True

    def _fail(self, trouble: Trouble) -> None:
        self._is_read = False
        self._say_unread(trouble_sentence(trouble))

    def _say_unread(self, why: str) -> None:
        say(self.error, why)
        self.again.setVisible(bool(why))

    def _tell_balance(self, balance: object) -> None:
        # In training the balance shown is play money; the account's own does not belong there.
        if self._context.mode is Mode.REAL:
            self.balance_known.emit(balance)


def _scrolled(cards: Sequence[Card]) -> QScrollArea:
    inside = QWidget()
    layout = QVBoxLayout(inside)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(12)
    for card in cards:
        card.setMaximumWidth(_CARDS_WIDTH)
        layout.addWidget(card)
    layout.addStretch(1)
    return scrolled(inside)
