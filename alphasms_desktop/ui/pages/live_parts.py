"""The parts of the live page and where they stand; what they do is the page's affair."""

from collections.abc import Callable

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.call_panel import CallPanel
from alphasms_desktop.ui.pages.campaign_charts import CampaignCharts
from alphasms_desktop.ui.tables.following import Following
from alphasms_desktop.ui.tables.live_table import LiveTable
from alphasms_desktop.ui.tables.table_menus import TableMenus
from alphasms_desktop.ui.widgets.basics import (
    Card,
    Choices,
    button,
    label,
    page_layout,
    row,
    search_field,
)
from alphasms_desktop.ui.widgets.call_details import CallDetails
from alphasms_desktop.ui.widgets.flow import right_flow
from alphasms_desktop.ui.widgets.life_line import LifeLine
from alphasms_desktop.ui.widgets.live_header import LiveHeader
from alphasms_desktop.ui.widgets.outcome_bar import OutcomeBar
from alphasms_desktop.ui.widgets.receiving_line import ReceivingLine
from alphasms_desktop.ui.widgets.run_banner import RunBanner
from alphasms_desktop.ui.widgets.tiles import Tiles
from alphasms_desktop.ui.widgets.undo_bar import UndoBar

_SEARCH_PAUSE_MS = 250
_TALLY_EVERY_MS = 200


class LiveParts(QWidget):
    """Header, bar, tiles, table or charts, the details at their side."""

    def _make_parts(
        self, context: Context, on_resume: Callable[[], object], on_tab: Callable[[int], object]
    ) -> None:
        self.header = LiveHeader(self, context)
        self.banner = RunBanner(on_resume)
        self.receiving = ReceivingLine(lambda: context.workspace.receiving.trouble())
        self.bar = OutcomeBar()
        self.tiles = Tiles()
        self.life = LifeLine()
        self.search = search_field(tr("Search: name or number"), width=200)
        self._search_pause = QTimer(self)
        self._search_pause.setSingleShot(True)
        self._search_pause.setInterval(_SEARCH_PAUSE_MS)
        # Counts change with every call; eyes need them a few times a second.
        self._tally_timer = QTimer(self)
        self._tally_timer.setSingleShot(True)
        self._tally_timer.setInterval(_TALLY_EVERY_MS)
        self.table = LiveTable(context)
        kept = QSettings("AlphaSMS Desktop", "window")
        self.menus = TableMenus(self.table, context, kept)
        self.following = Following(self.table, kept)
        self.undo = UndoBar()
        self.next_doubt = button(tr("Next in doubt"), "link")
        self.next_doubt.hide()
        self.charts = CampaignCharts(context)
        self.charts.hide()
        self.none_fits = label(
            tr("No such calls. Choose another tile, or change the search."), "muted", wrap=True
        )
        self.none_fits.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.none_fits.hide()
        self.tabs = Choices([tr("Calls"), tr("Charts")], on_tab)
        self.details = CallDetails()
        self.panel = CallPanel(context, self.details)

    def _lay_out(self) -> None:
        layout = page_layout(self)
        layout.setSpacing(10)
        layout.addWidget(self.header)
        layout.addWidget(self.banner)
        layout.addWidget(self.receiving)
        layout.addWidget(self.bar)
        layout.addWidget(self.tiles)
        layout.addWidget(self.undo)
        layout.addLayout(self._bar_above())
        below = QHBoxLayout()
        below.setSpacing(10)
        frame = Card(padding=1, spacing=0)
        frame.body.setContentsMargins(1, 1, 1, 1)
        frame.body.addWidget(self.table)
        frame.body.addWidget(self.none_fits)
        below.addWidget(frame, 1)
        below.addWidget(self.details)
        below.addWidget(self.charts, 1)
        self._frame = frame
        layout.addLayout(below, 1)

    def _bar_above(self) -> QHBoxLayout:
        """Lay out what stands above the table; the life line takes the room that others leave."""
        bar = row(self.tabs)
        self.life.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        bar.addWidget(self.life, 1)
        bar.addWidget(right_flow(self.next_doubt, self.following, self.search))
        return bar
