"""The way to a new campaign: files in, choices made, ten seconds to undo, and a campaign."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import time
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from alphasms_desktop.app import open_workspace
from alphasms_desktop.domain.attempt import State, Step, Why
from alphasms_desktop.domain.campaign import Mode, Phase
from alphasms_desktop.domain.contact import Contact
from alphasms_desktop.domain.hours import AllowedHours
from alphasms_desktop.domain.live import ListCounts, ListFilter
from alphasms_desktop.domain.phone import grouped
from alphasms_desktop.engine.workspace import KeyDesk
from alphasms_desktop.store import open_store
from alphasms_desktop.ui.bridge import Bridge
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.wizard.check import Ask
from alphasms_desktop.ui.pages.wizard.draft import Plan
from alphasms_desktop.ui.pages.wizard.wizard import WizardPage
from alphasms_desktop.ui.runs import Runs
from tests.fakes import make_campaign, workspace_with
from tests.ui.wizards import CONTACTS, LONG, filled, shown


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> Iterator[WizardPage]:
    """Give a wizard that starts at once, shown and active."""
    made = WizardPage(context, undo_s=0)
    yield shown(qtbot, made)
    made.recording.listening.forget()


def _at_review(qtbot: QtBot, page: WizardPage) -> WizardPage:
    filled(qtbot, page).go_to(3)
    qtbot.waitUntil(page.review.is_complete, timeout=LONG)
    return page


def _press(qtbot: QtBot, key: Qt.Key, on: QWidget | None = None, **how: object) -> None:
    focused = on or QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, key, **how)


def _campaigns(context: Context) -> list[int]:
    return [one.campaign.id for one in context.workspace.campaigns.summaries()]


def is_empty(plan: Plan) -> bool:
    """Say whether nothing is planned; what the account teaches may come a moment later."""
    nothing = Plan.empty(Mode.TRAINING)
    return replace(plan, account=nothing.account) == nothing


def test_a_warning_with_two_outcomes_wants_a_choice_and_the_button_counts_by_it(
    qtbot: QtBot, page: WizardPage
) -> None:
    review = _at_review(qtbot, page).review
    calls = page.plan.calls
    qtbot.waitUntil(lambda: page.footer.start.isEnabled())
    page._take_plan(replace(page.plan, counts=ListCounts(recent=1, unwanted_or_recent=1)))
    assert not page.footer.start.isEnabled()
    choices = review.checks_card.findChildren(QPushButton)
    leave_out, call_too = [one for one in choices if one.isCheckable() and not one.isHidden()]
    assert leave_out.text() == "Leave out 1"
    call_too.click()
    assert page.footer.start.isEnabled()
    assert f"{calls} pretend call" in page.footer.start.text()

    review.checks_card.decided.emit(Ask.RECENT, 0)
    assert page.plan.not_again_within_days == 1
    assert page.options.care.not_again.currentIndex() == 1
    assert f"{calls - 1} pretend call" in page.footer.start.text()

    # What was chosen can be chosen otherwise, and it is no longer a rule then.
    review.checks_card.decided.emit(Ask.RECENT, 1)
    assert page.plan.not_again_within_days == 0
    assert f"{calls} pretend call" in page.footer.start.text()
    assert page.footer.start.isEnabled()


def test_the_button_counts_off_whom_the_rule_spares_by_its_own_days(
    qtbot: QtBot, page: WizardPage, context: Context, tmp_path: Path
) -> None:
    _at_review(qtbot, page)
    calls, taken = page.plan.calls, page.plan.contacts
    assert taken is not None
    phone = context.workspace.contacts.page(taken.id, ListFilter.READY)[0].phone
    five_days_ago = open_store(tmp_path / "data", lambda: time() - 5 * 86_400)
    called = Contact(2, phone, phone, "", ("", phone))
    journal = five_days_ago.take_over(make_campaign(five_days_ago, contacts=[called]))
    (claim,), _ = journal.claim(1)
    journal.keep([Step(claim.attempt_id, State.ACCEPTED, Why.HANDED_OVER, gateway_id="1")])
    journal.release()
    five_days_ago.close()

    care = page.options.care.not_again
    for place, days, left in ((2, 3, calls), (3, 7, calls - 1), (0, 0, calls)):
        care.setCurrentIndex(place)
        assert page.plan.not_again_within_days == days
        qtbot.waitUntil(lambda: page.plan.counts.recent_days == page.plan.recent_days, timeout=LONG)
        assert f"{left} pretend call" in page.footer.start.text()

    first = page.review.first_card

    def is_among_the_first(wanted: bool) -> bool:
        seen = [one.text() for one in first.findChildren(QLabel) if one.isVisible()]
        return "The first three" in seen and (grouped(phone) in seen) is wanted

    for place, is_called in ((0, True), (3, False)):
        care.setCurrentIndex(place)
        first.show_plan(page.plan)
        context.bridge.settle()
        qtbot.waitUntil(partial(is_among_the_first, is_called))


def test_a_walk_from_file_to_start_makes_a_campaign_of_all_ready_recipients(
    qtbot: QtBot, page: WizardPage, context: Context
) -> None:
    _at_review(qtbot, page)
    with qtbot.waitSignal(page.started, timeout=LONG) as started:
        page.footer.start.click()
    summary = context.workspace.campaigns.summary(started.args[0])
    assert summary.tally.recipients == 188
    assert summary.campaign.phase is Phase.DRAFT
    assert summary.campaign.mode is Mode.TRAINING
    assert summary.campaign.name == "contacts"
    assert is_empty(page.plan)
    assert page.current == 0


def test_the_whole_way_goes_by_keyboard(qtbot: QtBot, page: WizardPage, context: Context) -> None:
    filled(qtbot, page)
    rows, calls = page.recipients.rows.table, page.plan.calls
    qtbot.waitUntil(lambda: rows.model().rowCount() > 0, timeout=LONG)
    rows.setFocus()
    rows.setCurrentIndex(rows.model().index(0, 1))
    _press(qtbot, Qt.Key.Key_F2)
    qtbot.keyClicks(QApplication.focusWidget(), "0501234599")
    _press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.plan.calls == calls + 1, timeout=LONG)
    assert page.current == 0
    page.recipients.first_focus().setFocus()
    _press(qtbot, Qt.Key.Key_Return)
    assert page.current == 1
    _press(qtbot, Qt.Key.Key_Return)
    assert page.current == 2
    assert QApplication.focusWidget() is page.options.name
    qtbot.keyClicks(page.options.name, "Visits")
    keys = page.options.keys
    keys.add.setFocus()
    _press(qtbot, Qt.Key.Key_Space)
    qtbot.keyClicks(keys.rows[0].meaning, "comes")
    for _ in range(3):
        _press(qtbot, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is keys.add
    _press(qtbot, Qt.Key.Key_Return)
    assert page.current == 3
    qtbot.waitUntil(page.review.is_complete, timeout=LONG)
    with qtbot.waitSignal(page.started, timeout=LONG) as started:
        _press(qtbot, Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    assert context.workspace.campaigns.get(started.args[0]).name == "Visits"


def test_enter_never_starts_even_with_the_start_button_in_focus(
    qtbot: QtBot, page: WizardPage, context: Context
) -> None:
    _at_review(qtbot, page)
    page.footer.start.setFocus()
    _press(qtbot, Qt.Key.Key_Return, page.footer.start)
    _press(qtbot, Qt.Key.Key_Enter, page.footer.start)
    assert not page.is_starting
    assert _campaigns(context) == []


def test_ctrl_enter_starts_nothing_before_the_last_step(qtbot: QtBot, page: WizardPage) -> None:
    filled(qtbot, page).go_to(2)
    _press(qtbot, Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    assert page.current == 2
    assert not page.is_starting


def test_escape_goes_back_and_at_last_leaves(qtbot: QtBot, page: WizardPage) -> None:
    filled(qtbot, page).go_to(1)
    _press(qtbot, Qt.Key.Key_Escape)
    assert page.current == 0
    with qtbot.waitSignal(page.left):
        _press(qtbot, Qt.Key.Key_Escape)


def test_a_start_that_is_undone_leaves_no_campaign(qtbot: QtBot, context: Context) -> None:
    page = _at_review(qtbot, shown(qtbot, WizardPage(context, undo_s=10)))
    page.footer.start.click()
    assert page.is_starting
    assert page.footer.undo.isVisible()
    assert "10 s" in page.footer.countdown.text()
    _press(qtbot, Qt.Key.Key_Space, page.footer.undo)
    assert not page.is_starting
    assert page.footer.start.isVisible()
    assert _campaigns(context) == []
    assert page.plan.calls == 188


def test_a_start_counts_down_before_it_makes_the_campaign(qtbot: QtBot, context: Context) -> None:
    page = _at_review(qtbot, shown(qtbot, WizardPage(context, undo_s=1)))
    page.footer.start.click()
    assert _campaigns(context) == []
    qtbot.waitSignal(page.started, timeout=LONG).wait()
    assert len(_campaigns(context)) == 1


def test_a_dropped_file_is_taken_in(qtbot: QtBot, page: WizardPage) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(CONTACTS))])
    event = QDropEvent(
        QPoint(100, 300),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dropEvent(event)
    qtbot.waitUntil(lambda: page.plan.calls == 188, timeout=LONG)


def test_the_start_button_says_how_many_calls_it_starts(qtbot: QtBot, page: WizardPage) -> None:
    _at_review(qtbot, page)
    assert page.footer.start.text() == "Start training: 188 pretend calls"
    assert QApplication.focusWidget() is not page.footer.start


def test_the_summary_is_a_card_in_a_wide_window_and_a_line_in_a_narrow_one(
    qtbot: QtBot, page: WizardPage
) -> None:
    assert page.summary.isVisible()
    page.resize(816, 600)
    qtbot.waitUntil(lambda: page.width() == 816)
    assert not page.summary.isVisible()
    assert page.summary_line.isVisible()


def test_a_reset_begins_a_new_campaign_and_removes_the_list(
    qtbot: QtBot, page: WizardPage, context: Context
) -> None:
    taken = filled(qtbot, page).plan.contacts
    assert taken is not None
    page.reset()
    assert is_empty(page.plan)
    contacts = context.workspace.contacts
    qtbot.waitUntil(lambda: contacts.page(taken.id, ListFilter.ALL) == [], timeout=LONG)


def test_coming_back_to_the_review_asks_for_the_balance_again(
    qtbot: QtBot, page: WizardPage
) -> None:
    _at_review(qtbot, page)
    page.hide()
    page.show()
    assert not page.review.is_complete()
    qtbot.waitUntil(page.review.is_complete, timeout=LONG)


def test_without_a_key_real_calls_cannot_start(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ALPHASMS_API_KEY", raising=False)
    opened = open_workspace(tmp_path / "real", Mode.REAL)
    opened = workspace_with(opened, keys=KeyDesk(lambda _host: None, _never, _never))
    bridge = Bridge()
    page = shown(qtbot, WizardPage(Context(opened, bridge, Runs(opened, bridge)), undo_s=0))
    assert page.plan.hours == AllowedHours()
    filled(qtbot, page).go_to(3)
    qtbot.waitUntil(lambda: page.review.account.trouble is not None, timeout=LONG)
    assert page.review.found[0].title == "No API key yet"
    assert page.footer.start.text() == "Start 188 calls"
    assert not page.footer.start.isEnabled()
    page.start()
    assert not page.is_starting
    bridge.close()
    opened.close()


def _never(*_arguments: object) -> Any:
    raise AssertionError
