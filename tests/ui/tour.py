"""A tour of the window: every page, filled as work fills it, one after another."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from alphasms_desktop import paths
from alphasms_desktop.cli.window_command import open_mode
from alphasms_desktop.domain.backup import Backup
from alphasms_desktop.domain.campaign import CampaignKind, Mode, Service
from alphasms_desktop.domain.message import Message
from alphasms_desktop.domain.settings import Settings
from alphasms_desktop.domain.verification import Channel, NewCheck, Standing, limits_of
from alphasms_desktop.engine.recipe_desk import NOT_REACHED
from alphasms_desktop.ui import style
from alphasms_desktop.ui.dialogs.crash import CrashDialog
from alphasms_desktop.ui.dialogs.guide import Guide
from alphasms_desktop.ui.dialogs.licences import LicencesDialog
from alphasms_desktop.ui.dialogs.question import Question
from alphasms_desktop.ui.dialogs.quick_call import QuickCall
from alphasms_desktop.ui.dialogs.rescue import RescueDialog
from alphasms_desktop.ui.dialogs.small_desk import SmallDesk
from alphasms_desktop.ui.dialogs.stop_dialog import StopDialog
from alphasms_desktop.ui.places import PLACES
from alphasms_desktop.ui.window import Window

SAMPLE = paths.resources() / "sample"
LONG = 60_000

Stop = tuple[str, QWidget]


class Tour:
    """Opens a window over a folder of its own and goes through its pages."""

    def __init__(self, qtbot: QtBot, application: QApplication, folder: Path) -> None:
        style.use(application)
        self._qtbot = qtbot
        self._folder = folder

    def open(self, mode: Mode | None) -> Window:
        """Open a window of the least size; its runs are left before it is closed."""
        made = Window(lambda one: open_mode(self._folder, one), Settings(mode=mode), undo_s=0)
        self._qtbot.addWidget(made, before_close_func=lambda one: one._context.runs.leave_all())
        made.resize(made.minimumSize())
        with self._qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        return made

    def stops(self) -> Iterator[Stop]:
        """Show one page after another; each is given while it is shown."""
        first = self.open(None)
        yield "first run", self._settled(first)
        first.close()
        window = self.open(Mode.TRAINING)
        yield "home, empty", self._settled(window)
        yield from self._empty_places(window)
        yield from self._wizard(window)
        yield from self._run(window)
        yield from self._places(window)
        yield from self._dialogs(window)

    def _settled(self, window: Window) -> Window:
        window._context.bridge.settle()
        # Words that came just now change the layout, and that the layout around it.
        for _ in range(5):
            QApplication.processEvents()
        return window

    def _until(self, is_so: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(is_so, timeout=LONG)

    def _empty_places(self, window: Window) -> Iterator[Stop]:
        for place in PLACES[1:]:
            window.show_place(place.name)
            yield f"{place.name}, empty", self._settled(window)

    def _wizard(self, window: Window) -> Iterator[Stop]:
        wizard = window.wizard
        window.new_campaign()
        yield "step 1, empty", self._settled(window)
        wizard.open_file(SAMPLE / "contacts.xlsx")
        self._until(lambda: wizard.plan.contacts is not None)
        yield "step 1", self._settled(window)
        wizard.forward()
        yield "step 2, empty", self._settled(window)
        wizard.open_file(SAMPLE / "recording.m4a")
        self._until(lambda: wizard.plan.recording is not None)
        yield "step 2", self._settled(window)
        wizard.forward()
        yield "step 3", self._settled(window)
        wizard.forward()
        self._until(wizard.review.is_complete)
        yield "step 4", self._settled(window)

    def _run(self, window: Window) -> Iterator[Stop]:
        window.wizard.start()
        self._until(lambda: window.live.header.stop_button.isVisible())
        for _ in range(5):
            QApplication.processEvents()
        yield "live", window
        self._until(window.finished.isVisible)
        yield "finished", self._settled(window)
        window.show_live(window.finished.campaign_id)
        self._settled(window)
        window.live.table.choose_row(0)
        self._until(window.live.details.isVisible)
        yield "call details", self._settled(window)
        window.live.tabs.choose(1)
        self._until(lambda: bool(window.live.charts.cards))
        yield "charts", self._settled(window)

    def _places(self, window: Window) -> Iterator[Stop]:
        self._fill(window)
        for place in PLACES:
            window.show_place(place.name)
            yield place.name, self._settled(window)
        window.show_settings()
        for section in range(len(window.settings_page.sections.buttons())):
            window.settings_page.open_section(section)
            yield f"settings {section}", self._settled(window)

    def _dialogs(self, window: Window) -> Iterator[Stop]:
        tally = window._context.workspace.campaigns.summaries()[0].tally
        context, finished = window._context, window.finished
        copy = Backup(self._folder / "copy.db", datetime(2026, 11, 26, 16, 2, tzinfo=UTC), 12)
        erase = "Erase", "danger"
        asked = Question(window, "All of it goes.", "It cannot be brought back.", "Keep it", erase)
        faults = CrashDialog(window)
        faults.forget()
        for name, make in (
            ("quick call", lambda: QuickCall(window, context)),
            ("stop", lambda: StopDialog(window, tally)),
            ("guide", lambda: Guide(window)),
            ("licences", lambda: LicencesDialog(window)),
            ("rescue", lambda: RescueDialog([copy])),
            ("rescue without copies", lambda: RescueDialog([])),
            ("question", lambda: asked),
            ("small desk", lambda: SmallDesk(context)),
        ):
            yield name, self._opened(window, make())
        for name, ask in (
            ("follow-up", lambda: finished.follow_up(NOT_REACHED, frozenset())),
            ("comparison", finished.compare),
            ("cabinet", finished.take_keys),
        ):
            ask()
            yield name, self._opened(window, finished.dialog)
        faults._show("Traceback: none")
        yield "crash", self._opened(window, faults.box)

    def _opened(self, window: Window, made: QWidget | None) -> QWidget:
        assert made is not None
        made.show()
        self._settled(window)
        return made

    def _fill(self, window: Window) -> None:
        """Put somebody on each list, as work does, and make a campaign to compare with."""
        workspace, context = window._context.workspace, window._context
        workspace.book.not_to_call("050 123 45 67", "asked by phone")
        workspace.book.call_back("050 123 45 68", "")
        waits = workspace.book.call_backs.all()[0]
        workspace.book.call_back("050 123 45 69", "Olena")
        workspace.book.call_backs.tick(waits.id, True)
        check = NewCheck("380501234570", Channel.CALL, "", "", False, Standing.NOT_TOLD)
        workspace.verify.checks.begin(check, limits_of(workspace.settings.load()))
        url = context.service_url()
        service = Service(url, workspace.keys.account_of(url))
        summary = workspace.campaigns.summaries()[0]
        message, mode = Message(summary.campaign.recording), Mode.TRAINING
        workspace.single.prepare(
            "050 123 45 71", "Ivan", message, CampaignKind.QUICK, mode, service
        )
