"""Step 4: every check with its result, the first three recipients, and the costly button."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from alphasms_desktop.domain.campaign import Campaign
from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.exchange import Balance
from alphasms_desktop.domain.live import ListCounts, ListFilter, ListRow
from alphasms_desktop.domain.message import TextMessage
from alphasms_desktop.domain.phone import grouped
from alphasms_desktop.engine.text_desk import PreviewRow
from alphasms_desktop.i18n import number, tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.wizard.check import Check, Level
from alphasms_desktop.ui.pages.wizard.checks import NOBODY, Account, checks, may_start
from alphasms_desktop.ui.pages.wizard.draft import Plan
from alphasms_desktop.ui.pages.wizard.hook_preview import first_hooks
from alphasms_desktop.ui.pages.wizard.step import Step, say, scrolled
from alphasms_desktop.ui.theme import tokens
from alphasms_desktop.ui.widgets.basics import Card, button, label, line
from alphasms_desktop.ui.widgets.marks import mark
from alphasms_desktop.wording import trouble_sentence

_FIRST = 3
_LOOK_AGAIN_MS = 20_000


class ReviewStep(Step):
    """Shows the checks; `ready_changed()` tells when starting becomes possible or not."""

    ready_changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._turn = 0
        self.account = Account()
        self.found: list[Check] = []
        self._counts = NOBODY
        self._alike: tuple[Campaign, ...] = ()
        inside = QWidget()
        self._body = QVBoxLayout(inside)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(12)
        self.checks_card = Card(spacing=0)
        self.first_card = Card(spacing=0)
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
        self._ask_first()
        self._ask_counts()
        self._ask_alike()
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop looking at the clock; answers still on their way come too late."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._turn += 1
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
        self._counts = NOBODY
        taken, turn = self.plan.contacts, self._turn
        if taken is None:
            return

        def done(counts: ListCounts) -> None:
            if turn == self._turn:
                self._counts = counts
                self.show_checks()

        def failed(trouble: Trouble) -> None:
            self.show_error(trouble_sentence(trouble))

        desk = self._context.workspace.contacts
        ask_for(self, self._context.bridge, lambda: desk.counts(taken.id), done, failed)

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

        def failed(trouble: Trouble) -> None:
            self.show_error(trouble_sentence(trouble))

        ask_for(
            self,
            self._context.bridge,
            lambda: desk.alike(sound.fingerprint, source),
            done,
            failed,
        )

    def show_error(self, text: str) -> None:
        """Say why the campaign could not be made."""
        say(self.error, text)

    def show_checks(self) -> None:
        """Look at everything again."""
        now = datetime.now(UTC)
        found = checks(self.plan, self._context.mode, self.account, now, self._counts, self._alike)
        if found != self.found or not self.checks_card.body.count():
            self.found = found
            self._lay_checks()
        self.ready_changed.emit()

    def _on_account(self, turn: int, account: Account) -> None:
        if turn == self._turn:
            self.account = account
            self.show_checks()

    def _lay_checks(self) -> None:
        _clear(self.checks_card)
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(9)
        grid.setColumnStretch(2, 1)
        for place, check in enumerate(self.found):
            if place:
                grid.addWidget(line(), 2 * place - 1, 0, 1, 4)
            has_button = place == 0 and self.account.trouble is not None
            _lay_check(grid, 2 * place, check, 1 if has_button else 2)
        if self.account.trouble is not None:
            again = button(tr("Check again"), "", self.ask_account)
            grid.addWidget(again, 0, 3, Qt.AlignmentFlag.AlignVCenter)
        self.checks_card.body.addWidget(holder)

    def _ask_first(self) -> None:
        taken = self.plan.contacts
        if taken is None:
            self._lay_first([], {})
            return
        turn = self._turn
        if self.plan.text is not None:
            self._ask_first_texts(self.plan.text, taken.id)
            return
        workspace = self._context.workspace

        def ask() -> tuple[list[ListRow], dict[int, str]]:
            rows = workspace.contacts.page(taken.id, ListFilter.READY, 0, _FIRST)
            return rows, first_hooks(workspace, taken.id, _FIRST)

        def show(first: tuple[list[ListRow], dict[int, str]]) -> None:
            if turn == self._turn:
                self._lay_first(*first)

        def failed(trouble: Trouble) -> None:
            if turn == self._turn:
                self.show_error(trouble_sentence(trouble))

        self._context.bridge.ask(ask, show, failed)

    def _ask_first_texts(self, text: TextMessage, list_id: int) -> None:
        """Show what the first three are told."""
        turn, desk = self._turn, self._context.workspace.texts

        def ask() -> list[PreviewRow]:
            found = [desk.preview(text, list_id, place) for place in range(_FIRST)]
            return [one for one in found if one is not None]

        def show(rows: list[PreviewRow]) -> None:
            if turn == self._turn:
                is_read = text.channel is Channel.SMS
                self._lay_lines([_told(one, is_read) for one in rows])

        def failed(trouble: Trouble) -> None:
            if turn == self._turn:
                self.show_error(trouble_sentence(trouble))

        self._context.bridge.ask(ask, show, failed)

    def _lay_first(self, rows: list[ListRow], hooks: dict[int, str]) -> None:
        words = [[one.name or "—", hooks.get(one.row, "")] for one in rows]
        self._lay_lines(
            [
                (one.row, one.phone, "\n".join(filter(None, said)), "")
                for one, said in zip(rows, words, strict=True)
            ]
        )

    def _lay_lines(self, rows: list[tuple[int, str, str, str]]) -> None:
        _clear(self.first_card)
        self.first_card.setVisible(bool(rows))
        title = tr("The first three") if len(rows) == _FIRST else tr("Who is called")
        self.first_card.body.addWidget(label(title, "muted"))
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 6, 0, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(2, 1)
        for place, one in enumerate(rows):
            at, phone, words, tip = one
            where = label(number(at), "muted")
            where.setMinimumWidth(40)
            where.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            where.setToolTip(tr("Row {row}").format(row=at))
            if place:
                grid.addWidget(line(), 2 * place - 1, 0, 1, 3)
            grid.addWidget(where, 2 * place, 0)
            grid.addWidget(label(grouped(phone)), 2 * place, 1)
            told = label(words, wrap=True)
            told.setToolTip(tip)
            grid.addWidget(told, 2 * place, 2)
        self.first_card.body.addWidget(holder)

    def show_plan(self, plan: Plan) -> None:
        """Look at a changed plan when the step appears."""
        super().show_plan(plan)
        self.found = []


def _told(one: PreviewRow, is_read: bool) -> tuple[int, str, str, str]:
    """Return the line of somebody who is told a text, or left out."""
    if one.text.troubles:
        return one.row, one.phone, tr("This row is left out."), one.name
    return one.row, one.phone, one.text.read if is_read else one.text.said, one.name


def _lay_check(grid: QGridLayout, place: int, check: Check, columns: int) -> None:
    shapes = {
        Level.GOOD: ("check", tokens().answered),
        Level.ATTENTION: ("bang", tokens().no_answer),
        Level.STOP: ("cross", tokens().failed),
        Level.WAITING: ("dots", tokens().queued),
    }
    icon = label()
    icon.setPixmap(mark(*shapes[check.level]).pixmap(16, 16))
    word = label(tr(check.level.value), "muted")
    words = QWidget()
    words.setAccessibleName(f"{word.text()}: {check.title}. {check.proof}")
    layout = QVBoxLayout(words)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(2)
    layout.addWidget(label(check.title, "" if check.level is Level.GOOD else "heading", wrap=True))
    if check.proof:
        layout.addWidget(label(check.proof, "muted", wrap=True))
    grid.addWidget(icon, place, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(word, place, 1, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(words, place, 2, 1, columns)


def _clear(card: Card) -> None:
    while (item := card.body.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
