"""Where the window stands: as it was left, on a screen that is still there."""

from collections.abc import Iterable

from PySide6.QtCore import QByteArray, QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

_GRIP_PX = 40
_LEAST_PX = 160
"""So much of the title must be seen for the window to be taken hold of."""


def place(window: QWidget, geometry: QByteArray | bytes | None) -> None:
    """Put a window where it was left; onto the first screen where that one is gone."""
    if geometry:
        window.restoreGeometry(geometry)
    screens = [one.availableGeometry() for one in QGuiApplication.screens()]
    frame = window.frameGeometry()
    if geometry and screens and not is_within_reach(frame, screens):
        home = screens[0]
        window.resize(window.size().boundedTo(home.size()))
        frame = window.frameGeometry()
        frame.moveCenter(home.center())
        # A window larger than the screen begins where the screen does: its title is seen.
        window.move(max(home.left(), frame.left()), max(home.top(), frame.top()))


def fits(window: QWidget) -> bool:
    """Say whether a window of its usual size, with its title, has room on its screen."""
    room = window.screen().availableGeometry()
    return window.width() <= room.width() and window.height() + _GRIP_PX <= room.height()


def is_within_reach(frame: QRect, screens: Iterable[QRect]) -> bool:
    """Say whether enough of a window's title lies on a screen to move it by."""
    grip = QRect(frame.left(), frame.top(), frame.width(), _GRIP_PX)
    seen = (grip.intersected(screen) for screen in screens)
    return any(one.width() >= _LEAST_PX and one.height() >= _GRIP_PX // 2 for one in seen)
