"""A person at the window: drops files, clicks, types, chooses, and waits for what is shown."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from alphasms_desktop import i18n
from alphasms_desktop.app import open_workspace
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.settings import Settings
from alphasms_desktop.ui import style
from alphasms_desktop.ui.window import Window

PATIENCE_MS = 30_000


class Person:
    """Works in a window of a data folder, in training, in a language."""

    def __init__(self, qtbot: QtBot, data: Path, language: str, scenario: str) -> None:
        self._qtbot = qtbot
        i18n.use(language)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        style.use(application)
        self.window = Window(
            lambda mode: open_workspace(data, mode, scenario=scenario),
            Settings(mode=Mode.TRAINING, language=language),
            undo_s=0,
        )
        qtbot.addWidget(self.window, before_close_func=lambda one: one._context.runs.leave_all())
        self.window.resize(1280, 800)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()

    def sees(self, is_so: Callable[[], object]) -> None:
        """Wait until something is so."""
        self._qtbot.waitUntil(lambda: bool(is_so()), timeout=PATIENCE_MS)

    def drop(self, path: Path) -> None:
        """Drop a file onto the window."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        copy, left, none = (
            Qt.DropAction.CopyAction,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        event = QDropEvent(QPoint(400, 300), copy, data, left, none)
        self.window.dropEvent(event)

    def click(self, on: QWidget) -> None:
        """Click what is shown and can be clicked."""
        assert on.isVisible()
        assert on.isEnabled()
        QTest.mouseClick(on, Qt.MouseButton.LeftButton)

    def click_words(self, words: str) -> None:
        """Click the button that is shown with these words on it."""
        self.sees(lambda: self._with(words))
        self.click(self._with(words)[0])

    def _with(self, words: str) -> list[QPushButton]:
        buttons = self.window.findChildren(QPushButton)
        return [one for one in buttons if one.isVisible() and one.text() == words]

    def press(self, key: Qt.Key, *, on: QWidget | None = None) -> None:
        """Press a key where the keyboard is."""
        focused = on or QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)

    def type(self, text: str, *, into: QWidget) -> None:
        """Type a text sign by sign, in whatever alphabet."""
        assert into.isVisible()
        into.setFocus()
        for sign in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign)
                QApplication.sendEvent(into, event)

    def choose(self, value: object, box: QComboBox) -> None:
        """Choose an entry with the arrow keys, by its text or by what it stands for."""
        assert box.isVisible()
        at = box.findData(value)
        at = at if at >= 0 else box.findText(str(value))
        assert at >= 0, [box.itemText(one) for one in range(box.count())]
        box.setFocus()
        way = at - box.currentIndex()
        for _ in range(abs(way)):
            QTest.keyClick(box, Qt.Key.Key_Down if way > 0 else Qt.Key.Key_Up)
