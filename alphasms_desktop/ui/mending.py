"""Goes where the cause of a run's trouble is mended: settings, cabinet, message, rows."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from alphasms_desktop.domain.address import BUILT_IN_SANDBOX, DEFAULT_ADDRESS
from alphasms_desktop.domain.recipe import Recipe
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.browser import open_in_browser
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.deeds import Deeds
from alphasms_desktop.ui.dialogs.question import is_wanted
from alphasms_desktop.ui.dialogs.replacing import ask_replacing
from alphasms_desktop.ui.page_stack import PageStack
from alphasms_desktop.wording import Mend

_Answer = TypeVar("_Answer")

_STEPS = {Mend.MESSAGE: 1, Mend.LIMITS: 2, Mend.DESPITE_HOURS: 3}
"""Which step of a new campaign has what the old one cannot change any more."""


class Mending(QObject):
    """Carries out the second button of a run's banner."""

    def __init__(
        self,
        context: Context,
        pages: PageStack,
        deeds: Deeds,
        open_page: Callable[[str], bool] = open_in_browser,
    ) -> None:
        super().__init__(pages)
        self._context = context
        self._pages = pages
        self._deeds = deeds
        self._open_page = open_page
        self._awaited: tuple[int, int] | None = None
        context.runs.ended.connect(lambda campaign_id, _end: self._on_ended(campaign_id))

    def mend(self, what: Mend) -> None:
        """Go where this is mended."""
        if what in (Mend.KEY, Mend.ADDRESS):
            settings = self._pages.settings
            card = settings.key if what is Mend.KEY else settings.address
            settings.open_section(settings.place_of(card))
            self._deeds.show_settings()
        elif what is Mend.RECEIVING:
            self._deeds.set_up_receiving()
        elif what is Mend.ROWS:
            self._pages.live.show_refused()
        elif what in (Mend.CABINET, Mend.SUPPORT):
            self._ask(self._context.service_url, self._open_site)
        elif what is Mend.SAME_ACCOUNT:
            self._go_on_if_same(self._pages.live.campaign_id)
        elif what is not Mend.DESPITE_HOURS or self._may_give_up_waiting():
            self._make_anew(self._pages.live.campaign_id, _STEPS[what])

    def _may_give_up_waiting(self) -> bool:
        """Ask whether a campaign that waits for its hours is to end, and another to go on."""
        return is_wanted(
            self._pages,
            tr("This campaign stops here."),
            tr(
                "Whoever waits goes into a new campaign: at its review you say why they are called "
                "outside the hours. Nobody is called before you start it, in the morning either."
            ),
            tr("Stop it and make a new one"),
            tr("Wait for the hours"),
        )

    def _go_on_if_same(self, campaign_id: int) -> None:
        """Go on with a new key once the user has said that its account is the old one."""
        is_same = is_wanted(
            self._pages,
            tr("Is it the same account with a new key?"),
            tr(
                "The program asks with this key what came of the calls already handed over. "
                "Another account knows nothing of them, and people could be called twice."
            ),
            tr("The same account: go on"),
            tr("Do not go on"),
        )
        if is_same:
            self._context.runs.start(campaign_id, same_account=True)

    def _open_site(self, address: str) -> None:
        page = DEFAULT_ADDRESS if address == BUILT_IN_SANDBOX else address
        if not self._open_page(page):
            self._pages.live.life.setText(page)

    def _make_anew(self, campaign_id: int, step: int) -> None:
        """Have those who wait in a new campaign, once the old one lets them go."""
        if self._pages.wizard.is_begun and not ask_replacing(self._pages):
            return
        if self._context.runs.is_running(campaign_id):
            self._awaited = campaign_id, step
            self._context.runs.stop(campaign_id)
        else:
            self._take(campaign_id, step)

    def _on_ended(self, campaign_id: int) -> None:
        if self._awaited and self._awaited[0] == campaign_id:
            step, self._awaited = self._awaited[1], None
            self._take(campaign_id, step)

    def _take(self, campaign_id: int, step: int) -> None:
        def begin(recipe: Recipe) -> None:
            self._deeds.new_campaign()
            self._pages.wizard.load_at(recipe, step)

        self._ask(lambda: self._context.workspace.recipes.take_waiting(campaign_id), begin)

    def _ask(self, work: Callable[[], _Answer], done: Callable[[_Answer], object]) -> None:
        live = self._pages.live
        ask_for(live, self._context.bridge, work, done, live.banner.show_trouble)
