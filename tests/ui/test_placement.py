"""The window comes back where it was left, and never where no screen is any more."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from alphasms_desktop.ui.placement import fits, is_within_reach, place

LAPTOP, BESIDE = QRect(0, 0, 1440, 860), QRect(1440, 0, 2560, 1400)


@pytest.mark.parametrize(
    ("at", "size", "is_seen"),
    [
        ((100, 80), (1280, 800), True),
        ((1500, 200), (1280, 800), False),  # left on the screen that is unplugged now
        ((1400, 80), (1280, 800), False),  # a strip too narrow to take hold of
        ((100, -300), (1280, 800), False),  # its title is above the screen
        ((100, 850), (1280, 800), False),
        ((-1000, 80), (1280, 800), True),
        ((0, 0), (2560, 1400), True),  # larger than the screen, yet its title is there
    ],
)
def test_a_window_is_within_reach_where_its_title_is(at, size, is_seen) -> None:
    frame = QRect(*at, *size)
    assert is_within_reach(frame, [LAPTOP]) is is_seen
    if at == (1500, 200):
        assert is_within_reach(frame, [LAPTOP, BESIDE])


def test_a_window_left_on_a_screen_that_is_gone_comes_onto_the_first(qtbot: QtBot) -> None:
    left, again = QWidget(), QWidget()
    for one in (left, again):
        qtbot.addWidget(one)
    left.setGeometry(9000, 5000, 700, 500)
    place(again, left.saveGeometry())
    screen = QGuiApplication.screens()[0].availableGeometry()
    assert screen.contains(again.frameGeometry().topLeft() + QPoint(1, 1))
    assert again.width() <= screen.width()


def test_a_window_never_placed_before_is_left_to_the_system(qtbot: QtBot) -> None:
    fresh = QWidget()
    qtbot.addWidget(fresh)
    before = fresh.geometry()
    place(fresh, None)
    assert fresh.geometry() == before


def test_a_window_larger_than_its_screen_is_known(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    room = window.screen().availableGeometry()
    window.resize(room.width() + 1, 200)
    assert not fits(window)
    window.resize(room.width(), room.height())
    assert not fits(window), "its title needs room, too"
    window.resize(room.width(), room.height() - 60)
    assert fits(window)
