"""One real call to the user's own phone: placed, followed, and then a question to the human.

No interface can know what is heard at the ear; only the answer to the question says so.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from alphasms_desktop.domain.attempt import Change, State
from alphasms_desktop.domain.campaign import Campaign, CampaignKind, Mode, Service, Tally
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.message import Message, Recording
from alphasms_desktop.domain.success import Success
from alphasms_desktop.engine.desk_ports import SettingsStore
from alphasms_desktop.i18n import money, tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.wizard.draft import Plan
from alphasms_desktop.ui.pages.wizard.step import say
from alphasms_desktop.ui.widgets.basics import Card, button, label, row
from alphasms_desktop.ui.widgets.explained import allow
from alphasms_desktop.wording import moment, state_name, trouble_sentence

_MAY_HAVE_RUNG = frozenset(
    {State.ACCEPTED, State.ANSWERED, State.NO_ANSWER, State.BUSY, State.NO_RESULT}
)
ChooseSound = Callable[[], Callable[[], Recording | Message]]
"""Returns, on the window's thread, what finds what a trial call says on a job's thread."""


class Trial(Card):
    """Calls the user with the message at hand; `heard(str)` is the message they have heard."""

    heard = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(spacing=8)
        self._context = context
        self._campaign_id: int | None = None
        self._message = ""
        self._tried = ""
        self._price: Decimal | None = None
        self._choose_sound: ChooseSound | None = None
        self._make_parts()
        context.runs.changed.connect(self._on_changed)
        context.runs.refused.connect(self._on_refused)
        context.runs.phase_changed.connect(self._on_phase)
        context.runs.ended.connect(self._on_ended)

    def show_message(self, message: Recording, choose_sound: ChooseSound | None = None) -> None:
        """Have another message to be tried; a trial of the one before no longer counts.

        `choose_sound` gives what is played where that is not the message itself.
        """
        self._choose_sound = choose_sound or (lambda: lambda: message)
        if message.fingerprint == self._message:
            return
        self._message = message.fingerprint
        if self._tried and self._tried != self._message:
            self._show_question(False)
            self._say(tr("The message has changed since the trial call."))

    def show_plan(self, plan: Plan) -> None:
        """Show what the call may cost, and whether this message was heard before."""
        cost = f" (≈ {money(plan.one_call)})" if plan.one_call is not None else ""
        is_text = plan.text is not None
        self.call_me.setText((tr("Call me with this row") if is_text else tr("Call me")) + cost)
        if plan.account.heard and plan.account.heard == self._message and self._campaign_id is None:
            self._show_question(False)
            self._say(tr("You have heard this message on your phone."))

    def reset(self) -> None:
        """Forget the message and its trial; a call on its way is left to its end."""
        self._campaign_id, self._message, self._tried = None, "", ""
        self._show_question(False)
        self._say("")
        say(self.error, "")

    def call(self) -> None:
        """Place one call to the phone that is written."""
        written = self.phone.text().strip()
        if not written or self._choose_sound is None or self._campaign_id is not None:
            return
        find_sound = self._choose_sound()
        self._tried, self._price = self._message, None
        allow(self.call_me, False, tr("The call is on its way."))
        self._show_question(False)
        say(self.error, "")
        self._say(tr("Handing the call over…"))
        context = self._context

        def prepare() -> Campaign:
            url = context.service_url()
            service = Service(url, context.workspace.keys.account_of(url))
            kind, name = CampaignKind.TRIAL, tr("Trial call")
            found = find_sound()
            says = found if isinstance(found, Message) else Message(found)
            made = context.workspace.single.prepare(
                written, name, says, kind, context.mode, service
            )
            _keep_own_phone(context.workspace.settings, written)
            return made

        def start(campaign: Campaign) -> None:
            self._campaign_id = campaign.id
            context.runs.start(campaign.id)

        ask_for(self, context.bridge, prepare, start, self._fail)

    def showEvent(self, event: QShowEvent) -> None:
        """Write the user's own phone there, as the settings have it."""
        super().showEvent(event)
        if not self.phone.text():
            load = self._context.workspace.settings.load
            ask_for(
                self,
                self._context.bridge,
                lambda: load().own_phone,
                self._show_own_phone,
                self._fail,
            )

    def _show_own_phone(self, own: str) -> None:
        if own and not self.phone.text():
            self.phone.setText(own)

    def _make_parts(self) -> None:
        is_training = self._context.mode is Mode.TRAINING
        words = QWidget()
        self.phone = QLineEdit()
        self.phone.setPlaceholderText("+380 50 123 45 67")
        self.phone.setAccessibleName(tr("Your phone"))
        self.phone.setFixedWidth(180)
        self.phone.textChanged.connect(lambda _text: self._allow())
        self.call_me = button(tr("Call me"), "", self.call)
        text = (
            tr("One pretend call: in training nobody is rung up.")
            if is_training
            else tr("One call to your own number. It costs what any call costs.")
        )
        head = label(tr("Hear how it sounds on the phone"), "heading", wrap=True)
        self.body.addWidget(head)
        line = row(spacing=10)
        line.addWidget(label(text, "muted", wrap=True), 1)
        line.addWidget(self.phone)
        line.addWidget(self.call_me)
        self.body.addLayout(line)
        self.said = label("", "muted", wrap=True)
        self.question = label(tr("Did you hear the message?"), "heading")
        self.yes = button(tr("Yes"), "", lambda: self._answer(True))
        self.no = button(tr("No"), "", lambda: self._answer(False))
        words.setLayout(row(self.question, self.yes, self.no, None))
        self._asks = words
        self.body.addWidget(self.said)
        self.body.addWidget(self._asks)
        self.error = label("", "error", wrap=True)
        self.body.addWidget(self.error)
        for part in (self.said, self.error, self._asks):
            part.hide()
        self._allow()

    def _say(self, text: str) -> None:
        say(self.said, text)

    def _allow(self) -> None:
        is_free = self._campaign_id is None
        why_not = tr("Type your phone first.") if is_free else tr("The call is on its way.")
        allow(self.call_me, bool(self.phone.text().strip()) and is_free, why_not)

    def _show_question(self, is_asked: bool) -> None:
        at = QApplication.focusWidget()
        self._asks.setVisible(is_asked)
        # Who called by keyboard answers so too; an answer never leads back to the call.
        if is_asked and at in (self, self.call_me):
            self.yes.setFocus()
        elif not is_asked and at in (self.yes, self.no):
            self.phone.setFocus()

    def _on_changed(self, campaign_id: int, changes: dict[int, Change], tally: Tally) -> None:
        if campaign_id != self._campaign_id:
            return
        for change in changes.values():
            self._price = change.price if change.price is not None else self._price
            self._show_state(change.after, tally.success)

    def _show_state(self, state: State, success: Success) -> None:
        price = money(self._price) if self._price is not None else tr("not known yet")
        at = moment(datetime.now(UTC))
        if state is State.ACCEPTED:
            text = tr("Handed over at {time}, price {price}. Your phone will ring.")
            self._say(text.format(time=at, price=price))
        elif state is State.UNCONFIRMED:
            self._say(
                tr(
                    "The answer of AlphaSMS was lost: the phone may ring all the same. Wait a "
                    "minute before you try again."
                )
            )
        elif state in (State.SENDING, State.QUEUED):
            self._say(tr("Handing the call over…"))
        else:
            text = tr("{state} at {time}, price {price}.")
            self._say(text.format(state=state_name(state, success), time=at, price=price))
        if state in _MAY_HAVE_RUNG or state is State.UNCONFIRMED:
            self._show_question(self._tried == self._message)

    def _answer(self, has_heard: bool) -> None:
        self._show_question(False)
        if not has_heard:
            self._say(
                tr(
                    "Then do not start yet: listen “As on the phone” here, see whether the phone "
                    "rang at all, and ask AlphaSMS if it did not."
                )
            )
            return
        message, context = self._tried, self._context

        def keep() -> None:
            key = context.workspace.keys.key_for(context.service_url())
            context.workspace.single.heard(key, message)

        def done(_nothing: None) -> None:
            self._say(tr("Good: AlphaSMS takes the recording, and you have heard it."))
            self.heard.emit(message)

        ask_for(self, context.bridge, keep, done, self._fail)

    def _on_phase(self, campaign_id: int, _phase: object, trouble: Trouble | None) -> None:
        if campaign_id == self._campaign_id and trouble is not None:
            say(self.error, trouble_sentence(trouble))
            self._context.runs.stop(campaign_id)

    def _on_refused(self, campaign_id: int, trouble: Trouble) -> None:
        if campaign_id == self._campaign_id:
            self._fail(trouble)

    def _on_ended(self, campaign_id: int, _end: object) -> None:
        if campaign_id == self._campaign_id:
            self._campaign_id = None
            self._allow()

    def _fail(self, trouble: Trouble) -> None:
        self._campaign_id = None
        self._say("")
        say(self.error, trouble_sentence(trouble))
        self._allow()


def _keep_own_phone(store: SettingsStore, phone: str) -> None:
    """Have the phone of a first trial call at hand for the next one."""
    if not store.load().own_phone:
        store.change(lambda before: replace(before, own_phone=phone))
