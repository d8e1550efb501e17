"""The one window: navigation at the left, the training band above, a page at a time."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QLineEdit

from alphasms_desktop import i18n
from alphasms_desktop.domain.campaign import CampaignSummary, Mode, Phase
from alphasms_desktop.domain.exchange import Balance
from alphasms_desktop.domain.library import LibraryEntry
from alphasms_desktop.domain.recipe import Recipe
from alphasms_desktop.domain.settings import Settings
from alphasms_desktop.engine.workspace import Workspace
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui import style
from alphasms_desktop.ui.appearance import Appearance
from alphasms_desktop.ui.dialogs.closing import Closing, ask_closing
from alphasms_desktop.ui.dialogs.replacing import ask_replacing
from alphasms_desktop.ui.example import example_contacts, example_recipe, example_recording
from alphasms_desktop.ui.file_asking import SHEETS, SOUNDS, ask_file
from alphasms_desktop.ui.mending import Mending
from alphasms_desktop.ui.menu_bar import MenuBar
from alphasms_desktop.ui.page_stack import PageStack
from alphasms_desktop.ui.page_window import OpenMode, PageWindow
from alphasms_desktop.ui.places import CAMPAIGNS, SETTINGS
from alphasms_desktop.ui.recent_files import RecentFiles
from alphasms_desktop.ui.regions import next_region
from alphasms_desktop.ui.widgets.basics import SEARCH_FIELD
from alphasms_desktop.wording import Mend


class Window(PageWindow):
    """The program's window: what pages, menus and keys can ask for.

    With `opens` False its data folder is opened elsewhere, and then given to `enter`.
    """

    def __init__(
        self,
        open_mode: OpenMode,
        settings: Settings,
        undo_s: int = 10,
        appearance: Appearance | None = None,
        opens: bool = True,
    ) -> None:
        self._appearance = appearance
        super().__init__(open_mode, settings, undo_s)
        if appearance is not None:
            appearance.changed.connect(self._dress_anew)
        if opens:
            self.enter(open_mode(settings.mode or Mode.TRAINING))

    def enter(self, workspace: Workspace) -> None:
        """Show the first page over an open data folder, and the file that came meanwhile."""
        super().enter(workspace)
        if self._is_first_start:
            self._show(self.first_run, "")
        else:
            self.show_home()
        self._open_held_file()

    # What the pages ask for.

    def show_home(self) -> None:
        """Show the list of campaigns, read afresh."""
        self.show_place(CAMPAIGNS.name)

    def new_campaign(self) -> None:
        """Begin a new campaign, or go on with the draft at hand."""
        self._show(self.wizard, CAMPAIGNS.name)

    def begin_with(self, recipe: Recipe) -> None:
        """Begin a new campaign with the choices of a recipe."""
        if self._may_replace_draft():
            self.new_campaign()
            self.wizard.load(recipe)

    def begin_emergency(self, recipe: Recipe) -> None:
        """Speak a message now, for the people and by the rules of a recipe."""
        if self._may_replace_draft():
            self.new_campaign()
            self.wizard.speak_emergency(recipe)

    def call_one(self) -> None:
        """Ask for one phone and one recording, then call and watch."""
        from alphasms_desktop.ui.dialogs.quick_call import QuickCall

        asked = QuickCall(self, self._context)
        asked.made.connect(self.start_campaign)
        asked.open()

    def prepare(self, contacts: Path, recording: Path) -> None:
        """Have a new campaign of these files ready, one press from its start."""
        self.new_campaign()
        self.wizard.prepare(contacts, recording)

    def try_sample(self) -> None:
        """Have the campaign of the example ready, one press from its start."""
        if self._may_replace_draft():
            self.new_campaign()
            self.wizard.load(example_recipe())
            self.wizard.prepare(example_contacts(), example_recording())

    def open_campaign(self, campaign_id: int) -> None:
        """Show a campaign: the page of its end where it has ended, else the live one."""
        self._bridge.ask(
            lambda: self._context.workspace.campaigns.summary(campaign_id),
            self._on_summary,
            lambda _trouble: self.show_home(),
        )

    def show_live(self, campaign_id: int) -> None:
        """Show the live page of a campaign."""
        self.live.show_campaign(campaign_id)
        self._show(self.live, CAMPAIGNS.name)

    def start_campaign(self, campaign_id: int) -> None:
        """Begin or go on with a campaign and watch it."""
        self._context.runs.resume(campaign_id)
        self.show_live(campaign_id)

    def campaign_with(self, list_id: int) -> None:
        """Begin a new campaign with one of the office's lists."""
        self.new_campaign()
        self.wizard.recipients.use_list(list_id)

    def campaign_with_recording(self, entry: LibraryEntry) -> None:
        """Begin a new campaign with a recording of the library."""
        self.new_campaign()
        self.wizard.recording.open_entry(entry)

    def show_settings(self) -> None:
        """Show the settings."""
        self.show_place(SETTINGS.name)

    def set_up_receiving(self) -> None:
        """Go to where receiving results is set."""
        self.settings_page.open_section(self.settings_page.place_of(self.settings_page.receiving))
        self.show_settings()

    def show_check_settings(self) -> None:
        """Show the settings of number checks."""
        self.settings_page.open_section(self.settings_page.place_of(self.settings_page.checks))
        self.show_settings()

    def enter_key(self) -> None:
        """Go to where the API key is entered, out of training."""
        if self._context.mode is Mode.TRAINING:
            self.change_mode(Mode.REAL)
        self.show_settings()
        self.settings_page.enter_key()

    def show_balance(self, balance: Balance | None) -> None:
        """Show what is on the account, or nothing where that is not known."""
        self._frame.show_balance(balance)
        self._pages.note_balance(balance)

    def ask_balance(self) -> None:
        """Ask what is on the account now, play money in training; without a key nothing."""
        context, desk = self._context, self._context.workspace

        def ask() -> Balance:
            url = context.service_url()
            return desk.campaigns.balance(url, desk.keys.key_for(url))

        self._bridge.ask(ask, self.show_balance, self._balance.note_trouble)

    def mend(self, what: Mend) -> None:
        """Go where the cause of a run's trouble is mended."""
        self._mending.mend(what)

    def show_guide(self, section: str = "") -> None:
        """Show the guide, open at a section or at the page one is on."""
        from alphasms_desktop.ui.dialogs.guide import SECTION_OF_PAGE, Guide

        if self._guide is None:
            self._guide = Guide(self)
        of_page = SECTION_OF_PAGE.get(self._pages.shown_name(), "")
        self._guide.open_section(section or of_page)
        self._guide.show()
        self._guide.raise_()
        self._guide.activateWindow()

    def find_here(self) -> None:
        """Go to where the page is searched."""
        page = self._pages.currentWidget()
        for field in page.findChildren(QLineEdit, SEARCH_FIELD) if page else ():
            if field.isVisible():
                field.setFocus(Qt.FocusReason.ShortcutFocusReason)
                field.selectAll()

    def pause_or_resume(self) -> None:
        """Pause the campaign that is shown, or go on with it."""
        if self._pages.shown_page() == "live":
            self.live.header.pause_button.click()

    def save_report(self) -> None:
        """Ask where to save the report of the campaign that is shown."""
        shown = self._pages.shown_page()
        if shown == "live":
            self.live.header.report.button.click()
        elif shown == "finished":
            self.finished.report.button.click()

    def next_region(self, backwards: bool = False) -> None:
        """Give the keyboard to the next part of the window: navigation, page, panel."""
        page = self._pages.currentWidget()
        if page is not None:
            next_region(self.navigation, page, backwards)

    def choose_file(self) -> None:
        """Ask for a file and take it into the new campaign."""
        kinds = (*SHEETS, *SOUNDS)
        chosen = ask_file(self, tr("Open a file"), tr("Contacts and recordings"), kinds)
        if chosen:
            self.open_file(chosen)

    def note_file(self, path: Path) -> None:
        """Remember a file that was taken in."""
        RecentFiles().note(path)

    def change_mode(self, mode: Mode) -> None:
        """Go over to training or to real calls: another folder, other campaigns."""
        if self._context.runs.running_ids() and ask_closing(self) is not Closing.PAUSE:
            return
        was_first_start, self._is_first_start = self._is_first_start, False
        if mode is self._context.mode:
            self._make_pages()
        elif not self._reopen(mode):
            self._is_first_start = was_first_start
            return
        self._keep(lambda settings: replace(settings, mode=mode))
        self.show_home()

    def change_language(self, language: str) -> None:
        """Speak another language at once; the page stays the same."""
        self._keep(lambda settings: replace(settings, language=language))
        i18n.use(language)
        if self._appearance is not None:
            self._appearance.speak(language)
        self._remake_pages()

    def change_theme(self, theme: str) -> None:
        """Follow the system's theme (empty), or be light or dark at once."""
        self._keep(lambda settings: replace(settings, theme=theme))
        if self._appearance is not None:
            self._appearance.choose(theme)

    # Overrides of Qt.

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask once when a campaign is running: go on out of sight, or pause and leave."""
        if self._is_restoring or not self._is_open:
            event.ignore()
            return
        if self._context.runs.running_ids():
            answer = ask_closing(self)
            if answer is Closing.STAY:
                event.ignore()
                return
            if answer is Closing.GO_ON:
                event.ignore()
                self._notices.hide_window()
                return
        QSettings("AlphaSMS Desktop", "window").setValue("geometry", self.saveGeometry())
        self._close_context()
        self._bridge.close()
        event.accept()

    # Small helpers.

    def _make_stack(self, section: int, step: int) -> PageStack:
        return PageStack(self._context, self._undo_s, self, section, step)

    def _join(self) -> MenuBar:
        self._mending = Mending(self._context, self._pages, self)
        self._frame.band.key_asked.connect(self.enter_key)
        if self._context.mode is Mode.TRAINING and not self._is_first_start:
            self.ask_balance()
        return MenuBar(self, self)

    def _dress_anew(self) -> None:
        style.dress(self)
        self._remake_pages()

    def _may_replace_draft(self) -> bool:
        return not self.wizard.is_begun or ask_replacing(self)

    def _on_summary(self, summary: CampaignSummary) -> None:
        campaign_id = summary.campaign.id
        runs_here = self._context.runs.is_running(campaign_id)
        if summary.campaign.phase in {Phase.FINISHED, Phase.STOPPED} and not runs_here:
            self.finished.show_campaign(campaign_id)
            self._show(self.finished, CAMPAIGNS.name)
        else:
            self.show_live(campaign_id)
