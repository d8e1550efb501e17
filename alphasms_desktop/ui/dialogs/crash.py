"""What is shown when the program made a mistake nobody foresaw: said plainly, ready for support."""

import logging
import sys
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, QThread, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from alphasms_desktop.i18n import tr
from alphasms_desktop.ui import style
from alphasms_desktop.ui.widgets.basics import button, label, row, set_look
from alphasms_desktop.ui.widgets.scrolled import scrolled
from alphasms_desktop.wording.diagnostics import crash_report

_log = logging.getLogger(__name__)
_WIDTH, _REPORT_HEIGHT = 560, 220
_TITLE_BAR = 40


class CrashBox(QDialog):
    """Says what happened; the report is there to be read and copied.

    Its words scroll where the screen is too low for them, its buttons stay.
    """

    def __init__(self, report: str) -> None:
        super().__init__()
        self.setWindowTitle("AlphaSMS Desktop")
        style.dress(self)
        self.sentence = label(tr("The program made a mistake."), "heading", wrap=True)
        self.advice = label(
            tr(
                "What was done is kept, and calls under way go on. If something looks wrong, close "
                "the program and open it again: it goes on where it stood. Please send the report "
                "to support; it holds no key, no names and no whole phones."
            ),
            wrap=True,
        )
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setAccessibleName(tr("Report for support"))
        self.report.setMinimumHeight(_REPORT_HEIGHT)
        set_look(self.report, "editor")
        self.report.hide()
        self.show_report = button(tr("Show the report"), "", self._show_report)
        self.copy_report = button(tr("Copy the report"), "", self._copy)
        self.close_box = button(tr("Close"), "", self.reject)
        self.close_box.setDefault(True)
        self._lay_out()
        self.close_box.setFocus()

    def _lay_out(self) -> None:
        self._inside = QWidget()
        words = QVBoxLayout(self._inside)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(8)
        for part in (self.sentence, self.advice, self.report):
            words.addWidget(part)
        words.addStretch(1)
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(16)
        layout.addWidget(scrolled(self._inside), 1)
        layout.addLayout(row(self.show_report, self.copy_report, None, self.close_box))
        self._fit()

    def _fit(self) -> None:
        """Be as high as the words need, and no higher than the screen."""
        room, outer = self.screen().availableGeometry(), self._layout
        margins = outer.contentsMargins()
        buttons = self.close_box.sizeHint().height()
        around = margins.top() + margins.bottom() + outer.spacing() + buttons
        width = min(max(_WIDTH, outer.minimumSize().width()), room.width())
        inside = width - margins.left() - margins.right()
        needed = self._inside.heightForWidth(inside) + around
        self.resize(width, min(needed, room.height() - _TITLE_BAR))

    def _show_report(self) -> None:
        self.report.show()
        self.show_report.hide()
        self.report.setFocus()
        self._fit()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())


class CrashDialog(QObject):
    """Takes faults that reach the top of the window's thread and shows one dialog at a time."""

    _came = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.box: CrashBox | None = None
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
        if self.box is None:
            self.box = CrashBox(crash_report(trace))
            self.box.finished.connect(self._on_closed)
            self.box.open()

    def _on_closed(self, _result: int) -> None:
        if self.box is not None:
            self.box.deleteLater()
            self.box = None
