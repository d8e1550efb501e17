"""The menu bar: out of the way until Alt, its keys work all the same, also in another language."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from alphasms_desktop.app import open_workspace
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.settings import Settings
from alphasms_desktop.ui.window import Window

Control = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Window:
    made = Window(
        lambda mode: open_workspace(tmp_path / "data", mode), Settings(mode=Mode.TRAINING)
    )
    qtbot.addWidget(made, before_close_func=lambda one: one._context.runs.leave_all())
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.mark.parametrize(
    ("key", "page"),
    [
        (Key.Key_N, "wizard"),
        (Key.Key_1, "home"),
        (Key.Key_2, "contacts"),
        (Key.Key_3, "do_not_call"),
        (Key.Key_5, "recordings"),
        (Key.Key_Comma, "settings_page"),
    ],
)
def test_keys_lead_to_pages(qtbot: QtBot, window: Window, key: Key, page: str) -> None:
    window.show_settings() if page == "home" else window.show_home()
    qtbot.keyClick(window, key, Control)
    assert getattr(window, page).isVisible()


def test_keys_still_work_in_another_language(qtbot: QtBot, window: Window) -> None:
    window.change_language("uk")
    qtbot.keyClick(window, Key.Key_3, Control)
    assert window.do_not_call.isVisible()
    titles = [one.title() for one in window._menus.menus]
    assert titles == ["&Файл", "&Вигляд", "&Довідка"]


def test_alt_shows_and_hides_the_bar(qtbot: QtBot, window: Window) -> None:
    assert not window.menuBar().isVisible()
    qtbot.keyClick(window, Key.Key_Alt)
    assert window.menuBar().isVisible()
    qtbot.keyClick(window, Key.Key_Alt)
    assert not window.menuBar().isVisible()
    qtbot.keyPress(window, Key.Key_Alt)
    qtbot.keyClick(window, Key.Key_X)
    qtbot.keyRelease(window, Key.Key_Alt)
    assert not window.menuBar().isVisible(), "Alt with another key is no wish for the menu"


def test_the_balance_is_asked_anew(qtbot: QtBot, window: Window) -> None:
    window.show_balance(None)
    qtbot.keyClick(window, Key.Key_F5)
    window._context.bridge.settle()
    assert not window.navigation.balance.isHidden()
