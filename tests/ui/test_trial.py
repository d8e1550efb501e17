"""One call to the user's own phone: placed once, followed, asked about, void with its message."""

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from alphasms_desktop import paths
from alphasms_desktop.domain.message import Recording
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.wizard.draft import AccountFacts, Plan
from alphasms_desktop.ui.pages.wizard.trial import Trial

LONG = 15_000


@pytest.fixture
def message(context: Context) -> Recording:
    """Give a recording that is kept, ready to be called with."""
    return context.workspace.audio.prepare(paths.resources() / "sample" / "recording.m4a")


@pytest.fixture
def trial(qtbot: QtBot, context: Context, message: Recording) -> Trial:
    """Give the card with a message and a phone in it."""
    made = Trial(context)
    qtbot.addWidget(made)
    made.show()
    made.show_message(message)
    made.phone.setText("050 123 45 67")
    return made


def test_a_call_is_placed_followed_and_asked_about(
    qtbot: QtBot, context: Context, trial: Trial, message: Recording
) -> None:
    trial.call_me.click()
    assert not trial.call_me.isEnabled()
    qtbot.waitUntil(trial.yes.isVisible, timeout=LONG)
    qtbot.waitUntil(trial.call_me.isEnabled, timeout=LONG)
    assert "₴" in trial.said.text()

    with qtbot.waitSignal(trial.heard) as heard:
        trial.yes.click()
    assert heard.args == [message.fingerprint]
    key = context.workspace.keys.key_for(context.service_url())
    profile = context.workspace.campaigns.profile(key)
    assert profile.heard == message.fingerprint
    assert profile.price_per_s is not None
    assert not trial.yes.isVisible()


def test_a_trial_call_is_no_campaign_on_the_home_page(
    qtbot: QtBot, context: Context, trial: Trial
) -> None:
    trial.call_me.click()
    trial.call_me.click()
    trial.call()
    qtbot.waitUntil(trial.call_me.isEnabled, timeout=LONG)
    assert context.workspace.campaigns.summaries() == []
    assert context.workspace.book.named.all() == []


def test_whoever_did_not_hear_it_is_told_what_to_do(qtbot: QtBot, trial: Trial) -> None:
    with qtbot.waitActive(trial):
        trial.activateWindow()
    trial.call_me.setFocus()
    qtbot.keyClick(trial.call_me, Qt.Key.Key_Space)
    qtbot.waitUntil(trial.yes.hasFocus, timeout=LONG)
    trial.no.setFocus()
    qtbot.keyClick(trial.no, Qt.Key.Key_Space)
    assert trial.phone.hasFocus()
    assert "do not start yet" in trial.said.text()


def test_another_message_voids_the_trial(
    qtbot: QtBot, context: Context, trial: Trial, message: Recording
) -> None:
    trial.call_me.click()
    qtbot.waitUntil(trial.yes.isVisible, timeout=LONG)
    trial.show_message(replace(message, fingerprint="ab" * 32))
    assert not trial.yes.isVisible()
    assert "changed" in trial.said.text()


def test_what_is_no_phone_is_said(qtbot: QtBot, trial: Trial) -> None:
    trial.phone.setText("12345")
    trial.call_me.click()
    qtbot.waitUntil(lambda: bool(trial.error.text()), timeout=LONG)
    assert trial.call_me.isEnabled()
    trial.phone.setText("")
    assert not trial.call_me.isEnabled()


def test_the_button_names_its_price_and_an_earlier_trial_is_remembered(
    trial: Trial, message: Recording
) -> None:
    facts = AccountFacts(price_per_s=Decimal("0.02"), heard=message.fingerprint)
    trial.show_plan(Plan(recording=message, account=facts))
    assert "₴0.26" in trial.call_me.text()
    assert "have heard" in trial.said.text()
