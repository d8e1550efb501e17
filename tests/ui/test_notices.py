"""What is told of a run while nobody looks, and the computer kept awake just as long."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from alphasms_desktop.domain.campaign import Phase
from alphasms_desktop.domain.errors import Kind, Trouble
from alphasms_desktop.ui.awake import Awake, command_for, start_quietly
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.notices import Notices
from tests.ui.test_live import make


class Process:
    """A helper that only remembers."""

    def __init__(self) -> None:
        self.is_over = False

    def terminate(self) -> None:
        self.is_over = True

    def wait(self) -> int:
        return 0


@pytest.fixture
def told() -> list[tuple[str, str]]:
    return []


@pytest.fixture
def notices(qtbot: QtBot, context: Context, told: list[tuple[str, str]]) -> Notices:
    window = QWidget()
    qtbot.addWidget(window)
    awake = Awake("other")
    return Notices(window, context.runs, awake, lambda title, text: told.append((title, text)))


def test_a_run_keeps_the_computer_awake_and_its_end_is_told(
    qtbot: QtBot, context: Context, notices: Notices, told: list[tuple[str, str]], tmp_path: Path
) -> None:
    campaign_id = make(context, tmp_path, 10)
    with qtbot.waitSignal(context.runs.ended, timeout=25_000):
        context.runs.start(campaign_id)
        qtbot.waitUntil(lambda: notices.awake.is_held, timeout=25_000)
    assert not notices.awake.is_held
    ((title, text),) = told
    assert title == "A campaign has ended"
    assert "answered" in text


def test_a_pause_with_a_reason_is_told_and_one_of_the_user_is_not(
    context: Context, notices: Notices, told: list[tuple[str, str]]
) -> None:
    context.runs.phase_changed.emit(1, Phase.PAUSED, None)
    assert told == []
    context.runs.phase_changed.emit(1, Phase.PAUSED, Trouble(Kind.NO_MONEY))
    assert told[0][0] == "A campaign is paused"


def test_whoever_looks_at_the_window_is_told_nothing(
    monkeypatch: pytest.MonkeyPatch,
    context: Context,
    notices: Notices,
    told: list[tuple[str, str]],
) -> None:
    monkeypatch.setattr(notices._window, "isActiveWindow", lambda: True)
    context.runs.phase_changed.emit(1, Phase.PAUSED, Trouble(Kind.NO_MONEY))
    assert told == []


def test_the_helper_ends_when_it_is_not_needed() -> None:
    begun: list[Sequence[str]] = []
    process = Process()

    def start(command: Sequence[str]) -> Process:
        begun.append(command)
        return process

    awake = Awake("darwin", start)
    awake.hold()
    awake.hold()
    assert begun == [["caffeinate", "-i", "-w", str(os.getpid())]]
    awake.let_go()
    awake.let_go()
    assert process.is_over


def test_a_system_without_a_helper_is_no_trouble() -> None:
    def start(_command: Sequence[str]) -> Process:
        raise FileNotFoundError("caffeinate")

    awake = Awake("darwin", start)
    awake.hold()
    awake.let_go()
    windows = Awake("win32")
    windows.hold()
    windows.let_go()
    assert not windows.is_held


def test_the_helper_of_linux_ends_with_our_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _name: "/usr/bin/systemd-inhibit")
    command = command_for("linux", 4711)
    assert command[0] == "systemd-inhibit"
    assert "--pid=4711" in command
    monkeypatch.setattr("shutil.which", lambda _name: None)
    assert command_for("linux", 4711) == []


def test_a_real_helper_is_started_and_ended() -> None:
    helper = start_quietly(["sleep", "60"])
    helper.terminate()
    assert helper.wait() != 0


class Tray:
    """An icon in a tray that only remembers whether it is there."""

    def __init__(self) -> None:
        self.is_there = True

    def isVisible(self) -> bool:  # noqa: N802
        return self.is_there

    def hide(self) -> None:
        self.is_there = False


def test_a_window_in_the_tray_can_be_reached_after_the_run_has_ended(
    monkeypatch: pytest.MonkeyPatch, notices: Notices
) -> None:
    tray, window = Tray(), notices._window
    monkeypatch.setattr(notices, "tray", tray)
    window.show()
    notices.hide_window()
    assert not window.isVisible()

    notices._leave_tray()
    assert tray.is_there, "the icon is the only way back"

    notices._bring_forward()
    assert window.isVisible()
    notices._leave_tray()
    assert not tray.is_there


def test_without_a_tray_the_window_goes_down(notices: Notices) -> None:
    notices._window.show()
    notices.hide_window()
    assert notices._window.isMinimized()
