"""What is seen at once: a small picture, while the rest of the program is loaded behind it.

Imports nothing but Qt, so that something stands on the screen before anything else is done.
"""

import os
import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from alphasms_desktop import paths

NAME = "AlphaSMS Desktop"
_SIDE, _MARK = 224, 128
_LIGHT, _DARK = "#ffffff", "#1b2130"


def has_screen(environment: dict[str, str], platform: str) -> bool:
    """Say whether Qt would find a screen; where it finds none it ends the process."""
    if platform in {"win32", "darwin"}:
        return True
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(environment.get(name) for name in names)


def is_wanted(arguments: list[str]) -> bool:
    """Say whether a command line asks for the window, and there is a screen for it."""
    asks = not arguments or (arguments[0] == "window" and not {"-h", "--help"} & set(arguments))
    return asks and has_screen(dict(os.environ), sys.platform)


def first_sight() -> QWidget:
    """Show the picture; close it when there is a window."""
    # Without some Linux sound library Qt complains on the terminal before any log is open.
    os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia.*=false")
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName(NAME)
    is_dark = app.styleHints().colorScheme() is Qt.ColorScheme.Dark
    # Qt's own kind waits for a second where the system is slow to show it.
    shown = QLabel(None, Qt.WindowType.SplashScreen)
    shown.setPixmap(_picture(_DARK if is_dark else _LIGHT, app.devicePixelRatio()))
    shown.setFixedSize(_SIDE, _SIDE)
    shown.move(app.primaryScreen().availableGeometry().center() - shown.rect().center())
    shown.setAccessibleName(NAME)
    shown.show()
    app.processEvents()
    return shown


def _picture(background: str, ratio: float) -> QPixmap:
    """Return the mark of the program on a card; text would have to wait for the fonts."""
    picture = QPixmap(round(_SIDE * ratio), round(_SIDE * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(QColor(background))
    mark = QIcon(str(paths.resources() / "icons" / "program.png")).pixmap(_MARK, _MARK)
    painter = QPainter(picture)
    painter.drawPixmap((_SIDE - _MARK) // 2, (_SIDE - _MARK) // 2, mark)
    painter.end()
    return picture
