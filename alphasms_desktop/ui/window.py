"""The one window: navigation at the left, the training band above, a page at a time."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from alphasms_desktop import i18n
from alphasms_desktop.domain.campaign import CampaignSummary, Mode, Phase
from alphasms_desktop.domain.errors import Trouble, TroubleError
from alphasms_desktop.domain.exchange import Balance
from alphasms_desktop.domain.library import LibraryEntry
from alphasms_desktop.domain.recipe import Recipe
from alphasms_desktop.domain.settings import Settings
from alphasms_desktop.engine.workspace import Workspace
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.appearance import Appearance
from alphasms_desktop.ui.bridge import Bridge
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.deeds import connect
from alphasms_desktop.ui.dialogs.closing import Closing, ask_closing
from alphasms_desktop.ui.dialogs.guide import SECTION_OF_PAGE, Guide
from alphasms_desktop.ui.dialogs.quick_call import QuickCall
from alphasms_desktop.ui.dialogs.replacing import ask_replacing
from alphasms_desktop.ui.frame import Frame
from alphasms_desktop.ui.menu_bar import MenuBar
from alphasms_desktop.ui.notices import Notices
from alphasms_desktop.ui.page_stack import PageStack
from alphasms_desktop.ui.runs import Runs
from alphasms_desktop.wording import trouble_sentence

OpenMode = Callable[[Mode], Workspace]

_MESSAGE_MS = 10_000
_CAMPAIGNS, _CONTACTS, _CALL_BACK = "campaigns", "contacts", "call_back"
_DO_NOT_CALL, _RECORDINGS, _SETTINGS = "do_not_call", "recordings", "settings"


class Window(QMainWindow):
    """The program's window; its pages are made anew for another mode or language."""

    def __init__(
        self,
        open_mode: OpenMode,
        settings: Settings,
        undo_s: int = 10,
        appearance: Appearance | None = None,
    ) -> None:
        super().__init__()
        self._appearance = appearance
        if appearance is not None:
            appearance.changed.connect(self._remake_pages)
        self._open_mode = open_mode
        self._is_first_start = settings.mode is None
        self._undo_s = undo_s
        self._alt_alone = False
        self._guide: Guide | None = None
        self.setMinimumSize(1024, 640)
        self.resize(1280, 800)
        self.setAcceptDrops(True)
        self._bridge = Bridge()
        self._enter(open_mode(settings.mode or Mode.TRAINING))
        if self._is_first_start:
            self._show_first_run()
        else:
            self.show_home()

    # What the pages ask for.

    def show_home(self) -> None:
        """Show the list of campaigns, read afresh."""
        self.home.refresh()
        self._show(self.home, _CAMPAIGNS)

    def new_campaign(self) -> None:
        """Begin a new campaign, or go on with the draft at hand."""
        self._show(self.wizard, _CAMPAIGNS)

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
        asked = QuickCall(self, self._context)
        asked.made.connect(self.start_campaign)
        asked.open()

    def prepare(self, contacts: Path, recording: Path) -> None:
        """Have a new campaign of these files ready, one press from its start."""
        self.new_campaign()
        self.wizard.prepare(contacts, recording)

    def open_campaign(self, campaign_id: int) -> None:
        """Show a campaign: the page of its end where it is finished, else the live one."""
        self._bridge.ask(
            lambda: self._context.workspace.campaigns.summary(campaign_id),
            self._on_summary,
            lambda _trouble: self.show_home(),
        )

    def show_live(self, campaign_id: int) -> None:
        """Show the live page of a campaign."""
        self.live.show_campaign(campaign_id)
        self._show(self.live, _CAMPAIGNS)

    def start_campaign(self, campaign_id: int) -> None:
        """Begin or go on with a campaign and watch it."""
        self._context.runs.resume(campaign_id)
        self.show_live(campaign_id)

    def show_contacts(self) -> None:
        """Show the office's own lists, read afresh."""
        self.contacts.refresh()
        self._show(self.contacts, _CONTACTS)

    def campaign_with(self, list_id: int) -> None:
        """Begin a new campaign with one of the office's lists."""
        self.new_campaign()
        self.wizard.recipients.use_list(list_id)

    def show_do_not_call(self) -> None:
        """Show who must not be called, read afresh."""
        self.do_not_call.refresh()
        self._show(self.do_not_call, _DO_NOT_CALL)

    def show_call_backs(self) -> None:
        """Show whom the office has to ring up itself, read afresh."""
        self.call_backs.refresh()
        self._show(self.call_backs, _CALL_BACK)

    def show_recordings(self) -> None:
        """Show the library of recordings, read afresh."""
        self.recordings.refresh()
        self._show(self.recordings, _RECORDINGS)

    def campaign_with_recording(self, entry: LibraryEntry) -> None:
        """Begin a new campaign with a recording of the library."""
        self.new_campaign()
        self.wizard.recording.open_entry(entry)

    def show_settings(self) -> None:
        """Show the settings."""
        self._show(self.settings_page, _SETTINGS)

    def enter_key(self) -> None:
        """Go to where the API key is entered, out of training."""
        if self._context.mode is Mode.TRAINING:
            self.change_mode(Mode.REAL)
        self.show_settings()

    def show_balance(self, balance: Balance | None) -> None:
        """Show what is on the account, or nothing where that is not known."""
        self._frame.show_balance(balance)

    def ask_balance(self) -> None:
        """Ask what is on the account now, play money in training; without a key nothing."""
        context, desk = self._context, self._context.workspace

        def ask() -> Balance:
            url = context.service_url()
            return desk.campaigns.balance(url, desk.keys.key_for(url))

        self._bridge.ask(ask, self.show_balance, lambda _trouble: None)

    def show_guide(self) -> None:
        """Show the guide, open at the page one is on."""
        if self._guide is None:
            self._guide = Guide(self)
        self._guide.open_section(SECTION_OF_PAGE.get(self._pages.shown_name(), ""))
        self._guide.show()
        self._guide.raise_()
        self._guide.activateWindow()

    def change_mode(self, mode: Mode) -> None:
        """Go over to training or to real calls: another folder, other campaigns."""
        if self._context.runs.running_ids() and not self._may_leave_runs():
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
        if self._context.runs.running_ids():
            answer = ask_closing(self)
            if answer is Closing.STAY:
                event.ignore()
                return
            if answer is Closing.GO_ON:
                event.ignore()
                self.showMinimized()
                return
        QSettings("AlphaSMS Desktop", "window").setValue("geometry", self.saveGeometry())
        self._close_context()
        self._bridge.close()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Note whether Alt is pressed alone."""
        self._alt_alone = event.key() == Qt.Key.Key_Alt
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Show the menu bar, or hide it, when Alt alone was pressed and let go."""
        if event.key() == Qt.Key.Key_Alt and self._alt_alone:
            self._menus.toggle()
        self._alt_alone = False
        super().keyReleaseEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand a dropped file to the new campaign."""
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            self.new_campaign()
            self.wizard.open_file(Path(files[0]))

    # Making and remaking.

    def _enter(self, workspace: Workspace) -> None:
        self._context = Context(workspace, self._bridge, Runs(workspace, self._bridge))
        self._context.runs.opened.connect(lambda _id, balance: self.show_balance(balance))
        self._notices = Notices(self, self._context.runs)
        self._make_pages()
        self._context.runs.await_scheduled()
        self.wizard.load_draft()
        self._tidy()

    def _tidy(self) -> None:
        workspace = self._context.workspace

        def tidy() -> None:
            workspace.back_up()
            workspace.audio.library.clear_unused_files()
            workspace.recipes.clear_unused_lists()

        self._bridge.ask(tidy, lambda _nothing: None, self._on_not_kept)

    def _reopen(self, mode: Mode) -> bool:
        try:
            workspace = self._open_mode(mode)
        except TroubleError as error:
            self._on_not_kept(error.trouble)
            return False
        self._close_context()
        self._enter(workspace)
        return True

    def _close_context(self) -> None:
        self.wizard.discard()
        self._notices.close()
        self._context.runs.leave_all()
        self._context.workspace.close()

    def _make_pages(self) -> None:
        context = self._context
        training = context.mode is Mode.TRAINING
        name = "AlphaSMS Desktop"
        in_training = tr("Training")
        self.setWindowTitle(f"{name} · {in_training}" if training else name)
        pages = self._pages = PageStack(context, self._undo_s)
        self.home, self.wizard, self.live = pages.home, pages.wizard, pages.live
        self.finished, self.first_run = pages.finished, pages.first_run
        self.contacts, self.do_not_call = pages.contacts, pages.do_not_call
        self.recordings, self.settings_page = pages.recordings, pages.settings
        self.call_backs = pages.call_backs
        connect(pages, self)
        self._frame = Frame(pages, context.mode, not self._is_first_start)
        self._frame.band.key_asked.connect(self.enter_key)
        self.navigation = self._frame.navigation
        self.navigation.page_chosen.connect(self._on_page_chosen)
        self.setCentralWidget(self._frame)
        self._frame.show()  # else it is seen, and can have the keyboard, only a moment later
        self._menus = MenuBar(self, self)
        pages.call_backs.counted.connect(self.navigation.show_waiting)
        pages.call_backs.count_waiting()
        if training and not self._is_first_start:
            self.ask_balance()

    def _remake_pages(self) -> None:
        """Make all pages anew in another language or theme; what was shown is shown again."""
        if self._guide is not None:
            self._guide.close()
            self._guide.deleteLater()
            self._guide = None
        pages = self._pages
        shown, campaign_id = pages.currentWidget(), pages.shown_campaign()
        section = self.settings_page.section
        again: dict[QWidget, Callable[[], object]] = {
            pages.first_run: self._show_first_run,
            pages.contacts: self.show_contacts,
            pages.do_not_call: self.show_do_not_call,
            pages.recordings: self.show_recordings,
            pages.call_backs: self.show_call_backs,
            pages.settings: self.show_settings,
            pages.wizard: self.new_campaign,
        }
        show = again.get(shown, self.show_home) if shown else self.show_home
        self.wizard.discard()
        self._make_pages()
        self.wizard.load_draft()
        self.settings_page.open_section(section)
        if campaign_id is not None:
            self.open_campaign(campaign_id)
        else:
            show()

    # Small helpers.

    def _show_first_run(self) -> None:
        self._show(self.first_run, "")

    def _show(self, page: QWidget, place: str) -> None:
        self._frame.show_page(page, place)

    def _keep(self, change: Callable[[Settings], Settings]) -> None:
        store = self._context.workspace.settings
        self._bridge.ask(lambda: store.change(change), lambda _: None, self._on_not_kept)

    def _on_not_kept(self, trouble: Trouble) -> None:
        self.statusBar().showMessage(trouble_sentence(trouble), _MESSAGE_MS)

    def _may_replace_draft(self) -> bool:
        return not self.wizard.is_begun or ask_replacing(self)

    def _may_leave_runs(self) -> bool:
        return ask_closing(self) is Closing.PAUSE

    def _on_summary(self, summary: CampaignSummary) -> None:
        campaign_id = summary.campaign.id
        runs_here = self._context.runs.is_running(campaign_id)
        if summary.campaign.phase is Phase.FINISHED and not runs_here:
            self.finished.show_campaign(campaign_id)
            self._show(self.finished, _CAMPAIGNS)
        else:
            self.show_live(campaign_id)

    def _on_page_chosen(self, place: str) -> None:
        shows = {
            _SETTINGS: self.show_settings,
            _CONTACTS: self.show_contacts,
            _DO_NOT_CALL: self.show_do_not_call,
            _RECORDINGS: self.show_recordings,
            _CALL_BACK: self.show_call_backs,
        }
        shows.get(place, self.show_home)()
