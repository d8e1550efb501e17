"""A recording on the table of step 2: opened, added to, trimmed, switched, undone."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.message import Recording
from alphasms_desktop.domain.sound import Preparation, SoundFault, SoundLimits
from alphasms_desktop.engine.sound_ports import PreparedSound
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.wizard.listening import Listening
from alphasms_desktop.ui.pages.wizard.sound_card import SoundCard
from alphasms_desktop.ui.pages.wizard.sound_history import Asked, History
from alphasms_desktop.ui.sound import Player
from alphasms_desktop.ui.widgets.explained import allow
from alphasms_desktop.wording import trouble_sentence

_REDO = "Ctrl+Shift+Z"
FORBIDDING = frozenset({SoundFault.SILENT, SoundFault.TOO_BIG})
"""Faults with which no call is made: nobody would hear anything, or it is too big for one."""


@dataclass(frozen=True)
class Made:
    """A recording prepared and kept, and what was asked of which one for it."""

    asked: Asked
    prepared: PreparedSound
    recording: Recording
    is_new: bool

    @property
    def is_fit(self) -> bool:
        """Whether calls may be made with it."""
        return not FORBIDDING & set(self.prepared.measured.faults)


class SoundPanel(QWidget):
    """Holds one recording.

    Signals: `made(object)`: a Made, each time it was prepared; `busy(str)`: what is being done,
    empty when it is over; `failed(str)`: a sentence, empty when a new try begins.
    """

    made = Signal(object)
    busy = Signal(str)
    failed = Signal(str)

    def __init__(self, context: Context, player: Player | None = None) -> None:
        super().__init__()
        self._context = context
        self._turn = 0
        self._made: Made | None = None
        self.limits = SoundLimits()
        self.history = History()
        self.listening = Listening(context, player)
        self.card = SoundCard(self.listening)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.card)
        layout.addStretch(1)
        self.waveform, self.fields = self.card.waveform, self.card.fields
        self.switches = self.card.switches
        self.waveform.moved.connect(self._on_trimmed)
        self.fields.changed.connect(self._on_trimmed)
        self.switches.changed.connect(self.prepare_again)
        self.listening.played.connect(self.waveform.show_played_s)
        self.card.undo.clicked.connect(self.undo)
        self.card.redo.clicked.connect(self.redo)
        self.listening.failed.connect(self._show_error)
        for keys, act in ((QKeySequence.StandardKey.Undo, self.undo), (_REDO, self.redo)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def open_file(self, path: Path, name: str = "", wishes: Preparation | None = None) -> None:
        """Open and prepare a recording; what was there before stays until it has succeeded.

        `wishes` are what is done to it, by default what the switches ask for.
        """
        studio, wanted = self._context.workspace.audio.studio, wishes or self.switches.preparation()

        def make() -> Made:
            table = studio.open(path)
            return self._make(Asked(table, wanted, path, name or table.name), is_new=True)

        def done(made: Made) -> None:
            self.history.begin(made.asked)
            self._take(made)

        self._work(make, done)

    def add_file(self, path: Path, name: str = "") -> None:
        """Put another recording after the one on the table, a step that can be undone."""
        if self._made is None:
            self.open_file(path, name)
            return
        studio, before = self._context.workspace.audio.studio, self._made.asked
        wanted = replace(before.wishes, shortens_pauses=False)

        def make() -> Made:
            added = studio.open(path)
            table = before.table.followed_by(added, wanted)
            names = f"{before.name} + {name or added.name}"
            wishes = replace(before.wishes, start_s=None, end_s=None)
            return self._make(Asked(table, wishes, None, names), is_new=True)

        def done(made: Made) -> None:
            self.history.add(made.asked)
            self._take(made)

        self._work(make, done)

    def prepare_again(self) -> None:
        """Prepare the recording as switches and handles stand now, a step that can be undone."""
        if self._made is not None:
            asked = replace(self._made.asked, wishes=self._wishes())
            self.history.add(asked)
            self._prepare(asked)

    def undo(self) -> None:
        """Take the last change of switches and handles back."""
        self._go_to(self.history.back())

    def redo(self) -> None:
        """Make the change that was taken back again."""
        self._go_to(self.history.again())

    def reset(self) -> None:
        """Have no recording."""
        self._turn += 1
        self._made = None
        self.listening.forget()
        self.history.forget()
        self.listening.stop()
        self.listening.way.choose(0)
        self._show_busy("")
        self._show_error("")

    def last_made(self) -> Made | None:
        """Return the recording on the table as it was prepared last."""
        return self._made

    def _prepare(self, asked: Asked) -> None:
        self._show_steps()
        self._work(lambda: self._make(asked, is_new=False), self._take)

    def _work(self, work: Callable[[], Made], done: Callable[[Made], None]) -> None:
        self._turn += 1
        turn = self._turn
        self.listening.stop()
        self._show_error("")
        self._show_busy(tr("Preparing the recording for the phone…"))

        def take(made: Made) -> None:
            if turn == self._turn:
                done(made)

        def fail(trouble: Trouble) -> None:
            if turn == self._turn:
                self._show_busy("")
                self._show_error(trouble_sentence(trouble))

        ask_for(self, self._context.bridge, work, take, fail)

    def _make(self, asked: Asked, is_new: bool) -> Made:
        """Prepare and keep a recording; on a job's thread."""
        prepared = asked.table.prepared(asked.wishes, self.limits)
        recording = self._context.workspace.audio.studio.keep(prepared.wav, asked.name)
        return Made(asked, prepared, recording, is_new)

    def _take(self, made: Made) -> None:
        is_other = self._made is None or self._made.asked.table is not made.asked.table
        self._made = made
        asked, measured = made.asked, made.prepared.measured
        self.switches.show_preparation(asked.wishes)
        if is_other:
            self.waveform.show_sound(asked.table.outline, asked.table.seconds)
        self._show_trim(asked.wishes.start_s or 0.0, asked.wishes.end_s or asked.table.seconds)
        self.waveform.show_kept(measured.kept_s)
        self.listening.take(made.prepared, asked)
        self.card.show_measured(measured, self.limits)
        self._show_steps()
        self._show_busy("")
        self.made.emit(made)

    def _go_to(self, asked: Asked | None) -> None:
        if asked is not None:
            self._prepare(asked)

    def _show_steps(self) -> None:
        nothing = tr("Nothing to undo."), tr("Nothing to redo.")
        allow(self.card.undo, self.history.can_go_back, nothing[0])
        allow(self.card.redo, self.history.can_go_on, nothing[1])

    def _wishes(self) -> Preparation:
        """Return what switches and handles ask for; None stands for the recording's own ends."""
        shown = self.waveform
        starts = shown.start_s if shown.start_s > 0 else None
        ends = shown.end_s if shown.end_s < shown.seconds else None
        return replace(self.switches.preparation(), start_s=starts, end_s=ends)

    def _on_trimmed(self, start_s: float, end_s: float) -> None:
        self._show_trim(start_s, end_s)
        self.prepare_again()

    def _show_trim(self, start_s: float, end_s: float) -> None:
        self.waveform.set_handles(start_s, end_s)
        self.fields.show_trim(start_s, end_s, self.waveform.seconds)

    def _show_busy(self, text: str) -> None:
        self.card.show_busy(text)
        self.busy.emit(text)

    def _show_error(self, text: str) -> None:
        self.card.show_error(text)
        self.failed.emit(text)
