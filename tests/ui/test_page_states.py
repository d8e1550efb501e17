"""Each list says that it is read, that it is empty, or why not, with a way to try again."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.call_backs import CallBacksPage
from alphasms_desktop.ui.pages.check_history import HistoryCard
from alphasms_desktop.ui.pages.contacts import ContactsPage
from alphasms_desktop.ui.pages.do_not_call import DoNotCallPage
from alphasms_desktop.ui.pages.finished import FinishedPage
from alphasms_desktop.ui.pages.live import LivePage
from alphasms_desktop.ui.pages.recordings import RecordingsPage
from alphasms_desktop.ui.widgets.rows_state import RowsState
from tests.ui.test_live import make

LISTS: dict[type[QWidget], Callable[[Context], tuple[object, str]]] = {
    CallBacksPage: lambda context: (context.workspace.book.call_backs, "all"),
    HistoryCard: lambda context: (context.workspace.verify.checks, "latest"),
    ContactsPage: lambda context: (context.workspace.book.named, "all"),
    DoNotCallPage: lambda context: (context.workspace.book.unwanted, "page"),
    RecordingsPage: lambda context: (context.workspace.audio.library, "all"),
}
ILL = TroubleError(Kind.STORE_BROKEN, path="alphasms.sqlite")


def fail(*_given: object, **_named: object) -> None:
    raise ILL


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_waits_fails_tries_again_and_is_empty(
    qtbot: QtBot, context: Context, monkeypatch: pytest.MonkeyPatch, kind: Any
) -> None:
    store, name = LISTS[kind](context)
    real, may_go_on = getattr(store, name), threading.Event()

    def slow(*given: object, **named: object) -> object:
        may_go_on.wait(20)
        return real(*given, **named)

    page = kind(context)
    qtbot.addWidget(page)
    page.show()
    state: RowsState = page.empty
    with monkeypatch.context() as patch:
        patch.setattr(type(store), name, lambda _self, *given, **named: slow(*given, **named))
        page.refresh()
        qtbot.waitUntil(lambda: state.text() == "Reading…", timeout=5_000)
        assert not state.again.isVisible()
        may_go_on.set()
        context.bridge.settle()
    nobody = state.text()
    assert nobody not in ("", "Reading…")

    with monkeypatch.context() as patch:
        patch.setattr(type(store), name, fail)
        page.refresh()
        context.bridge.settle()
        assert state.isVisible()
        assert "damaged" in state.text()
        assert state.again.isVisible()
    state.again.click()
    context.bridge.settle()
    assert state.text() == nobody
    assert not state.again.isVisible()


def test_a_campaign_that_cannot_be_read_says_so_and_is_read_again(
    qtbot: QtBot, context: Context, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    campaign_id = make(context, tmp_path, 3)
    live, finished = LivePage(context), FinishedPage(context)
    for page in (live, finished):
        qtbot.addWidget(page)
        page.resize(1072, 760)
        page.show()
    desk = type(context.workspace.campaigns), type(context.workspace.results)
    with monkeypatch.context() as patch:
        for kind in desk:
            patch.setattr(kind, "summary", fail)
        for page in (live, finished):
            page.show_campaign(campaign_id)
        assert finished.sentence.text() == live.header.title.text() == "Reading…"
        context.bridge.settle()
        assert "damaged" in finished.sentence.text()
        assert not finished.lists.isVisible()
        assert "damaged" in live.banner.banner.title.text()
        assert live.banner.banner.button.text() == "Try again"
    finished.try_again.click()
    live.banner.banner.button.click()
    context.bridge.settle()
    assert finished.title.text() == live.header.title.text() == "Visits"
    assert finished.lists.isVisible()
    assert not finished.try_again.isVisible()
    assert live.banner.isHidden()
