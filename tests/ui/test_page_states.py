"""Each list says that it is read, that it is empty, or why not, with a way to try again."""

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.library import SoundOrigin
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.call_backs import CallBacksPage
from alphasms_desktop.ui.pages.check_history import HistoryCard
from alphasms_desktop.ui.pages.contacts import ContactsPage
from alphasms_desktop.ui.pages.do_not_call import DoNotCallPage
from alphasms_desktop.ui.pages.finished import FinishedPage
from alphasms_desktop.ui.pages.live import LivePage
from alphasms_desktop.ui.pages.recordings import RecordingsPage
from alphasms_desktop.ui.pages.settings import SettingsPage
from alphasms_desktop.ui.pages.wizard.recording import RecordingStep
from alphasms_desktop.ui.pages.wizard.source_bar import TEXT
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


def test_a_search_that_finds_nothing_says_so_and_what_would_find_more(
    qtbot: QtBot, context: Context, tmp_path: Any
) -> None:
    campaign_id = make(context, tmp_path, 3)
    book = context.workspace.book
    book.not_to_call("050 123 45 67", "asked")
    context.workspace.audio.remember(
        context.workspace.campaigns.summary(campaign_id).campaign.recording,
        "Visits",
        SoundOrigin.FILE,
    )
    contacts, unwanted = ContactsPage(context), DoNotCallPage(context)
    recordings, live = RecordingsPage(context), LivePage(context)
    for page in (contacts, unwanted, recordings, live):
        qtbot.addWidget(page)
        page.show()
    live.show_campaign(campaign_id)
    for page in (contacts, unwanted, recordings):
        page.refresh()
    context.bridge.settle()
    assert unwanted.table.isVisible()
    assert len(recordings.rows) == 1
    assert live.table.isVisible()

    for page in (contacts, unwanted, recordings, live):
        page.search.setText("zzz")
    qtbot.waitUntil(live.none_fits.isVisible)
    context.bridge.settle()
    assert contacts.none_found.text() == (
        "Nobody is found by “zzz”. A part of the name or of the phone is enough."
    )
    assert unwanted.empty.text() == "Nobody on the list has such a phone or reason."
    assert recordings.empty.text() == "None has such a name, or was used in such a campaign."
    assert not live.table.isVisible()
    for page in (contacts, unwanted, recordings, live):
        page.search.clear()
    qtbot.waitUntil(live.table.isVisible)
    context.bridge.settle()
    assert not contacts.none_found.isVisible()
    assert unwanted.table.isVisible()
    assert recordings.rows[0].isVisible()


def test_settings_that_cannot_be_read_say_so_and_are_read_again(
    qtbot: QtBot, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    context.workspace.settings.change(lambda before: replace(before, desk_name="Till 1"))
    page = SettingsPage(context)
    qtbot.addWidget(page)
    with monkeypatch.context() as patch:
        patch.setattr(type(context.workspace.settings), "load", fail)
        page.show()
        context.bridge.settle()
    assert "damaged" in page.error.text()
    page.again.click()
    context.bridge.settle()
    assert not page.error.isVisible()
    assert not page.again.isVisible()
    assert page.checks.desk_name.text() == "Till 1"


def test_templates_that_cannot_be_read_or_kept_say_so(
    qtbot: QtBot, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = RecordingStep(context)
    qtbot.addWidget(step)
    step.show()
    step.sources.kinds.choose(TEXT)
    kept = type(context.workspace.recipes.kept)
    for name, act in (
        ("texts", step.templates.open.click),
        ("keep_text", lambda: step.templates.keep("Visit")),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(kept, name, fail)
            act()
            context.bridge.settle()
        assert "damaged" in step.text.error.text()
        assert not step.templates.menu.isVisible(), "it would say that there are none"
        step.text.error.clear()


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
