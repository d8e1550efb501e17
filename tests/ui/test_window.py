"""The window as a whole: from the first start to a finished campaign, by keyboard alone."""

import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QFileOpenEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from alphasms_desktop import i18n, paths
from alphasms_desktop.cli.window_command import open_mode
from alphasms_desktop.domain.backup import Restored
from alphasms_desktop.domain.campaign import Mode, Phase
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.live import ListFilter
from alphasms_desktop.domain.settings import Settings
from alphasms_desktop.engine.data_desk import DataDesk
from alphasms_desktop.ui import single_instance, style, window
from alphasms_desktop.ui.aside import aside
from alphasms_desktop.ui.dialogs.closing import Closing
from alphasms_desktop.ui.main import require_display
from alphasms_desktop.ui.recent_files import RecentFiles
from alphasms_desktop.ui.window import Window

SAMPLE = paths.resources() / "sample"
LONG = 30_000

TAB = Qt.FocusPolicy.TabFocus


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Callable[..., Window]:
    """Give a way to open windows over one data folder; runs are left before they close."""
    style.use(qapp)

    def open_it(mode: Mode | None = Mode.TRAINING) -> Window:
        made = Window(lambda one: open_mode(tmp_path, one), Settings(mode=mode), undo_s=0)
        qtbot.addWidget(made, before_close_func=lambda one: one._context.runs.leave_all())
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        return made

    return open_it


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    where = QApplication.focusWidget() or QApplication.activeWindow()
    assert where is not None
    if modifier is None:
        qtbot.keyClick(where, key)
    else:
        qtbot.keyClick(where, key, modifier)


def test_a_first_start_explains_and_leads_to_training(qtbot: QtBot, open_window) -> None:
    opened = open_window(None)
    assert opened.first_run.isVisible()
    assert not opened._frame.band.isVisible()

    opened.first_run.training_asked.emit()

    qtbot.waitUntil(opened.home.isVisible)
    assert opened._frame.band.isVisible()
    assert "Training" in opened.windowTitle()
    store = opened._context.workspace.settings
    qtbot.waitUntil(lambda: store.load().mode is Mode.TRAINING)


def test_a_window_stands_before_its_folder_is_open(qtbot: QtBot, qapp, tmp_path: Path) -> None:
    style.use(qapp)
    made = Window(lambda one: open_mode(tmp_path, one), Settings(mode=Mode.REAL), opens=False)
    qtbot.addWidget(made)
    made.show()
    assert made._frame.navigation.isVisible()
    assert not made.close()
    made.open_file(SAMPLE / "contacts.xlsx")

    made.enter(aside(lambda: open_mode(tmp_path, Mode.REAL)))

    qtbot.waitUntil(lambda: made.wizard.plan.contacts is not None, timeout=LONG)
    assert made.wizard.isVisible()


@pytest.mark.timeout(90)
def test_from_file_to_finished_with_a_pause_by_keyboard_alone(qtbot: QtBot, open_window) -> None:
    opened = open_window()
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(opened, Qt.Key.Key_N, control)
    qtbot.waitUntil(opened.wizard.isVisible)
    wizard = opened.wizard
    # The system's own file dialogs are not ours to test; what they return is handed over here.
    wizard.open_file(SAMPLE / "contacts.xlsx")
    qtbot.waitUntil(lambda: wizard.plan.contacts is not None, timeout=LONG)
    wizard.recipients.first_focus().setFocus()
    press(qtbot, Qt.Key.Key_Return)
    wizard.open_file(SAMPLE / "recording.m4a")
    qtbot.waitUntil(lambda: wizard.plan.recording is not None, timeout=LONG)
    wizard.recording.first_focus().setFocus()
    for step in (2, 3):
        press(qtbot, Qt.Key.Key_Return)
        assert wizard.current == step
    qtbot.waitUntil(wizard.review.is_complete, timeout=LONG)
    press(qtbot, Qt.Key.Key_Return)
    assert wizard.current == 3
    assert not wizard.is_starting
    press(qtbot, Qt.Key.Key_Return, control)

    live = opened.live
    qtbot.waitUntil(lambda: live.isVisible() and live.header.pill.text() == "Running", timeout=LONG)
    balance = opened.navigation.balance.amount.text()
    qtbot.keyClick(opened, Qt.Key.Key_P, control)
    qtbot.waitUntil(lambda: live.header.pill.text() == "Paused", timeout=LONG)
    live.header.pause_button.setFocus()
    qtbot.keyClick(live.header.pause_button, Qt.Key.Key_Space)
    qtbot.waitUntil(opened.finished.isVisible, timeout=LONG)
    qtbot.waitUntil(lambda: "answered" in opened.finished.sentence.text())
    assert "in doubt" in opened.finished.sentence.text()
    qtbot.waitUntil(lambda: opened.navigation.balance.amount.text() not in ("", balance))


@pytest.mark.timeout(90)
def test_what_was_interrupted_is_said_at_home_and_goes_on_with_one_press(
    qtbot: QtBot, open_window
) -> None:
    first = open_window()
    first.prepare(SAMPLE / "contacts.xlsx", SAMPLE / "recording.m4a")
    qtbot.waitUntil(first.wizard.review.is_complete, timeout=LONG)
    first.wizard.start()
    qtbot.waitUntil(lambda: first.live.header.pill.text() == "Running", timeout=LONG)
    first._context.runs.leave_all()
    (summary,) = first._context.workspace.campaigns.summaries()
    assert summary.campaign.phase is Phase.PAUSED
    first.close()

    second = open_window()
    resumed = []
    second.home.resume_asked.connect(resumed.append)
    second.home.resume_asked.emit(summary.campaign.id)
    qtbot.waitUntil(second.finished.isVisible, timeout=LONG)
    tally = second._context.workspace.campaigns.summary(summary.campaign.id).tally
    assert tally.recipients == 188
    assert tally.is_complete


def test_another_language_is_spoken_at_once(qtbot: QtBot, open_window) -> None:
    opened = open_window()
    opened.show_settings()
    opened.change_language("uk")
    qtbot.waitUntil(opened.settings_page.isVisible)
    assert i18n.language() == "uk"
    assert "Навчання" in opened.windowTitle()
    store = opened._context.workspace.settings
    qtbot.waitUntil(lambda: store.load().language == "uk")


def test_real_calls_and_training_have_folders_of_their_own(open_window, tmp_path: Path) -> None:
    opened = open_window()
    opened.change_mode(Mode.REAL)
    assert not opened._frame.band.isVisible()
    assert (tmp_path / "training" / "alphasms.sqlite").exists()
    assert (tmp_path / "alphasms.sqlite").exists()


@pytest.mark.timeout(60)
def test_an_archive_is_restored_away_from_the_window_s_thread(
    qtbot: QtBot, open_window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = open_window()
    book = shown._context.workspace.book
    book.not_to_call("050 123 45 67", "asked")
    archive = tmp_path / "all.zip"
    shown._context.workspace.data.back_up_to(archive)
    book.not_to_call("050 123 45 68", "asked later")
    threads: list[int] = []
    restore = DataDesk.close_and_restore

    def watched(desk: DataDesk, path: Path) -> Restored:
        threads.append(threading.get_ident())
        return restore(desk, path)

    monkeypatch.setattr(DataDesk, "close_and_restore", watched)
    before = shown._context
    shown.settings_page.copies.restore_asked.emit(archive)
    assert shown.settings_page.copies.said.text() == "Restoring…"
    assert not shown.isEnabled()
    assert not shown.close()  # there is nothing to close before all is back

    qtbot.waitUntil(lambda: shown._context is not before, timeout=LONG)
    assert threads != []
    assert threading.get_ident() not in threads
    assert shown.isEnabled()
    assert shown.settings_page.isVisible()
    said = shown.settings_page.copies.said.text()
    assert Path(said.partition("“")[2].partition("”")[0]).exists()  # what was there before
    # Whoever asked not to be called after the archive was made is still not called.
    assert shown._context.workspace.book.unwanted.count() == 2


def test_a_file_that_is_no_archive_changes_nothing(
    qtbot: QtBot, open_window, tmp_path: Path
) -> None:
    shown = open_window()
    shown._context.workspace.book.not_to_call("050 123 45 67", "asked")
    torn, before = tmp_path / "torn.zip", shown._context
    torn.write_bytes(b"PK torn")
    shown.restore(torn)
    shown.open_file(SAMPLE / "contacts.xlsx")  # a second start hands it over just now
    qtbot.waitUntil(lambda: shown._context is not before, timeout=LONG)
    qtbot.waitUntil(lambda: shown.wizard.plan.contacts is not None, timeout=LONG)
    assert shown.wizard.isVisible()
    assert shown.isEnabled()
    assert shown.settings_page.copies.said.text()
    assert "is kept in" not in shown.settings_page.copies.said.text()
    assert shown._context.workspace.book.unwanted.count() == 1


def test_closing_during_a_run_asks_once_and_staying_changes_nothing(
    qtbot: QtBot, open_window, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_window()
    opened.prepare(SAMPLE / "contacts.xlsx", SAMPLE / "recording.m4a")
    qtbot.waitUntil(opened.wizard.review.is_complete, timeout=LONG)
    opened.wizard.start()
    qtbot.waitUntil(lambda: bool(opened._context.runs.running_ids()), timeout=LONG)
    asked = []

    def answer(_parent: QWidget) -> Closing:
        asked.append(True)
        return Closing.STAY

    monkeypatch.setattr(window, "ask_closing", answer)
    event = QCloseEvent()
    opened.closeEvent(event)
    assert asked == [True]
    assert not event.isAccepted()
    assert opened._context.runs.running_ids()


@pytest.mark.timeout(60)
def test_tab_reaches_every_button_of_the_live_page(qtbot: QtBot, open_window) -> None:
    opened = open_window()
    opened.prepare(SAMPLE / "contacts.xlsx", SAMPLE / "recording.m4a")
    qtbot.waitUntil(opened.wizard.review.is_complete, timeout=LONG)
    opened.wizard.start()
    live = opened.live
    qtbot.waitUntil(lambda: live.header.stop_button.isVisible(), timeout=LONG)
    reached: set[QWidget] = set()
    for _ in range(40):
        press(qtbot, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        reached.add(focus)

    buttons = {one for one in live.findChildren(QAbstractButton) if one.isVisible()}
    # The clear button inside a field is Qt's own and has Escape instead.
    buttons -= set(live.search.findChildren(QAbstractButton))
    # Of chips the chosen one has the Tab stop; the arrows reach the others.
    buttons -= {one for one in live.tabs.group.buttons() if not one.isChecked()}
    buttons -= {one for one in live.tiles.tiles if not one.focusPolicy() & TAB}
    assert reached & set(live.tiles.tiles)
    assert {one.text() or one.accessibleName() for one in buttons - reached} == set()
    assert {live.search, live.table.table} <= reached


@pytest.mark.timeout(60)
def test_a_draft_given_up_leaves_no_contact_list_behind(qtbot: QtBot, open_window) -> None:
    opened = open_window()
    opened.wizard.open_file(SAMPLE / "contacts.xlsx")
    qtbot.waitUntil(lambda: opened.wizard.plan.contacts is not None, timeout=LONG)
    kept = opened.wizard.plan.contacts.id
    opened.change_language("uk")
    opened.new_campaign()
    opened._context.bridge.settle()
    assert opened.wizard.plan.contacts is not None, "another language keeps the draft"

    opened.wizard.reset()
    opened._context.bridge.settle()
    desk = opened._context.workspace.contacts
    assert desk.page(kept, ListFilter.ALL) == []


def test_a_second_start_brings_the_first_window_forward(
    qtbot: QtBot, open_window, tmp_path: Path
) -> None:
    opened = open_window()
    name = single_instance.server_name(tmp_path)
    server = single_instance.listen(name, opened, opened.open_file)
    opened.showMinimized()
    assert single_instance.wake_the_other(name)
    qtbot.waitUntil(lambda: not opened.isMinimized())
    assert opened.home.isVisible(), "without a file nothing is opened"
    server.close()
    assert not single_instance.wake_the_other(name)


def test_a_second_start_hands_its_file_over(qtbot: QtBot, open_window, tmp_path: Path) -> None:
    opened = open_window()
    name = single_instance.server_name(tmp_path)
    server = single_instance.listen(name, opened, opened.open_file)
    named = tmp_path / "Пацієнти на завтра.xlsx"
    shutil.copy(SAMPLE / "contacts.xlsx", named)
    assert single_instance.wake_the_other(name, named)
    qtbot.waitUntil(lambda: opened.wizard.plan.contacts is not None, timeout=LONG)
    assert opened.wizard.isVisible()
    assert RecentFiles().there() == [named]
    server.close()


def test_a_file_the_system_asks_to_open_is_opened(qapp: QApplication, tmp_path: Path) -> None:
    opened: list[Path] = []
    openings = single_instance.FileOpenings(qapp, opened.append)
    qapp.sendEvent(qapp, QFileOpenEvent(str(tmp_path / "people.csv")))
    qapp.removeEventFilter(openings)
    assert opened == [tmp_path / "people.csv"]


@pytest.mark.parametrize(
    ("environment", "platform", "has_one"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_without_a_screen_a_sentence_is_said(environment, platform, has_one) -> None:
    if has_one:
        require_display(environment, platform)
        return
    with pytest.raises(TroubleError) as caught:
        require_display(environment, platform)
    assert caught.value.trouble.kind is Kind.NO_DISPLAY
