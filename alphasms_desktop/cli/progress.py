"""How a run shows itself on a terminal: one line that moves, or a line now and then in a file."""

import shutil
import time
from typing import TextIO

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Phase, Tally
from alphasms_desktop.engine.events import (
    AttemptsChanged,
    Event,
    NothingHappens,
    PhaseChanged,
    WaitStarted,
)
from alphasms_desktop.i18n import money, number, tr
from alphasms_desktop.wording import quiet_sentence, state_name, wait_sentence

_WIDTH = 24
_QUIET_EVERY_S = 10.0
_SHOWN = (
    State.ANSWERED,
    State.NO_ANSWER,
    State.BUSY,
    State.FAILED,
    State.REJECTED,
    State.NO_RESULT,
    State.UNCONFIRMED,
    State.ACCEPTED,
    State.SENDING,
    State.SKIPPED,
    State.QUEUED,
)


class Progress:
    """Hears the run on its thread (`tell`) and shows it on the terminal's (`show`)."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._is_terminal = stream.isatty()
        self._tally: Tally | None = None
        self._news: list[str] = []
        self._shown = ""
        self._shown_at = 0.0

    def tell(self, event: Event) -> None:
        """Take a fact from the run."""
        if isinstance(event, AttemptsChanged):
            self._tally = event.tally
        elif isinstance(event, WaitStarted):
            self._news.append(wait_sentence(event.reason, event.until, event.trouble))
        elif isinstance(event, NothingHappens):
            self._news.append(quiet_sentence(event.reason, event.calls))
        elif isinstance(event, PhaseChanged) and event.phase is Phase.PAUSED and self._open_calls:
            self._news.append(tr("No more calls leave; waiting for those already handed over."))

    def leaving(self) -> None:
        """Say that the user's Ctrl+C was heard."""
        self._news.append(tr("Pausing: waiting for the calls that are just being handed over…"))

    def show(self) -> None:
        """Bring the terminal up to date."""
        while self._news:
            self._clear()
            print(self._news.pop(0), file=self._stream, flush=True)
        if self._tally is None:
            return
        line = progress_line(self._tally)
        now = time.monotonic()
        if self._is_terminal:
            # A line that wraps could not be taken back.
            line = line[: shutil.get_terminal_size().columns - 1]
            if line != self._shown:
                self._clear()
                print(line, end="", file=self._stream, flush=True)
        elif line != self._shown and now - self._shown_at >= _QUIET_EVERY_S:
            self._shown_at = now
            print(line, file=self._stream, flush=True)
        else:
            return
        self._shown = line

    def close(self) -> None:
        """Show the last state and leave the line."""
        self._shown_at = -_QUIET_EVERY_S
        self.show()
        if self._is_terminal and self._shown:
            print(file=self._stream, flush=True)

    @property
    def _open_calls(self) -> int:
        return self._tally[State.ACCEPTED] if self._tally else 0

    def _clear(self) -> None:
        if self._is_terminal and self._shown:
            print("\r" + " " * len(self._shown) + "\r", end="", file=self._stream)
            self._shown = ""


def progress_line(tally: Tally) -> str:
    """Return a bar, the counts by outcome and the money in one line."""
    share = tally.final / tally.recipients if tally.recipients else 1.0
    done = int(share * _WIDTH)
    counts = [
        f"{state_name(state, tally.success)} {number(tally[state])}"
        for state in _SHOWN
        if tally[state]
    ]
    bar = "[" + "#" * done + "." * (_WIDTH - done) + "]"
    return f"{bar} {share:4.0%}  " + " · ".join([*counts, money(tally.spent)])
