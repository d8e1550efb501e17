"""The head of the live page: the campaign's name and phase, and the buttons that steer its run."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from alphasms_desktop.domain.campaign import UNDER_WAY, Campaign, CampaignSummary, Phase, Tally
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.widgets.basics import button, keys_text, label, row, set_look
from alphasms_desktop.ui.widgets.flow import right_flow
from alphasms_desktop.ui.widgets.one_line import OneLine
from alphasms_desktop.ui.widgets.report_button import ReportSaver
from alphasms_desktop.wording import about_run, phase_name


class LiveHeader(QWidget):
    """Name, phase, money and buttons of one campaign.

    Signals: `pause_or_resume()`; `stop()`; `end_asked()`: show the page of the end.
    """

    pause_or_resume = Signal()
    stop = Signal()
    end_asked = Signal()

    def __init__(self, page: QWidget, context: Context) -> None:
        super().__init__()
        self.title = OneLine("", "title")
        self.pill = label("", "pill-accent")
        self.about = OneLine("", "muted")
        self._run = ""
        self._knows_keys = True
        self.report = ReportSaver(page, context)
        self.pause_button = button(tr("Pause"), "", self.pause_or_resume.emit)
        self.end = button(tr("Lists and summary"), "", self.end_asked.emit)
        self.stop_button = button(tr("Stop…"), "danger", self.stop.emit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        buttons = (self.end, self.report.button, self.pause_button, self.stop_button)
        head = row(self.title, self.pill)
        head.addWidget(right_flow(*buttons), 1)
        layout.addLayout(head)
        layout.addWidget(self.about)
        layout.addWidget(self.report.line)
        self.pause_button.setToolTip(keys_text("Ctrl+P"))

    def show_campaign(self, summary: CampaignSummary) -> None:
        """Show the name of a campaign and save its reports from now on."""
        self.title.setText(summary.campaign.name)
        self.report.show_campaign(summary.campaign.id, summary.campaign.name)

    def show_phase(self, phase: Phase, is_here: bool, has_open_calls: bool) -> None:
        """Show a phase; `is_here` is whether this window runs the campaign now."""
        runs_now = phase in UNDER_WAY and is_here
        was_interrupted = phase is Phase.RUNNING and not is_here
        self.pill.setText(tr("Interrupted") if was_interrupted else phase_name(phase))
        set_look(self.pill, "pill-accent" if runs_now else "pill")
        self.pause_button.setText(tr("Pause") if runs_now else tr("Resume"))
        self.pause_button.setEnabled(True)
        self.pause_button.setVisible(has_open_calls or phase is not Phase.FINISHED)
        self.stop_button.setVisible(is_here)
        self.end.setVisible(phase in {Phase.FINISHED, Phase.STOPPED} and not is_here)

    def show_run(self, campaign: Campaign, tally: Tally, end: datetime | None) -> None:
        """Show when the campaign began and what it has cost; `end` is about when it ends."""
        self._run = about_run(campaign, tally, end=end)
        self._show_about()

    def show_keys_known(self, knows_keys: bool) -> None:
        """Say where keys are to be looked for when they do not come here."""
        self._knows_keys = knows_keys
        self._show_about()

    def _show_about(self) -> None:
        where = "" if self._knows_keys else tr("Keys are seen in the AlphaSMS cabinet only.")
        self.about.setText(" · ".join(one for one in (self._run, where) if one))
