"""What pages, menus and keys can ask of the window, and which page asks for what.

Each page is joined when it is made, by the function here that bears its name.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.exchange import Balance
from alphasms_desktop.domain.library import LibraryEntry
from alphasms_desktop.domain.recipe import Recipe
from alphasms_desktop.wording import Mend

if TYPE_CHECKING:
    from alphasms_desktop.ui.pages.call_backs import CallBacksPage
    from alphasms_desktop.ui.pages.contacts import ContactsPage
    from alphasms_desktop.ui.pages.finished import FinishedPage
    from alphasms_desktop.ui.pages.first_run import FirstRunPage
    from alphasms_desktop.ui.pages.home import HomePage
    from alphasms_desktop.ui.pages.live import LivePage
    from alphasms_desktop.ui.pages.recordings import RecordingsPage
    from alphasms_desktop.ui.pages.settings import SettingsPage
    from alphasms_desktop.ui.pages.verify import VerifyPage
    from alphasms_desktop.ui.pages.wizard.wizard import WizardPage


class Deeds(Protocol):
    """The window's orders."""

    def show_home(self) -> None:
        """Show the list of campaigns."""

    def show_place(self, name: str) -> None:
        """Go to a place of the navigation."""

    def new_campaign(self) -> None:
        """Begin a new campaign, or go on with the draft."""

    def begin_with(self, recipe: Recipe) -> None:
        """Begin a new campaign with a recipe."""

    def begin_emergency(self, recipe: Recipe) -> None:
        """Speak a message now and call."""

    def call_one(self) -> None:
        """Call one person."""

    def open_campaign(self, campaign_id: int) -> None:
        """Show a campaign."""

    def show_live(self, campaign_id: int) -> None:
        """Show the live page of a campaign."""

    def start_campaign(self, campaign_id: int) -> None:
        """Begin or go on with a campaign."""

    def campaign_with(self, list_id: int) -> None:
        """Begin a new campaign with a list."""

    def campaign_with_recording(self, entry: LibraryEntry) -> None:
        """Begin a new campaign with a recording."""

    def show_settings(self) -> None:
        """Show the settings."""

    def set_up_receiving(self) -> None:
        """Go to where receiving results is set."""

    def show_check_settings(self) -> None:
        """Show the settings of number checks."""

    def enter_key(self) -> None:
        """Go to where the API key is entered."""

    def change_mode(self, mode: Mode) -> None:
        """Go over to training or to real calls."""

    def restore(self, archive: Path) -> None:
        """Put an archive in the place of all data."""

    def change_language(self, language: str) -> None:
        """Speak another language."""

    def change_theme(self, theme: str) -> None:
        """Look otherwise."""

    def show_balance(self, balance: Balance | None) -> None:
        """Show what is on the account."""

    def ask_balance(self) -> None:
        """Ask what is on the account now."""

    def show_waiting(self, count: int) -> None:
        """Show at the navigation how many wait to be called back."""

    def mend(self, what: Mend) -> None:
        """Go where the cause of a run's trouble is mended."""

    def show_guide(self, section: str = "") -> None:
        """Show the guide, open at a section or at the page one is on."""

    def find_here(self) -> None:
        """Go to where the page is searched."""

    def pause_or_resume(self) -> None:
        """Pause the campaign that is shown, or go on with it."""

    def save_report(self) -> None:
        """Ask where to save the report of the campaign that is shown."""

    def next_region(self, backwards: bool = False) -> None:
        """Give the keyboard to the next part of the window."""

    def full_screen(self) -> None:
        """Fill the screen, or be a window again."""

    def choose_file(self) -> None:
        """Ask for a file and take it into the new campaign."""

    def note_file(self, path: Path) -> None:
        """Remember a file that was taken in."""

    def open_file(self, path: Path) -> None:
        """Take a file into the new campaign."""

    def prepare(self, contacts: Path, recording: Path) -> None:
        """Have a new campaign of these files ready."""

    def try_sample(self) -> None:
        """Have the campaign of the example ready."""


def join_home(page: "HomePage", deeds: Deeds) -> None:
    """Have the window do what the list of campaigns asks for."""
    page.new_asked.connect(deeds.new_campaign)
    page.sample_asked.connect(deeds.try_sample)
    page.opened.connect(deeds.open_campaign)
    page.resume_asked.connect(deeds.start_campaign)
    page.review_asked.connect(deeds.show_live)
    page.actions_here.recipe_ready.connect(deeds.begin_with)
    page.actions_here.emergency_asked.connect(deeds.begin_emergency)
    page.actions_here.quick_asked.connect(deeds.call_one)


def join_wizard(page: "WizardPage", deeds: Deeds) -> None:
    """Have the window do what a new campaign asks for."""
    page.started.connect(deeds.start_campaign)
    page.left.connect(deeds.show_home)
    page.receiving_asked.connect(deeds.set_up_receiving)
    page.mend_asked.connect(deeds.mend)
    page.recipients.taken_in.connect(deeds.note_file)


def join_live(page: "LivePage", deeds: Deeds) -> None:
    """Have the window do what the live page asks for."""
    page.finished.connect(deeds.open_campaign)
    page.left.connect(deeds.show_home)
    page.banner.mend_asked.connect(deeds.mend)
    page.receiving.set_up_asked.connect(deeds.set_up_receiving)


def join_finished(page: "FinishedPage", deeds: Deeds) -> None:
    """Have the window do what the page of a finished campaign asks for."""
    page.table_asked.connect(deeds.show_live)
    page.new_asked.connect(deeds.new_campaign)
    page.receiving_asked.connect(deeds.set_up_receiving)
    page.acts.recipe_ready.connect(deeds.begin_with)
    page.call_back_asked.connect(lambda _new: deeds.show_place("call_back"))


def join_contacts(page: "ContactsPage", deeds: Deeds) -> None:
    """Have the window do what the office's lists ask for."""
    page.campaign_asked.connect(deeds.campaign_with)


def join_recordings(page: "RecordingsPage", deeds: Deeds) -> None:
    """Have the window do what the library of recordings asks for."""
    page.campaign_asked.connect(deeds.campaign_with_recording)


def join_call_backs(page: "CallBacksPage", deeds: Deeds) -> None:
    """Have the window tell how many wait."""
    page.counted.connect(deeds.show_waiting)


def join_verify(page: "VerifyPage", deeds: Deeds) -> None:
    """Have the window do what the number checks ask for."""
    page.balance_known.connect(deeds.show_balance)
    page.key_asked.connect(deeds.enter_key)
    page.settings_asked.connect(deeds.show_check_settings)


def join_settings(page: "SettingsPage", deeds: Deeds) -> None:
    """Have the window do what the settings ask for."""
    page.language_chosen.connect(deeds.change_language)
    page.theme_chosen.connect(deeds.change_theme)
    page.mode_chosen.connect(deeds.change_mode)
    page.copies.restore_asked.connect(deeds.restore)
    page.balance_known.connect(deeds.show_balance)


def join_first_run(page: "FirstRunPage", deeds: Deeds) -> None:
    """Have the window do what the very first page asks for."""
    page.training_asked.connect(lambda: deeds.change_mode(Mode.TRAINING))
    page.key_asked.connect(deeds.enter_key)
    page.language_chosen.connect(deeds.change_language)
