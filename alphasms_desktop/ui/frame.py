"""What stands around every page: the navigation at the left, the training band above."""

from datetime import UTC, datetime

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.exchange import Balance
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.places import CAMPAIGNS
from alphasms_desktop.ui.widgets.basics import label, page_layout, row
from alphasms_desktop.ui.widgets.navigation import Navigation
from alphasms_desktop.ui.widgets.page_state import page_state
from alphasms_desktop.ui.widgets.training_band import TrainingBand


class Frame(QWidget):
    """Holds navigation, band and pages."""

    def __init__(self, pages: QStackedWidget, mode: Mode, shows_band: bool) -> None:
        super().__init__()
        self._pages = pages
        self._is_training = mode is Mode.TRAINING
        self.navigation = Navigation()
        self.band = TrainingBand()
        self.band.setParent(self)
        self.band.setVisible(self._is_training and shows_band)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.navigation)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.band)
        right.addWidget(pages, 1)
        across.addLayout(right, 1)

    def show_page(self, page: QWidget, place: str) -> None:
        """Show a page and where it belongs; an empty place dims the navigation."""
        self.navigation.set_dimmed(not place)
        if place:
            self.navigation.choose(place)
        self._pages.setCurrentWidget(page)
        if place:
            page.setFocus()

    def show_balance(self, balance: Balance | None) -> None:
        """Show what is on the account, or nothing where that is not known."""
        if balance is None:
            self.navigation.show_balance(None, "", None, self._is_training)
        else:
            now = datetime.now(UTC)
            self.navigation.show_balance(balance.amount, balance.currency, now, self._is_training)


def opening_frame(mode: Mode, is_first_start: bool) -> Frame:
    """Return what stands in the window until the data folder is open: the same without a page."""
    pages = QStackedWidget()
    page = QWidget()
    layout = page_layout(page)
    if not is_first_start:
        layout.addLayout(row(label(tr(CAMPAIGNS.title), "title"), None))
        layout.addWidget(page_state(label(tr("Reading the campaigns…"), "muted")), 1)
    pages.addWidget(page)
    frame = Frame(pages, mode, not is_first_start)
    frame.show_page(page, "" if is_first_start else CAMPAIGNS.name)
    return frame
