"""One customer's turn at the verification desk: asked, waited for, told, ended; no widgets."""

import time
from collections.abc import Callable
from enum import Enum, auto
from typing import TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.message import Recording
from alphasms_desktop.domain.verification import GAP_S, Channel, KeptCheck, Progress, Standing, Told
from alphasms_desktop.engine.verify_desk import Answer, CheckView, Order
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context

_Answer = TypeVar("_Answer")
_EVERY_MS = 1_000
_FOLLOWED_EVERY = 3


class Turn(Enum):
    """Where a turn stands: `STUCK` has a phone and no code that counts."""

    IDLE = auto()
    ASKING = auto()
    WAITING = auto()
    STUCK = auto()
    ENDED = auto()


class CheckTurn(QWidget):
    """Talks with the desk for a panel, which is its parent; never seen itself.

    Signals: `moved()`: another state; `refused(Trouble, Standing | None)`: why it is not possible,
    or unsure; `was_wrong(int)`: so many tries are left; `ended(Standing, int)`: how, after how
    many wrong answers; `left()`: the next customer may come; `ticked()`: another second;
    `changed()`: the history has news.
    """

    moved = Signal()
    refused = Signal(object, object)
    was_wrong = Signal(int)
    ended = Signal(object, int)
    left = Signal()
    ticked = Signal()
    changed = Signal()

    def __init__(
        self, parent: QWidget, context: Context, now: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self.hide()
        self._context = context
        self._now = now
        self.state = Turn.IDLE
        self.view: CheckView | None = None
        self.progress = Progress.UNDER_WAY
        self._asked_at = 0.0
        self._seconds = 0
        self._before = Turn.IDLE
        self._overrides = False
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()

    @property
    def waited_s(self) -> float:
        """How long ago the service was asked."""
        return self._now() - self._asked_at

    @property
    def call_again_in_s(self) -> float:
        """How long the same phone has to be left alone still."""
        return max(0.0, GAP_S - self.waited_s)

    def ask(
        self,
        written: str,
        channel: Channel,
        overrides: bool = False,
        question: Recording | None = None,
    ) -> None:
        """Have a code sent, or a question asked; what is open for the phone is void then."""
        if self.state in (Turn.ASKING, Turn.ENDED):
            return
        context = self._context
        # What the clerk has decided for this customer holds for the next way too.
        self._overrides = overrides = overrides or (self._overrides and self.view is not None)
        other_way = self.view is not None and channel in (Channel.DICTATED, Channel.SMS)

        def ask() -> CheckView:
            url = context.service_url()
            key = context.workspace.keys.key_for(url)
            order = Order(written, channel, url, key, overrides, question, other_way)
            return context.workspace.verify.begin(order)

        self._before = self.state
        self._move(Turn.ASKING)
        ask_for(self, context.bridge, ask, self._on_asked, self._on_not_asked)

    def tell(self, digits: str) -> None:
        """Compare what the customer told."""
        view, desk = self.view, self._context.workspace.verify
        if view is not None and self.state is Turn.WAITING:
            self._do(lambda: desk.tell(view.id, digits), self._on_told)

    def leave(self) -> None:
        """End without digits."""
        view, desk = self.view, self._context.workspace.verify
        if self.state is Turn.STUCK:
            self.next()
        elif view is not None and self.state is Turn.WAITING:
            self._do(lambda: desk.leave(view.id), lambda _none: self._look())

    def next(self) -> None:
        """Be ready for the next customer."""
        if self.state in (Turn.ENDED, Turn.STUCK):
            self.view = None
            self._move(Turn.IDLE)
            self.left.emit()

    def tick(self) -> None:
        """Let a second pass: now and then the service is asked how the call goes."""
        view, desk = self.view, self._context.workspace.verify
        if self.state not in (Turn.WAITING, Turn.STUCK):
            return
        self._seconds += 1
        self.ticked.emit()
        if view is None or self.state is Turn.STUCK or self._seconds % _FOLLOWED_EVERY:
            return

        def follow() -> tuple[Progress, Standing]:
            return desk.follow(view.id), desk.standing(view.id)

        # Where the service cannot be asked, the customer's digits decide all the same.
        ask_for(
            self,
            self._context.bridge,
            follow,
            lambda told: self._on_followed(view, told),
            lambda _trouble: None,
        )

    def _on_asked(self, view: CheckView) -> None:
        self._asked_at, self._seconds = self._now(), 0
        self.progress = Progress.UNDER_WAY
        if view.standing is Standing.WAITING:
            self.view = view
            self._move(Turn.WAITING)
        elif view.standing is Standing.REFUSED and self._before is Turn.IDLE:
            self._move(Turn.IDLE)
        else:
            self.view = view
            self._move(Turn.STUCK)
        if view.trouble is not None:
            self.refused.emit(view.trouble, view.standing)
        self.changed.emit()

    def _on_not_asked(self, trouble: Trouble) -> None:
        # Nothing was kept, so whatever was open before is open still.
        self._move(self._before)
        self.refused.emit(trouble, None)

    def _on_told(self, answer: Answer) -> None:
        if answer.told is Told.WRONG:
            self.was_wrong.emit(answer.tries_left)
            self.changed.emit()
        else:
            self._look()

    def _on_followed(self, view: CheckView, told: tuple[Progress, Standing]) -> None:
        if view is self.view and self.state is Turn.WAITING:
            self.progress, standing = told
            if standing is Standing.WAITING:
                self.ticked.emit()
            else:
                self._look()

    def _look(self) -> None:
        """See how the check stands on the disk, which may have been voided in another window."""
        view, checks = self.view, self._context.workspace.verify.checks
        if view is not None and self.state is Turn.WAITING:
            self._do(lambda: checks.get(view.id), self._on_end)

    def _on_end(self, kept: KeptCheck) -> None:
        if self.view is not None and self.view.id == kept.id and self.state is Turn.WAITING:
            self._move(Turn.ENDED)
            self.ended.emit(kept.standing, kept.tries)
            self.changed.emit()

    def _move(self, state: Turn) -> None:
        self.state = state
        self.moved.emit()

    def _do(self, work: Callable[[], _Answer], done: Callable[[_Answer], object]) -> None:
        bridge = self._context.bridge
        ask_for(self, bridge, work, done, lambda trouble: self.refused.emit(trouble, None))
