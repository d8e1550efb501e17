"""A window over a damaged data file: the copies are offered, nothing is thrown away."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from alphasms_desktop.cli.window_command import open_mode
from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.store import open_store
from alphasms_desktop.store.rescue import Rescue
from alphasms_desktop.ui.dialogs.rescue import RescueDialog, opening
from tests.fakes import make_campaign


@pytest.fixture
def damaged(qtbot: QtBot, tmp_path: Path) -> Path:
    """Give a data folder with a copy of three waiting people, and a damaged data file."""
    store = open_store(tmp_path)
    make_campaign(store)
    store.back_up_if_due()
    store.close()
    (tmp_path / "alphasms.sqlite").write_bytes(b"\xa5" * 9_000)
    return tmp_path


def answer(press: Callable[[RescueDialog], object]) -> None:
    """Press something in the dialog as soon as it is there."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, RescueDialog)
        press(dialog)

    QTimer.singleShot(0, look)


def test_a_copy_is_put_back_and_the_doubts_are_said(damaged: Path) -> None:
    said: list[str] = []
    open_it = opening(lambda mode: open_mode(damaged, mode), lambda _: Rescue(damaged), said.append)
    answer(lambda dialog: dialog.put_back.click())

    workspace = open_it(Mode.REAL)

    (summary,) = workspace.campaigns.summaries()
    assert summary.tally[State.UNCONFIRMED] == 3
    (words,) = said
    assert "3 people may have been called" in words
    assert str(damaged / "damaged") in words
    workspace.close()


def test_one_who_leaves_finds_everything_as_it_was(damaged: Path) -> None:
    said: list[str] = []
    open_it = opening(lambda mode: open_mode(damaged, mode), lambda _: Rescue(damaged), said.append)
    before = (damaged / "alphasms.sqlite").read_bytes()
    answer(lambda dialog: dialog.leave.click())

    with pytest.raises(TroubleError) as caught:
        open_it(Mode.REAL)

    assert caught.value.trouble.kind is Kind.STORE_BROKEN
    assert (damaged / "alphasms.sqlite").read_bytes() == before
    assert said == []


def test_without_a_copy_one_can_begin_empty(damaged: Path) -> None:
    for copy in (damaged / "backups").iterdir():
        copy.unlink()
    open_it = opening(lambda mode: open_mode(damaged, mode), lambda _: Rescue(damaged), print)

    def begin_empty(dialog: RescueDialog) -> None:
        assert not dialog.put_back.isVisible()
        dialog.empty.click()

    answer(begin_empty)
    workspace = open_it(Mode.REAL)
    assert workspace.campaigns.summaries() == []
    workspace.close()


def test_another_trouble_is_said_before_the_program_leaves(tmp_path: Path) -> None:
    said: list[str] = []
    (tmp_path / "data").write_text("in the way")
    data = tmp_path / "data"
    open_it = opening(lambda mode: open_mode(data, mode), lambda _: Rescue(data), said.append)

    with pytest.raises(TroubleError):
        open_it(Mode.REAL)
    assert len(said) == 1
    assert str(data) in said[0]
