"""The page of number checks: the desk at the left, the history at the right."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.dialogs.small_desk import SmallDesk
from alphasms_desktop.ui.pages.check_history import HistoryCard
from alphasms_desktop.ui.pages.check_panel import CheckPanel
from alphasms_desktop.ui.widgets.basics import button, label, page_layout, row

_NARROW, _WIDE = 330, 410


class VerifyPage(QWidget):
    """Checks customers, shows who was checked.

    Signals: `balance_known(Balance)`; `key_asked()` and `settings_asked()`: go there.
    """

    balance_known = Signal(object)
    key_asked = Signal()
    settings_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._small: SmallDesk | None = None
        layout = page_layout(self)
        self.small_button = button(tr("Small window above others"), "", self.open_small)
        layout.addLayout(row(label(tr("Number check"), "title"), None, self.small_button))
        self.panel = CheckPanel(context)
        self.history = HistoryCard(context)
        across = QHBoxLayout()
        across.setSpacing(16)
        desk = self.panel.scrolled()
        desk.setMinimumWidth(_NARROW)
        desk.setMaximumWidth(_WIDE)
        across.addWidget(desk, 5)
        across.addWidget(self.history, 6)
        layout.addLayout(across, 1)
        self._connect(self.panel)
        self.setFocusProxy(self.panel)

    @property
    def small(self) -> SmallDesk | None:
        """The small window, where it is open."""
        return self._small

    def refresh(self) -> None:
        """Read the history afresh."""
        self.history.refresh()

    def open_small(self) -> None:
        """Show the desk in a small window that stays above the cash program."""
        if self._small is None:
            made = self._small = SmallDesk(self._context)
            self._connect(made.panel)
            made.closed.connect(self._on_small_closed)
        self._small.show()
        self._small.raise_()
        self._small.activateWindow()

    def close_small(self) -> None:
        """Close the small window, if it is open."""
        if self._small is not None:
            self._small.close()

    def showEvent(self, event: QShowEvent) -> None:
        """Read afresh what other windows have checked."""
        super().showEvent(event)
        self.refresh()

    def _connect(self, panel: CheckPanel) -> None:
        panel.changed.connect(self.history.refresh)
        panel.balance_known.connect(self.balance_known)
        panel.key_asked.connect(self.key_asked)
        panel.settings_asked.connect(self.settings_asked)

    def _on_small_closed(self) -> None:
        if self._small is not None:
            self._small.deleteLater()
            self._small = None
