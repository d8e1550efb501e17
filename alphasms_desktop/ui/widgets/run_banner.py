"""The banner of a run: why nothing leaves at this moment, and the one button that mends it."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Tally
from alphasms_desktop.domain.errors import Family, Kind, Trouble
from alphasms_desktop.domain.rules import Purpose
from alphasms_desktop.domain.waiting import Waiting
from alphasms_desktop.engine.events import WaitStarted
from alphasms_desktop.i18n import ntr, tr
from alphasms_desktop.ui.widgets.basics import Banner, button
from alphasms_desktop.wording import (
    Mend,
    cost_sentence,
    mend_of,
    service_words,
    trouble_sentence,
    wait_sentence,
)

_SECOND_MS = 1000
_UNKNOWN = Tally({})
_FOR_EVER = frozenset({Kind.CAP_REACHED, Kind.CAP_PASSED})


class RunBanner(QWidget):
    """Shows a trouble, a refusal or a wait; hidden while all is well.

    Signals: `mend_asked(object)`: the user wants to go where the cause is mended, a Mend.
    """

    mend_asked = Signal(object)

    def __init__(self, on_action: Callable[[], object]) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.banner = Banner("", "", tr("Resume"))
        self.banner.button.clicked.connect(lambda: on_action())
        layout.addWidget(self.banner)
        self.mend = button("", "", self._ask_to_mend)
        self.banner.add_button(self.mend)
        self._mend: Mend | None = None
        self._wait: WaitStarted | None = None
        self._is_notice = False
        self._timer = QTimer(self)
        self._timer.setInterval(_SECOND_MS)
        self._timer.timeout.connect(self._count_down)
        self.hide()

    def show_trouble(self, trouble: Trouble, tally: Tally = _UNKNOWN) -> None:
        """Say why the run has paused, with the service's own words small below.

        After the first calls it is what they have cost, and how many there still are to make.
        """
        is_canary = trouble.kind is Kind.CANARY_ASKS
        cost = cost_sentence(tally) if is_canary else ""
        self._show(trouble_sentence(trouble), cost or service_words(trouble))
        self.banner.button.setText(_action(trouble, tally[State.QUEUED]))
        found = mend_of(trouble)
        self._mend = found[0] if found else None
        self.mend.setText(found[1] if found else "")
        self.mend.setVisible(found is not None)
        # What a rule for ever forbids no button can mend.
        self.banner.button.setVisible(trouble.kind not in _FOR_EVER)

    def show_wait(self, wait: WaitStarted) -> None:
        """Say until when nothing leaves, counting down where it is seconds."""
        self._wait = wait
        self._count_down()
        self.banner.button.hide()
        self._offer_to_call()
        self._timer.start()

    def note_purpose(self, purpose: Purpose) -> None:
        """Note what is told: a service notice that waits for its hours need not."""
        self._is_notice = purpose is Purpose.NOTICE
        if self._wait is not None:
            self._offer_to_call()

    def clear(self) -> None:
        """Say nothing any more."""
        self._wait = None
        self._timer.stop()
        at, page = QApplication.focusWidget(), self.parentWidget()
        if at is not None and page is not None and self.isAncestorOf(at):
            # Else the keyboard would go to a tile, which a slip would then choose.
            page.setFocus()
        self.hide()

    def _offer_to_call(self) -> None:
        waits_for_hours = self._wait is not None and self._wait.reason is Waiting.HOURS
        self._mend = Mend.DESPITE_HOURS if waits_for_hours and self._is_notice else None
        self.mend.setText(tr("Call despite the hours…") if self._mend else "")
        self.mend.setVisible(self._mend is not None)

    def _ask_to_mend(self) -> None:
        if self._mend is not None:
            self.mend_asked.emit(self._mend)

    def _count_down(self) -> None:
        if self._wait is None:
            return
        left_s = (self._wait.until - datetime.now(UTC)).total_seconds()
        if left_s <= 0:
            self.clear()
        else:
            wait = self._wait
            self._say(wait_sentence(wait.reason, wait.until, wait.trouble), "")

    def _show(self, title: str, text: str) -> None:
        self._wait = None
        self._timer.stop()
        self._say(title, text)

    def _say(self, title: str, text: str) -> None:
        self.banner.title.setText(title)
        self.banner.text.setText(text)
        self.banner.text.setVisible(bool(text))
        self.show()


def _action(trouble: Trouble, waiting: int) -> str:
    if trouble.family is Family.MONEY:
        return tr("Resume after topping up")
    if trouble.kind is Kind.CANARY_ASKS:
        return ntr("Go on: {n} call", "Go on: {n} calls", waiting) if waiting else tr("Resume")
    if trouble.kind is Kind.MISSED_START:
        return tr("Start now")
    if trouble.kind is Kind.UPLOAD_FAILED:
        return tr("Try again")
    return tr("Resume")
