"""What is shown when the program made a mistake nobody foresaw: said plainly, ready for support."""

import logging
import sys
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, QThread, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from alphasms_desktop.i18n import tr
from alphasms_desktop.ui import style
from alphasms_desktop.wording.diagnostics import crash_report

_log = logging.getLogger(__name__)


class CrashDialog(QObject):
    """Takes faults that reach the top of the window's thread and shows one dialog at a time."""

    _came = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.box: QMessageBox | None = None
        self._came.connect(self._show)
        self._before = sys.excepthook
        sys.excepthook = self._take

    def forget(self) -> None:
        """Leave faults to whoever took them before."""
        sys.excepthook = self._before

    def _take(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before(kind, error, trace)
            return
        _log.critical("a fault nobody foresaw", exc_info=(kind, error, trace))
        application = QApplication.instance()
        if application is not None and QThread.currentThread() is application.thread():
            self._came.emit("".join(traceback.format_exception(kind, error, trace)))

    def _show(self, trace: str) -> None:
        if self.box is not None:
            return
        box = self.box = QMessageBox(
            QMessageBox.Icon.Warning, "AlphaSMS Desktop", tr("The program made a mistake.")
        )
        style.dress(box)
        box.setInformativeText(
            tr(
                "What was done is kept, and calls under way go on. If something looks wrong, close "
                "the program and open it again: it goes on where it stood. Please send the report "
                "to support; it holds no key, no names and no whole phones."
            )
        )
        report = crash_report(trace)
        box.setDetailedText(report)
        copy = box.addButton(tr("Copy the report"), QMessageBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        close = box.addButton(tr("Close"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(close)
        box.setEscapeButton(close)
        box.finished.connect(self._on_closed)
        box.open()

    def _on_closed(self, _result: int) -> None:
        if self.box is not None:
            self.box.deleteLater()
            self.box = None
