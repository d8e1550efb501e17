"""The first start: two ways to begin, and the language."""

import pytest
from PySide6.QtCore import Qt

from alphasms_desktop import i18n
from alphasms_desktop.ui import style
from alphasms_desktop.ui.pages.first_run import FirstRunPage


@pytest.fixture
def page(qtbot, qapp):
    style.use(qapp)
    made = FirstRunPage()
    style.dress(made)
    qtbot.addWidget(made)
    made.resize(816, 640)
    made.show()
    return made


def test_training_is_one_click_away(page, qtbot):
    with qtbot.waitSignal(page.training_asked):
        qtbot.mouseClick(page.training_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.training_asked):
        qtbot.keyClick(page.training_button, Qt.Key.Key_Return)


def test_who_has_a_key_is_led_to_it(page, qtbot):
    with qtbot.waitSignal(page.key_asked):
        qtbot.mouseClick(page.key_button, Qt.MouseButton.LeftButton)


def test_the_other_language_is_chosen_by_its_own_name(page, qtbot):
    chips = {chip.text(): chip for chip in page.languages.chips.group.buttons()}
    assert set(chips) == {"Українська", "English"}
    assert chips["English"].isChecked()

    with qtbot.waitSignal(page.language_chosen) as told:
        qtbot.mouseClick(chips["Українська"], Qt.MouseButton.LeftButton)

    assert told.args == ["uk"]


def test_the_language_in_use_is_not_told_as_a_choice(qtbot, qapp):
    i18n.use("uk")
    page = FirstRunPage()
    qtbot.addWidget(page)
    told = []
    page.language_chosen.connect(told.append)

    page.languages.chips.choose(0)

    assert told == []
