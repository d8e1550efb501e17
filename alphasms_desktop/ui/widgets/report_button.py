"""The button that saves a campaign's report where the user wants it."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.widgets.basics import button, label
from alphasms_desktop.wording import trouble_sentence


class ReportSaver(QWidget):
    """Owns the button and the line that says how saving went; pages place both."""

    def __init__(self, page: QWidget, context: Context) -> None:
        super().__init__(page)
        self.hide()
        self._page = page
        self._context = context
        self._campaign_id = 0
        self._name = ""
        self.button: QPushButton = button(tr("Report…"), "", self._choose)
        self.button.setToolTip("Ctrl+S")
        self.line = label("", "muted")
        self.line.hide()

    def show_campaign(self, campaign_id: int, name: str) -> None:
        """Save reports of this campaign from now on."""
        self._campaign_id, self._name = campaign_id, name
        self.line.hide()

    def save(self, path: Path) -> None:
        """Write the report; says where it lies or why it could not be written."""
        self.button.setEnabled(False)
        campaign_id = self._campaign_id
        ask_for(
            self._page,
            self._context.bridge,
            lambda: self._context.workspace.results.report(campaign_id, path),
            lambda _nothing: self._done(tr("Report saved: {path}").format(path=path)),
            self._failed,
        )

    def _choose(self) -> None:
        safe = "".join("_" if sign in '<>:"/\\|?*' else sign for sign in self._name)
        chosen, _ = QFileDialog.getSaveFileName(
            self._page, tr("Save the report"), f"{safe}.xlsx", "Excel (*.xlsx);;CSV (*.csv)"
        )
        if chosen:
            path = Path(chosen)
            self.save(path if path.suffix else path.with_suffix(".xlsx"))

    def _failed(self, trouble: Trouble) -> None:
        self._done(trouble_sentence(trouble))

    def _done(self, text: str) -> None:
        self.button.setEnabled(True)
        self.line.setText(text)
        self.line.show()
