"""Step 4: every check with its result, the first three recipients, and the costly button."""

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from alphasms_desktop.domain.campaign import Campaign
from alphasms_desktop.domain.contact import ContactList
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.exchange import Balance
from alphasms_desktop.domain.hours import DespiteHours
from alphasms_desktop.domain.live import ListCounts
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.dialogs.despite_hours import DespiteHoursDialog
from alphasms_desktop.ui.pages.wizard.check import CALL_TOO, Ask, Check, Offer
from alphasms_desktop.ui.pages.wizard.checks import Account, checks, may_start
from alphasms_desktop.ui.pages.wizard.checks_card import ChecksCard
from alphasms_desktop.ui.pages.wizard.draft import Plan
from alphasms_desktop.ui.pages.wizard.first_recipients import FirstRecipients
from alphasms_desktop.ui.pages.wizard.hours_check import first_moment, is_spent
from alphasms_desktop.ui.pages.wizard.step import Step, say
from alphasms_desktop.ui.pages.wizard.twin_checks import EACH_ROW, ONE_CALL
from alphasms_desktop.ui.pages.wizard.twins_question import ask_each_row
from alphasms_desktop.ui.widgets.basics import label
from alphasms_desktop.ui.widgets.scrolled import scrolled
from alphasms_desktop.wording import trouble_sentence

_LOOK_AGAIN_MS = 20_000


class ReviewStep(Step):
    """Shows the checks; `ready_changed()` tells when starting becomes possible or not.

    `is_urgent` says that an emergency is told: whoever was called a while ago is told as well.
    """

    ready_changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._turn = 0
        self.account = Account()
        self.found: list[Check] = []
        self._decided: dict[Ask, int] = {}
        self.is_urgent = False
        self.dialog: DespiteHoursDialog | None = None
        self._alike: tuple[Campaign, ...] = ()
        inside = QWidget()
        self._body = QVBoxLayout(inside)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(12)
        self.checks_card = ChecksCard()
        self.checks_card.again_asked.connect(self.ask_account)
        self.checks_card.decided.connect(self._decide)
        self.checks_card.taken_up.connect(self._take_up)
        self.first_card = FirstRecipients(context)
        self.first_card.failed.connect(self._fail)
        self.error = label("", "error", wrap=True)
        self.error.hide()
        for part in (self.error, self.checks_card, self.first_card):
            self._body.addWidget(part)
        self._body.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.area: QScrollArea = scrolled(inside)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName(tr("Checks before the start"))
        layout.addWidget(self.area)
        # Hours pass while the page stands open.
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOK_AGAIN_MS)
        self._clock.timeout.connect(self.show_checks)

    def is_complete(self) -> bool:
        """Say whether the campaign may start."""
        return may_start(self.found) and bool(self.found)

    def first_focus(self) -> QWidget:
        """Return the list of checks, never the button that starts."""
        return self.area

    def showEvent(self, event: QShowEvent) -> None:
        """Ask the service for the balance, and show the first recipients."""
        super().showEvent(event)
        if event.spontaneous():
            return
        self.show_error("")
        self.ask_account()
        self.first_card.show_plan(self.plan)
        self._ask_counts()
        self._ask_alike()
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop looking at the clock; answers still on their way come too late."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._turn += 1
            self.first_card.leave()
            self._clock.stop()

    def ask_account(self) -> None:
        """Ask whether the key works and what is on the account."""
        self._turn += 1
        turn = self._turn
        self.account = Account()
        self.show_checks()
        workspace = self._context.workspace

        def ask() -> Balance:
            url = self._context.service_url()
            return workspace.campaigns.balance(url, workspace.keys.key_for(url))

        def done(balance: Balance) -> None:
            self._on_account(turn, Account(balance=balance, asked_at=datetime.now(UTC)))

        def failed(trouble: Trouble) -> None:
            self._on_account(turn, Account(trouble=trouble))

        self._context.bridge.ask(ask, done, failed)

    def _ask_counts(self) -> None:
        """Ask who of the list is not to be called, or was called lately."""
        taken, turn = self.plan.contacts, self._turn
        if taken is None:
            return

        def done(counts: ListCounts) -> None:
            if turn == self._turn and counts.recent_days == self.plan.recent_days:
                self._choose(replace(self.plan, counts=counts))

        desk, days = self._context.workspace.contacts, self.plan.recent_days
        ask_for(self, self._context.bridge, lambda: desk.counts(taken.id, days), done, self._fail)

    def _ask_alike(self) -> None:
        """Ask for campaigns that call the same people with the same message today."""
        self._alike = ()
        sound, taken, turn = self.plan.recording, self.plan.contacts, self._turn
        if sound is None or taken is None:
            return
        desk, source = self._context.workspace.recipes, taken.head.source

        def done(found: list[Campaign]) -> None:
            if turn == self._turn:
                self._alike = tuple(found)
                self.show_checks()

        ask_for(
            self,
            self._context.bridge,
            lambda: desk.alike(sound.fingerprint, source),
            done,
            self._fail,
        )

    def show_error(self, text: str) -> None:
        """Say why the campaign could not be made."""
        say(self.error, text)

    def _fail(self, trouble: Trouble) -> None:
        self.show_error(trouble_sentence(trouble))

    def show_checks(self) -> None:
        """Look at everything again."""
        now = datetime.now(UTC)
        if is_spent(self.plan, now):
            self._choose(replace(self.plan, despite_hours=None))
        found = checks(
            self.plan,
            self._context.mode,
            self.account,
            now,
            self._alike,
            {Ask.RECENT: CALL_TOO, **self._decided} if self.is_urgent else self._decided,
        )
        if found != self.found or not self.checks_card.body.count():
            self._show_found(found)
        self.ready_changed.emit()

    def _show_found(self, found: list[Check]) -> None:
        """Show these; the keyboard stays among them though their buttons are made anew."""
        at = QApplication.focusWidget()
        before: QWidget = self.area
        was_here = at is not None and self.checks_card.isAncestorOf(at)
        self.found = found
        self.checks_card.show_checks(found, self.account.trouble)
        for one in self.checks_card.buttons:
            QWidget.setTabOrder(before, one)
            before = one
        if was_here:
            self.area.setFocus()

    def _decide(self, ask: Ask, place: int) -> None:
        """Take the user's word; to leave out who was called lately is a rule of the campaign."""
        if ask is Ask.SHARED or (ask is Ask.SHARED_MESSAGE and place == ONE_CALL):
            self._call_each_row(place == EACH_ROW)
            return
        if ask is Ask.RECENT:
            days = 0 if place == CALL_TOO else self.plan.not_again_within_days or 1
            if days != self.plan.not_again_within_days:
                self._choose(replace(self.plan, not_again_within_days=days))
                self.first_card.show_plan(self.plan)
        self._decided[ask] = place
        self.show_checks()

    def _call_each_row(self, is_wanted: bool) -> None:
        """Call each row that shares a phone with another one, or one row of each phone."""
        taken, turn = self.plan.contacts, self._turn
        if taken is None:
            return

        def done(now: ContactList) -> None:
            if turn == self._turn:
                self._choose(replace(self.plan, contacts=now, each_row=is_wanted))
                self._ask_counts()

        ask_each_row(self.checks_card, self._context, taken.id, is_wanted, done, self._fail)

    def _take_up(self, offer: Offer) -> None:
        """Ask why people are to be called outside the hours, or take that leave back."""
        plan, at = self.plan, first_moment(self.plan, datetime.now(UTC))
        if offer is Offer.KEEP_HOURS:
            self._give_leave(None)
        elif plan.hours is not None:
            self.dialog = DespiteHoursDialog(self, plan.hours, at, plan.start is not None)
            self.dialog.given.connect(self._give_leave)
            self.dialog.open()

    def _give_leave(self, leave: DespiteHours | None) -> None:
        self._choose(replace(self.plan, despite_hours=leave))
        self.first_focus().setFocus()

    def _on_account(self, turn: int, account: Account) -> None:
        if turn == self._turn:
            self.account = account
            self.show_checks()

    def show_plan(self, plan: Plan) -> None:
        """Look at a changed plan when the step appears; what was decided of another is void."""
        if _decides(plan) != _decides(self.plan):
            # Whom the rules spare changes the price; what was said of just that still holds.
            again = self._decided.get(Ask.RECENT) if plan.contacts == self.plan.contacts else None
            self._decided = {} if again is None else {Ask.RECENT: again}
        super().show_plan(plan)
        self.found = []


def _decides(plan: Plan) -> tuple[object, ...]:
    """Return what the user's answers were given of."""
    return plan.contacts, plan.one_pass, plan.cap, plan.is_personal
