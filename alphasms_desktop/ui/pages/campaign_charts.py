"""The charts of one campaign, counted anew every few seconds while they are seen."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent

from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.follow_up import Side
from alphasms_desktop.domain.statistics import Statistics
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.widgets.charts import ChartsPanel
from alphasms_desktop.wording import trouble_sentence

_EVERY_MS = 5_000


class CampaignCharts(ChartsPanel):
    """Asks for the numbers and draws them when they are others than before."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._campaign_id = 0
        self._drawn: Statistics | None = None
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.refresh)

    def show_campaign(self, campaign_id: int) -> None:
        """Draw another campaign."""
        if campaign_id != self._campaign_id:
            self._campaign_id, self._drawn = campaign_id, None
            self.show_statistics(None)
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Count again."""
        campaign_id, counted = self._campaign_id, self._context.workspace.results
        receiving = self._context.workspace.receiving

        def draw(read: tuple[Side, bool]) -> None:
            side, self.expects_keys = read
            if campaign_id != self._campaign_id:
                return
            success = side.summary.tally.success
            if side.numbers != self._drawn or success is not self.success:
                self._drawn, self.success = side.numbers, success
                self.meanings = side.meanings
                self.show_statistics(side.numbers)

        def fail(trouble: Trouble) -> None:
            self.nothing.setText(trouble_sentence(trouble))
            self.nothing.show()

        ask_for(
            self,
            self._context.bridge,
            lambda: (counted.side(campaign_id), receiving.brings_keys()),
            draw,
            fail,
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Count at once, and again while this is seen."""
        super().showEvent(event)
        if self._campaign_id:
            self.refresh()
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Count no more."""
        super().hideEvent(event)
        self._timer.stop()
