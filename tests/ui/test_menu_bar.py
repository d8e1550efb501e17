"""The menu bar: out of the way until Alt, its keys work all the same, also in another language."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from alphasms_desktop import paths
from alphasms_desktop.app import open_workspace
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.settings import Settings
from alphasms_desktop.ui.recent_files import RecentFiles
from alphasms_desktop.ui.window import Window

Control = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key
SAMPLE = paths.resources() / "sample"


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
    assert titles == ["&Файл", "&Правка", "&Вигляд", "&Кампанія", "&Довідка"]


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
    qtbot.keyClick(window, Key.Key_Alt, Qt.KeyboardModifier.ShiftModifier)
    assert not window.menuBar().isVisible(), "Shift and Alt choose the language of the keys"

    window.show_place("do_not_call")
    window.do_not_call.phone.setFocus()
    qtbot.keyClick(window, Key.Key_Alt)
    qtbot.keyClick(window.menuBar(), Key.Key_Escape)
    assert not window.menuBar().isVisible()
    assert window.do_not_call.phone.hasFocus()


def test_the_balance_is_asked_anew(qtbot: QtBot, window: Window) -> None:
    window.show_balance(None)
    qtbot.keyClick(window, Key.Key_F5)
    window._context.bridge.settle()
    assert not window.navigation.balance.isHidden()


@pytest.mark.parametrize("place", ["campaigns", "contacts", "do_not_call", "recordings"])
def test_the_find_key_goes_to_the_search_of_each_page(
    qtbot: QtBot, window: Window, place: str
) -> None:
    window.show_place(place)
    window._context.bridge.settle()
    page = window._pages.currentWidget()
    page.search.show()
    qtbot.keyClick(window, Key.Key_F, Control)
    assert QApplication.focusWidget() is page.search


def test_f6_goes_round_between_navigation_page_and_panel(qtbot: QtBot, window: Window) -> None:
    window.show_place("contacts")
    window._context.bridge.settle()
    panel, seen = window.contacts.person, []

    def who() -> str:
        now = QApplication.focusWidget()
        assert now is not None
        if window.navigation.isAncestorOf(now):
            return "navigation"
        return "panel" if panel.isAncestorOf(now) else "page"

    panel.show()
    for _ in range(4):
        qtbot.keyClick(window, Key.Key_F6)
        seen.append(who())
    assert sorted(set(seen)) == ["navigation", "page", "panel"]
    assert seen[0] == seen[3]
    qtbot.keyClick(window, Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert who() == seen[2]


def test_no_key_stands_twice(window: Window) -> None:
    keys = [one.shortcut().toString() for one in window.actions()]
    assert len(keys) == len(set(keys))
    assert not [key for key in keys if "Del" in key], "no key stops a run"


def test_a_file_opened_lately_is_opened_again(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    RecentFiles().note(tmp_path / "gone.xlsx")
    RecentFiles().note(SAMPLE / "contacts.xlsx")
    menus = window._menus
    menus._list_recent()
    first = menus.recent.actions()[0]
    assert first.text() == "contacts.xlsx"
    assert "gone.xlsx" not in [one.text() for one in menus.recent.actions()]
    first.trigger()
    qtbot.waitUntil(lambda: window.wizard.plan.contacts is not None, timeout=20_000)
    menus.recent.actions()[-1].trigger()
    assert RecentFiles().there() == []
