"""The row below the steps: back, what is still lacking, the way on, or the start with its undo."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QWidget

from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.i18n import ntr, tr
from alphasms_desktop.ui.widgets.basics import button, keys_text, label, row
from alphasms_desktop.ui.widgets.explained import allow, explain
from alphasms_desktop.wording import moment

_LAST = 3


@dataclass(frozen=True)
class Standing:
    """Where the wizard stands: its step, whether that is complete, whether a start is under way.

    `seconds_left` is None unless a start can still be undone; `lacking` is what the step itself
    says must be done before the next.
    """

    place: int
    is_complete: bool
    calls: int
    is_starting: bool = False
    seconds_left: int | None = None
    lacking: str = ""


class Footer(QWidget):
    """The buttons of the wizard; whoever owns it connects them."""

    def __init__(self, mode: Mode) -> None:
        super().__init__()
        self._is_training = mode is Mode.TRAINING
        self._kept = self._last_kept = ""
        self.back = button(tr("Back"))
        self.hint = label("", "muted", wrap=True)
        self.countdown = label("", "heading")
        self.undo = button(tr("Undo"))
        self.forward = button("", "primary")
        self.start = button("", "primary")
        explain(self.start, keys_text("Ctrl+Enter"))
        layout = row(self.back)
        layout.addWidget(self.hint, 1)
        for part in (self.countdown, self.undo, self.forward, self.start):
            layout.addWidget(part)
        self.setLayout(layout)

    def show_standing(self, now: Standing) -> None:
        """Show the buttons that make sense now, with their words."""
        is_last = now.place == _LAST
        self.back.setVisible(now.place > 0)
        self.back.setEnabled(not now.is_starting)
        self.forward.setVisible(not is_last)
        lacking = now.lacking or _what_is_lacking(now.place)
        allow(self.forward, now.is_complete, lacking)
        self.forward.setText(_way_on(now.place))
        self.start.setVisible(is_last and not now.is_starting)
        allow(self.start, now.is_complete, lacking)
        self.start.setText(self._start_text(now.calls))
        self.undo.setVisible(now.seconds_left is not None)
        self.countdown.setVisible(now.is_starting)
        self.countdown.setText(
            tr("Making the campaign…")
            if now.seconds_left is None
            else tr("Calls begin in {n} s").format(n=max(1, now.seconds_left))
        )
        self.hint.setText(self._kept if now.is_complete else lacking)

    def show_kept(self, at: datetime) -> None:
        """Say that the draft was kept."""
        self._kept = tr("Draft kept at {time}").format(time=moment(at))
        if not self.hint.text() or self.hint.text() == self._last_kept:
            self.hint.setText(self._kept)
        self._last_kept = self._kept

    def _start_text(self, calls: int) -> str:
        if self._is_training:
            return ntr(
                "Start training: {n} pretend call", "Start training: {n} pretend calls", calls
            )
        return ntr("Start {n} call", "Start {n} calls", calls)


def _way_on(place: int) -> str:
    names = (tr("Next: message"), tr("Next: options"), tr("Next: review"))
    return names[place] if place < _LAST else ""


def _what_is_lacking(place: int) -> str:
    hints = (
        tr("Choose a contact file to go on."),
        tr("Open or record a message to go on."),
        tr("Correct the hours to go on."),
        tr("The checks above say what is still missing."),
    )
    return hints[place]
