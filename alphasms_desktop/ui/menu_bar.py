"""The menu bar and the keys of the whole window.

On macOS it stands where menus stand; elsewhere it is out of the way until Alt is pressed, and its
keys work all the same.
"""

import sys
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget
from shiboken6 import isValid

from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.deeds import Deeds
from alphasms_desktop.ui.places import PLACES, SETTINGS, keys_of
from alphasms_desktop.ui.recent_files import RecentFiles
from alphasms_desktop.ui.widgets.basics import spelled

Key = QKeySequence.StandardKey


class MenuBar(QObject):
    """Fills the menu bar of a window; made anew for another language."""

    def __init__(self, window: QMainWindow, deeds: Deeds) -> None:
        super().__init__()
        self._window = window
        self._deeds = deeds
        self._recent = RecentFiles()
        self._before: QWidget | None = None
        bar = window.menuBar()
        bar.clear()
        bar.installEventFilter(self)
        for old in window.actions():
            window.removeAction(old)
            old.deleteLater()
        bar.setVisible(sys.platform == "darwin")
        file, edit = bar.addMenu(tr("&File")), bar.addMenu(tr("&Edit"))
        view, campaign = bar.addMenu(tr("&View")), bar.addMenu(tr("&Campaign"))
        help_menu = bar.addMenu(tr("&Help"))
        self._fill_file(file)
        self._add(edit, tr("Find"), Key.Find, deeds.find_here)
        self._fill_view(view)
        self._add(campaign, tr("Pause or resume"), "Ctrl+P", deeds.pause_or_resume)
        self._add(campaign, tr("Save the report…"), Key.Save, deeds.save_report)
        self._add(help_menu, tr("Guide"), "F1", deeds.show_guide)
        self._add(help_menu, tr("Keys"), "Ctrl+F1", partial(deeds.show_guide, "9-keyboard"))
        self.menus = (file, edit, view, campaign, help_menu)

    def toggle(self) -> None:
        """Show the bar or hide it; on macOS it is always there."""
        if sys.platform != "darwin":
            bar = self._window.menuBar()
            if not bar.isVisible():
                self._before = self._window.focusWidget()
                bar.show()
                bar.setFocus()
                return
            bar.hide()
            if self._before is not None and isValid(self._before):
                self._before.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Put the bar away by Escape; the keyboard goes back to where it was."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
        ):
            self.toggle()
            return True
        return super().eventFilter(watched, event)

    def _fill_file(self, file: QMenu) -> None:
        deeds = self._deeds
        self._add(file, tr("New campaign"), Key.New, deeds.new_campaign)
        self._add(file, tr("Call one person…"), "Ctrl+Shift+N", deeds.call_one)
        file.addSeparator()
        self._add(file, tr("Open a file…"), Key.Open, deeds.choose_file)
        self.recent = file.addMenu(tr("Opened lately"))
        self.recent.aboutToShow.connect(self._list_recent)
        file.addSeparator()
        self._add(file, tr("Settings"), keys_of(SETTINGS), deeds.show_settings)
        self._add(file, tr("Quit"), Key.Quit, self._window.close)

    def _list_recent(self) -> None:
        self.recent.clear()
        for path in self._recent.there():
            action = self.recent.addAction(spelled(path.name))
            action.setToolTip(str(path))
            action.triggered.connect(partial(self._deeds.open_file, path))
        if self.recent.isEmpty():
            self.recent.addAction(tr("No file yet")).setEnabled(False)
            return
        self.recent.addSeparator()
        self.recent.addAction(tr("Clear this list")).triggered.connect(self._recent.forget)

    def _fill_view(self, view: QMenu) -> None:
        deeds = self._deeds
        for place in PLACES:
            go = partial(deeds.show_place, place.name)
            self._add(view, tr(place.title), keys_of(place), go)
        view.addSeparator()
        self._add(view, tr("Next part of the window"), "F6", deeds.next_region)
        back = partial(deeds.next_region, True)
        self._add(view, tr("Part of the window before"), "Shift+F6", back)
        # Where a system has no key for it, the usual one.
        full = Key.FullScreen if QKeySequence(Key.FullScreen).toString() else "F11"
        self._add(view, tr("Full screen"), full, deeds.full_screen)
        view.addSeparator()
        self._add(view, tr("Ask for the balance"), "F5", deeds.ask_balance)

    def _add(self, menu: QMenu, text: str, keys: Key | str, act: Callable[[], object]) -> QAction:
        action = QAction(text, menu)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _on=False: act())
        menu.addAction(action)
        # A hidden bar has no keys; the window itself has them always.
        self._window.addAction(action)
        return action
