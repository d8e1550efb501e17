"""The account profile in the settings: what is known, who is asked, what is copied."""

from decimal import Decimal

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from alphasms_desktop.domain.profile import AccountProfile, StatusSource
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.settings_profile import ProfileCard, facts_in_words


@pytest.fixture
def card(qtbot: QtBot, context: Context) -> ProfileCard:
    made = ProfileCard(context)
    qtbot.addWidget(made)
    made.show()
    return made


def first_name(card: ProfileCard) -> str:
    item = card.facts.itemAtPosition(0, 0)
    return item.widget().text() if item else ""


def test_before_any_call_it_says_that_nothing_is_known(qtbot, card):
    card.refresh()
    qtbot.waitUntil(lambda: first_name(card).startswith("Nothing yet"))


def test_only_what_is_known_is_shown():
    profile = AccountProfile(price_per_s=Decimal("0.02"), hook_came=False, batch=200)
    assert [name for name, _ in facts_in_words(profile)] == [
        "A second of a call",
        "Calls asked about at once",
        "Webhooks",
    ]


def test_another_source_is_kept(qtbot, card, context):
    card.refresh()
    qtbot.waitUntil(lambda: bool(first_name(card)))
    card.source.setCurrentIndex(card.source.findData(StatusSource.HTTP))
    card.source.activated.emit(card.source.currentIndex())
    store = context.workspace.settings
    qtbot.waitUntil(lambda: store.load().status_source is StatusSource.HTTP)


def test_what_is_copied_for_support_holds_no_key(qtbot, card, context):
    context.workspace.campaigns.balance("sandbox", "training")
    card.copy_button.click()
    text = QGuiApplication.clipboard().text()
    assert "AlphaSMS Desktop" in text
    assert "/api/json.php" in text
    assert "***" in text
