"""What pages, menus and keys can ask of the window, and which page asks for what."""

from pathlib import Path
from typing import Protocol

from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.exchange import Balance
from alphasms_desktop.domain.library import LibraryEntry
from alphasms_desktop.domain.recipe import Recipe
from alphasms_desktop.ui.page_stack import PageStack


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


def connect(pages: PageStack, deeds: Deeds) -> None:
    """Have the window do what its pages ask for."""
    home, wizard, live, finished = pages.home, pages.wizard, pages.live, pages.finished
    home.new_asked.connect(deeds.new_campaign)
    home.opened.connect(deeds.open_campaign)
    home.resume_asked.connect(deeds.start_campaign)
    home.review_asked.connect(deeds.show_live)
    home.actions_here.recipe_ready.connect(deeds.begin_with)
    home.actions_here.emergency_asked.connect(deeds.begin_emergency)
    home.actions_here.quick_asked.connect(deeds.call_one)
    wizard.started.connect(deeds.start_campaign)
    wizard.left.connect(deeds.show_home)
    wizard.options.keys.settings_asked.connect(deeds.set_up_receiving)
    wizard.recipients.taken_in.connect(deeds.note_file)
    wizard.drafting.kept.connect(lambda _at: home.show_draft(True))
    wizard.drafting.forgotten.connect(lambda: home.show_draft(False))
    live.finished.connect(deeds.open_campaign)
    live.left.connect(deeds.show_home)
    finished.table_asked.connect(deeds.show_live)
    finished.new_asked.connect(deeds.new_campaign)
    finished.acts.recipe_ready.connect(deeds.begin_with)
    finished.call_back_asked.connect(lambda _new: deeds.show_place("call_back"))
    pages.contacts.campaign_asked.connect(deeds.campaign_with)
    pages.recordings.campaign_asked.connect(deeds.campaign_with_recording)
    pages.verify.balance_known.connect(deeds.show_balance)
    pages.verify.key_asked.connect(deeds.enter_key)
    pages.verify.settings_asked.connect(deeds.show_check_settings)
    pages.settings.language_chosen.connect(deeds.change_language)
    pages.settings.theme_chosen.connect(deeds.change_theme)
    pages.settings.mode_chosen.connect(deeds.change_mode)
    pages.settings.copies.restore_asked.connect(deeds.restore)
    pages.settings.balance_known.connect(deeds.show_balance)
    pages.first_run.training_asked.connect(lambda: deeds.change_mode(Mode.TRAINING))
    pages.first_run.key_asked.connect(deeds.enter_key)
    pages.first_run.language_chosen.connect(deeds.change_language)
