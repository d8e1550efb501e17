"""The button that saves a campaign's report or its evidence where the user wants it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.result import ReportProgress
from alphasms_desktop.i18n import mark, ntr, tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.browser import open_file
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.file_asking import ask_target
from alphasms_desktop.ui.widgets.basics import button, keys_text, label
from alphasms_desktop.ui.widgets.icons import drop_down
from alphasms_desktop.wording import mode_name, trouble_sentence

_EVERY_MS = 200
_FORMS = (
    (mark("Excel, with charts…"), ".xlsx", "Excel (*.xlsx)"),
    (mark("PDF for printing…"), ".pdf", "PDF (*.pdf)"),
    (mark("CSV…"), ".csv", "CSV (*.csv)"),
    (mark("Evidence pack…"), ".zip", "ZIP (*.zip)"),
)


class ReportSaver(QWidget):
    """Owns the button with its menu and the line that says how saving goes; pages place both."""

    def __init__(self, page: QWidget, context: Context) -> None:
        super().__init__(page)
        self.hide()
        self._page = page
        self._context = context
        self._campaign_id = 0
        self._name = ""
        self._progress = ReportProgress()
        self._saved: Path | None = None
        self._has_focus = False
        self.button: QPushButton = drop_down(button(tr("Report")))
        self.button.setToolTip(keys_text(QKeySequence.StandardKey.Save))
        self.menu = QMenu(self.button)
        for name, ending, kind in _FORMS:
            if ending == ".zip":
                self.menu.addSeparator()
            action = self.menu.addAction(tr(name))
            action.triggered.connect(self._chooser(ending, kind))
        self.menu.addSeparator()
        self.menu.addAction(tr("Copy the table")).triggered.connect(lambda _on: self.copy())
        self.button.setMenu(self.menu)
        self.line = QWidget()
        self.said = label("", "muted", wrap=True)
        self.cancel = button(tr("Cancel"), "link", self._give_up)
        layout = QHBoxLayout(self.line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.said, 1)
        layout.addWidget(self.cancel)
        self.open = button(tr("Open it"), "link", self._open)
        layout.addWidget(self.open)
        self.line.hide()
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._tell)

    def show_campaign(self, campaign_id: int, name: str) -> None:
        """Save reports of this campaign from now on."""
        if campaign_id != self._campaign_id:
            self.line.hide()
        self._campaign_id, self._name = campaign_id, name

    def suggested(self, ending: str) -> str:
        """Return a file name to begin with: never that of the file the people came from."""
        safe = "".join("_" if sign in '<>:"/\\|?*' else sign for sign in self._name)
        what = tr("evidence") if ending == ".zip" else tr("report")
        in_training = f", {mode_name(Mode.TRAINING)}" if self._context.mode is Mode.TRAINING else ""
        return f"{safe} – {what}{in_training}{ending}"

    def save(self, path: Path) -> None:
        """Write the report or the evidence pack; says where it lies or why it could not be."""
        campaign_id, progress = self._campaign_id, ReportProgress()
        results = self._context.workspace.results
        write = results.evidence if path.suffix.lower() == ".zip" else results.report
        self._begin(progress)
        ask_for(
            self._page,
            self._context.bridge,
            lambda: write(campaign_id, path, progress),
            lambda _nothing: self._on_saved(path),
            self._failed,
        )

    def copy(self) -> None:
        """Put the table on the clipboard as Excel takes it."""
        campaign_id, progress = self._campaign_id, ReportProgress()
        results = self._context.workspace.results
        self._begin(progress)

        def copied(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            rows = text.count("\n") - 1
            self._done(ntr("{n} row is on the clipboard.", "{n} rows are on the clipboard.", rows))

        ask_for(
            self._page,
            self._context.bridge,
            lambda: results.copied(campaign_id, progress),
            copied,
            self._failed,
        )

    def _begin(self, progress: ReportProgress) -> None:
        self._progress = progress
        # A button that cannot be pressed hands the focus on, to one that does something else; and
        # of the pointer, which has left it for a dialog, it has not heard.
        self._has_focus = self.button.window().focusWidget() is self.button
        self.button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
        self.button.setEnabled(False)
        self.open.hide()
        self.said.setText("")
        self.cancel.show()
        self._timer.start()

    def _tell(self) -> None:
        rows = self._progress.rows
        self.said.setText(ntr("Writing: {n} row…", "Writing: {n} rows…", rows))
        self.line.show()

    def _give_up(self) -> None:
        self._progress.given_up = True

    def _chooser(self, ending: str, kind: str) -> Callable[[bool], None]:
        return lambda _on: self._choose(ending, kind)

    def _choose(self, ending: str, kind: str) -> None:
        path = ask_target(self._page, tr("Save the report"), self.suggested(ending), kind)
        if path is not None:
            is_named = path.suffix.lower() == ending
            self.save(path if is_named else path.with_name(path.name + ending))

    def _on_saved(self, path: Path) -> None:
        self._saved = path
        is_pack = path.suffix.lower() == ".zip"
        said = tr("Evidence pack saved: {path}") if is_pack else tr("Report saved: {path}")
        self._done(said.format(path=path))
        self.open.setVisible(not is_pack)

    def _open(self) -> None:
        if self._saved is not None:
            open_file(self._saved)

    def _failed(self, trouble: Trouble) -> None:
        self._done(trouble_sentence(trouble))

    def _done(self, text: str) -> None:
        self._timer.stop()
        self.cancel.hide()
        self.button.setEnabled(True)
        if self._has_focus:
            self.button.setFocus()
        self.said.setText(text)
        self.line.show()
