"""The switch that keeps the calls that changed last at the top of a live table."""

import time
from dataclasses import replace

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QWidget

from alphasms_desktop.domain.live import SortKey
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.tables.live_table import LiveTable
from alphasms_desktop.ui.widgets.basics import label, row
from alphasms_desktop.ui.widgets.toggle import Toggle

_EVERY_S = 1.0
_SHARE_OF_WORK = 10
"""So many times as long as an order took to read, the next one waits at the least."""

_KEPT = "live/follows"


class Following(QWidget):
    """Serves one live table while its campaign goes on; what one looks at never moves away.

    A row that is chosen, a scroll or another order switch it off, so that the switch always says
    what the table does; only the user's own click is remembered.
    """

    def __init__(self, table: LiveTable, kept: QSettings) -> None:
        super().__init__()
        self._table = table
        self._kept = kept
        self._goes_on = False
        self._is_beside_table = True
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._on_pause)
        self._asked_at = 0.0
        self._pause_s = _EVERY_S
        said = tr("Follow the newest")
        self.switch = Toggle(said)
        caption = label(said)
        caption.setBuddy(self.switch)
        told = tr("The calls that changed last stand at the top, until you choose a row or scroll.")
        for part in (self.switch, caption):
            part.setToolTip(told)
        self.switch.setAccessibleDescription(told)
        self.setLayout(row(self.switch, caption, spacing=6))
        self.switch.clicked.connect(self._on_click)
        table.filtered.connect(lambda _rows: self._on_shown())
        table.touched.connect(lambda: self.switch.setChecked(False))
        self.hide()

    def follow(self, goes_on: bool) -> None:
        """Note whether the campaign goes on here; at the end the table stays as it is."""
        begins = goes_on and not self._goes_on
        self._goes_on = goes_on
        self.setVisible(goes_on and self._is_beside_table)
        if not goes_on:
            self.switch.setChecked(False)
        elif begins and self._table.chosen is None and self._kept.value(_KEPT, True, bool):
            self._begin()

    def stand_beside(self, table_is_shown: bool) -> None:
        """Be seen beside the table only, not where charts have its place."""
        self._is_beside_table = table_is_shown
        self.setVisible(self._goes_on and table_is_shown)

    def note_changes(self) -> None:
        """Let calls that changed come to the top, at most once a second."""
        if self.switch.isChecked() and not self._pause.isActive():
            self._pause.start(round(1000 * self._pause_s))

    def _on_click(self, is_on: bool) -> None:
        self._kept.setValue(_KEPT, is_on)
        if is_on:
            self._begin()

    def _begin(self) -> None:
        self._table.let_go()
        self._table.columns.mark_newest()
        self._table.show_view(replace(self._table.view, sort=SortKey.NEWEST, descending=False))
        self.switch.setChecked(True)

    def _on_pause(self) -> None:
        if self.switch.isChecked():
            self._asked_at = time.monotonic()
            self._table.show_newest()

    def _on_shown(self) -> None:
        if self._asked_at:
            took_s = time.monotonic() - self._asked_at
            self._pause_s = max(_EVERY_S, _SHARE_OF_WORK * took_s)
            self._asked_at = 0.0
