"""The pages of the window, each made once for a mode and a language."""

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QStackedWidget, QWidget

from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.call_backs import CallBacksPage
from alphasms_desktop.ui.pages.contacts import ContactsPage
from alphasms_desktop.ui.pages.do_not_call import DoNotCallPage
from alphasms_desktop.ui.pages.finished import FinishedPage
from alphasms_desktop.ui.pages.first_run import FirstRunPage
from alphasms_desktop.ui.pages.home import HomePage
from alphasms_desktop.ui.pages.live import LivePage
from alphasms_desktop.ui.pages.recordings import RecordingsPage
from alphasms_desktop.ui.pages.settings import SettingsPage
from alphasms_desktop.ui.pages.verify import VerifyPage
from alphasms_desktop.ui.pages.wizard.wizard import WizardPage


@runtime_checkable
class _Refreshable(Protocol):
    """A page that reads afresh when it is gone to."""

    def refresh(self) -> None:
        """Read afresh."""


class PageStack(QStackedWidget):
    """Holds the pages; which is shown, and what follows from what, is the window's affair."""

    def __init__(self, context: Context, undo_s: int) -> None:
        super().__init__()
        self.home = HomePage(context)
        self.wizard = WizardPage(context, undo_s)
        self.live = LivePage(context)
        self.finished = FinishedPage(context)
        self.contacts = ContactsPage(context)
        self.do_not_call = DoNotCallPage(context)
        self.recordings = RecordingsPage(context)
        self.call_backs = CallBacksPage(context)
        self.verify = VerifyPage(context)
        self.settings = SettingsPage(context)
        self.first_run = FirstRunPage()
        self._by_name = {name: one for name, one in vars(self).items() if isinstance(one, QWidget)}
        for page in self._by_name.values():
            self.addWidget(page)

    def page(self, name: str) -> QWidget:
        """Return a page by the name it has here."""
        return self._by_name[name]

    def refresh(self, page: QWidget) -> None:
        """Have a page read afresh what it shows, where it does so."""
        if isinstance(page, _Refreshable):
            page.refresh()

    def shown_page(self) -> str:
        """Return the name that the page that is shown has here."""
        shown = self.currentWidget()
        return next(name for name, page in self._by_name.items() if page is shown)

    def shown_name(self) -> str:
        """Return the name of the page that is shown, the wizard's with its step from 1."""
        name = self.shown_page()
        return f"{name}-{self.wizard.current + 1}" if name == "wizard" else name

    def show_campaign(self, page: str, campaign_id: int) -> None:
        """Have the live or the finished page show a campaign."""
        (self.live if page == "live" else self.finished).show_campaign(campaign_id)

    def shown_campaign(self) -> int | None:
        """Return the campaign whose page is shown, or None."""
        shown = self.currentWidget()
        if shown is self.live:
            return self.live.campaign_id
        return self.finished.campaign_id if shown is self.finished else None
