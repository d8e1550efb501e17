"""The pages of a window by name; each is made when it is first asked for."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow

if TYPE_CHECKING:
    from alphasms_desktop.ui.page_stack import PageStack
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


class WindowPages(QMainWindow):
    """A window that knows its pages; whoever derives from it fills and changes the stack."""

    _pages: "PageStack"

    @property
    def home(self) -> "HomePage":
        """The list of campaigns."""
        return self._pages.home

    @property
    def wizard(self) -> "WizardPage":
        """A new campaign."""
        return self._pages.wizard

    @property
    def live(self) -> "LivePage":
        """A campaign that goes on."""
        return self._pages.live

    @property
    def finished(self) -> "FinishedPage":
        """The end of a campaign."""
        return self._pages.finished

    @property
    def contacts(self) -> "ContactsPage":
        """The office's own lists."""
        return self._pages.contacts

    @property
    def do_not_call(self) -> "DoNotCallPage":
        """The people who are never called."""
        return self._pages.do_not_call

    @property
    def recordings(self) -> "RecordingsPage":
        """The library of recordings."""
        return self._pages.recordings

    @property
    def call_backs(self) -> "CallBacksPage":
        """Whom the office rings up itself."""
        return self._pages.call_backs

    @property
    def verify(self) -> "VerifyPage":
        """The checks of numbers."""
        return self._pages.verify

    @property
    def settings_page(self) -> "SettingsPage":
        """The settings."""
        return self._pages.settings

    @property
    def first_run(self) -> "FirstRunPage":
        """What is shown at the very first start."""
        return self._pages.first_run
