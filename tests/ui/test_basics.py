"""Buttons and rows that every page is made of."""

from PySide6.QtWidgets import QApplication, QLineEdit, QStyleOptionComboBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from alphasms_desktop.ui.widgets.basics import button
from alphasms_desktop.ui.widgets.elided_box import ElidedBox


def test_a_button_that_waits_keeps_the_place_of_the_keyboard(qtbot: QtBot) -> None:
    page, field = QWidget(), QLineEdit()
    pressed, other = button("Test"), button("Leave")
    layout = QVBoxLayout(page)
    for part in (pressed, other, field):
        layout.addWidget(part)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()

    pressed.setFocus()
    pressed.setEnabled(False)
    assert QApplication.focusWidget() is page
    other.setEnabled(False)
    other.setEnabled(True)
    assert QApplication.focusWidget() is page
    pressed.setEnabled(True)
    assert QApplication.focusWidget() is pressed

    pressed.setEnabled(False)
    field.setFocus()
    pressed.setEnabled(True)
    assert QApplication.focusWidget() is field


def test_a_box_shows_that_its_text_goes_on(qtbot: QtBot) -> None:
    box = ElidedBox()
    qtbot.addWidget(box)
    box.addItem("Surname, first name and patronymic")
    box.setFixedWidth(120)
    box.show()
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    assert option.currentText.endswith("…")
    box.setFixedWidth(600)
    box.initStyleOption(option)
    assert option.currentText == box.currentText()
