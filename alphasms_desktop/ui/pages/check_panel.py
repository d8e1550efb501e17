"""The verification desk itself: a phone, a code on its way, four digits, a result. By keyboard."""

import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.exchange import Balance
from alphasms_desktop.domain.verification import Channel, Progress, Standing
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.check_facts import CheckFacts, ask_balance, read_facts
from alphasms_desktop.ui.check_turn import CheckTurn, Turn
from alphasms_desktop.ui.chime import MATCH, MISMATCH, Chime
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.check_parts import OtherWays, ResultView, TroubleView
from alphasms_desktop.ui.pages.check_phone import PhoneLine
from alphasms_desktop.ui.pages.check_words import (
    INSTRUCTIONS,
    again_in_words,
    no_call_words,
    shape_of,
    tries_words,
    wrong_words,
)
from alphasms_desktop.ui.theme import tokens
from alphasms_desktop.ui.widgets.basics import Card, button, label, row
from alphasms_desktop.ui.widgets.digits_field import DigitsField
from alphasms_desktop.ui.widgets.icon_view import IconView
from alphasms_desktop.ui.widgets.marks import mark
from alphasms_desktop.wording import standing_name

_Answer = TypeVar("_Answer")
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HELD = (Turn.ASKING, Turn.WAITING, Turn.STUCK, Turn.ENDED)


class CheckPanel(QWidget):
    """Checks one customer after another.

    Signals: `changed()`: there is something new in the history; `balance_known(Balance)`;
    `key_asked()` and `settings_asked()`: the user wants to go there.
    """

    changed = Signal()
    balance_known = Signal(object)
    key_asked = Signal()
    settings_asked = Signal()

    def __init__(self, context: Context, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._context = context
        self._facts: CheckFacts | None = None
        self.turn = CheckTurn(self, context, now)
        self.line = PhoneLine()
        self.trouble = TroubleView()
        self.digits = DigitsField(tr("Digits the customer told"))
        self.result = ResultView()
        self.others = OtherWays()
        self.chime = Chime(self)
        self._lay_out()
        self._connect()
        self._show_turn()

    def refresh(self) -> None:
        """Read prices, questions and the balance afresh."""
        library = self._context.workspace.audio.library
        self._quietly(library.all, self.line.show_questions)
        self._quietly(self._read_facts, self._on_facts)
        self._quietly(lambda: ask_balance(self._context), self._on_balance)

    def start(self, overrides: bool = False) -> None:
        """Have the phone called, or called again; Enter in the phone does the same."""
        if not self.line.call.isEnabled():
            return
        written = self._written()
        if not written:
            self.line.field.setFocus()
            return
        self.trouble.forget()
        channel = Channel.KEY if self.line.is_by_key else Channel.CALL
        self.turn.ask(written, channel, overrides, self.line.chosen_question)

    def other_way(self, channel: Channel) -> None:
        """Have a new code read out, or sent as a text; the one before is void."""
        self.trouble.forget()
        self.turn.ask(self._written(), channel)

    def next_customer(self) -> None:
        """Be ready for the next one."""
        self.turn.next()

    def scrolled(self) -> QScrollArea:
        """Return this panel where it scrolls, so that what is offered anew is seen."""
        made = QScrollArea()
        made.setWidgetResizable(True)
        made.setFrameShape(QFrame.Shape.NoFrame)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setWidget(self)
        # The card has its place in the layout only a moment later.
        show = QTimer(made, singleShot=True, interval=0)
        show.timeout.connect(lambda: made.ensureWidgetVisible(self.others))
        self.others.appeared.connect(show.start)
        return made

    def _begin_anew(self) -> None:
        self.line.field.clear()
        self.trouble.forget()
        self.line.field.setFocus()

    # Overrides of Qt.

    def showEvent(self, event: QShowEvent) -> None:
        """Read afresh what may have changed elsewhere, and have the keyboard."""
        super().showEvent(event)
        self.refresh()
        self._take_keyboard()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to what is next to be typed or pressed."""
        super().focusInEvent(event)
        self._take_keyboard()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter after a result: the next customer. Escape: this one tells no digits."""
        if event.key() in _ENTERS and self.turn.state is Turn.ENDED:
            self.turn.next()
        elif event.key() == Qt.Key.Key_Escape and self.turn.state in (Turn.WAITING, Turn.STUCK):
            self.turn.leave()
        else:
            super().keyPressEvent(event)

    # Making.

    def _lay_out(self) -> None:
        self.instruction = label("", "instruction", wrap=True)
        shape, colour = shape_of(Standing.WAITING)
        arrow = IconView(18, mark(shape, getattr(tokens(), colour), 18))
        told = row(spacing=14)
        told.addWidget(arrow, 0, Qt.AlignmentFlag.AlignTop)
        told.addWidget(self.instruction, 1)
        self.saying = QWidget()
        self.saying.setLayout(told)
        told.setContentsMargins(0, 6, 0, 8)
        self.digits_name = label(tr("Digits the customer told"), "muted")
        self.hint = label("", "muted", wrap=True)
        learnt = tr("Training: the code is the last four digits of the phone itself.")
        self.training = label(learnt, "muted", wrap=True)
        self.give_up = button("", "link", self.turn.leave)
        card = Card(spacing=8)
        for part in (self.line, self.trouble, self.saying, self.digits_name):
            card.body.addWidget(part)
        card.body.addWidget(self.digits, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.hint, self.training, self.result):
            card.body.addWidget(part)
        card.body.addLayout(row(self.give_up, None))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(card)
        layout.addWidget(self.others)
        layout.addStretch(1)

    def _connect(self) -> None:
        self.line.asked.connect(self.start)
        self.line.way_changed.connect(lambda: self._quietly(self._read_facts, self._on_facts))
        self.digits.told.connect(self.turn.tell)
        self.result.next_asked.connect(self.next_customer)
        self.others.dictation_asked.connect(lambda: self.other_way(Channel.DICTATED))
        self.others.text_asked.connect(lambda: self.other_way(Channel.SMS))
        self.trouble.override_asked.connect(lambda: self.start(overrides=True))
        self.trouble.key_asked.connect(self.key_asked)
        self.trouble.settings_asked.connect(self.settings_asked)
        turn = self.turn
        turn.moved.connect(self._on_moved)
        turn.ticked.connect(self._show_waiting)
        turn.refused.connect(self.trouble.show_trouble)
        turn.was_wrong.connect(self._on_wrong)
        turn.ended.connect(self._on_ended)
        turn.left.connect(self._begin_anew)
        turn.changed.connect(self.changed)
        paste = QShortcut(QKeySequence("Ctrl+Shift+V"), self, self.line.paste)
        paste.setContext(Qt.ShortcutContext.WindowShortcut)

    # What happens.

    def _take_keyboard(self) -> None:
        by_turn = {
            Turn.WAITING: self.digits,
            Turn.STUCK: self.give_up,
            Turn.ENDED: self.result.next,
        }
        by_turn.get(self.turn.state, self.line.field).setFocus()

    def _on_moved(self) -> None:
        state, view = self.turn.state, self.turn.view
        self._show_turn()
        if state is Turn.WAITING and view is not None:
            self.digits.begin(view.length)
            self.hint.setText(tries_words(view.tries_left))
            self.digits.setAccessibleDescription(tr(INSTRUCTIONS[view.channel]))
            if view.channel is not Channel.KEY:
                self.digits.setFocus()
        elif state is Turn.STUCK:
            self.give_up.setFocus()
        elif state is Turn.IDLE:
            self.line.field.setFocus()
        if state in (Turn.WAITING, Turn.ENDED):
            self.refresh()

    def _on_wrong(self, left: int) -> None:
        self.chime.sound(MISMATCH)
        self.trouble.say(wrong_words(left))
        self.hint.setText(tries_words(left))
        self.digits.setAccessibleDescription(wrong_words(left))
        self.digits.setFocus()

    def _on_ended(self, standing: Standing, tries: int) -> None:
        view = self.turn.view
        assert view is not None  # what ends has begun
        self.trouble.forget()
        self.digits.forget()
        self.result.show_result(standing, standing_name(standing, view.channel, tries))
        self.result.next.setFocus()
        self.chime.sound(MATCH if standing is Standing.CONFIRMED else MISMATCH)

    # Showing.

    def _show_turn(self) -> None:
        state, view = self.turn.state, self.turn.view
        waits, by_key = state is Turn.WAITING, view is not None and view.channel is Channel.KEY
        self.line.set_busy(state in _HELD)
        self.saying.setVisible(waits)
        if view is not None:
            self.line.show_phone(view.phone)
            self.instruction.setText(tr(INSTRUCTIONS[view.channel]))
        for part in (self.digits, self.digits_name, self.hint):
            part.setVisible(waits and not by_key)
        in_training = self._context.mode is Mode.TRAINING
        self.training.setVisible(waits and not by_key and in_training)
        self.give_up.setVisible(state in (Turn.WAITING, Turn.STUCK))
        self.give_up.setText(
            tr("Next customer") if state is Turn.STUCK else tr("End without digits (Esc)")
        )
        if state is not Turn.ENDED:
            self.result.hide()
        self._show_waiting()

    def _show_waiting(self) -> None:
        state, facts = self.turn.state, self._facts
        is_open = state in (Turn.WAITING, Turn.STUCK)
        left = self.turn.call_again_in_s if is_open else 0.0
        self.line.call.setVisible(state is not Turn.ENDED)
        self.line.call.setEnabled(state is Turn.IDLE or (is_open and left <= 0))
        if facts is not None:
            self.line.show_price(facts.call, is_open)
            self.trouble.show_price(facts.call)
            self._offer(facts)
        if state is Turn.ASKING:
            self.line.call.setText(tr("Asking AlphaSMS…"))
        elif is_open and left > 0:
            self.line.call.setText(again_in_words(left))

    def _offer(self, facts: CheckFacts) -> None:
        state, view = self.turn.state, self.turn.view
        by_code = view is not None and view.channel is not Channel.KEY
        is_late = self.turn.waited_s >= facts.settings.fallback_after_s
        ended = self.turn.progress is not Progress.UNDER_WAY
        if by_code and (state is Turn.STUCK or (state is Turn.WAITING and (is_late or ended))):
            after_s = None if state is Turn.STUCK or not is_late else self.turn.waited_s
            self.others.offer(no_call_words(after_s), facts.dictation, facts.text)
        else:
            self.others.hide()

    # Reading.

    def _written(self) -> str:
        view = self.turn.view
        return view.phone if view is not None else self.line.field.text().strip()

    def _read_facts(self) -> CheckFacts:
        return read_facts(self._context, self.line.is_by_key, self.line.chosen_question)

    def _on_facts(self, facts: CheckFacts) -> None:
        self._facts = facts
        self._show_waiting()

    def _on_balance(self, balance: Balance) -> None:
        self.line.show_balance(balance)
        self.balance_known.emit(balance)
        self._show_waiting()

    def _quietly(self, work: Callable[[], _Answer], done: Callable[[_Answer], object]) -> None:
        """Read what a check can do without; where it cannot be read, it is missing."""
        ask_for(self, self._context.bridge, work, done, lambda _trouble: None)
