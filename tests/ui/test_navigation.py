"""The panel at the left, the band of training mode, the switch."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from alphasms_desktop.ui import style
from alphasms_desktop.ui.theme import LIGHT
from alphasms_desktop.ui.widgets.icons import pixmap
from alphasms_desktop.ui.widgets.navigation import Navigation
from alphasms_desktop.ui.widgets.toggle import Toggle
from alphasms_desktop.ui.widgets.training_band import TrainingBand

_AT = datetime(2026, 11, 24, 12, 12, tzinfo=UTC)


@pytest.fixture
def navigation(qtbot, qapp):
    style.use(qapp)
    made = Navigation()
    style.dress(made)
    qtbot.addWidget(made)
    made.resize(208, 700)
    made.show()
    return made


def test_a_click_chooses_a_page_also_when_it_is_open_already(navigation, qtbot):
    chosen = []
    navigation.page_chosen.connect(chosen.append)

    for page in ("settings", "settings", "campaigns"):
        qtbot.mouseClick(navigation.page_button(page), Qt.MouseButton.LeftButton)

    assert chosen == ["settings", "settings", "campaigns"]


def test_showing_which_page_is_open_tells_nothing(navigation):
    chosen = []
    navigation.page_chosen.connect(chosen.append)

    navigation.choose("settings")

    assert chosen == []
    assert navigation.page_button("settings").isChecked()
    assert not navigation.page_button("campaigns").isChecked()


def test_arrows_move_between_pages_and_tab_stops_at_one(navigation, qtbot):
    chosen = []
    navigation.page_chosen.connect(chosen.append)
    campaigns, below = (navigation.page_button(page) for page in ("campaigns", "contacts"))
    campaigns.setFocus()

    qtbot.keyClick(campaigns, Qt.Key.Key_Down)

    assert chosen == ["contacts"]
    assert below.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert not campaigns.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_a_balance_is_shown_with_its_age_in_kyiv_time(navigation):
    navigation.show_balance(Decimal("1254.30"), "UAH", _AT, is_play=False)

    assert navigation.balance.isVisible()
    assert navigation.balance.amount.text() == "₴1,254.30"
    assert navigation.balance.note.text() == "at 14:12 · connected"


def test_after_a_while_the_balance_no_longer_claims_a_connection(navigation, qtbot, monkeypatch):
    navigation.balance._aging.setInterval(1)

    navigation.show_balance(Decimal(5), "UAH", _AT, is_play=False)

    qtbot.waitUntil(lambda: navigation.balance.note.text() == "at 14:12")


def test_money_of_training_is_called_play_money(navigation):
    navigation.show_balance(Decimal(1000), "UAH", _AT, is_play=True)

    assert navigation.balance.note.text() == "play money"


def test_without_an_account_there_is_no_balance(navigation):
    assert not navigation.balance.isVisible()

    navigation.show_balance(Decimal(1), "UAH", _AT, is_play=False)
    navigation.show_balance(None, "", None, is_play=False)

    assert not navigation.balance.isVisible()


def test_a_dimmed_panel_takes_no_clicks_until_it_is_lit_again(navigation):
    navigation.set_dimmed(True)
    assert not navigation.page_button("settings").isEnabled()

    navigation.set_dimmed(False)
    assert navigation.page_button("settings").isEnabled()


@pytest.mark.parametrize("name", ["campaigns", "settings"])
def test_an_icon_has_the_colour_it_was_asked_in(qapp, name):
    colour = LIGHT.accent
    picture = pixmap(name, colour).toImage()

    places = [(x, y) for x in range(picture.width()) for y in range(picture.height())]
    solid = [
        picture.pixelColor(*place) for place in places if picture.pixelColor(*place).alpha() == 255
    ]
    assert solid
    assert {one.name().upper() for one in solid} == {colour}


def test_the_band_of_training_says_so_and_leads_to_the_key(qtbot, qapp):
    style.use(qapp)
    band = TrainingBand()
    style.dress(band)
    qtbot.addWidget(band)

    with qtbot.waitSignal(band.key_asked):
        band.key_button.click()


def test_a_switch_is_turned_with_space_and_by_a_click_anywhere_on_it(qtbot):
    toggle = Toggle("Training mode")
    qtbot.addWidget(toggle)
    toggle.show()

    qtbot.keyClick(toggle, Qt.Key.Key_Space)
    assert toggle.isChecked()

    qtbot.mouseClick(toggle, Qt.MouseButton.LeftButton, pos=toggle.rect().center())
    assert not toggle.isChecked()
    assert toggle.accessibleName() == "Training mode"


def test_a_switch_looks_different_when_it_is_on(qtbot, qapp):
    style.use(qapp)
    toggle = Toggle("Training mode")
    qtbot.addWidget(toggle)
    off = toggle.grab().toImage()

    toggle.setChecked(True)

    assert toggle.grab().toImage() != off
