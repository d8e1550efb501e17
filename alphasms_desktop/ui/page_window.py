"""The window without its orders: one workspace open, its pages made and made anew."""

from abc import abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.errors import Kind, Trouble, TroubleError
from alphasms_desktop.domain.settings import Settings
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui import style
from alphasms_desktop.ui.announcing import Announcer
from alphasms_desktop.ui.balance_watch import BalanceWatch
from alphasms_desktop.ui.bridge import Bridge
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.frame import Frame, opening_frame
from alphasms_desktop.ui.menu_bar import MenuBar
from alphasms_desktop.ui.notices import Notices
from alphasms_desktop.ui.page_stack import PageStack
from alphasms_desktop.ui.places import CAMPAIGNS, SETTINGS, named
from alphasms_desktop.ui.runs import Runs
from alphasms_desktop.ui.window_pages import WindowPages
from alphasms_desktop.wording import restored_sentences, trouble_sentence

if TYPE_CHECKING:
    from alphasms_desktop.engine.workspace import Workspace
    from alphasms_desktop.ui.dialogs.guide import Guide

OpenMode: TypeAlias = "Callable[[Mode], Workspace]"

_MESSAGE_MS = 10_000
_SETTLED_MS = 700
"""So long the first page has the computer for itself."""
_AT_WORK_MS = 500
_TIDY_EVERY_MS = 6 * 3_600_000
"""A window that is never closed makes its daily copy and erases in time all the same."""


class PageWindow(WindowPages):
    """Holds what is made anew for another mode, language or theme; `Window` gives the orders.

    Until `enter` it has no data folder, and shows that it is being opened.
    """

    def __init__(self, open_mode: OpenMode, settings: Settings, undo_s: int) -> None:
        super().__init__()
        self._open_mode = open_mode
        self._is_first_start = settings.mode is None
        self._is_open = False
        self._undo_s = undo_s
        self._alt_alone = False
        self._is_restoring = False
        self._held_file: Path | None = None
        self._guide: Guide | None = None
        self.setMinimumSize(1024, 640)
        self.resize(1280, 800)
        self.setAcceptDrops(True)
        self._bridge = Bridge()
        self._daily = QTimer(self)
        self._daily.timeout.connect(self._tidy)
        self._name_it(settings.mode or Mode.TRAINING)
        style.dress(self)
        self._take_frame(opening_frame(settings.mode or Mode.TRAINING, self._is_first_start))

    def enter(self, workspace: "Workspace") -> None:
        """Show the first page over an open data folder."""
        self._enter(workspace)
        self._is_open = True

    def show_place(self, name: str) -> None:
        """Go to a place of the navigation, its page read afresh."""
        place = named(name)
        page = self._pages.page(place.page)
        self._pages.refresh(page)
        self._show(page, name)

    def open_file(self, path: Path) -> None:
        """Take a file into the new campaign: contacts or a recording, by its kind.

        While a folder is opened, or an archive put back, there is no campaign to take it into; it
        comes after.
        """
        if not self._is_open or self._is_restoring:
            self._held_file = path
            return
        self._show(self.wizard, CAMPAIGNS.name)
        self.wizard.open_file(path)

    def restore(self, archive: Path) -> None:
        """Put an archive in the place of all data, and open what it holds.

        Refused while a campaign runs here. Nothing else can be done meanwhile, not even closing,
        for until the end there is no data to do it with.
        """
        if self._context.runs.running_ids():
            self._on_not_kept(Trouble(Kind.IN_USE))
            return
        data = self._context.workspace.data
        self._leave_context()
        self._bridge.settle()
        self._say_of_copies(tr("Restoring…"))
        self._is_restoring = True
        self.setEnabled(False)
        self._bridge.ask(
            lambda: data.close_and_restore(archive),
            lambda done: self._open_restored(" ".join(restored_sentences(done))),
            lambda trouble: self._open_restored(trouble_sentence(trouble)),
        )

    def _open_restored(self, said: str) -> None:
        """Open what lies there now, and say what was done."""
        self._is_restoring = False
        mode = self._context.mode
        self._context.workspace.close()
        try:
            workspace = self._open_mode(mode)
        except TroubleError as error:
            self._on_not_kept(error.trouble)  # the window stays as it is and can be closed
            return
        self.setEnabled(True)
        self._enter(workspace)
        self.show_place(SETTINGS.name)
        self.settings_page.open_data()
        self._say_of_copies(said)
        if self._held_file is not None:
            self.statusBar().showMessage(said, _MESSAGE_MS)
            self._open_held_file()

    def show_waiting(self, count: int) -> None:
        """Show at the navigation how many wait to be called back."""
        self.navigation.show_waiting(count)

    def full_screen(self) -> None:
        """Fill the screen, or be a window again."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    # Overrides of Qt.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Note whether Alt is pressed alone, not with Shift for another language of the keys."""
        with_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._alt_alone = event.key() == Qt.Key.Key_Alt and not with_shift
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
            self.open_file(Path(files[0]))

    # Making and remaking.

    @abstractmethod
    def ask_balance(self) -> None:
        """Ask what is on the account now."""

    @abstractmethod
    def _make_stack(self, section: int, step: int) -> PageStack:
        """Return pages that ask for what the window does; two of them open at a place."""

    @abstractmethod
    def _join(self) -> MenuBar:
        """Do what the frame asks for; returns the menus."""

    def _enter(self, workspace: "Workspace") -> None:
        self._context = Context(workspace, self._bridge, Runs(workspace, self._bridge))
        self._context.runs.opened.connect(lambda _id, balance: self._frame.show_balance(balance))
        self._balance = BalanceWatch(
            self, self._context.runs, lambda: self.navigation.balance, self.ask_balance
        )
        self._notices = Notices(self, self._context.runs)
        self._announcer = Announcer(self, self._context.runs)
        self._make_pages()
        self._context.runs.await_scheduled()
        self._daily.start(_SETTLED_MS)

    def _tidy(self) -> None:
        self._daily.start(_TIDY_EVERY_MS)
        workspace = self._context.workspace

        def tidy() -> None:
            workspace.receiving.begin()
            workspace.data.tidy()
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

    def _leave_context(self) -> None:
        self._daily.stop()
        self._pages.leave()
        self._notices.close()
        self._announcer.deleteLater()
        self._balance.close()
        self._context.runs.leave_all()

    def _close_context(self) -> None:
        self._leave_context()
        self._context.workspace.close()

    def _make_pages(self, section: int = 0, step: int = 0) -> None:
        context = self._context
        self._name_it(context.mode)
        pages = self._pages = self._make_stack(section, step)
        self._take_frame(Frame(pages, context.mode, not self._is_first_start))
        self.navigation = self._frame.navigation
        self.navigation.page_chosen.connect(self.show_place)
        self._menus = self._join()
        workspace = context.workspace
        self._bridge.ask(
            lambda: workspace.book.call_backs.waiting(), self.show_waiting, self._on_not_kept
        )

    def _remake_pages(self) -> None:
        """Make the pages anew in another language or theme; what was shown is shown again.

        Not amid a start, a recording or the return of an archive: they come first.
        """
        if not self._is_open:
            return
        if self._pages.is_at_work or self._is_restoring:
            QTimer.singleShot(_AT_WORK_MS, self, self._remake_pages)
            return
        if self._guide is not None:
            self._guide.close()
            self._guide.deleteLater()
            self._guide = None
        place, knew_balance = self.navigation.chosen, not self.navigation.balance.isHidden()
        page, campaign_id = self._pages.shown_page(), self._pages.shown_campaign()
        self._pages.leave()
        self._make_pages(self._pages.section(), self._pages.step())
        if knew_balance:
            self.ask_balance()
        if campaign_id is not None:
            self._pages.show_campaign(page, campaign_id)
        else:
            self._pages.refresh(self._pages.page(page))
        self._show(self._pages.page(page), "" if page == "first_run" else place)

    # Small helpers.

    def _take_frame(self, frame: Frame) -> None:
        self._frame = frame
        self.setCentralWidget(frame)
        frame.show()  # else it is seen, and can have the keyboard, only a moment later

    def _name_it(self, mode: Mode) -> None:
        name, in_training = "AlphaSMS Desktop", tr("Training")
        is_training = mode is Mode.TRAINING and not self._is_first_start
        self.setWindowTitle(f"{name} · {in_training}" if is_training else name)

    def _open_held_file(self) -> None:
        held, self._held_file = self._held_file, None
        if held is not None:
            self.open_file(held)

    def _show(self, page: QWidget, place: str) -> None:
        self._frame.show_page(page, place)

    def _say_of_copies(self, said: str) -> None:
        from alphasms_desktop.ui.pages.wizard.step import say

        say(self.settings_page.copies.said, said)

    def _keep(self, change: Callable[[Settings], Settings]) -> None:
        store = self._context.workspace.settings
        self._bridge.ask(lambda: store.change(change), lambda _: None, self._on_not_kept)

    def _on_not_kept(self, trouble: Trouble) -> None:
        self.statusBar().showMessage(trouble_sentence(trouble), _MESSAGE_MS)
