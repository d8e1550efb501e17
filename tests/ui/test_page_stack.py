"""Pages are made when they are first gone to, and nothing is lost by it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from alphasms_desktop.app import open_workspace
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.recipe import Recipe
from alphasms_desktop.domain.settings import Settings
from alphasms_desktop.ui import style, window
from alphasms_desktop.ui.page_stack import PAGES, PageStack
from alphasms_desktop.ui.window import Window
from tests.ui.wizards import CONTACTS, LONG


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Callable[..., Window]:
    """Give a way to open one window after another over one data folder."""
    style.use(qapp)

    def open_it(mode: Mode | None = Mode.TRAINING) -> Window:
        made = Window(lambda one: open_workspace(tmp_path, one), Settings(mode=mode), undo_s=0)
        qtbot.addWidget(made, before_close_func=lambda one: one._context.runs.leave_all())
        made.show()
        return made

    return open_it


def made_pages(one: Window) -> list[str]:
    return [name for name in PAGES if one._pages.is_made(name)]


def begin_draft(qtbot: QtBot, one: Window) -> int:
    one.wizard.open_file(CONTACTS)
    qtbot.waitUntil(lambda: one.wizard.plan.contacts is not None, timeout=LONG)
    assert one.wizard.plan.contacts is not None
    return one.wizard.plan.contacts.id


@pytest.mark.parametrize(("mode", "page"), [(None, "first_run"), (Mode.TRAINING, "home")])
def test_only_the_first_page_is_made_at_the_start(open_window, mode, page) -> None:
    opened = open_window(mode)
    opened._context.bridge.settle()
    assert made_pages(opened) == [page]


def test_another_language_makes_anew_only_what_is_seen(open_window) -> None:
    opened = open_window()
    for name in PAGES:
        opened._pages.page(name)
    opened.show_settings()
    opened.change_language("uk")
    assert made_pages(opened) == ["settings"]


def test_the_settings_open_again_where_they_were(open_window) -> None:
    opened = open_window()
    opened.settings_page.open_section(3)
    opened.show_home()
    opened.change_language("uk")
    opened.change_language("en")
    assert "settings" not in made_pages(opened)
    assert opened.settings_page.section == 3


@pytest.mark.timeout(90)
def test_the_new_campaign_stays_at_its_step_with_what_was_chosen(qtbot: QtBot, open_window) -> None:
    opened = open_window()
    begun = begin_draft(qtbot, opened)
    opened.new_campaign()
    opened.wizard.options.name.setText("Visits")
    opened.wizard._show_step(2)  # without a message it is not gone to
    opened.change_language("uk")
    assert opened.wizard.current == 2
    opened.show_settings()
    opened.change_language("en")
    assert made_pages(opened) == ["settings"]
    opened.new_campaign()
    assert opened.wizard.current == 2
    qtbot.waitUntil(lambda: opened.wizard.plan.contacts is not None, timeout=LONG)
    assert (opened.wizard.plan.contacts.id, opened.wizard.plan.name) == (begun, "Visits")


def test_a_theme_that_changes_amid_a_start_waits_for_it(
    qtbot: QtBot, open_window, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_window()
    starting = opened.wizard
    monkeypatch.setattr(PageStack, "is_at_work", True)
    opened._remake_pages()
    assert opened.wizard is starting
    monkeypatch.setattr(PageStack, "is_at_work", False)
    qtbot.waitUntil(lambda: opened.wizard is not starting, timeout=LONG)


def test_closing_makes_no_page(open_window) -> None:
    opened = open_window()
    opened.close()
    assert made_pages(opened) == ["home"]


def test_a_closed_window_makes_no_more_steps(qtbot: QtBot, open_window) -> None:
    opened = open_window()
    opened.new_campaign()
    assert opened.wizard._rest.isActive()
    opened.close()
    assert not opened.wizard._rest.isActive()


def test_home_tells_of_a_draft_before_its_page_is_made(qtbot: QtBot, open_window) -> None:
    first = open_window()
    begun = begin_draft(qtbot, first)
    first.close()

    second = open_window()
    qtbot.waitUntil(lambda: second.home._has_draft)
    assert made_pages(second) == ["home"]
    second.new_campaign()
    qtbot.waitUntil(lambda: second.wizard.plan.contacts is not None)
    assert second.wizard.plan.contacts.id == begun
    second.wizard.reset()
    qtbot.waitUntil(lambda: not second.home._has_draft)


def test_a_draft_whose_page_is_not_made_is_replaced_only_when_asked(
    qtbot: QtBot, open_window, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = open_window()
    begun = begin_draft(qtbot, first)
    first.close()
    asked = []
    monkeypatch.setattr(window, "ask_replacing", asked.append)

    second = open_window()
    second.begin_with(Recipe(name="another"))
    assert asked == [second]
    qtbot.waitUntil(lambda: second.wizard.plan.contacts is not None)
    assert second.wizard.plan.contacts.id == begun


def test_a_draft_outlives_changes_that_follow_at_once(qtbot: QtBot, open_window) -> None:
    opened = open_window()
    begun = begin_draft(qtbot, opened)
    opened.new_campaign()
    for language in ("uk", "en", "uk", "en"):
        opened.change_language(language)
    qtbot.waitUntil(lambda: opened.wizard.plan.contacts is not None)
    assert opened.wizard.plan.contacts.id == begun


def test_who_waits_is_counted_without_the_page_of_those_who_wait(qtbot: QtBot, open_window) -> None:
    first = open_window()
    first._context.workspace.book.call_back("+380501234567", "Olena")
    first.close()

    second = open_window()
    waits = second.navigation.page_button("call_back")
    qtbot.waitUntil(lambda: "1" in waits.accessibleDescription())
    assert made_pages(second) == ["home"]
