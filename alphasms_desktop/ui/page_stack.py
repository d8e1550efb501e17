"""The pages of the window, each made once for a mode and a language."""

from PySide6.QtWidgets import QStackedWidget

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
from alphasms_desktop.ui.pages.wizard.wizard import WizardPage


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
        self.settings = SettingsPage(context)
        self.first_run = FirstRunPage()
        for page in (
            self.home,
            self.wizard,
            self.live,
            self.finished,
            self.contacts,
            self.do_not_call,
            self.recordings,
            self.call_backs,
            self.settings,
            self.first_run,
        ):
            self.addWidget(page)

    def shown_name(self) -> str:
        """Return the name of the page that is shown, the wizard's with its step from 1."""
        shown = self.currentWidget()
        if shown is self.wizard:
            return f"wizard-{self.wizard.current + 1}"
        names = (name for name, page in vars(self).items() if page is shown)
        return next(names, "")

    def shown_campaign(self) -> int | None:
        """Return the campaign whose page is shown, or None."""
        shown = self.currentWidget()
        if shown is self.live:
            return self.live.campaign_id
        return self.finished.campaign_id if shown is self.finished else None
