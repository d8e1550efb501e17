"""The settings: the key is tested before it is kept, the address before it is saved."""

import os
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.domain.exchange import Balance
from alphasms_desktop.engine.workspace import KeyDesk
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.settings import SettingsPage
from alphasms_desktop.ui.widgets.basics import Card
from tests.fakes import workspace_with

_BALANCE = Balance(Decimal("1254.30"), "UAH")
_NAME = "ALPHASMS_API_KEY"


class Account:
    """A password store and a service that knows one key."""

    def __init__(self):
        self.kept = {}
        self.is_silent = False
        self.trouble = Kind.WRONG_KEY

    def read(self, host):
        given = os.environ.get(_NAME)
        if given or host is None:
            return given
        if self.is_silent:
            raise TroubleError(Kind.KEYRING_SILENT)
        return self.kept.get(host)

    def keep(self, host, key):
        if self.is_silent:
            raise TroubleError(Kind.KEYRING_SILENT)
        self.kept[host] = key

    def forget(self, host):
        return self.kept.pop(host, None) is not None

    def balance(self, url, key):
        if key != "right":
            raise TroubleError(self.trouble, "Wrong API key")
        return _BALANCE


@pytest.fixture(autouse=True)
def no_key_around(monkeypatch):
    # Set first, so that whatever a test leaves in the environment is taken away after it.
    monkeypatch.setenv(_NAME, "x")
    monkeypatch.delenv(_NAME)


@pytest.fixture
def account():
    return Account()


@pytest.fixture
def open_page(qtbot, context, account):
    def open_it(mode=Mode.REAL):
        keys = KeyDesk(account.read, account.keep, account.forget)
        workspace = workspace_with(context.workspace, keys=keys, campaigns=account, mode=mode)
        page = SettingsPage(Context(workspace, context.bridge, context.runs))
        qtbot.addWidget(page)
        page.resize(1072, 800)
        page.show()
        card = page.key
        assert card.field.placeholderText() == "Asking the password store…"
        qtbot.waitUntil(lambda: bool(page.address.field.text()))
        visible = (card.keep_button, card.replace_button)
        qtbot.waitUntil(lambda: any(one.isVisible() for one in visible))
        return page

    return open_it


@pytest.fixture
def page(open_page):
    return open_page()


def type_key(page, qtbot, key):
    qtbot.keyClicks(page.key.field, key)
    qtbot.mouseClick(page.key.keep_button, Qt.MouseButton.LeftButton)


def test_a_right_key_is_tested_then_kept_and_never_shown(page, qtbot, account):
    with qtbot.waitSignal(page.balance_known) as told:
        type_key(page, qtbot, "right")

    assert told.args == [_BALANCE]
    assert page.key.result.text() == "The key is valid, balance ₴1,254.30."
    assert account.kept == {"alphasms.ua": "right"}
    assert page.key.field.text() == ""
    assert page.key.field.isReadOnly()
    assert page.key.replace_button.isVisible()


def test_a_wrong_key_is_not_kept_and_the_reason_stands_below_the_field(page, qtbot, account):
    type_key(page, qtbot, "wrong")

    qtbot.waitUntil(page.key.error.isVisible)
    assert page.key.error.text().startswith("AlphaSMS does not know this key")
    assert page.key.service_text.text() == "AlphaSMS says: “Wrong API key”"
    assert page.key.field.text() == "wrong"
    assert account.kept == {}


def test_an_empty_field_asks_for_the_key(page, qtbot):
    page.key.keep_button.click()

    assert page.key.error.text() == "Enter the key."


def test_with_a_silent_password_store_the_key_serves_this_run_only(open_page, qtbot, account):
    page = open_page()
    account.is_silent = True

    with qtbot.waitSignal(page.balance_known):
        type_key(page, qtbot, "right")

    qtbot.waitUntil(lambda: "for this run only" in page.key.result.text())
    assert os.environ[_NAME] == "right"
    assert page.key.replace_button.isVisible()


def test_a_silent_password_store_still_lets_a_key_be_typed(open_page, qtbot, account):
    account.is_silent = True

    page = open_page()

    qtbot.waitUntil(page.key.error.isVisible)
    assert page.key.keep_button.isVisible()


def test_a_kept_key_is_checked_on_demand(open_page, qtbot, account):
    account.kept["alphasms.ua"] = "right"
    page = open_page()

    with qtbot.waitSignal(page.balance_known):
        page.key.check_button.click()

    assert "₴1,254.30" in page.key.result.text()


def test_a_removed_key_is_gone_at_once_and_can_be_put_back(open_page, qtbot, account):
    account.kept["alphasms.ua"] = "right"
    page = open_page()

    page.key.remove_button.click()
    qtbot.waitUntil(page.key.undo.isVisible)
    assert account.kept == {}
    assert page.key.keep_button.isVisible()

    page.key.undo.button.click()
    qtbot.waitUntil(page.key.replace_button.isVisible)
    assert account.kept == {"alphasms.ua": "right"}
    assert not page.key.undo.isVisible()


def test_the_way_back_is_closed_after_a_few_seconds(open_page, qtbot, account):
    account.kept["alphasms.ua"] = "right"
    page = open_page()
    page.key._undo_timer.setInterval(1)

    page.key.remove_button.click()
    qtbot.waitUntil(lambda: page.key.keep_button.isVisible() and not page.key.undo.isVisible())

    assert page.key._removed is None
    assert account.kept == {}


def test_replacing_can_be_cancelled(open_page, account):
    account.kept["alphasms.ua"] = "right"
    page = open_page()

    page.key.replace_button.click()
    assert not page.key.field.isReadOnly()
    page.key.cancel_button.click()

    assert page.key.field.isReadOnly()
    assert account.kept == {"alphasms.ua": "right"}


def test_in_training_the_accounts_balance_is_not_told_as_play_money(open_page, qtbot, account):
    account.kept["alphasms.ua"] = "right"
    page = open_page(Mode.TRAINING)
    told = []
    page.balance_known.connect(told.append)

    page.key.check_button.click()

    qtbot.waitUntil(lambda: bool(page.key.result.text().startswith("The key is valid")))
    assert told == []


def test_an_address_that_cannot_be_is_refused_at_its_field(page, context):
    page.address.field.setText("http://elsewhere.example")
    page.address.field.editingFinished.emit()

    assert page.address.error.isVisible()
    assert "https://" in page.address.error.text()
    assert context.workspace.settings.load().service_url == "https://alphasms.ua"


def test_an_address_is_saved_when_it_is_typed_and_the_standard_one_comes_back(page, qtbot, context):
    settings = context.workspace.settings
    page.address.field.setText("https://test.example/")
    page.address.field.editingFinished.emit()
    qtbot.waitUntil(page.address.note.isVisible)
    assert settings.load().service_url == "https://test.example"

    page.address.standard_button.click()
    qtbot.waitUntil(lambda: settings.load().service_url == "https://alphasms.ua")
    assert page.address.field.text() == "https://alphasms.ua"
    qtbot.waitUntil(lambda: not page.address.standard_button.isEnabled())


def test_the_switch_asks_for_the_other_mode_and_tells_what_is(page, qtbot):
    with qtbot.waitSignal(page.mode_chosen) as told:
        page.training.toggle.click()

    assert told.args == [Mode.TRAINING]
    assert not page.training.toggle.isChecked()


def test_the_mode_is_held_while_a_campaign_runs(page, context, monkeypatch):
    monkeypatch.setattr(context.runs, "running_ids", lambda: [1])
    context.runs.opened.emit(1, _BALANCE)
    assert not page.training.toggle.isEnabled()

    monkeypatch.setattr(context.runs, "running_ids", list)
    context.runs.ended.emit(1, None)
    assert page.training.toggle.isEnabled()


def test_sections_show_their_cards_and_a_language_can_be_chosen(page, qtbot):
    page.open_section(page.place_of(page.looks))
    assert page.languages.isVisible()

    chip = page.languages.chips.group.button(0)
    with qtbot.waitSignal(page.language_chosen) as told:
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)

    assert told.args == ["uk"]


def test_in_the_smallest_window_no_section_scrolls_beyond_its_cards(
    page: SettingsPage, qtbot: QtBot
) -> None:
    page.resize(1024 - 208, 640)
    for at in range(page.pages.count()):
        page.open_section(at)
        area = page.pages.currentWidget()
        assert isinstance(area, QScrollArea)
        card = area.findChildren(Card)[-1]

        def ends_with_card(area: QScrollArea = area, card: Card = card) -> bool:
            inside = area.widget()
            assert inside is not None
            end = card.mapTo(inside, card.rect().bottomLeft()).y()
            return area.verticalScrollBar().maximum() <= max(0, end + 1 - area.viewport().height())

        qtbot.waitUntil(ends_with_card)


def test_what_recordings_may_be_is_kept_at_once(context: Context, page: SettingsPage) -> None:
    card = page.sound
    context.bridge.settle()
    assert card.max_mb.value() == 5.0
    card.max_mb.setValue(2.0)
    card.max_s.setValue(60.0)
    card.line_mbit_s.setValue(3.5)
    card.own_phone.setText(" +380501234567 ")
    card.own_phone.editingFinished.emit()
    context.bridge.settle()
    kept = context.workspace.settings.load()
    assert (kept.sound_limits.max_bytes, kept.sound_limits.max_s) == (2_000_000, 60.0)
    assert (kept.line_mbit_s, kept.own_phone) == (3.5, "+380501234567")
