"""The menu bar and the keys of the whole window.

On macOS it stands where menus stand; elsewhere it is out of the way until Alt is pressed, and its
keys work all the same.
"""

import sys
from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.deeds import Deeds
from alphasms_desktop.ui.places import PLACES

Key = QKeySequence.StandardKey


class MenuBar:
    """Fills the menu bar of a window; made anew for another language."""

    def __init__(self, window: QMainWindow, deeds: Deeds) -> None:
        self._window = window
        bar = window.menuBar()
        bar.clear()
        for old in window.actions():
            window.removeAction(old)
            old.deleteLater()
        bar.setVisible(sys.platform == "darwin")
        file = bar.addMenu(tr("&File"))
        self._add(file, tr("New campaign"), Key.New, deeds.new_campaign)
        self._add(file, tr("Call one person…"), "Ctrl+Shift+N", deeds.call_one)
        file.addSeparator()
        self._add(file, tr("Settings"), "Ctrl+,", deeds.show_settings)
        self._add(file, tr("Quit"), Key.Quit, window.close)
        view = bar.addMenu(tr("&View"))
        for number, place in enumerate(PLACES, 1):
            go = partial(deeds.show_place, place.name)
            self._add(view, tr(place.title), f"Ctrl+{number}", go)
        view.addSeparator()
        self._add(view, tr("Ask for the balance"), "F5", deeds.ask_balance)
        help_menu = bar.addMenu(tr("&Help"))
        self._add(help_menu, tr("Guide"), "F1", deeds.show_guide)
        self.menus = (file, view, help_menu)

    def toggle(self) -> None:
        """Show the bar or hide it; on macOS it is always there."""
        if sys.platform != "darwin":
            bar = self._window.menuBar()
            bar.setVisible(not bar.isVisible())
            if bar.isVisible():
                bar.setFocus()

    def _add(self, menu: QMenu, text: str, keys: Key | str, act: Callable[[], object]) -> QAction:
        action = QAction(text, menu)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _on=False: act())
        menu.addAction(action)
        # A hidden bar has no keys; the window itself has them always.
        self._window.addAction(action)
        return action
