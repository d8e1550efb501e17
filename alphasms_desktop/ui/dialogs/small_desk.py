"""The verification desk in a small window above all others, beside the cash program."""

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui import style
from alphasms_desktop.ui.check_turn import Turn
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.check_panel import CheckPanel
from alphasms_desktop.ui.widgets.training_band import TrainingBand

_WIDTH, _HEIGHT = 420, 600
_PLACE = "small-desk"


class SmallDesk(QWidget):
    """Holds a desk of its own; `closed()` when it goes."""

    closed = Signal()

    def __init__(self, context: Context) -> None:
        # Without a parent: it stays where the program's own window is put away.
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.WindowStaysOnTopHint)
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        style.dress(self)
        # No digits and no phone stand here: a title is seen in lists of windows.
        self.setWindowTitle(tr("Number check"))
        self.panel = CheckPanel(context)
        band = TrainingBand()
        band.key_asked.connect(self.panel.key_asked)
        band.setVisible(context.mode is Mode.TRAINING)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(band)
        inside = QVBoxLayout()
        inside.setContentsMargins(12, 12, 12, 12)
        inside.addWidget(self.panel.scrolled())
        layout.addLayout(inside, 1)
        self.setMinimumWidth(_WIDTH - 40)
        self.resize(_WIDTH, _HEIGHT)
        geometry = QSettings("AlphaSMS Desktop", "window").value(_PLACE)
        if geometry is not None:
            self.restoreGeometry(geometry)

    def closeEvent(self, event: QCloseEvent) -> None:
        """End what is open; remember where the window stood."""
        self.panel.turn.leave()
        QSettings("AlphaSMS Desktop", "window").setValue(_PLACE, self.saveGeometry())
        self.closed.emit()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it where nothing is open."""
        if event.key() == Qt.Key.Key_Escape and self.panel.turn.state is Turn.IDLE:
            self.close()
        else:
            super().keyPressEvent(event)
