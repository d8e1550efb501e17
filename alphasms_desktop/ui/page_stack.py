"""The pages of the window: each is made, and joined with the window, when it is first asked for.

Nothing of a page, not even its module, is loaded before; so the first page stands at once, and
another theme or language makes anew only what is seen.
"""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar, runtime_checkable

from PySide6.QtWidgets import QStackedWidget, QWidget

from alphasms_desktop.ui import deeds as joined
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.deeds import Deeds

if TYPE_CHECKING:
    from alphasms_desktop.domain.exchange import Balance
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

_Page = TypeVar("_Page", bound=QWidget)

PAGES = (
    "home",
    "wizard",
    "live",
    "finished",
    "contacts",
    "do_not_call",
    "recordings",
    "call_backs",
    "verify",
    "settings",
    "first_run",
)
"""The names of all pages: attributes of the stack."""


@runtime_checkable
class _Refreshable(Protocol):
    """A page that reads afresh when it is gone to."""

    def refresh(self) -> None:
        """Read afresh."""


class PageStack(QStackedWidget):
    """Makes the pages; which is shown, and what follows from what, is the window's affair.

    Without `deeds` nobody does what they ask for. `section` is where the settings open, `step`
    where the new campaign does.
    """

    def __init__(
        self,
        context: Context,
        undo_s: int,
        deeds: Deeds | None = None,
        section: int = 0,
        step: int = 0,
    ) -> None:
        super().__init__()
        self._context = context
        self._undo_s = undo_s
        self._deeds = deeds
        self._section = section
        self._step = step

    @cached_property
    def home(self) -> "HomePage":
        """The list of campaigns."""
        from alphasms_desktop.ui.pages.home import HomePage

        return self._add(HomePage(self._context), joined.join_home)

    @cached_property
    def wizard(self) -> "WizardPage":
        """A new campaign, with the draft of the last time where there is one."""
        from alphasms_desktop.ui.pages.wizard.wizard import WizardPage

        page = self._add(WizardPage(self._context, self._undo_s), joined.join_wizard)
        page.drafting.saved.connect(self._tell_home)
        page.load_draft(self._step)
        return page

    @cached_property
    def live(self) -> "LivePage":
        """A campaign that goes on, or paused."""
        from alphasms_desktop.ui.pages.live import LivePage

        return self._add(LivePage(self._context), joined.join_live)

    @cached_property
    def finished(self) -> "FinishedPage":
        """The end of a campaign."""
        from alphasms_desktop.ui.pages.finished import FinishedPage

        return self._add(FinishedPage(self._context), joined.join_finished)

    @cached_property
    def contacts(self) -> "ContactsPage":
        """The office's own lists."""
        from alphasms_desktop.ui.pages.contacts import ContactsPage

        return self._add(ContactsPage(self._context), joined.join_contacts)

    @cached_property
    def do_not_call(self) -> "DoNotCallPage":
        """The people who are never called."""
        from alphasms_desktop.ui.pages.do_not_call import DoNotCallPage

        return self._add(DoNotCallPage(self._context))

    @cached_property
    def recordings(self) -> "RecordingsPage":
        """The library of recordings."""
        from alphasms_desktop.ui.pages.recordings import RecordingsPage

        return self._add(RecordingsPage(self._context), joined.join_recordings)

    @cached_property
    def call_backs(self) -> "CallBacksPage":
        """Whom the office has to ring up itself."""
        from alphasms_desktop.ui.pages.call_backs import CallBacksPage

        return self._add(CallBacksPage(self._context), joined.join_call_backs)

    @cached_property
    def verify(self) -> "VerifyPage":
        """The checks of numbers."""
        from alphasms_desktop.ui.pages.verify import VerifyPage

        return self._add(VerifyPage(self._context), joined.join_verify)

    @cached_property
    def settings(self) -> "SettingsPage":
        """The settings."""
        from alphasms_desktop.ui.pages.settings import SettingsPage

        page = self._add(SettingsPage(self._context), joined.join_settings)
        page.open_section(self._section)
        return page

    @cached_property
    def first_run(self) -> "FirstRunPage":
        """What is shown at the very first start."""
        from alphasms_desktop.ui.pages.first_run import FirstRunPage

        return self._add(FirstRunPage(), joined.join_first_run)

    def page(self, name: str) -> QWidget:
        """Return a page by the name it has here; it is made if it was not."""
        page: QWidget = getattr(self, name)
        return page

    def is_made(self, name: str) -> bool:
        """Say whether a page was asked for yet."""
        return name in vars(self)

    def refresh(self, page: QWidget) -> None:
        """Have a page read afresh what it shows, where it does so."""
        if isinstance(page, _Refreshable):
            page.refresh()

    def leave(self) -> None:
        """Have the pages keep and close what is theirs, for a stack about to go away."""
        if self.is_made("verify"):
            self.verify.close_small()
        if self.is_made("wizard"):
            self.wizard.discard()

    def section(self) -> int:
        """Return the section of the settings that is open, or would be."""
        return self.settings.section if self.is_made("settings") else self._section

    def step(self) -> int:
        """Return the step of the new campaign that is shown, or would be."""
        return self.wizard.current if self.is_made("wizard") else self._step

    @property
    def is_at_work(self) -> bool:
        """Whether a page does what making it anew would break off."""
        return self.is_made("wizard") and self.wizard.is_at_work

    def shown_page(self) -> str:
        """Return the name that the page that is shown has here."""
        shown = self.currentWidget()
        return next(name for name in PAGES if vars(self).get(name) is shown)

    def shown_name(self) -> str:
        """Return the name of the page that is shown, the wizard's with its step from 1."""
        name = self.shown_page()
        return f"{name}-{self.wizard.current + 1}" if name == "wizard" else name

    def show_campaign(self, page: str, campaign_id: int) -> None:
        """Have the live or the finished page show a campaign."""
        (self.live if page == "live" else self.finished).show_campaign(campaign_id)

    def shown_campaign(self) -> int | None:
        """Return the campaign whose page is shown, or None."""
        name = self.shown_page()
        if name == "live":
            return self.live.campaign_id
        return self.finished.campaign_id if name == "finished" else None

    def _add(self, page: _Page, join: Callable[[_Page, Deeds], object] | None = None) -> _Page:
        self.addWidget(page)
        if join is not None and self._deeds is not None:
            join(page, self._deeds)
        return page

    def note_balance(self, balance: "Balance | None") -> None:
        """Let the list of campaigns know what is on the account, where it is there."""
        if self.is_made("home"):
            self.home.note_balance(balance)

    def _tell_home(self) -> None:
        if self.is_made("home"):
            self.home.ask_for_draft()
