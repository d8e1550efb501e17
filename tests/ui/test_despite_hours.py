"""Calling despite the hours, by keyboard: a reason is asked for, shown, taken back and kept."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from alphasms_desktop.domain.rules import Purpose
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.dialogs.despite_hours import DespiteHoursDialog
from alphasms_desktop.ui.pages.wizard.check import Level
from alphasms_desktop.ui.pages.wizard.drafting import recipe_from_plan
from alphasms_desktop.ui.pages.wizard.wizard import WizardPage
from tests.ui.wizards import LONG, filled, outside_hours, shown

REASON = "The water is cut off"


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> Iterator[WizardPage]:
    """Give a wizard at its review, in an hour that is not allowed."""
    made = filled(qtbot, shown(qtbot, WizardPage(context, undo_s=0)))
    made.options.when.hours.any_time.setChecked(False)
    made.options.when.hours.load(outside_hours())
    made.options.when.hours.days[0].toggle()
    made.go_to(3)
    qtbot.waitUntil(made.review.is_complete, timeout=LONG)
    yield made
    made.recording.listening.forget()


def _press(qtbot: QtBot, page: WizardPage, words: str) -> None:
    """Press the button of the review that is shown, with Space."""

    def shown_now() -> list[QPushButton]:
        buttons = page.review.checks_card.findChildren(QPushButton)
        return [one for one in buttons if one.text() == words and one.isVisible()]

    qtbot.waitUntil(lambda: len(shown_now()) == 1)
    qtbot.keyClick(shown_now()[0], Qt.Key.Key_Space)


def _asked(qtbot: QtBot, page: WizardPage) -> DespiteHoursDialog:
    _press(qtbot, page, "Call despite the hours…")
    dialog = page.review.dialog
    assert dialog is not None
    return dialog


def _give(qtbot: QtBot, page: WizardPage) -> None:
    dialog = _asked(qtbot, page)
    dialog.reason.setText(REASON)
    qtbot.keyClick(dialog.take, Qt.Key.Key_Space)


def _titles(page: WizardPage, level: Level) -> list[str]:
    return [one.title for one in page.review.found if one.level is level]


def test_a_reason_lets_calls_leave_outside_the_hours(
    qtbot: QtBot, page: WizardPage, context: Context
) -> None:
    dialog = _asked(qtbot, page)
    qtbot.keyClicks(dialog.reason, "   ")
    assert not dialog.take.isEnabled()
    dialog.reason.clear()
    qtbot.keyClicks(dialog.reason, REASON)
    for on in (dialog.reason, dialog.take):
        qtbot.keyClick(on, Qt.Key.Key_Return)
        assert dialog.isVisible()
    assert page.plan.despite_hours is None
    qtbot.keyClick(dialog.take, Qt.Key.Key_Space)
    assert not dialog.isVisible()
    said = f"Called despite the hours: {REASON}"
    assert said in _titles(page, Level.ATTENTION)
    assert page.review.area.hasFocus()
    assert page.summary._values["hours"].text().startswith("despite ")
    assert REASON in page.options.when.despite.text()
    assert recipe_from_plan(page.plan).rules.despite_hours is None

    _press(qtbot, page, "Keep to the hours")
    assert page.plan.despite_hours is None
    assert page.options.when.despite.isHidden()

    # Other hours, another purpose: it was not given for them.
    _give(qtbot, page)
    page.options.when.hours.days[0].toggle()
    assert page.plan.despite_hours is None
    _give(qtbot, page)
    page.recipients.purposes.chosen.emit(Purpose.ADVERTISING)
    assert page.plan.despite_hours is None
    assert said not in _titles(page, Level.ATTENTION)
    page.recipients.purposes.chosen.emit(Purpose.NOTICE)

    _give(qtbot, page)
    assert page.plan.despite_hours is not None
    with qtbot.waitSignal(page.started, timeout=LONG) as started:
        page.footer.start.click()
    rules = context.workspace.campaigns.get(started.args[0]).rules
    assert rules.despite_hours is not None
    assert rules.despite_hours.reason == REASON
